"""Who is not connected with anybody, on a shelf beneath the drawing: as `static/map/shelf.js` has it on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.pages.map.download.names import DrawnName
from webapp.pages.map.download.portion import cut_out
from webapp.pages.map.download.spots import Box
from webapp.pages.map.model import MapNode, MapView
from webapp.ui.language import gettext as _

PADDING, SIGN, HEADING = 14.0, 12.0, 20.0


@dataclass(frozen=True, slots=True)
class DrawnShelf:
    """What the shelf takes up, with its heading at this position."""

    box: Box
    label: str
    x: float
    y: float


def shelved(nodes: Sequence[MapNode]) -> list[MapNode]:
    """Who stands there: without a tie, not put elsewhere by hand, beneath all others."""
    tied = [node.y for node in nodes if not node.is_alone]
    return [node for node in nodes if tied and node.is_alone and not node.is_pinned and node.y > max(tied)]


def without_shelf(picture: MapView) -> tuple[MapView, list[MapNode]]:
    """The picture of all others, and who stands there."""
    apart = shelved(picture.nodes)
    ids = {node.id for node in apart}
    nodes = [node for node in picture.nodes if node.id not in ids]
    return cut_out(picture, nodes, [edge for edge in picture.edges if ids.isdisjoint(edge.ends)]), apart


def place_heading(apart: Sequence[MapNode]) -> Box | None:
    """The row of the heading above the first of those on the shelf; None where nobody stands there."""
    if not apart:
        return None
    left, right = min(node.x for node in apart) - SIGN, max(node.x for node in apart)
    bottom = min(node.y for node in apart) - SIGN - PADDING / 2
    return Box(left, bottom - HEADING, max(right, left + 200), bottom)


def draw_shelf(apart: Sequence[MapNode], names: Sequence[DrawnName], heading: Box | None) -> DrawnShelf | None:
    """The shelf around heading, signs and their names."""
    if heading is None:
        return None
    boxes = [heading, *(Box(node.x - SIGN, node.y - SIGN, node.x + SIGN, node.y + SIGN) for node in apart)]
    boxes += [name.box for name in names]
    box = Box(
        min(one.left for one in boxes) - PADDING,
        heading.top - PADDING / 2,
        max(one.right for one in boxes) + PADDING,
        max(one.bottom for one in boxes) + PADDING,
    )
    label = _("Noch nicht eingebunden ({number})").format(number=len(apart))
    return DrawnShelf(box, label, round(heading.left, 1), round(heading.bottom - HEADING / 3, 1))
