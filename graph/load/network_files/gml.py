"""GML of yEd, Gephi, igraph, networkx and Cytoscape: keys with numbers, texts, or further keys in brackets.

A node of yEd may name the group that it is a part of (`gid`). What stands in brackets of its own is left out and named,
but for places and colours.
Source: Himsolt: GML, a portable graph file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from graph.errors import DataError
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode, damaged, refuse_many
from graph.load.network_files.text import decoded

_START = re.compile(rb"(?:^|[\r\n\]\"\s])graph\s*\[")
_DOT = re.compile(rb"\s*(?:strict\s+)?(?:di)?graph\b[^\[\]{}=]{0,200}\{", re.IGNORECASE)
_TOKEN = re.compile(r'"[^"]*"|[\[\]]|[^\s\[\]"]+')
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_DEEPEST = 20
_DRAWN = {"x": "x", "y": "y", "fill": "color"}

Pairs = list[tuple[str, "str | Pairs"]]


def fits(content: bytes) -> bool:
    """Whether a text begins as GML does, or as DOT, which is refused with a way to GML."""
    head = content[:4_096]
    return _START.search(head) is not None or _DOT.match(head) is not None


def read(name: str, content: bytes) -> FileNetwork:
    """The first graph of a file. Raises DataError naming it."""
    if _START.search(content[:4_096]) is None:
        raise DataError(
            "%(file)s is a file of Graphviz (DOT), which is not read.",
            hint="Turn it into GML first, for example with gv2gml, and choose that.",
            file=name,
        )
    pairs = _parsed(name, _COMMENT.sub("", decoded(name, content)))
    graph = next((value for key, value in pairs if key == "graph" and not isinstance(value, str)), None)
    if graph is None:
        raise damaged("%(file)s cannot be read as a network: it has no graph.", name)
    is_directed = _flat(graph).get("directed") == "1"
    notes: dict[str, None] = {}
    nodes = [_node(one, notes) for one in _each(graph, "node")]
    edges = [_edge(one, notes, is_directed=is_directed) for one in _each(graph, "edge")]
    refuse_many(name, max(len(nodes), len(edges)))
    return FileNetwork(nodes, edges, is_closed=True, notes=tuple(notes))


def _parsed(name: str, text: str) -> Pairs:
    """Keys and values in their order; a value in brackets is such a list again."""
    found: Pairs = []
    open_ones, key = [found], ""
    for sign in (match[0] for match in _TOKEN.finditer(text)):
        if sign == "]":
            if len(open_ones) == 1 or key:
                raise _broken(name)
            open_ones.pop()
        elif not key:
            key = sign
        elif sign == "[":
            inner: Pairs = []
            open_ones[-1].append((key, inner))
            open_ones.append(inner)
            key = ""
        else:
            open_ones[-1].append((key, unescape(sign.strip('"'))))
            key = ""
        if len(open_ones) > _DEEPEST:
            raise _broken(name)
    if len(open_ones) > 1 or key:
        raise _broken(name)
    return found


def _broken(name: str) -> DataError:
    return damaged("%(file)s cannot be read as a network: its brackets do not match.", name)


def _each(pairs: Pairs, key: str) -> Iterator[Pairs]:
    return (value for one, value in pairs if one == key and not isinstance(value, str))


def _flat(pairs: Pairs) -> dict[str, str]:
    return {key: value for key, value in pairs if isinstance(value, str) and value}


def _node(pairs: Pairs, notes: dict[str, None]) -> FileNode:
    about = _flat(pairs)
    for drawing in _each(pairs, "graphics"):
        about |= {_DRAWN[key]: text for key, text in _flat(drawing).items() if key in _DRAWN}
    _note_inner(pairs, notes)
    own, label = about.pop("id", ""), about.pop("label", "") or about.pop("name", "")
    parent = about.pop("gid", "")
    about.pop("isGroup", "")
    return FileNode(own, label, about, (parent,) if parent else ())


def _edge(pairs: Pairs, notes: dict[str, None], *, is_directed: bool) -> FileEdge:
    about = _flat(pairs)
    _note_inner(pairs, notes)
    source, target = about.pop("source", ""), about.pop("target", "")
    weight = about.pop("weight", "") or about.pop("value", "")
    return FileEdge(source, target, is_directed, about.pop("label", ""), weight, about=about)


def _note_inner(pairs: Pairs, notes: dict[str, None]) -> None:
    inner: Sequence[str] = [key for key, value in pairs if not isinstance(value, str)]
    notes.update({key: None for key in inner if key not in {"graphics", "LabelGraphics", "edgeAnchor"}})
