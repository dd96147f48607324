"""The measures of the network and of each actor as plain values, as the command lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.analysis import Analysis

COLUMNS = ("iri", "label", "degree", "weighted_degree", "betweenness", "component", "is_articulation", "demanded")


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
            "label": analysis.model.ref(row.iri).label.in_language(language),
        }
        for row in analysis.measures.actors
    ]
