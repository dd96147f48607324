"""Pajek's .net and .paj: vertices, arcs, edges, lists and matrices of both, relations by name, and time in years.

An older file is in Windows-1252. What our own writer adds in comments is read again (`graph/export/pajek.py`).
Source: Batagelj, Mrvar: Pajek, reference manual, section 5.3.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from graph.load.network_files.matrix import matrix_pairs
from graph.load.network_files.moments import day_of
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode, damaged, refuse_many
from graph.load.network_files.text import decoded, whole_number
from graph.load.numbers import is_number

REMARK = "%akteursnetz "
"""How a comment begins in which our own writer says what the format has no place for."""
_TOKEN = re.compile(r'"[^"]*"|\S+')
_INTERVALS = re.compile(r"\[([^\[\]]*)\]\s*")
_RELATION = re.compile(r':\s*(\d+)\s*(?:"([^"]*)")?')
_START = re.compile(rb"(?:\s*%[^\n]*\n)*\s*\*(?:network|vertices|arcs|edges|matrix)", re.IGNORECASE)
_NAMED = {"l": "label", "ic": "color", "c": "color"}


def fits(content: bytes) -> bool:
    """Whether a text begins as Pajek's files do."""
    return _START.match(content[:100_000]) is not None


def read(name: str, content: bytes) -> FileNetwork:
    """The first network of a file. Raises DataError naming it, and the line."""
    return _Reader(name).read(decoded(name, content))


class _Reader:
    """Reads line by line; what a line means is said by the heading above it."""

    def __init__(self, name: str) -> None:
        self._name, self._number = name, 0
        self._section: Callable[[str], None] = self._other
        self._directed, self._relation = True, ""
        self._relations: dict[str, str] = {}
        self._remarks: dict[str, Mapping[str, str]] = {}
        self._vertices: dict[str, FileNode] = {}
        self._size = self._first_part = 0
        self._edges: list[FileEdge] = []
        self._cells: list[list[str]] = []
        self._notes: list[str] = []

    def read(self, text: str) -> FileNetwork:
        for self._number, line in enumerate(text.splitlines(), start=1):
            stripped = line.strip()
            if stripped.startswith(REMARK):
                self._remark(stripped.removeprefix(REMARK))
            elif stripped.startswith("*"):
                if stripped.lower().startswith("*network") and self._size:
                    self._notes.append(stripped)
                    break
                self._heading(stripped)
            elif stripped and not stripped.startswith(("%", "/*")):
                self._section(stripped)
        nodes = [self._vertices.get(str(one)) or FileNode(str(one)) for one in range(1, self._size + 1)]
        names = [node.id for node in nodes]
        self._edges += matrix_pairs(names[: self._first_part or None], names[self._first_part :], self._cells)
        return FileNetwork(nodes, tuple(self._edges), is_closed=True, notes=tuple(self._notes))

    def _heading(self, line: str) -> None:
        word, _, rest = line[1:].partition(" ")
        word = word.lower()
        sections: dict[str, tuple[Callable[[str], None], bool]] = {
            "arcs": (self._edge, True),
            "edges": (self._edge, False),
            "arcslist": (self._list, True),
            "edgeslist": (self._list, False),
            "matrix": (self._matrix, True),
        }
        self._section, self._directed = sections.get(word.partition(":")[0], (self._other, True))
        if found := _RELATION.search(line):
            self._relation = self._relations.setdefault(found[1], found[2] or "") or found[2] or ""
        else:
            self._relation = ""
        if word == "vertices":
            counts = rest.split()
            if not counts or not counts[0].isdecimal():
                raise damaged(
                    "%(file)s cannot be read as a network (line %(line)s): the number of vertices is missing.",
                    self._name,
                    line=self._number,
                )
            refuse_many(self._name, whole_number(counts[0]))
            self._size = whole_number(counts[0])
            self._first_part = whole_number(counts[1]) if len(counts) > 1 and counts[1].isdecimal() else 0
            self._section = self._vertex
        elif self._section == self._other and word != "network":
            self._notes.append(line)

    def _vertex(self, line: str) -> None:
        tokens, periods = _tokens(line)
        number = tokens[0]
        label = _bare(tokens[1]) if len(tokens) > 1 else ""
        rest = tokens[2:]
        places = [one for one in rest[:3] if is_number(one)]
        about = dict(zip("xy", places, strict=False)) if len(places) > 1 else {}
        about |= {key: text for key, text in _parameters(rest[len(places) :]).items() if key == "color"}
        about |= {key: day for key, day in zip(("Besteht seit", "Besteht bis"), periods[0], strict=True) if day}
        remark = dict(self._remarks.get(f"v{number}", {}))
        own, label = remark.pop("id", "") or self._vertex_of(number), remark.pop("label", "") or label
        self._vertices[self._vertex_of(number)] = FileNode(own, label, {**about, **remark})

    def _edge(self, line: str) -> None:
        tokens, periods = _tokens(line)
        if len(tokens) < 2:  # noqa: PLR2004 - both ends
            raise damaged(
                "%(file)s cannot be read as a network (line %(line)s): a connection needs two vertices.",
                self._name,
                line=self._number,
            )
        has_weight = len(tokens) > 2 and is_number(tokens[2])  # noqa: PLR2004 - the weight is the third
        about = _parameters(tokens[2 + has_weight :])
        label = about.pop("label", "")
        remark = dict(self._remarks.get(f"e{len(self._edges) + 1}", {}))
        if remark:
            periods = ((remark.pop("start", ""), remark.pop("end", "")),)
        self._add(
            (tokens[0], tokens[1]), tokens[2] if has_weight else "", periods=periods, label=label, about=about | remark
        )

    def _list(self, line: str) -> None:
        source, *targets = line.split()
        for target in targets:
            self._add((source, target), "")

    def _matrix(self, line: str) -> None:
        if len(self._cells) == (self._first_part or self._size):
            raise damaged(
                "%(file)s cannot be read as a network (line %(line)s): there are more rows than vertices.",
                self._name,
                line=self._number,
            )
        self._cells.append(line.split())

    def _other(self, line: str) -> None:
        """A line that belongs to no network: of a partition or a vector of a project."""

    def _add(
        self,
        ends: tuple[str, str],
        weight: str,
        *,
        periods: tuple[tuple[str, str], ...] = (),
        label: str = "",
        about: Mapping[str, str] | None = None,
    ) -> None:
        source, target = (self._known(self._vertex_of(end)) for end in ends)
        kind = {"kind": self._relation} if self._relation else {}
        refuse_many(self._name, len(self._edges) + 1)
        self._edges.append(FileEdge(source, target, self._directed, label, weight, periods, {**kind, **(about or {})}))

    def _known(self, number: str) -> str:
        return self._vertices[number].id if number in self._vertices else number

    def _vertex_of(self, token: str) -> str:
        number = token.lstrip("-") if self._section == self._list else token
        if not number.isdecimal() or not 1 <= whole_number(number) <= self._size:
            raise damaged(
                "%(file)s cannot be read as a network (line %(line)s): there is no vertex %(vertex)s of %(size)s.",
                self._name,
                line=self._number,
                vertex=token[:20],
                size=self._size,
            )
        return str(whole_number(number))

    def _remark(self, text: str) -> None:
        """What our own writer says of a vertex or a tie; whatever else it is, it is a comment."""
        key, _, said = text.partition(" ")
        try:
            found = json.loads(said)
        except (ValueError, RecursionError):
            return
        if isinstance(found, dict):
            self._remarks[key] = {str(one): str(value) for one, value in found.items()}


def _tokens(line: str) -> tuple[Sequence[str], tuple[tuple[str, str], ...]]:
    """The words of a line, and the intervals in which what it says holds; those in quotes are a part of a name."""
    quoted = re.split(r'("[^"]*")', line)
    plain = [one for index, one in enumerate(quoted) if index % 2 == 0]
    said = ",".join(found for part in plain for found in _INTERVALS.findall(part))
    kept = "".join(one if index % 2 else _INTERVALS.sub(" ", one) for index, one in enumerate(quoted))
    periods = tuple(_period(one) for one in said.split(",") if one.strip())
    return _TOKEN.findall(kept), periods or (("", ""),)


def _period(text: str) -> tuple[str, str]:
    start, dash, end = text.strip().partition("-")
    return day_of(start), day_of(end if dash else start)


def _parameters(tokens: Sequence[str]) -> dict[str, str]:
    """Label and colour among the parameters of a line."""
    pairs = pairwise(tokens)
    return {_NAMED[key.lower()]: _bare(value) for key, value in pairs if key.lower() in _NAMED}


def _bare(token: str) -> str:
    return token[1:-1] if token.startswith('"') and token.endswith('"') and len(token) > 1 else token
