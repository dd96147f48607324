"""Which gaps the reader asked for, and how many each other choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from flask import request

from graph.analysis import Analysis
from graph.gaps.answers import TO_BE_DONE
from graph.gaps.decisions import GAP_STATES, is_open, is_overdue
from graph.model import GAP_KINDS
from graph.period import shown_day
from graph.terms import local_name
from webapp.pages.actors.view import FilterValue, choices
from webapp.pages.gaps.belonging import Belonging
from webapp.pages.gaps.rows import STRENGTH_ORDER, GapRow, list_rows
from webapp.ui.language import gettext, say
from webapp.ui.links import slug_of
from webapp.ui.memo import memo
from webapp.ui.sorting import fold_texts, fold_words, matches_folded
from webapp.ui.wording import demand_standing_label, gap_kind_label, gap_state_label, strength_label

ALL, ANSWERED, OVERDUE, PUT_ASIDE = "alle", "beantwortet", "ueberfaellig", "zurueckgestellt"
MOST_CHOICES = 100


@dataclass(frozen=True, slots=True)
class GapFilter:
    """What the reader asked for, as in the address. Without ?stand= only gaps that wait for an answer.

    `mit_sektor` and `mit_gruppe` name the other side: gaps between two sectors, between two groups.
    """

    art: str = ""
    regel: str = ""
    staerke: str = ""
    suche: str = ""
    stand: str = ""
    thema: str = ""
    sektor: str = ""
    mit_sektor: str = ""
    gruppe: str = ""
    mit_gruppe: str = ""
    akteur: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for: all open gaps."""
        return not any(asdict(self).values())

    def passing(self, rows: Iterable[GapRow], *, ignoring: Collection[str] = ()) -> list[GapRow]:
        """The gaps that meet the choices but those ignored, whose values are being counted."""
        asked = {name: getattr(self, name) for name in _MEETS if name not in ignoring}
        checks = [(_MEETS[name], value) for name, value in asked.items() if value or name == "stand"]
        if self.sektor and self.mit_sektor and "sektor" not in ignoring:
            checks.append((lambda row, other: row.sectors.is_between(self.sektor, other), self.mit_sektor))
        if self.gruppe and self.mit_gruppe and "gruppe" not in ignoring:
            checks.append((lambda row, other: row.groups.is_between(self.gruppe, other), self.mit_gruppe))
        return [row for row in rows if all(meets(row, value) for meets, value in checks)]


def _meets_state(row: GapRow, state: str) -> bool:
    if state in ("", ANSWERED):
        return is_open(row.gap) == (state == "")
    if state == OVERDUE:
        return is_overdue(row.gap, row.decision, shown_day())
    if state == PUT_ASIDE:
        return not is_open(row.gap) and row.gap.state not in TO_BE_DONE
    return state in (ALL, row.gap.state)


_MEETS: Mapping[str, Callable[[GapRow, str], bool]] = {
    "art": lambda row, value: row.gap.kind == value,
    "regel": lambda row, value: row.gap.rule == value,
    "staerke": lambda row, value: row.gap.strength == value,
    "stand": _meets_state,
    "thema": lambda row, value: row.topic == value,
    "sektor": lambda row, value: value in row.sectors,
    "gruppe": lambda row, value: value in row.groups,
    "akteur": lambda row, value: value in row.parties,
}


def filter_in_address(stand: str = "") -> GapFilter:
    """What the address asks for; `stand` where it says nothing of the state."""
    asked = {field.name: request.args.get(field.name, "").strip() for field in fields(GapFilter)}
    return GapFilter(**{**asked, "stand": asked["stand"] or stand})


def find_rows(analysis: Analysis, text: str) -> Sequence[GapRow]:
    """The gaps whose title, parties, topic or reasons contain every word of a text, in the order of the list."""
    if not text:
        return list_rows(analysis)
    words, texts = fold_words(text), _searchable(analysis)
    return [row for row in list_rows(analysis) if matches_folded(words, texts[row.gap.id])]


@memo
def _searchable(analysis: Analysis) -> dict[str, str]:
    return {row.gap.id: fold_texts(_words_of(row)) for row in list_rows(analysis)}


def _words_of(row: GapRow) -> list[str]:
    gap = row.gap
    refs = [gap.subject, *gap.parties, *gap.demanded_by, *([gap.topic] if gap.topic else [])]
    return [say(gap.title), *(say(ref.label) for ref in refs), *(say(reason.text) for reason in gap.reasons)]


@dataclass(frozen=True, slots=True)
class FilterNames:
    """How the values of the filters are called."""

    rules: Mapping[str, str]
    topics: Mapping[str, str]
    sectors: Mapping[str, str]
    groups: Mapping[str, str]
    actors: Mapping[str, str]


@memo
def name_values(analysis: Analysis) -> FilterNames:
    """The names of all values that gaps have."""
    gaps = analysis.gaps
    everyone = (party for gap in gaps for party in gap.parties if party.iri not in analysis.model.ties)
    parties = {slug_of(party.iri): say(party.label) for party in everyone}
    sectors = [actor.sector for actor in analysis.actors.values() if actor.sector]
    return FilterNames(
        rules={gap.rule: say(gap.title) for gap in gaps},
        topics={slug_of(gap.topic.iri): say(gap.topic.label) for gap in gaps if gap.topic},
        sectors={local_name(sector.iri): say(sector.label) for sector in sectors},
        groups={slug_of(iri): say(group.label) for iri, group in analysis.groups.items()},
        actors={slug: name for slug, name in parties.items() if slug},
    )


def make_choices(rows: Sequence[GapRow], chosen: GapFilter, names: FilterNames) -> dict[str, list[FilterValue]]:
    """The values of each filter with the number of gaps each would leave; of many the most frequent ones."""
    kinds: dict[str, str] = {kind: gap_kind_label(kind) for kind in GAP_KINDS}
    strengths = {strength: strength_label(strength) for strength in STRENGTH_ORDER}
    listed: dict[str, tuple[Mapping[str, str], Callable[[GapRow], Iterable[str]]]] = {
        "art": (kinds, lambda row: [row.gap.kind]),
        "regel": (names.rules, lambda row: [row.gap.rule]),
        "staerke": (strengths, lambda row: [row.gap.strength]),
        "thema": (names.topics, lambda row: [row.topic] if row.topic else []),
        "sektor": (names.sectors, lambda row: _sides(row.sectors, chosen.mit_sektor)),
        "gruppe": (names.groups, lambda row: _sides(row.groups, chosen.mit_gruppe)),
        "akteur": (names.actors, lambda row: row.parties),
    }
    found = {name: _choices_of(rows, chosen, name, *how) for name, how in listed.items()}
    for name, order in (("art", GAP_KINDS), ("staerke", STRENGTH_ORDER)):
        found[name].sort(key=lambda choice, order=order: order.index(choice.value))  # type: ignore[misc]
    return {**found, "stand": _state_choices(rows, chosen)}


def _sides(belonging: Belonging, other: str) -> list[str]:
    return [side for side in belonging.sides if not other or belonging.is_between(side, other)]


def _choices_of(
    rows: Sequence[GapRow],
    chosen: GapFilter,
    name: str,
    labels: Mapping[str, str],
    values: Callable[[GapRow], Iterable[str]],
) -> list[FilterValue]:
    value = getattr(chosen, name)
    numbers = Counter(
        value for row in chosen.passing(rows, ignoring={name}) for value in values(row) if value in labels
    )
    shown = {value: labels[value] for value, _ in numbers.most_common(MOST_CHOICES)}
    return choices({**shown, **({value: labels[value]} if value in labels else {})}, numbers, value)


def _state_choices(rows: Sequence[GapRow], chosen: GapFilter) -> list[FilterValue]:
    others = chosen.passing(rows, ignoring={"stand"})
    labels = {"": gettext("offen"), ALL: gettext("alle"), ANSWERED: gettext("beantwortet")}
    labels |= {state: gap_state_label(state) for state in GAP_STATES if state != "open"} | {
        OVERDUE: gettext("überfällig")
    }
    if chosen.stand == PUT_ASIDE:  # what numbers of demands lead to; the single states are offered anyway
        labels[PUT_ASIDE] = demand_standing_label("answered")
    return [
        FilterValue(state, label, sum(_meets_state(row, state) for row in others), state == chosen.stand)
        for state, label in labels.items()
    ]
