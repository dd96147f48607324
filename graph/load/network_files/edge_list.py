"""An edge list without headings, as text: two names in a line, perhaps a weight, as networkx, igraph and R write it.

Two columns are also what many a list has that is none: so a name has to stand on both sides somewhere, unless the file
says by its ending that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from graph.load.network_files.headings import EDGE_ENDS, NODE_WORDS, WEIGHTS
from graph.load.network_files.network import FileEdge, FileNetwork, refuse_many
from graph.load.numbers import is_number

ENDINGS = frozenset({".edges", ".edgelist", ".edge", ".ncol", ".el"})
_SEPARATORS = ("\t", ";", ",")
_WEIGHT = re.compile(r"""['"]?weight['"]?\s*:\s*([-+.\deE]+)""")
_ENDS, _WITH_WEIGHT = 2, 3
_HEADINGS = frozenset({word for both in EDGE_ENDS for word in both}) | NODE_WORDS | WEIGHTS


def read_edge_list(name: str, text: str) -> FileNetwork | None:
    """The network of such a text; None for a text that is another one. Raises DataError for too many lines."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "%", "//"))]
    separator = _separator(lines[:20])
    rows = [_fields(line, separator) for line in lines]
    if not rows or not all(_is_row(row) for row in rows) or _has_heading(rows[0]):
        return None
    has_ending = PurePath(name).suffix.lower() in ENDINGS
    if not has_ending and (len(rows) == 1 or {row[0] for row in rows}.isdisjoint(row[1] for row in rows)):
        return None
    refuse_many(name, len(rows))
    return FileNetwork(edges=[_edge(row) for row in rows])


def _separator(lines: Sequence[str]) -> str | None:
    """The one that each line has; None for blanks."""
    return next((one for one in _SEPARATORS if lines and all(one in _without_data(line)[0] for line in lines)), None)


def _fields(line: str, separator: str | None) -> list[str]:
    plain, data = _without_data(line)
    weight = _WEIGHT.search(data)
    fields = [*_divided(plain, separator), *([weight[1]] if weight else [])]
    return [" ".join(field.split()).strip("\"'") for field in fields]


def _without_data(line: str) -> tuple[str, str]:
    """A line without what braces hold at its end, and that."""
    plain, brace, data = line.partition("{")
    return (plain.rstrip(), data) if brace and data.rstrip().endswith("}") else (line, "")


def _divided(line: str, separator: str | None) -> Iterator[str]:
    if separator is None:
        yield from re.findall(r"\"[^\"]*\"|'[^']*'|\S+", line)
    else:
        yield from line.strip().split(separator)


def _is_row(row: Sequence[str]) -> bool:
    return (len(row) == _ENDS or (len(row) == _WITH_WEIGHT and is_number(row[_ENDS]))) and all(row[:_ENDS])


def _has_heading(row: Sequence[str]) -> bool:
    return any(cell.casefold() in _HEADINGS for cell in row)


def _edge(row: Sequence[str]) -> FileEdge:
    return FileEdge(row[0], row[1], weight=row[_ENDS] if len(row) > _ENDS else "")
