"""How the reader asked the map to be drawn: size and colour of the signs by a measure, and gaps as lines.

`static/map/gaplayer.js` draws the same lines in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from webapp.pages.map.appearance import MOST_GAP_PARTIES
from webapp.pages.map.download.marks import PAPER
from webapp.pages.map.model import MapEdge, MapGap, MapView
from webapp.pages.map.selection import Selection
from webapp.pages.map.signs import COLOURINGS, SIZES, ColourBy, Size, colourings_of, radii_for

GAP_KIND = "Gap"


@dataclass(frozen=True, slots=True)
class MapLook:
    """Radius of each sign; colours where they do not stand for the sector, with their meaning; sentences about both.

    `alone` are those who stand by themselves in a gap that is drawn.
    """

    radii: Mapping[str, float]
    colours: Mapping[str, str] = field(default_factory=dict)
    legend: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()


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
    parties = [_visible(gap, shown) for gap in _chosen(whole, selection)]
    return MapLook(
        radii=radii_for(whole, options.get("groesse", "")),
        colours={name: legend[index][0] for name, index in colouring.indices.items()} if colouring else {},
        legend=legend,
        sentences=tuple(str(one.meaning) for one in asked),
        alone=frozenset(found[0] for found in parties if len(found) == 1),
    )


def with_gap_lines(whole: MapView, part: MapView, selection: Selection) -> MapView:
    """The part with the lines of the chosen gaps."""
    return replace(part, edges=(*part.edges, *_gap_lines(part, _chosen(whole, selection))))


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
