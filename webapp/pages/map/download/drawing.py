"""The chosen part of the map as a drawing: what `templates/map/export/picture.svg` writes down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import render_template

from graph.text import xml_text
from webapp.pages.map.download.areas import DrawnArea, draw_areas
from webapp.pages.map.download.caption import Caption
from webapp.pages.map.download.look import MapLook
from webapp.pages.map.download.marks import (
    PAPER,
    DrawnEdge,
    DrawnLetters,
    DrawnLine,
    draw_edges,
    draw_gap_line,
    draw_line,
)
from webapp.pages.map.download.names import DrawnName, TakenSpace, lay_out_names
from webapp.pages.map.download.shelf import DrawnShelf, draw_shelf, place_heading, shelved
from webapp.pages.map.download.spots import Box, Sign
from webapp.pages.map.download.wrapping import width_of, wrap
from webapp.pages.map.gap_signs import GAP_SIGNS, letters_of
from webapp.pages.map.model import MapNode, MapSector, MapView
from webapp.pages.map.signs import RIMS, Rim, rim_of
from webapp.ui.language import gettext as _
from webapp.ui.palette import HEADS, PATHS
from webapp.ui.wording import gap_kind_label, state_label

MARGIN = 40.0
NARROWEST = 760.0
SHELF_RIM = 6.0
"""So far a name stays off the shelf, so that it is not taken for one of those there."""
TITLE_SIZE, TEXT_SIZE = 26.0, 13.0
LINE = 1.5
SWATCH_PATH = "M2 2h12v12H2z"
PLAIN = "#5f6670"
RIM_SCALE = 0.8
"""Dashes in the units of a sign's path, of which a sign of the usual size has fewer than pixels."""
GROUP_PATH = "M4 1.5h8a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4v-5a4 4 0 0 1 4-4z"


@dataclass(frozen=True, slots=True)
class DrawnSign:
    """A sign: a path of 16 units around its middle, enlarged; `note` is what a pointer shows.

    `rim` are the dashes of an open sign, "" for the usual one. `colour` is one of its own, "" for its sector's; `lacks`
    says that it stands alone in gaps that are drawn.
    """

    x: float
    y: float
    scale: float
    note: str
    rim: str = ""
    colour: str = ""
    lacks: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sign with its meaning, at its position below the drawing; `rim` are the dashes of an open one."""

    x: float
    y: float
    label: str
    path: str = ""
    colour: str = ""
    heads: str = ""
    line: DrawnLine | None = None
    letter: str = ""
    rim: str = ""
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on the sheet, in units of a browser's pixel."""

    left: float
    top: float
    width: float
    height: float
    title: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, str], ...]
    areas: tuple[DrawnArea, ...]
    shelf: DrawnShelf | None
    edges: tuple[tuple[DrawnLine, tuple[DrawnEdge, ...]], ...]
    letters: tuple[DrawnLetters, ...]
    signs: tuple[tuple[str, str, str, tuple[DrawnSign, ...]], ...]
    groups: tuple[DrawnSign, ...]
    names: tuple[DrawnName, ...]
    legend: tuple[LegendEntry, ...]


def render_drawing(drawing: Drawing, described: str, title: str = "", *, on_paper: bool = False) -> str:
    """What was laid out as SVG. `on_paper`: names as programs set them that paint a halo over the letters before."""
    text = render_template(
        "map/export/picture.svg",
        drawing=drawing,
        title=title,
        described=described,
        heads=HEADS,
        tile=GROUP_PATH,
        quiet=PAPER["map-edge-quiet"],
        on_paper=on_paper,
    )
    return xml_text(text)


def make_drawing(
    picture: MapView, caption: Caption, look: MapLook, on_shelf: Sequence[MapNode] | None = None
) -> Drawing:
    """Lay out everything: title above, map in the middle, legend and lines below.

    `on_shelf`: who stands on the shelf, where that is not told by the place.
    """
    nodes = {node.id: node for node in picture.nodes}
    areas = draw_areas(picture, nodes)
    apart = shelved(picture.nodes) if on_shelf is None else [nodes[node.id] for node in on_shelf]
    heading = place_heading(apart)
    signs = [Sign(node.id, node.x, node.y, look.radii[node.id]) for node in picture.nodes]
    drawn = draw_edges(picture.edges, nodes, look.radii)
    letters = [edge.letters for edges in drawn.values() for edge in edges if edge.letters]
    letters += [_letters_beside(sign, look.alone[sign.owner]) for sign in signs if sign.owner in look.alone]
    space = TakenSpace(signs, [*(one.box for one in letters), *([heading] if heading else [])])
    names = lay_out_names(apart, look.radii, space, is_listed=True)
    shelf = draw_shelf(apart, names, heading)
    if shelf:
        space.keep_off(shelf.box.widened(SHELF_RIM))
    on_it = {node.id for node in apart}
    names += lay_out_names([node for node in picture.nodes if node.id not in on_it], look.radii, space)
    frame = _frame(picture.nodes, areas, names, shelf)
    width = frame.right - frame.left
    title = wrap(caption.title, int(width / (0.6 * TITLE_SIZE)), 2)
    first = frame.top - MARGIN / 2 - (len(title) - 1) * TITLE_SIZE * 1.2
    legend, below = _legend(_entries(picture, areas, look), frame.left, frame.bottom + MARGIN, width)
    lines = [
        line
        for text in (" · ".join(caption.lines), *look.sentences)
        for line in wrap(text, int(width / (0.52 * TEXT_SIZE)), 6)
    ]
    foot = below + TEXT_SIZE * LINE + 6
    top = first - TITLE_SIZE - MARGIN / 2
    return Drawing(
        left=round(frame.left - MARGIN, 1),
        top=round(top, 1),
        width=round(width + 2 * MARGIN, 1),
        height=round(foot + len(lines) * TEXT_SIZE * LINE + MARGIN / 2 - top, 1),
        title=tuple((round(first + index * TITLE_SIZE * 1.2, 1), line) for index, line in enumerate(title)),
        lines=tuple((round(foot + index * TEXT_SIZE * LINE, 1), line) for index, line in enumerate(lines)),
        areas=tuple(areas),
        shelf=shelf,
        edges=tuple((line, tuple(edges)) for line, edges in drawn.items()),
        letters=tuple(letters),
        signs=tuple(_signs(sector, picture.nodes, look) for sector in picture.sectors),
        groups=tuple(_sign(node, look) for node in picture.nodes if node.is_group),
        names=tuple(names),
        legend=tuple(legend),
    )


def _signs(sector: MapSector, nodes: Sequence[MapNode], look: MapLook) -> tuple[str, str, str, tuple[DrawnSign, ...]]:
    found = tuple(_sign(node, look) for node in nodes if node.sector == sector.id and not node.is_group)
    return sector.label or _("Sektor nicht erfasst"), sector.style.light, PATHS[sector.style.shape], found


def _sign(node: MapNode, look: MapLook) -> DrawnSign:
    scale = round(look.radii[node.id] / 8, 3)
    return DrawnSign(
        node.x,
        node.y,
        scale,
        node.label,
        rim=_dashes(rim_of(node)),
        colour=look.colours.get(node.id, ""),
        lacks=node.id in look.alone,
    )


def _dashes(rim: Rim | None) -> str:
    return " ".join(f"{RIM_SCALE * dash:g}" for dash in rim.dashes) if rim else ""


def _letters_beside(sign: Sign, kinds: Sequence[str]) -> DrawnLetters:
    """Those at the lower right of a sign that stands alone in gaps."""
    aside = 7 * sign.reach / 8 + 4
    return DrawnLetters(sign.x + aside, sign.y + aside, letters_of(kinds))


def _frame(
    nodes: Sequence[MapNode], areas: Sequence[DrawnArea], names: Sequence[DrawnName], shelf: DrawnShelf | None
) -> Box:
    """What everything drawn takes up, in the middle of what title and legend need at least."""
    boxes = [*(name.box for name in names), *([shelf.box] if shelf else [])]
    boxes += [Box(node.x - 24, node.y - 24, node.x + 24, node.y + 24) for node in nodes]
    boxes += [Box(x, y, x, y) for area in areas for x, y in area.outline]
    boxes = boxes or [Box(0, 0, 0, 0)]
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    beside = max(0.0, NARROWEST - (right - left)) / 2
    return Box(
        left - beside,
        min(box.top for box in boxes),
        right + beside,
        max(box.bottom for box in boxes),
    )


def _legend(entries: Sequence[LegendEntry], left: float, top: float, width: float) -> tuple[list[LegendEntry], float]:
    """Entries in rows, and the height of the last row."""
    found: list[LegendEntry] = []
    x, y = left, top
    for entry in entries:
        wide = 44 + width_of(entry.label, TEXT_SIZE)
        if x > left and x + wide > left + width:
            x, y = left, y + 24
        found.append(replace(entry, x=round(x, 1), y=round(y, 1)))
        x += wide
    return found, y


def _entries(picture: MapView, areas: Sequence[DrawnArea], look: MapLook) -> list[LegendEntry]:
    entries = [
        LegendEntry(
            0,
            0,
            sector.label or _("Sektor nicht erfasst"),
            PATHS[sector.style.shape],
            PLAIN if look.colours else sector.style.light,
        )
        for sector in picture.sectors
    ]
    entries += [LegendEntry(0, 0, label, SWATCH_PATH, colour) for colour, label in look.legend]
    if any(node.is_group for node in picture.nodes):
        entries.append(LegendEntry(0, 0, _("Arbeitsgruppe"), GROUP_PATH, "#1b2126", HEADS))
    if areas:
        entries.append(LegendEntry(0, 0, _("wer darin mitarbeitet"), SWATCH_PATH, areas[0].colour, is_area=True))
    entries += [
        LegendEntry(0, 0, str(rim.short or rim.label), PATHS["dot"], PLAIN, rim=_dashes(rim))
        for rim in RIMS
        if any(rim_of(node) is rim for node in picture.nodes)
    ]
    entries += [LegendEntry(0, 0, state_label(code), line=draw_line(code)) for code, _l, _n in picture.states]
    asked = {kind for edge in picture.edges for kind in edge.gap_kinds} | {
        kind for one in look.alone.values() for kind in one
    }
    entries += [
        LegendEntry(0, 0, gap_kind_label(kind), line=draw_gap_line(kind), letter=one.sign)
        for kind, one in GAP_SIGNS.items()
        if kind in asked
    ]
    return entries
