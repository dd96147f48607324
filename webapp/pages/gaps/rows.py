"""What the gap list is filtered and counted by: of each gap its topic, and whom its parties belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.gaps.answers import Decision
from graph.gaps.between import Sides, with_bodies
from graph.gaps.decisions import Decidable
from graph.model import GAP_KINDS, Gap
from graph.terms import local_name
from webapp.pages.gaps.belonging import Belonging, Names
from webapp.ui.language import say
from webapp.ui.links import slug_of
from webapp.ui.memo import memo, memo_without_words
from webapp.ui.sorting import sort_key

PAIR = 2
STRENGTH_ORDER = ("strong", "medium", "weak")
_OF_TWO = ("pair", "dependency", "silo", "bridge", "membership")


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap with the answer that counts and its parties (by slug), and to which sectors and groups those belong.

    A group belongs to itself, an actor to the groups that it is a member of; a network, and in sectors a group, to
    those of who carries it (`graph/gaps/between.py`).
    """

    gap: Gap
    decision: Decision | None
    topic: str
    parties: tuple[str, ...]
    sectors: Belonging
    groups: Belonging


def last_decision(analysis: Analysis, decidable: Decidable) -> Decision | None:
    """The answer that counts, also one that has lapsed; None when nobody gave one."""
    given = analysis.decisions.get(decidable.id, ())
    return given[-1] if given else None


@memo
def list_rows(analysis: Analysis) -> tuple[GapRow, ...]:
    """All gaps as they are read: each kind for itself, the most pressing first."""
    rows = _rows(analysis)
    return tuple(sorted(rows, key=lambda row: (GAP_KINDS.index(row.gap.kind), gap_order(row.gap))))


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


@memo_without_words
def _sides_of(analysis: Analysis) -> tuple[Sides, Sides]:
    sectors = {iri: frozenset({actor.sector.iri}) for iri, actor in analysis.actors.items() if actor.sector}
    groups = {iri: frozenset(group.iri for group in those) for iri, those in analysis.groups_of.items()}
    groups |= {iri: frozenset({iri}) for iri in analysis.groups}
    bodies = (*analysis.model.networks, *analysis.groups)
    by_sector, by_group = (with_bodies(own, bodies, analysis.ties, analysis.at) for own in (sectors, groups))
    return by_sector, by_group


@memo_without_words
def named_sides_of(analysis: Analysis) -> tuple[Sides, Sides]:
    """The sectors and the groups of whoever may be party to a gap, by IRI; sectors and groups as addresses have them.

    Who has none is left out.
    """
    sectors, groups = _sides_of(analysis)
    return _named(sectors, local_name), _named(groups, slug_of)


@memo_without_words
def _rows(analysis: Analysis) -> tuple[GapRow, ...]:
    """In the order of the analysis. Names and sides are shared by all rows: of 10,000 actors they took 75 MB."""
    sectors, groups = named_sides_of(analysis)
    gaps = analysis.gaps  # once: others may come in while the rows are made
    slugs = {party.iri: slug_of(party.iri) for gap in gaps for party in gap.parties}

    def make(gap: Gap) -> GapRow:
        parties = tuple(sorted({party.iri for party in gap.parties}))
        belonging = (
            Belonging(tuple(sides[iri] for iri in parties if iri in sides), gap.is_unrecorded)
            for sides in (sectors, groups)
        )
        topic = slug_of(gap.topic.iri) if gap.topic else ""
        return GapRow(gap, last_decision(analysis, gap), topic, tuple(slugs[iri] for iri in parties), *belonging)

    return tuple(map(make, gaps))


def _named(sides: Sides, name: Callable[[str], str]) -> dict[str, Names]:
    names = {those: frozenset(map(name, those)) for those in sides.values() if those}
    return {iri: names[those] for iri, those in sides.items() if those}
