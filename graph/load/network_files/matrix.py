"""A matrix of who is tied to whom as edges."""

from __future__ import annotations

from collections.abc import Sequence

from graph.load.network_files.network import FileEdge
from graph.load.numbers import is_number

_NOTHING = frozenset({"", "0", "0.0", "0,0", ".", "-"})


def matrix_pairs(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[str]]) -> list[FileEdge]:
    """The edges of a matrix: without direction, and once, where it is the same on both sides of its diagonal."""
    weights = {
        (rows[row], columns[column]): cell.strip()
        for row, line in enumerate(cells)
        for column, cell in enumerate(line[: len(columns)])
        if cell.strip() not in _NOTHING and rows[row] != columns[column]
    }
    is_symmetric = all(weights.get((target, source)) == weight for (source, target), weight in weights.items())
    return [
        FileEdge(source, target, directed=not is_symmetric, weight=weight if is_number(weight) else "")
        for (source, target), weight in weights.items()
        if not is_symmetric or source < target
    ]
