"""A small line of the values of an indicator over their days, drawn beside the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.matters.indicators import Indicator, IndicatorValue

WIDTH, HEIGHT, MARGIN = 240, 72, 8
MOST_POINTS = 60
"""Points that can be told apart at this width: of more the latest."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SmallChart:
    """The line through the values, and how high the target lies, None for none."""

    points: tuple[Point, ...]
    target: float | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)


def make_chart(one: Indicator) -> SmallChart | None:
    """The chart of an indicator; None for fewer than two dated values, which a sentence says better."""
    dated = [value for value in one.values if value.day][-MOST_POINTS:]
    if len({value.day for value in dated}) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    heights = [value.value for value in dated] + ([one.target] if one.target is not None else [])
    low, high = min(0.0, *heights), max(0.0, *heights)
    return SmallChart(
        tuple(Point(_x(dated, value), _y(value.value, low, high)) for value in dated),
        None if one.target is None else _y(one.target, low, high),
    )


def _x(dated: Sequence[IndicatorValue], value: IndicatorValue) -> float:
    first, last = (date.fromisoformat(dated[end].day).toordinal() for end in (0, -1))
    at = (date.fromisoformat(value.day).toordinal() - first) / (last - first)
    return round(MARGIN + at * (WIDTH - 2 * MARGIN), 1)


def _y(value: float, low: float, high: float) -> float:
    """Zero is always in the picture: half of the height is half of the value."""
    most = max(abs(low), abs(high))  # of numbers near the largest that there is, the difference is none any more
    share = (value / most - low / most) / (high / most - low / most) if high > low else 0.0
    return round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN), 1)
