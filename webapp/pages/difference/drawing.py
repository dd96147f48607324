"""Two days as one drawing: what stayed in calm grey, what came and went each with its sign, and all names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.progress.difference import Change
from webapp.pages.difference.picture import PictureOfBoth
from webapp.pages.difference.signs import CHANGE_SIGNS, ChangeSign
from webapp.pages.map.appearance import NAMED_SOME
from webapp.pages.map.download.areas import DrawnArea, draw_areas
from webapp.pages.map.download.drawing import GROUP_PATH
from webapp.pages.map.download.marks import DrawnEdge, draw_each
from webapp.pages.map.download.names import DrawnName, TakenSpace, lay_out_names
from webapp.pages.map.download.shelf import DrawnShelf, draw_shelf, place_heading, shelved
from webapp.pages.map.download.spots import Box, Sign
from webapp.pages.map.download.wrapping import width_of
from webapp.pages.map.model import MapEdge, MapNode
from webapp.pages.map.signs import GROUP_RADIUS, radius_for
from webapp.ui.palette import PATHS, sector_style

BADGE = 7.5
"""Radius of a badge."""
MARGIN = 26.0
LEGIBLE = 1_200.0
"""The width up to which a drawing is seen as it is; a wider one is seen whole, and smaller."""


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of a tie that is different; `badge` is where its badge stands, None on its second and further lines."""

    sign: ChangeSign
    edge: DrawnEdge
    note: str
    badge: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class MarkedSign:
    """An actor or a group; `sign` is None for one that stayed. `is_open`: stands for something not there yet."""

    x: float
    y: float
    scale: float
    path: str
    is_group: bool
    note: str
    sign: ChangeSign | None
    is_open: bool

    @property
    def badge(self) -> tuple[float, float]:
        """Where its badge stands: at the upper right."""
        aside = 6.5 * self.scale + 4
        return round(self.x + aside, 1), round(self.y - aside, 1)


@dataclass(frozen=True, slots=True)
class NameOfBoth:
    """A name; what went is struck out, what is different stands out."""

    name: DrawnName
    is_different: bool
    is_gone: bool

    @property
    def strikes(self) -> list[tuple[float, float, float]]:
        """The strokes through the lines of a name that is struck out: from, to, and how low."""
        return [self._strike(x, y, text) for x, y, text in self.name.lines] if self.is_gone else []

    def _strike(self, x: float, y: float, text: str) -> tuple[float, float, float]:
        wide = width_of(text, self.name.size)
        left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.name.anchor]
        return round(left, 1), round(left + wide, 1), round(y - 0.3 * self.name.size, 1)


@dataclass(frozen=True, slots=True)
class DrawingOfBoth:
    """Everything drawn, and the part of the plane that it takes up. `still` and `wanted` are lines that stayed.

    `larger`: how much badges are enlarged where all of it is looked at from so far that they would not be seen.
    """

    frame: Box
    areas: tuple[DrawnArea, ...]
    shelf: DrawnShelf | None
    still: str
    wanted: str
    lines: tuple[MarkedLine, ...]
    signs: tuple[MarkedSign, ...]
    names: tuple[NameOfBoth, ...]
    larger: float = 1.0


def draw_both(both: PictureOfBoth, on_shelf: Sequence[MapNode] | None = None) -> DrawingOfBoth:
    """Lay out everything; names of what is different first, so that they find the best places.

    `on_shelf`: who stands on the shelf, where that is not told by the place.
    """
    view = both.view
    nodes = {node.id: node for node in view.nodes}
    radii = {node.id: GROUP_RADIUS if node.is_group else radius_for(node.degree) for node in view.nodes}
    shapes = {sector.id: PATHS[sector.style.shape] for sector in view.sectors}
    different = [edge for edge in view.edges if edge.tie in both.change_of_tie]
    drawn = zip(different, draw_each(different, nodes, radii), strict=True)
    lines = tuple(_lines(both, drawn, nodes))
    signs = tuple(_sign(node, radii[node.id], both.change_of.get(node.iri), shapes) for node in view.nodes)
    told = {end for edge in different for end in edge.ends}
    told |= {node.id for node in view.nodes if node.iri in both.change_of}
    is_crowd = len(view.nodes) > NAMED_SOME
    areas = () if is_crowd else tuple(draw_areas(view, nodes))
    apart = shelved(view.nodes) if on_shelf is None else [nodes[node.id] for node in on_shelf]
    heading = place_heading(apart)
    badges = [one.badge for one in lines if one.badge] + [one.badge for one in signs if one.sign and one.sign.badge]
    taken = [Box(x - BADGE, y - BADGE, x + BADGE, y + BADGE) for x, y in badges]
    space = TakenSpace(
        [Sign(node.id, node.x, node.y, radii[node.id]) for node in view.nodes],
        [*taken, *([heading] if heading else [])],
    )
    names = _names(view.nodes, radii, told, {node.id for node in apart}, space)
    shelf = draw_shelf(apart, [one for one in names if one.owner in {node.id for node in apart}], heading)
    frame = _frame(view.nodes, areas, names, shelf)
    return DrawingOfBoth(
        frame=frame,
        areas=areas,
        shelf=shelf,
        still="".join(_stayed(both, nodes, is_wanted=False)),
        wanted="".join(_stayed(both, nodes, is_wanted=True)),
        lines=lines,
        signs=tuple(sorted(signs, key=lambda one: one.sign is not None)),
        names=tuple(_of_both(name, nodes[name.owner], both, told) for name in names),
        larger=max(1.0, round((frame.right - frame.left) / LEGIBLE, 1)) if is_crowd else 1.0,
    )


def _lines(
    both: PictureOfBoth, drawn: Iterable[tuple[MapEdge, DrawnEdge]], nodes: Mapping[str, MapNode]
) -> Iterator[MarkedLine]:
    """The lines of ties that are different; what went lies below what came."""
    seen = set[str]()
    found: list[MarkedLine] = []
    for edge, path in drawn:
        change = both.change_of_tie[edge.tie]
        badge = None if edge.tie in seen else (round(path.middle[0], 1), round(path.middle[1], 1))
        seen.add(edge.tie)
        note = f"{nodes[edge.source].label} – {nodes[edge.target].label}"
        found.append(MarkedLine(CHANGE_SIGNS[change], path, note, badge))
    yield from sorted(found, key=lambda one: one.sign.width)


def _stayed(both: PictureOfBoth, nodes: Mapping[str, MapNode], *, is_wanted: bool) -> Iterator[str]:
    """The paths of ties that stayed, each line once: of many ties between the same two, one tells as much."""
    pairs = {
        (min(edge.ends), max(edge.ends))
        for edge in both.view.edges
        if edge.tie not in both.change_of_tie and (edge.state != "exists") == is_wanted
    }
    for one, other in sorted(pairs):
        yield f"M{nodes[one].x:.1f} {nodes[one].y:.1f}L{nodes[other].x:.1f} {nodes[other].y:.1f}"


def _sign(node: MapNode, radius: float, change: Change | None, shapes: Mapping[str, str]) -> MarkedSign:
    path = GROUP_PATH if node.is_group else shapes.get(node.sector) or PATHS[sector_style(node.sector).shape]
    sign = CHANGE_SIGNS[change] if change else None
    is_open = bool(sign and sign.outline is not None) or (node.is_group and node.state in {"planned", "demanded"})
    return MarkedSign(node.x, node.y, round(radius / 8, 3), path, node.is_group, node.label, sign, is_open)


def _names(
    nodes: Sequence[MapNode],
    radii: Mapping[str, float],
    told: Collection[str],
    apart: Collection[str],
    space: TakenSpace,
) -> list[DrawnName]:
    """Names of what is different and of whom it concerns; of all others where they fit, up to some hundred."""
    found = lay_out_names([node for node in nodes if node.id in told], radii, space)
    if len(nodes) > NAMED_SOME:
        return found
    for node in sorted(nodes, key=lambda node: (not node.is_group, -node.degree)):
        if node.id not in told:
            name = lay_out_names([node], radii, space, is_listed=node.id in apart)[0]
            found += [name] if space.is_free(name.box, node.id) else []
    return found


def _of_both(name: DrawnName, node: MapNode, both: PictureOfBoth, told: Collection[str]) -> NameOfBoth:
    change = both.change_of.get(node.iri)
    return NameOfBoth(name, node.id in told, change in {"actors_went", "groups_went", "dropped"})


def _frame(
    nodes: Sequence[MapNode], areas: Sequence[DrawnArea], names: Sequence[DrawnName], shelf: DrawnShelf | None
) -> Box:
    boxes = [*(name.box for name in names), *([shelf.box] if shelf else [])]
    boxes += [Box(node.x - 24, node.y - 24, node.x + 24, node.y + 24) for node in nodes]
    boxes += [Box(x, y, x, y) for area in areas for x, y in area.outline]
    return Box(
        round(min(one.left for one in boxes) - MARGIN, 1),
        round(min(one.top for one in boxes) - MARGIN, 1),
        round(max(one.right for one in boxes) + MARGIN, 1),
        round(max(one.bottom for one in boxes) + MARGIN, 1),
    )
