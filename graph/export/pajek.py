"""Pajek's .net file: vertices with their positions between 0 and 1, then arcs, then edges, each with its weight.

A vertex is known by its label there, so that a second one of the same name is numbered. Isolated actors are vertices.
The format counts time in whole numbers, so that an interval has years. What it has no place for (kinds, states, days,
evidence) stands in comments above the vertices, which Pajek passes over and our own reader takes.
Source: Batagelj, Mrvar: Pajek, reference manual, section 5.3.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.export.as_networkx import period_of
from graph.export.content import Content, ExportEdge, ExportNode, Value
from graph.load.network_files.pajek import REMARK
from graph.period import Period, is_day

_FIRST, _OPEN = "1", "*"
"""A beginning that nobody knows, and an end that there is not yet."""
_MARGIN = 0.05


def write(content: Content) -> bytes:
    """The network as text in UTF-8."""
    numbers = {node.iri: number for number, node in enumerate(content.nodes, start=1)}
    labels = unique_labels([node.label for node in content.nodes])
    positions = _positions(content.nodes)
    arcs = [edge for edge in content.edges if edge.is_directed]
    edges = [edge for edge in content.edges if not edge.is_directed]
    lines = [f"*Network {_plain(content.title)}", *_remarks(content.nodes, [*arcs, *edges])]
    lines.append(f"*Vertices {len(content.nodes)}")
    for node, label in zip(content.nodes, labels, strict=True):
        position = (
            f" {positions[node.iri][0]:.4f} {positions[node.iri][1]:.4f} {_shape(node)}"
            if node.iri in positions
            else ""
        )
        lines.append(f'{numbers[node.iri]} "{label}"{position}')
    for heading, those in (("*Arcs", arcs), ("*Edges", edges)):
        if those:
            lines += [heading, *_lines(those, numbers)]
    return ("\r\n".join(lines) + "\r\n").encode()


def unique_labels(labels: Sequence[str]) -> list[str]:
    """The labels as vertices have them, no two alike."""
    return numbered([_plain(label) for label in labels])


def numbered(labels: Sequence[str]) -> list[str]:
    """The labels, no two alike: one that there is already gets the next number that is free."""
    numbers, taken, found = Counter[str](), set[str](), []
    for label in labels:
        name = label
        while name in taken:
            numbers[label] += 1
            name = f"{label} ({numbers[label] + 1})"
        taken.add(name)
        found.append(name)
    return found


def _lines(edges: Iterable[ExportEdge], numbers: dict[str, int]) -> list[str]:
    return [
        f'{numbers[edge.source]} {numbers[edge.target]} {edge.weight!r} l "{_plain(edge.label)}"{_years(edge)}'
        for edge in edges
    ]


def _years(edge: ExportEdge) -> str:
    """The years in which a tie holds, as an interval; nothing where none is known."""
    period = Period(edge.start, edge.end, edge.start_precision, edge.end_precision)
    sides = [day[:4] if is_day(day) else "" for day in (period.first_day, period.last_day)]
    return f" [{sides[0] or _FIRST}-{sides[1] or _OPEN}]" if any(sides) else ""


def _remarks(nodes: Iterable[ExportNode], edges: Iterable[ExportEdge]) -> Iterator[str]:
    for number, node in enumerate(nodes, start=1):
        look = {"color": node.colour} if node.colour else {}
        yield _remark(f"v{number}", {"id": node.iri, "label": node.label, **node.attributes, **look})
    for number, edge in enumerate(edges, start=1):
        yield _remark(f"e{number}", {**edge.attributes, **period_of(edge)})


def _remark(key: str, about: Mapping[str, Value]) -> str:
    return f"{REMARK}{key} {json.dumps({name: value for name, value in about.items() if value != ''})}"


def _plain(text: str) -> str:
    """A text on one line that can stand between quotation marks; "?" for none."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(line.split()).replace('"', "'").replace("\\", "/") or "?"


def _shape(node: ExportNode) -> str:
    return "box" if node.attributes.get("is_group") else "ellipse"


def _positions(nodes: Iterable[ExportNode]) -> dict[str, tuple[float, float]]:
    """Positions as shares of the longer side of the map, with a margin; both grow to the right and downwards."""
    positioned = {node.iri: node.position for node in nodes if node.position}
    if not positioned:
        return {}
    left, top = (min(position[axis] for position in positioned.values()) for axis in (0, 1))
    side = max(max(x - left, y - top) for x, y in positioned.values()) or 1.0
    scale = (1 - 2 * _MARGIN) / side
    return {iri: (_MARGIN + (x - left) * scale, _MARGIN + (y - top) * scale) for iri, (x, y) in positioned.items()}
