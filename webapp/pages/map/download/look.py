"""How the reader asked the map to be drawn: size and colour of the signs by a measure, and gaps as lines.

`static/map/gaplayer.js` draws the same lines in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from webapp.pages.map.appearance import MOST_GAP_PARTIES
from webapp.pages.map.download.marks import PAPER
from webapp.pages.map.gap_signs import GAP_KIND
from webapp.pages.map.model import MapEdge, MapGap, MapView
from webapp.pages.map.selection import Selection
from webapp.pages.map.signs import COLOURINGS, SIZES, ColourBy, Size, colourings_of, radii_for


@dataclass(frozen=True, slots=True)
class MapLook:
    """Radius of each sign; colours where they do not stand for the sector, with their meaning; sentences about both.

    `alone` are those who stand by themselves in a gap that is drawn, each with the kinds of such gaps.
    """

    radii: Mapping[str, float]
    colours: Mapping[str, str] = field(default_factory=dict)
    legend: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def look_of(whole: MapView, part: MapView, selection: Selection) -> MapLook:
    """What the address says of colours, sizes and gaps, for the chosen part of the whole picture."""
    shown, options = {node.id for node in part.nodes}, selection.options
    asked: list[Size | ColourBy] = [
        *(size for size in SIZES if size.name and size.name == options.get("groesse")),
        *(colour for colour in COLOURINGS if colour.name and colour.name == options.get("farbe")),
    ]
    by_name = {one.name: one for one in colourings_of(whole)}
    colouring = by_name.get(options.get("farbe", ""))
    legend = tuple((PAPER[tint], label) for tint, label in colouring.legend) if colouring else ()
    alone: dict[str, tuple[str, ...]] = {}
    for gap in _chosen(whole, selection):
        if len(found := _visible(gap, shown)) == 1:
            alone[found[0]] = _with(alone.get(found[0], ()), gap.kind)
    return MapLook(
        radii=radii_for(whole, options.get("groesse", "")),
        colours={name: legend[index][0] for name, index in colouring.indices.items()} if colouring else {},
        legend=legend,
        sentences=tuple(str(one.meaning) for one in asked),
        alone=alone,
    )


def with_gap_lines(whole: MapView, part: MapView, selection: Selection) -> MapView:
    """The part with the lines of the chosen gaps; a demanded tie that shows one already has its letter."""
    shown = {node.id for node in part.nodes}
    demanded = {frozenset(edge.ends): edge for edge in reversed(part.edges) if edge.state == "demanded"}
    lines: dict[frozenset[str], MapEdge] = {}
    for gap in _chosen(whole, selection):
        for one, other in _pairs(_visible(gap, shown)):
            pair = frozenset((one, other))
            line = lines.get(pair) or demanded.get(pair) or _line(gap, one, other)
            lines[pair] = replace(line, gap_kinds=_with(line.gap_kinds, gap.kind))
    said = {line.id: line for line in lines.values()}
    drawn = {edge.id for edge in part.edges}
    edges = (said.get(edge.id, edge) for edge in part.edges)
    return replace(part, edges=(*edges, *(line for line in said.values() if line.id not in drawn)))


def _chosen(whole: MapView, selection: Selection) -> list[MapGap]:
    return [gap for gap in whole.gaps if gap.kind in selection.gap_kinds]


def _visible(gap: MapGap, shown: Iterable[str]) -> list[str]:
    return [party for party in gap.parties if party in shown]


def _with(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return kinds if kind in kinds else (*kinds, kind)


def _pairs(parties: list[str]) -> Iterable[tuple[str, str]]:
    """All pairs of a few; of many, the first with each other."""
    return combinations(parties, 2) if len(parties) <= MOST_GAP_PARTIES else ((parties[0], one) for one in parties[1:])


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
