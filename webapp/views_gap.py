"""The gap list: which gaps pass the filters, how many each filter would leave, in which order they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

from graph.model import GAP_KINDS, Gap
from webapp.language import say
from webapp.sorting import matches, sort_key
from webapp.views_actor import Choice, choices
from webapp.wording import gap_kind_label, gap_kind_note, strength_label

PAIR = 2
STRENGTH_ORDER = ("strong", "medium", "weak")


@dataclass(frozen=True, slots=True)
class GapFilter:
    """What the reader asked for, as in the address: ?art= ?regel= ?staerke= ?suche=."""

    art: str = ""
    regel: str = ""
    staerke: str = ""
    suche: str = ""

    def lets_through(self, gap: Gap, *, ignoring: str = "") -> bool:
        """Whether a gap meets all filters but the one ignored, whose choices are being counted."""
        values = {"art": gap.kind, "regel": gap.rule, "staerke": gap.strength}
        exact = all(getattr(self, name) in ("", value) for name, value in values.items() if name != ignoring)
        return exact and (not self.suche or matches(self.suche, *_searchable(gap)))


@dataclass(frozen=True, slots=True)
class GapSection:
    """The gaps of one kind."""

    kind: str
    title: str
    note: str
    gaps: tuple[Gap, ...]


def _searchable(gap: Gap) -> list[str]:
    refs = [gap.subject, *gap.parties, *gap.demanded_by, *([gap.topic] if gap.topic else [])]
    return [say(gap.title), *(say(ref.label) for ref in refs), *(say(reason.text) for reason in gap.reasons)]


def make_sections(gaps: Sequence[Gap], chosen: GapFilter) -> list[GapSection]:
    """Gaps that pass, in sections by kind: what was demanded first."""
    passing = [gap for gap in gaps if chosen.lets_through(gap)]
    order = ("demanded", *(kind for kind in GAP_KINDS if kind != "demanded"))
    return [
        GapSection(kind, gap_kind_label(kind), gap_kind_note(kind), tuple(sorted(found, key=gap_order)))
        for kind in order
        if (found := [gap for gap in passing if gap.kind == kind])
    ]


def gap_order(gap: Gap) -> tuple[int, float, tuple[str, str]]:
    """The most pressing first, then by name."""
    return STRENGTH_ORDER.index(gap.strength), -gap.score, sort_key(gap_title(gap))


def gap_title(gap: Gap) -> str:
    """What the gap is about, by name; where two lack a link through the third between them, these two."""
    others = [party for party in gap.parties if party.iri != gap.subject.iri]
    if len(others) == PAIR < len(gap.parties):
        return " – ".join(say(party.label) for party in others)
    return say(gap.subject.label)


def make_choices(gaps: Sequence[Gap], chosen: GapFilter) -> dict[str, list[Choice]]:
    """The values of each filter with the number of gaps each would leave."""
    titles = {gap.rule: say(gap.title) for gap in gaps}
    naming: dict[str, tuple[Callable[[Gap], str], Callable[[str], str]]] = {
        "art": (lambda gap: gap.kind, gap_kind_label),
        "regel": (lambda gap: gap.rule, lambda rule: titles[rule]),
        "staerke": (lambda gap: gap.strength, strength_label),
    }
    return {name: _choices_of(gaps, chosen, name, *naming[name]) for name in naming}


def _choices_of(
    gaps: Sequence[Gap], chosen: GapFilter, name: str, value: Callable[[Gap], str], label: Callable[[str], str]
) -> list[Choice]:
    numbers = Counter(value(gap) for gap in gaps if chosen.lets_through(gap, ignoring=name))
    labels = {value(gap): label(value(gap)) for gap in gaps}
    return choices(labels, numbers, getattr(chosen, name))


def filter_names() -> tuple[str, ...]:
    """The query parameters that filter the list."""
    return tuple(field.name for field in fields(GapFilter))
