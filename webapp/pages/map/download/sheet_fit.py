"""A drawing as large as a sheet allows: of some that are tried, with the shelf beneath the map or beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Protocol, TypeVar

from graph.layout.packing import SHELF_HEADING
from webapp.pages.map.appearance import NAMED_SOME
from webapp.pages.map.download.caption import Caption
from webapp.pages.map.download.covering import covering
from webapp.pages.map.download.drawing import Drawing, make_drawing
from webapp.pages.map.download.look import MapLook
from webapp.pages.map.download.shelf import shelved
from webapp.pages.map.model import MapNode, MapView

CLOSER = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
"""How near to each other signs are moved: the nearer, the larger are names on the sheet."""
MOST_WIDENED, MOST_HEIGHTENED = 2.2, 1.6
"""How far signs are moved apart where a side of the sheet would stay empty; across more, because names are wide."""
ROUNDS = 2
"""Names take other places in a drawing that was stretched, so that it is measured again."""
BESIDE = 130.0
"""From the last sign to the shelf beside it: room for a name and the rims of both."""
COLUMN, ROW = 244.0, 54.0
"""Of the shelf: room for the longest name of three lines."""
SHORTENED = 0.03
"""How much larger a drawing must be to make good for a name that is not written in full."""


class Sized(Protocol):
    """Whatever is so wide and so high."""

    @property
    def width(self) -> float:
        """Across."""
        ...

    @property
    def height(self) -> float:
        """Down."""
        ...


Drawn = TypeVar("Drawn", bound=Sized)


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A way to arrange a picture: `inner` stand freely, `apart` on the shelf, in the order of its rows."""

    picture: MapView
    inner: tuple[MapNode, ...]
    apart: tuple[MapNode, ...]
    is_beside: bool

    def arranged(self, wide: float, high: float) -> MapView:
        """The picture with signs so much nearer or farther across and down, and the shelf by them."""
        inner = [replace(node, x=round(node.x * wide, 1), y=round(node.y * high, 1)) for node in self.inner]
        return replace(self.picture, nodes=(*inner, *self._on_shelf(inner)))

    def extents(self) -> tuple[float, float]:
        """From the first sign to the last, across and down."""
        return tuple(_last(places) - _first(places) for places in _places(self.inner))  # type: ignore[return-value]

    def _on_shelf(self, inner: Sequence[MapNode]) -> Iterator[MapNode]:
        across, down = _places(inner)
        number = len(self.apart)
        if self.is_beside:
            left, top, step = _last(across) + BESIDE, _first(down) + ROW / 2, COLUMN
            columns = ceil(number / max(1, int((_last(down) - top) / ROW) + 1))
        else:
            left, top, width = _first(across), _last(down) + SHELF_HEADING, _last(across) - _first(across)
            columns = _even(number, max(1, int(width / COLUMN)))
            step = max(COLUMN, width / columns)
        for place, node in enumerate(self.apart):
            yield replace(node, x=round(left + step * (place % columns), 1), y=top + ROW * (place // columns))


def fit_sheet(picture: MapView, caption: Caption, look: MapLook, ratio: float) -> Drawing:
    """The drawing for a sheet so much wider than high: the largest of those in which fewest names cover something."""

    def draw(arranged: MapView, apart: Sequence[MapNode]) -> Drawing:
        return make_drawing(arranged, caption, look, apart)

    tried = [filled(plan, factor, ratio, draw) for plan, factor in plans(picture)]
    hidden = [len(covering(drawn)) for drawn in tried]
    legible = [drawn for drawn, covered in zip(tried, hidden, strict=True) if covered == min(hidden)]
    labels = {node.id: node.label for node in picture.nodes}
    return min(legible, key=lambda drawn: _smallness(drawn, labels, ratio))


def _smallness(drawn: Drawing, labels: Mapping[str, str], ratio: float) -> float:
    """How small everything is on the sheet; a name that is not written in full makes it worth less."""
    shortened = sum(not name.says(labels[name.owner]) for name in drawn.names)
    return max(drawn.width, drawn.height * ratio) * (1 + SHORTENED * shortened)


def plans(picture: MapView) -> Iterator[tuple[SheetPlan, float]]:
    """Ways to fill a sheet: the shelf beneath and beside, signs nearer and nearer to each other; a crowd as it is."""
    apart = tuple(sorted(shelved(picture.nodes), key=lambda node: (node.y, node.x)))
    ids = {node.id for node in apart}
    inner = tuple(node for node in picture.nodes if node.id not in ids)
    for is_beside in (False, True) if apart else (False,):
        for factor in CLOSER if len(inner) <= NAMED_SOME else CLOSER[:1]:
            yield SheetPlan(picture, inner, apart, is_beside), factor


def filled(plan: SheetPlan, factor: float, ratio: float, draw: Callable[[MapView, Sequence[MapNode]], Drawn]) -> Drawn:
    """The drawing, its signs moved apart along the side of the sheet that would stay empty.

    `draw` makes it of a picture, of which these stand on the shelf.
    """
    wide = high = factor
    drawn = draw(plan.arranged(wide, high), plan.apart)
    across, down = plan.extents()
    for _round in range(ROUNDS):
        wide = _stretched(wide, drawn.height * ratio - drawn.width, across, factor, MOST_WIDENED)
        high = _stretched(high, drawn.width / ratio - drawn.height, down, factor, MOST_HEIGHTENED)
        drawn = draw(plan.arranged(wide, high), plan.apart)
    return drawn


def _stretched(former: float, missing: float, extent: float, least: float, most: float) -> float:
    return min(max(least, former + missing / extent), most * least) if extent else former


def _even(number: int, most: int) -> int:
    """Columns, at most so many, of which each row has as many as the one before."""
    return max(1, ceil(number / ceil(number / most))) if number else 1


def _places(nodes: Iterable[MapNode]) -> tuple[list[float], list[float]]:
    found = [(node.x, node.y) for node in nodes]
    return [x for x, _y in found], [y for _x, y in found]


def _first(places: Sequence[float]) -> float:
    return min(places, default=0.0)


def _last(places: Sequence[float]) -> float:
    return max(places, default=0.0)
