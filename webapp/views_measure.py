"""The measures of each actor, as the page and the command list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webapp.language import say
from webapp.sorting import sort_key

if TYPE_CHECKING:
    from graph.analysis import Analysis
    from graph.measures import ActorMeasures
    from graph.model import Ref

COLUMNS = ("iri", "label", "degree", "weighted_degree", "betweenness", "component", "is_articulation", "demanded")
TOP = 10


@dataclass(frozen=True, slots=True)
class RankedActor:
    """One line of a top list."""

    ref: Ref
    measures: ActorMeasures


@dataclass(frozen=True, slots=True)
class SectorLine:
    """How many actors and groups of the network belong to a sector."""

    code: str
    label: str
    number: int


def top_by_brokerage(analysis: Analysis) -> list[RankedActor]:
    """Those through whom the most shortest paths lead, the first ten of them."""
    rows = [row for row in analysis.measures.actors if row.betweenness > 0]
    return [_ranked(analysis, row) for row in rows[:TOP]]


def top_by_degree(analysis: Analysis) -> list[RankedActor]:
    """Those with the most direct connections, the first ten of them."""
    rows = sorted(analysis.measures.actors, key=lambda row: (-row.degree, row.iri))
    return [_ranked(analysis, row) for row in rows[:TOP] if row.degree]


def indispensable(analysis: Analysis) -> list[RankedActor]:
    """Those without whom a part of the network falls apart."""
    return [_ranked(analysis, row) for row in analysis.measures.actors if row.is_articulation]


def _ranked(analysis: Analysis, row: ActorMeasures) -> RankedActor:
    return RankedActor(analysis.registry.ref(row.iri), row)


def sector_lines(analysis: Analysis) -> list[SectorLine]:
    """The sectors by number, the largest first."""
    lines = [
        SectorLine(iri.rpartition("#")[2], say(analysis.registry.ref(iri).label), number)
        for iri, number in analysis.measures.sectors.items()
        if iri
    ]
    return sorted(lines, key=lambda line: (-line.number, sort_key(line.label)))


def network_values(analysis: Analysis) -> dict[str, Any]:
    """The measures of the whole network as plain values."""
    found = analysis.measures
    counted = {name: len(getattr(found, name)) for name in ("isolates", "articulation_points", "bridges")}
    return {
        "nodes": found.nodes,
        "pairs": found.pairs,
        "ties": found.ties,
        "density": found.density,
        "components": list(found.components),
        **counted,
        "sectors": dict(found.sectors),
        "is_estimate": found.is_estimate,
    }


def actor_rows(analysis: Analysis, language: str) -> list[dict[str, Any]]:
    """The measures of each actor as plain values, the strongest brokers first."""
    return [
        {
            **{name: getattr(row, name) for name in COLUMNS if name != "label"},
            "label": analysis.registry.ref(row.iri).label.in_language(language),
        }
        for row in analysis.measures.actors
    ]
