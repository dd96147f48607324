"""The map on a page of paper: signs nearer to each other than on the screen, so that names can be read without a glass.

Of some drawings, each with its signs closer across or down, the one is taken of which most can be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from graph.analysis import Analysis
from webapp.pages.map.appearance import NAMED_ALL
from webapp.pages.map.download.caption import Caption
from webapp.pages.map.download.covering import covering
from webapp.pages.map.download.drawing import Drawing, make_drawing, render_drawing
from webapp.pages.map.download.look import look_of
from webapp.pages.map.download.names import DrawnName
from webapp.pages.map.download.shelf import without_shelf
from webapp.pages.map.model import MapView
from webapp.pages.map.picture import make_picture
from webapp.pages.map.selection import Selection
from webapp.ui.language import gettext as _
from webapp.ui.language import language
from webapp.ui.memo import memo
from webapp.ui.page import say_number

_ACROSS, _DOWN = (560.0, 640.0, 720.0, 820.0), (460.0, 540.0, 620.0, 720.0)
"""Units from the first to the last sign that are tried: the nearer, the larger are names at the width of a page."""
_ROOM_CM = (17.0, 14.5)
_LARGE_ENOUGH_PT = 6.5
"""Of names from this size on, more of them are better than larger ones."""
_BLANK = (30.0, 46.0)
"""Units beside and above the drawing that a page, which has margins and a heading of its own, does without."""
_NAMES = 40
"""Of more signs than the map names at once, so many have a name: the groups, then who is connected with most."""
_SMALLER = 0.8
"""Of as many, how much smaller than on the screen their signs are: that leaves room for names."""
_COSTS = 3
"""Names that one which covers something takes away: itself, and what it covers."""


@dataclass(frozen=True, slots=True)
class PaperMap:
    """The map as the paper has it: the drawing with its size, what it shows, and who is not drawn.

    `is_crowded`: not everybody can be named.
    """

    svg: str
    width: float
    height: float
    described: str
    apart: list[str]
    is_crowded: bool


@memo
def draw_map(analysis: Analysis) -> PaperMap:
    """Made once, however much of the paper has to be cut until it fits."""
    whole = make_picture(analysis, language(), linked=False)
    shown, apart = without_shelf(whole)
    is_crowded = len(shown.nodes) > NAMED_ALL
    if is_crowded:
        shown = _with_fewer_names(shown)
    drawn = fitted(whole, shown, is_crowded=is_crowded)
    described = _(
        "Karte des Netzwerks: %(actors)s Akteure und Gruppen als Zeichen ihres Sektors, %(ties)s Linien. "
        "Was sie zeigt, steht auch in der Tabelle der Karte.",
        actors=say_number(len(shown.nodes)),
        ties=say_number(len(shown.edges)),
    )
    svg = render_drawing(drawn, described, on_paper=True)
    return PaperMap(svg, drawn.width, drawn.height, described, [node.label for node in apart], is_crowded)


def fitted(whole: MapView, shown: MapView, *, is_crowded: bool) -> Drawing:
    """Of the drawings that are tried the one with the most names to be read, which cover nothing and are large."""
    tried = [_trimmed(_draw(whole, one, is_crowded=is_crowded)) for one in closer(shown)]
    return max(tried, key=readable)


def closer(picture: MapView) -> list[MapView]:
    """The same with all signs nearer to each other, across and down by themselves; never wider apart than they were."""
    sizes = (_extent(node.x for node in picture.nodes), _extent(node.y for node in picture.nodes))
    factors = {(min(1.0, across / sizes[0]), min(1.0, down / sizes[1])) for across, down in product(_ACROSS, _DOWN)}
    return [
        replace(picture, nodes=tuple(replace(node, x=node.x * wide, y=node.y * high) for node in picture.nodes))
        for wide, high in sorted(factors)
    ]


def readable(drawn: Drawing) -> float:
    """How many names cover no sign and no other name, and how large they are on the page, up to what is enough."""
    return (len(drawn.names) - _COSTS * len(covering(drawn))) * min(points_on_paper(drawn), _LARGE_ENOUGH_PT)


def points_on_paper(drawn: Drawing) -> float:
    """How large the smallest name is there."""
    scale = min(_ROOM_CM[0] / drawn.width, _ROOM_CM[1] / drawn.height)
    return min((name.size for name in drawn.names), default=0.0) * scale / 2.54 * 72


def _draw(whole: MapView, shown: MapView, *, is_crowded: bool) -> Drawing:
    """A drawing without empty names; in a crowd signs are small, and actors' names cover none."""
    look = look_of(whole, shown, Selection())
    if is_crowded:
        look = replace(look, radii={one: radius * _SMALLER for one, radius in look.radii.items()})
    drawn = make_drawing(shown, Caption("", "", "", "", ""), look)
    drawn = replace(drawn, names=tuple(filter(_says_something, drawn.names)))
    if not is_crowded:
        return drawn
    too_many = {id(name) for name in covering(drawn) if name.look != "group"}
    return replace(drawn, names=tuple(name for name in drawn.names if id(name) not in too_many))


def _says_something(name: DrawnName) -> bool:
    return any(line for _x, _y, line in name.lines)


def _trimmed(drawn: Drawing) -> Drawing:
    beside, above = _BLANK
    return replace(
        drawn,
        left=drawn.left + beside,
        width=drawn.width - 2 * beside,
        top=drawn.top + above,
        height=drawn.height - above,
    )


def _extent(places: Iterable[float]) -> float:
    found = list(places) or [0.0]
    return max(1.0, max(found) - min(found))


def _with_fewer_names(picture: MapView) -> MapView:
    order = sorted(picture.nodes, key=lambda node: (not node.is_group, -node.degree, node.label))
    named = {node.id for node in order[:_NAMES]}
    nodes = (node if node.id in named else replace(node, label="", short="") for node in picture.nodes)
    return replace(picture, nodes=tuple(nodes))
