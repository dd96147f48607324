"""What the gap list is filtered and counted by: of each gap its topic, and whom its parties belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.gaps.answers import Decision
from graph.gaps.between import Sides, with_bodies
from graph.gaps.decisions import Decidable
from graph.model import GAP_KINDS, Gap
from graph.terms import local_name
from webapp.ui.language import say
from webapp.ui.links import slug_of
from webapp.ui.memo import memo
from webapp.ui.sorting import sort_key

PAIR = 2
STRENGTH_ORDER = ("strong", "medium", "weak")
_OF_TWO = ("pair", "dependency", "silo", "bridge", "membership")

Parties = frozenset[str]


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap with the answer that counts and its parties (by slug), and by sector and by group those that belong to it.

    A group belongs to itself, an actor to the groups that it is a member of; a network, and in sectors a group, to
    those of who carries it (`graph/gaps/between.py`).
    """

    gap: Gap
    decision: Decision | None
    topic: str
    parties: Parties
    sectors: Mapping[str, Parties]
    groups: Mapping[str, Parties]


def last_decision(analysis: Analysis, decidable: Decidable) -> Decision | None:
    """The answer that counts, also one that has lapsed; None when nobody gave one."""
    given = analysis.decisions.get(decidable.id, ())
    return given[-1] if given else None


@memo
def list_rows(analysis: Analysis) -> tuple[GapRow, ...]:
    """All gaps as they are read: each kind for itself, the most pressing first."""
    sectors, groups = sides_of(analysis)
    ordered = sorted(analysis.gaps, key=lambda gap: (GAP_KINDS.index(gap.kind), gap_order(gap)))
    return tuple(_make_row(analysis, gap, sectors, groups) for gap in ordered)


def is_between(belonging: Mapping[str, Parties], one: str, other: str) -> bool:
    """Whether some party belongs to one and a different party to the other, which may be the same group."""
    ends = belonging.get(one), belonging.get(other)
    return bool(ends[0] and ends[1] and len(ends[0] | ends[1]) >= PAIR)


def gap_order(gap: Gap) -> tuple[int, float, tuple[str, str]]:
    """The most pressing first, then by name."""
    return STRENGTH_ORDER.index(gap.strength), -gap.score, sort_key(gap_title(gap))


def gap_title(gap: Gap) -> str:
    """What the gap is about, by name: where two lack a link, also one through a third between them, these two."""
    others = [party for party in gap.parties if party.iri != gap.subject.iri]
    if len(others) == PAIR < len(gap.parties):
        return " – ".join(say(party.label) for party in others)
    if gap.rule in _OF_TWO and len(gap.parties) == PAIR:
        return " – ".join(say(party.label) for party in gap.parties)
    return say(gap.subject.label)


@memo
def sides_of(analysis: Analysis) -> tuple[Sides, Sides]:
    """The sectors and the groups of whoever may be party to a gap, by IRI; sectors and groups by IRI too."""
    sectors = {iri: frozenset({actor.sector.iri}) for iri, actor in analysis.actors.items() if actor.sector}
    groups = {iri: frozenset(group.iri for group in those) for iri, those in analysis.groups_of.items()}
    groups |= {iri: frozenset({iri}) for iri in analysis.groups}
    bodies = (*analysis.model.networks, *analysis.groups)
    by_sector, by_group = (with_bodies(own, bodies, analysis.ties, analysis.at) for own in (sectors, groups))
    return by_sector, by_group


def _make_row(analysis: Analysis, gap: Gap, sectors: Sides, groups: Sides) -> GapRow:
    parties = {party.iri for party in gap.parties}
    return GapRow(
        gap,
        last_decision(analysis, gap),
        slug_of(gap.topic.iri) if gap.topic else "",
        frozenset(map(slug_of, parties)),
        _belonging(parties, sectors, local_name),
        _belonging(parties, groups, slug_of),
    )


def _belonging(parties: Collection[str], sides: Sides, name: Callable[[str], str]) -> dict[str, Parties]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri in parties:
        for side in sides.get(iri, ()):
            found[name(side)].add(slug_of(iri))
    return {side: frozenset(those) for side, those in found.items()}
