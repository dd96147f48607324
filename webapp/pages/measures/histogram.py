"""How a number is spread over the actors: columns drawn by the server, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from webapp.ui.language import gettext, ngettext

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 22, 30
LEAST = 5
SINGLE_UP_TO = 16
MOST_COLUMNS = 16
_GAP = 0.18
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """One column: which values it counts, how many there are, and where it is drawn, in pixels of the viewBox."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across with its number."""

    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """A distribution: `title` names it, `description` says in a sentence what can be seen, `unit` what is counted."""

    name: str
    title: str
    description: str
    axis: str
    unit: str
    columns: tuple[HistogramBar, ...]
    ticks: tuple[Tick, ...]


def draw(name: str, values: Sequence[int], *, title: str, axis: str, unit: str) -> Histogram | None:
    """The distribution of whole numbers >= 0; None where there is nothing to spread."""
    if len(values) < LEAST or len(set(values)) == 1:
        return None
    classes = _classes(max(values), min(values))
    counted = [(low, high, sum(low <= value < high for value in values)) for low, high in classes]
    step = _round_step(max(number for *_, number in counted) / 4)
    top = step * -(-max(number for *_, number in counted) // step)
    room, wide = HEIGHT - TOP - BOTTOM, (WIDTH - LEFT - RIGHT) / len(counted)
    columns = tuple(
        HistogramBar(
            str(low) if high == low + 1 else f"{low}–{high - 1}",
            number,
            x=round(LEFT + (index + _GAP / 2) * wide, 1),
            y=round(TOP + room * (1 - number / top), 1),
            width=round(wide * (1 - _GAP), 1),
            height=round(room * number / top, 1),
        )
        for index, (low, high, number) in enumerate(counted)
    )
    ticks = tuple(Tick(round(TOP + room * (1 - number / top), 1), number) for number in range(0, top + 1, step))
    return Histogram(name, title, _describe(values), axis, unit, columns, ticks)


def _classes(highest: int, lowest: int) -> list[tuple[int, int]]:
    """Ranges of equal width from the smallest value on, one value each as long as they are few."""
    width = 1 if highest - lowest < SINGLE_UP_TO else _round_step((highest - lowest + 1) / MOST_COLUMNS)
    start = lowest - lowest % width
    return list(pairwise(range(start, highest + width + 1, width)))


def _round_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20 ... that is not below."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= least:
                return step * power
        power *= 10


def _describe(values: Sequence[int]) -> str:
    ordered = sorted(values)
    middle, most = ordered[len(ordered) // 2], ordered[-1]
    reaching = sum(value == most for value in ordered)
    with_most = ngettext(
        "Der höchste Wert ist %(most)s, ihn hat nur einer.",
        "Der höchste Wert ist %(most)s, ihn haben %(num)d.",
        reaching,
        most=most,
    )
    return " ".join(
        [gettext("Die eine Hälfte hat höchstens %(middle)s, die andere mindestens so viel.", middle=middle), with_most]
    )
