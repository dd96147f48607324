"""Tables of text: Gephi's nodes and edges, a list of edges without headings, a matrix with the names on both sides.

They may be longer and wider than a list that people keep by hand, so they are divided here and not as lists are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace

from graph.load.network_files.columns import KIND
from graph.load.network_files.edge_list import read_edge_list
from graph.load.network_files.matrix import matrix_pairs
from graph.load.network_files.network import FileNetwork, FileNode, damaged, refuse_many
from graph.load.network_files.node_and_edge_tables import as_network, is_edges, is_nodes
from graph.load.network_files.text import decoded
from graph.load.numbers import is_number
from graph.load.own_matrix import ANY_KIND, MATRIX
from graph.load.spreadsheet.delimited import lines_and_separator
from graph.load.spreadsheet.table import LONGEST_CELL, Table

_FORMULA = re.compile(r"^'(?=[=+\-@＝＋－＠])")
"""The sign by which our own tables say that a text is no formula."""
_MARKS = frozenset({"", "x", "ja", "yes", ".", "-"})
_FEWEST = 2


def read(name: str, content: bytes) -> FileNetwork | None:
    """The network of a table of text; None for a table of another kind, which is read as lists are."""
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    text = decoded(name, content)
    head = next(_rows(name, text), ())
    if is_edges(head) or is_nodes(head):
        return as_network(name, [tuple(_rows(name, text))])
    if _is_matrix_head(head) and (matrix := read_matrix(name, tuple(_rows(name, text)))):
        return matrix
    return read_edge_list(name, text)


def read_matrix(name: str, table: Table) -> FileNetwork | None:
    """The network of a square table, with the same names in its first row and first column; None for another one."""
    places = [place for place, cell in enumerate(table[0]) if place and cell] if table else []
    columns = [table[0][place] for place in places]
    lines = [(*row, *[""] * len(table[0]))[: max(len(row), len(table[0]))] for row in table[1:] if any(row)]
    rows = [row[0] for row in lines]
    if len(rows) < _FEWEST or sorted(rows) != sorted(columns) or len(set(rows)) != len(rows):
        return None
    cells = [tuple(row[place] for place in places) for row in lines]
    if not all(is_number(cell) or cell.casefold() in _MARKS for line in cells for cell in line):
        return None
    edges = matrix_pairs(rows, columns, cells)
    refuse_many(name, len(edges))
    if table[0][0] == MATRIX:
        edges = [replace(edge, about={KIND: ANY_KIND}) for edge in edges]
    return FileNetwork([FileNode(one, one) for one in rows], edges)


def _is_matrix_head(head: tuple[str, ...]) -> bool:
    names = [cell for cell in head[1:] if cell]
    return len(names) >= _FEWEST and len(set(names)) == len(names)


def _rows(name: str, text: str) -> Iterator[tuple[str, ...]]:
    """The rows that are not empty, each cell on one line."""
    lines, separator = lines_and_separator(text)
    try:
        for row in csv.reader(lines, delimiter=separator):
            cells = tuple(_FORMULA.sub("", " ".join(cell.split()))[:LONGEST_CELL] for cell in row)
            if any(cells):
                yield cells
    except csv.Error as error:
        raise damaged("%(file)s cannot be read as a network: %(detail)s.", name, detail=error) from error
