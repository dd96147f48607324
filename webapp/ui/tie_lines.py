"""Ties as an actor's or a group's page tells them: who with whom, in which role, in which state, on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Passage, Ref, Tie
from webapp.ui.language import gettext, say
from webapp.ui.sorting import sort_key
from webapp.ui.wording import KINDS, STATES, kind_plural, say_period, state_label


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie seen from one of its parties."""

    tie: Tie
    relation: str
    others: tuple[Ref, ...]
    period: str

    @property
    def evidence(self) -> tuple[Passage, ...]:
        """Where the source says so."""
        return self.tie.evidence


@dataclass(frozen=True, slots=True)
class TieSection:
    """All ties of one kind in one state."""

    kind: str
    state: str
    title: str
    state_label: str
    lines: tuple[TieLine, ...]


def sections_of(ties: Sequence[Tie], iri: str, *, without: Sequence[str] = ()) -> list[TieSection]:
    """The ties of one party in sections: by kind, what exists before what is demanded."""
    order = [(kind, state) for kind in KINDS for state in STATES if kind not in without]
    grouped: dict[tuple[str, str], list[TieLine]] = {}
    for tie in ties:
        grouped.setdefault((tie.kind, tie.state), []).append(line_of(tie, iri))
    return [
        TieSection(
            kind, state, kind_plural(kind), state_label(state), tuple(sorted(grouped[kind, state], key=_line_order))
        )
        for kind, state in order
        if (kind, state) in grouped
    ]


def line_of(tie: Tie, iri: str) -> TieLine:
    """A tie seen from this party."""
    others = tuple(party for party in tie.parties if party.iri != iri)
    return TieLine(
        tie=tie,
        relation=relation_of(tie, iri),
        others=tuple(sorted(others, key=lambda ref: sort_key(say(ref.label)))),
        period=say_period(tie.start, tie.end, tie.start_precision, tie.end_precision),
    )


def _line_order(line: TieLine) -> tuple[str, tuple[str, str]]:
    first = line.others[0].label if line.others else line.tie.label
    return line.relation, sort_key(say(first))


def relation_of(tie: Tie, iri: str) -> str:
    """How this party stands in the tie, in words that read on with the others' names."""
    is_source = any(party.iri == iri for party in tie.sources)
    if tie.kind == "Interface":
        return _directed_interface(is_source=is_source) if tie.directed else gettext("mit")
    if tie.kind == "Mandate" and tie.detail is not None:
        mandate = say(tie.detail.label)
        return mandate if is_source else gettext("%(mandate)s (durch)", mandate=mandate)
    if tie.kind == "Membership" and tie.detail is not None and is_source:
        return gettext("als %(role)s in", role=say(tie.detail.label))
    forward, backward = relation_words(tie.kind)
    return forward if is_source else backward


def _directed_interface(*, is_source: bool) -> str:
    return gettext("gibt weiter an") if is_source else gettext("bekommt von")


def relation_words(kind: str) -> tuple[str, str]:
    """The words from either end of a directed tie."""
    words = {
        "Membership": (gettext("in"), gettext("Mitglied ist")),
        "Funding": (gettext("fördert"), gettext("wird gefördert von")),
        "Mandate": (gettext("zuständig für"), gettext("zuständig ist")),
        "Participation": (gettext("nimmt teil an"), gettext("Teilnahme von")),
    }
    return words.get(kind, (gettext("mit"), gettext("mit")))
