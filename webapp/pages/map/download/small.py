"""The map as a small picture without a word, for a page that leads to it: in the colours of paper or of the dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request

from graph.export.formats import find_format
from webapp.pages.map.download.answers import refuse_too_large
from webapp.pages.map.download.areas import DrawnArea, draw_areas
from webapp.pages.map.download.drawing import GROUP_PATH, RIM_SCALE
from webapp.pages.map.download.marks import PAPER, DrawnEdge, DrawnLine, draw_edges
from webapp.pages.map.download.shelf import without_shelf
from webapp.pages.map.model import MapNode, MapSector, MapView
from webapp.pages.map.routes import get_picture
from webapp.pages.map.signs import radii_for, rim_of
from webapp.ui.palette import HEADS, PATHS

MEDIA_TYPE = "image/svg+xml; charset=utf-8"
MARGIN = 30.0
LARGER = 1.6
"""How much larger signs are than on the map, which is seen at half its size or less here."""


@dataclass(frozen=True, slots=True)
class Surface:
    """The colours of what is not a sector: ground, ties by what draws them on paper, and groups."""

    ground: str
    lines: dict[str, str]
    group: str
    is_dark: bool = False


LIGHT = Surface("#ffffff", {}, "#1b2126")
DARK = Surface(
    "#1b2127",
    {
        PAPER["map-edge"]: "#9aa5ad",
        PAPER["map-edge-quiet"]: "#6f7a83",
        PAPER["gap"]: "#ff8fa3",
        PAPER["accent"]: "#6fc3d4",
    },
    "#e8ecef",
    is_dark=True,
)


@dataclass(frozen=True, slots=True)
class SmallSign:
    """A sign by the path of its sector; `rim` are the dashes of an open one, `heads` stand on a group."""

    x: float
    y: float
    scale: float
    path: str
    colour: str
    rim: str = ""
    heads: str = ""


@dataclass(frozen=True, slots=True)
class SmallMap:
    """Everything drawn, with the part of the plane that it takes up: left, top, width, height."""

    frame: tuple[float, float, float, float]
    areas: tuple[DrawnArea, ...]
    edges: tuple[tuple[DrawnLine, tuple[DrawnEdge, ...]], ...]
    signs: tuple[SmallSign, ...]


def show_small() -> Response:
    """The picture of the network at this address; ?farben=dunkel for dark pages.

    Raises BadRequestError (400) for a network too large to be drawn.
    """
    picture = get_picture()
    refuse_too_large(find_format("svg"), picture)
    surface = DARK if request.args.get("farben") == "dunkel" else LIGHT
    drawn = draw_small(picture, surface)
    text = render_template("map/export/small.svg", drawn=drawn, surface=surface)
    return Response(text, content_type=MEDIA_TYPE)


def draw_small(whole: MapView, surface: Surface) -> SmallMap:
    """Who is tied to whom, without those who stand on the shelf."""
    picture, _apart = without_shelf(whole)
    nodes = {node.id: node for node in picture.nodes}
    radii = {iri: LARGER * radius for iri, radius in radii_for(picture, "").items()}
    sectors = {sector.id: sector for sector in picture.sectors}
    signs = [
        _sign(node, radii[node.id], surface, None if node.is_group else sectors[node.sector]) for node in picture.nodes
    ]
    return SmallMap(
        frame=_frame(picture.nodes),
        areas=tuple(draw_areas(picture, nodes)),
        edges=tuple((line, tuple(drawn)) for line, drawn in draw_edges(picture.edges, nodes, radii).items()),
        signs=tuple(signs),
    )


def _sign(node: MapNode, radius: float, surface: Surface, sector: MapSector | None) -> SmallSign:
    rim, scale = rim_of(node), round(radius / 8, 3)
    if sector is None:
        return SmallSign(node.x, node.y, scale, GROUP_PATH, surface.group, heads=HEADS)
    colour = sector.style.dark if surface.is_dark else sector.style.light
    dashes = " ".join(f"{RIM_SCALE * dash:g}" for dash in rim.dashes) if rim else ""
    return SmallSign(node.x, node.y, scale, PATHS[sector.style.shape], colour, dashes)


def _frame(nodes: Sequence[MapNode]) -> tuple[float, float, float, float]:
    xs, ys = [node.x for node in nodes] or [0.0], [node.y for node in nodes] or [0.0]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return round(left, 1), round(top, 1), round(max(xs) + MARGIN - left, 1), round(max(ys) + MARGIN - top, 1)
