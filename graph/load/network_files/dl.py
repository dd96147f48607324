"""UCINET's DL: a full matrix, an edge list or a node list, with labels above or embedded.

Source: Borgatti, Everett, Freeman: UCINET, data language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice

from graph.load.network_files.matrix import matrix_pairs
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode, damaged, refuse_many
from graph.load.network_files.text import decoded, whole_number
from graph.load.numbers import is_number

_START = re.compile(rb"\s*dl\b[^\n]*(?:\n[^\n]*){0,5}?\bn(?:\s*=)?\s*\d", re.IGNORECASE)
_SIZE = re.compile(r"\bn(?:\s*=)?\s*(\d+)", re.IGNORECASE)
_FORMAT = re.compile(r"\bformat(?:\s*=)?\s*(\w+)", re.IGNORECASE)
_TOKEN = re.compile(r'"[^"]*"|[^\s,"]+')
_ENDS = 2


def fits(content: bytes) -> bool:
    """Whether a text begins as DL does."""
    return _START.match(content[:2_000]) is not None


def read(name: str, content: bytes) -> FileNetwork:
    """The network of a file. Raises DataError naming it."""
    head, marker, body = _divided(decoded(name, content))
    size, form = _SIZE.search(head), _FORMAT.search(head)
    if not marker or size is None:
        raise damaged("%(file)s cannot be read as a network: the line data: is missing.", name)
    refuse_many(name, whole_number(size[1]))
    labels = _labels(head, whole_number(size[1]))
    kind = form[1].lower() if form else "fullmatrix"
    is_embedded = "embedded" in head.lower()
    if kind == "fullmatrix":
        return _matrix(name, labels, body, whole_number(size[1]), is_embedded=is_embedded)
    if kind in {"edgelist1", "nodelist1", "edgelist", "nodelist"}:
        return _list(name, labels, body, is_nodes=kind.startswith("nodelist"))
    raise damaged("%(file)s cannot be read as a network: the format %(format)s is not known.", name, format=kind[:40])


def _divided(text: str) -> tuple[str, str, str]:
    found = re.search(r"^[^\S\n]*data\s*:", text, re.IGNORECASE | re.MULTILINE)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _labels(head: str, size: int) -> list[str]:
    _, said, words = head.partition(found[0]) if (found := re.search(r"labels\s*:", head, re.IGNORECASE)) else ("",) * 3
    labels = [_bare(one) for one in _TOKEN.findall(words)] if said else []
    return labels if len(labels) == size else [str(one) for one in range(1, size + 1)]


def _matrix(name: str, labels: list[str], body: str, size: int, *, is_embedded: bool) -> FileNetwork:
    tokens = iter(map(_bare, _TOKEN.findall(body)))
    if is_embedded:
        labels = list(islice(tokens, size))
    rows: list[Sequence[str]] = []
    while cells := list(islice(tokens, size + is_embedded)):
        rows.append(cells[is_embedded:])
    if len(rows) != size or any(len(row) != size for row in rows):
        raise damaged(
            "%(file)s cannot be read as a network: the matrix has not %(size)s rows of %(size)s numbers.",
            name,
            size=size,
        )
    edges = matrix_pairs(labels, labels, rows)
    refuse_many(name, len(edges))
    return FileNetwork([FileNode(one, one) for one in labels], edges)


def _list(name: str, labels: list[str], body: str, *, is_nodes: bool) -> FileNetwork:
    edges: list[FileEdge] = []
    known = frozenset(labels)
    for line in body.splitlines():
        tokens = [_bare(one) for one in _TOKEN.findall(line)]
        if len(tokens) < _ENDS:
            continue
        source, *rest = (_name_of(one, labels, known) for one in tokens)
        if is_nodes:
            edges += [FileEdge(source, target) for target in rest]
        else:
            weight = tokens[_ENDS] if len(tokens) > _ENDS and is_number(tokens[_ENDS]) else ""
            edges.append(FileEdge(source, rest[0], weight=weight))
        refuse_many(name, len(edges))
    names = dict.fromkeys([*labels, *(end for edge in edges for end in (edge.source, edge.target))])
    are_numbers = not any(end in known for edge in edges for end in (edge.source, edge.target))
    return FileNetwork([FileNode(one, one) for one in names if not (are_numbers and one in known)], edges)


def _name_of(token: str, labels: Sequence[str], known: Collection[str]) -> str:
    """A node by its label, or by the label of its number."""
    is_number_of_one = token.isdecimal() and 1 <= whole_number(token) <= len(labels) and token not in known
    return labels[whole_number(token) - 1] if is_number_of_one else token


def _bare(token: str) -> str:
    return token.strip('"')
