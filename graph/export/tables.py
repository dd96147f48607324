"""The content of a file as two tables: actors, and ties between two of them with state, period and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.export.content import MEAN_OF, Content, ExportEdge, ExportNode, Value
from graph.export.spreadsheets import Cell
from graph.period import as_exact
from graph.rdf.tie_ratings import dimensions
from graph.text import JOINT

ACTOR_COLUMNS = (
    "label", "short", "sector", "kind", "groups", "state", "confidence", "partners", "gaps", "iri",
)  # fmt: skip
TIE_COLUMNS = (
    "from", "to", "kind", "label", "state", "start", "end", "topics", "perspective", "confidence", "evidence",
    "sources", "tie", "weight", "directed", "from_iri", "to_iri",
)  # fmt: skip
"""Columns by the names that attributes have in other files; `Words.headings` says them."""

Table = Sequence[Sequence[Cell]]


def actor_table(content: Content) -> Table:
    """A row for each actor, group and network in the order of names, under a row of headings."""
    return [_head(ACTOR_COLUMNS, content.words.headings), *map(_actor_row, content.nodes)]


def tie_table(content: Content) -> Table:
    """A row for each tie between two parties, under a row of headings; `tie_label` heads what a tie is called.

    How well ties carry follows where anything is said of it, a column for each dimension.
    """
    names = {node.iri: node.label for node in content.nodes}
    headings = content.words.headings
    qualities = [MEAN_OF + name for name in dimensions()]
    columns = (*TIE_COLUMNS, *(one for one in qualities if any(one in edge.attributes for edge in content.edges)))
    head = _head(columns, {**headings, "label": headings.get("tie_label", "label")})
    return [head, *(_tie_row(edge, names, headings, columns) for edge in content.edges)]


def _head(columns: Sequence[str], headings: Mapping[str, str]) -> list[Cell]:
    return [headings.get(column, column) for column in columns]


def _actor_row(node: ExportNode) -> list[Cell]:
    return _cells(ACTOR_COLUMNS, {**node.attributes, "label": node.label, "iri": node.iri})


def _tie_row(
    edge: ExportEdge, names: Mapping[str, str], headings: Mapping[str, str], columns: Sequence[str]
) -> list[Cell]:
    answer = "yes" if edge.is_directed else "no"
    quotes = str(edge.attributes.get("evidence", "")).split(" | ")
    about: dict[str, Value] = {
        **edge.attributes,
        "from": names[edge.source],
        "to": names[edge.target],
        "label": edge.label,
        "start": as_exact(edge.start, edge.start_precision),
        "end": as_exact(edge.end, edge.end_precision),
        "evidence": JOINT.join(f"„{quote}“" for quote in quotes if quote),
        "weight": edge.weight,
        "directed": headings.get(answer, answer),
        "from_iri": edge.source,
        "to_iri": edge.target,
    }
    return _cells(columns, about)


def _cells(columns: Sequence[str], about: Mapping[str, Value]) -> list[Cell]:
    return [about.get(column, "") for column in columns]
