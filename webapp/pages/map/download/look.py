"""How the reader asked the signs to be drawn: size and colour by a measure, and gaps as lines.

`static/map/measure.js` and `static/map/gaplayer.js` do the same in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from webapp.pages.map.download.marks import MOST_COUNTED
from webapp.pages.map.model import MapEdge, MapGap, MapNode, MapView
from webapp.pages.map.selection import Selection
from webapp.pages.map.words import measure_messages
from webapp.ui.palette import BY_NAME, STYLES, UNKNOWN

FEW_GAPS, MANY_GAPS = "#805400", "#b3123c"
MANY = 3
MIDDLE = 4
MOST_PARTIES = 5
GAP_KIND = "Gap"
_TINTS = tuple(style.light for style in STYLES if style.name != UNKNOWN)
_NO_TINT = BY_NAME[UNKNOWN].light

_MEASURES: Mapping[str, Callable[[MapNode], float]] = {
    "vermittlung": lambda node: node.betweenness,
    "reichweite": lambda node: node.reach,
    "luecken": lambda node: node.gaps,
}


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by actor where they do not stand for the sector, what they mean, and sentences about size and colour."""

    colours: Mapping[str, str] = field(default_factory=dict)
    legend: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()


def look_of(whole: MapView, part: MapView, selection: Selection) -> Look:
    """What the address says of colours, sizes and gaps, for the chosen part of the whole picture."""
    words, shown = measure_messages(), {node.id for node in part.nodes}
    asked = [
        f"{prefix}-{selection.options.get(name, '')}" for prefix, name in (("size", "groesse"), ("colour", "farbe"))
    ]
    colours, legend = _colours(whole, selection.options.get("farbe", ""), words)
    parties = [_visible(gap, shown) for gap in _chosen(whole, selection)]
    return Look(
        colours=colours,
        legend=legend,
        sentences=tuple(words[name] for name in asked if name in words),
        alone=frozenset(found[0] for found in parties if len(found) == 1),
    )


def drawn_as(whole: MapView, part: MapView, selection: Selection) -> MapView:
    """The part with the lines of the chosen gaps, and with what stands for the size of a sign as its `degree`."""
    lines = _gap_lines(part, _chosen(whole, selection))
    weights = _weights(whole, selection.options.get("groesse", ""))
    nodes = tuple(replace(node, degree=weights.get(node.id, node.degree)) for node in part.nodes)
    return replace(part, nodes=nodes, edges=(*part.edges, *lines))


def _weights(whole: MapView, size: str) -> dict[str, int]:
    if size == "gleich":
        return {node.id: MIDDLE for node in whole.nodes}
    if size not in _MEASURES:
        return {}
    measured = {node.id: _MEASURES[size](node) for node in whole.nodes}
    most = max(measured.values(), default=0)
    return {name: round(MOST_COUNTED * value / most) if most else 0 for name, value in measured.items()}


def _colours(
    whole: MapView, colour: str, words: Mapping[str, str]
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    if colour == "luecken":
        legend = ((_NO_TINT, words["gapsNone"]), (FEW_GAPS, words["gapsFew"]), (MANY_GAPS, words["gapsMany"]))
        return {node.id: _gap_tint(node.gaps) for node in whole.nodes}, legend
    if colour != "gruppe":
        return {}, ()
    largest = sorted((one for one in whole.groups if one.members), key=lambda group: -len(group.members))
    tints = {group.id: (tint, group.label) for group, tint in zip(largest, _TINTS, strict=False)}
    found = {
        node.id: next((tint for group, (tint, _label) in tints.items() if group in node.groups), _NO_TINT)
        for node in whole.nodes
    }
    return found, (*tints.values(), (_NO_TINT, words["otherGroups"]))


def _gap_tint(number: int) -> str:
    return MANY_GAPS if number >= MANY else FEW_GAPS if number else _NO_TINT


def _chosen(whole: MapView, selection: Selection) -> list[MapGap]:
    return [gap for gap in whole.gaps if gap.kind in selection.gap_kinds]


def _visible(gap: MapGap, shown: Iterable[str]) -> list[str]:
    return [party for party in gap.parties if party in shown]


def _gap_lines(part: MapView, gaps: Iterable[MapGap]) -> Iterator[MapEdge]:
    """A line between each two parties of a gap, once, and not where a demanded tie shows it already."""
    shown = {node.id for node in part.nodes}
    drawn = {frozenset((edge.source, edge.target)) for edge in part.edges if edge.state == "demanded"}
    for gap in gaps:
        for one, other in _pairs(_visible(gap, shown)):
            if (pair := frozenset((one, other))) not in drawn:
                drawn.add(pair)
                yield _line(gap, one, other)


def _pairs(parties: list[str]) -> Iterable[tuple[str, str]]:
    """All pairs of a few; of many, the first with each other."""
    return combinations(parties, 2) if len(parties) <= MOST_PARTIES else ((parties[0], one) for one in parties[1:])


def _line(gap: MapGap, one: str, other: str) -> MapEdge:
    return MapEdge(
        id=f"{gap.id}~{one}~{other}",
        tie="",
        source=one,
        target=other,
        kind=GAP_KIND,
        state="demanded",
        label=gap.title,
        detail="",
        topics=(),
        is_directed=False,
        confidence="",
        evidence=(),
    )
