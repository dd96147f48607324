"""What is different as lines of a table: the same things that the map draws, counted by the same lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Actor, Ref, Tie
from graph.progress.difference import CHANGES, Change, NetworkDifference
from graph.progress.network_of_day import NetworkOfDay
from webapp.pages.difference.words import CHANGE_WORDS
from webapp.ui.language import gettext as _
from webapp.ui.language import say
from webapp.ui.sorting import label_key, sort_key
from webapp.ui.wording import demand_standing_label, kind_label, say_period, state_label


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One thing: whom it names, what it is, and how it stood on both days, "" where it was not there.

    `name` is what a tie or a group is called itself.
    """

    iri: str
    name: str
    parties: tuple[Ref, ...]
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The things of one change, with its heading: as many as the legend of the map counts."""

    change: Change
    heading: str
    rows: tuple[ChangedRow, ...]


def sections_of(analysis: Analysis, found: NetworkDifference) -> list[ChangeSection]:
    """A section for each change that there is, each in the order of names."""
    return [
        ChangeSection(change, str(CHANGE_WORDS[change]), tuple(sorted(_rows(analysis, found, change), key=_by_name)))
        for change in CHANGES
        if found.changes[change]
    ]


def counts_of(found: NetworkDifference) -> dict[Change, int]:
    """How many things each change has; those that there are."""
    return {change: len(found.changes[change]) for change in CHANGES if found.changes[change]}


def _rows(analysis: Analysis, found: NetworkDifference, change: Change) -> Iterator[ChangedRow]:
    everyone = found.actors_and_groups
    for iri in found.changes[change]:
        before, after = (_stands(day, iri, change) for day in (found.earlier, found.later))
        if change in {"joined", "left"}:
            before, after = _of_connection(change, is_later=False), _of_connection(change, is_later=True)
        tie = found.later.ties.get(iri) or found.earlier.ties.get(iri)
        if tie:
            if change == "replaced":
                before, after = _period(tie), _period(found.later.ties[found.successors[iri]])
            yield _of_tie(tie, before, after)
        else:
            yield _of_party(everyone.get(iri) or analysis.node(iri), before, after)


def _of_tie(tie: Tie, before: str, after: str) -> ChangedRow:
    kind = say(tie.detail.label) if tie.detail else kind_label(tie.kind)
    name = say(tie.label)
    if all(say(one.label) in name for one in tie.parties):
        name = ""  # nobody called it anything
    return ChangedRow(tie.iri, name, tuple(sorted(tie.parties, key=label_key)), kind, before, after)


def _of_party(one: Actor | Ref, before: str, after: str) -> ChangedRow:
    kind = say(one.kind.label) if isinstance(one, Actor) and one.kind else ""
    return ChangedRow(one.iri, "", (Ref(one.iri, one.label),), kind, before, after)


def _stands(day: NetworkOfDay, iri: str, change: Change) -> str:
    """How a thing stood on a day: where its demand did, or its state."""
    if change == "answered" and iri in day.standings:
        return demand_standing_label(day.standings[iri])
    one = day.groups.get(iri) or day.ties.get(iri) or day.actors.get(iri)
    return state_label(one.state) if one else ""


def _of_connection(change: Change, *, is_later: bool) -> str:
    """Whether somebody was connected on a day who got their first tie between both, or lost their last."""
    return _("verbunden") if is_later == (change == "joined") else _("ohne Verbindung")


def _period(tie: Tie) -> str:
    return say_period(tie.start, tie.end, tie.start_precision, tie.end_precision)


def _by_name(row: ChangedRow) -> tuple[object, ...]:
    return tuple(sort_key(say(one.label)) for one in row.parties), row.iri
