"""The map of two days on a sheet of its own: title with both days above, legend and what is meant below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import format_date

from graph.period import today
from graph.progress.difference import Change
from webapp.pages.difference.days import TwoDays
from webapp.pages.difference.drawing import DrawingOfBoth, draw_both
from webapp.pages.difference.picture import PictureOfBoth
from webapp.pages.difference.words import CHANGE_WORDS, STAYED, STILL_WANTED, say_undrawn
from webapp.pages.map.download.sheet_fit import CLOSER, filled, plans
from webapp.pages.map.download.spots import Box
from webapp.pages.map.download.wrapping import width_of, wrap
from webapp.pages.map.model import MapNode, MapView
from webapp.ui.language import gettext as _
from webapp.ui.meant_time import say_meant_time

TITLE_SIZE, TEXT_SIZE, LINE, EDGE = 25.0, 13.0, 1.5, 20.0
SIGN_WIDTH = 46.0
TRIED = 2
"""How near signs are moved to each other, of those that the printed map tries: fewer names find a place in less."""
USUAL = 1_150.0
"""The width of a drawing beside which letters are as large as said above; beside a larger one they are larger."""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A line of the legend: the sign of a change, or `stayed` or `still_wanted` for what is grey."""

    x: float
    y: float
    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class SheetOfBoth:
    """Everything on the sheet; `scale` is how much larger letters are than usual, so that paper keeps them legible."""

    drawing: DrawingOfBoth
    frame: Box
    scale: float
    title: str
    title_lines: tuple[tuple[float, str], ...]
    legend: tuple[SheetEntry, ...]
    lines: tuple[tuple[float, str], ...]
    left: float
    described: str

    @property
    def width(self) -> float:
        """Across."""
        return round(self.frame.right - self.frame.left, 1)

    @property
    def height(self) -> float:
        """Down."""
        return round(self.frame.bottom - self.frame.top, 1)


def make_sheet(
    both: PictureOfBoth, counts: Mapping[Change, int], days: TwoDays, network: str, ratio: float
) -> SheetOfBoth:
    """The sheet; for one so much wider than high, signs are moved apart until it is full (0: as they are)."""
    words = [(change, f"{CHANGE_WORDS[change]}: {number}") for change, number in counts.items()]

    def draw(arranged: MapView, apart: Sequence[MapNode] | None = None) -> SheetOfBoth:
        drawing = draw_both(replace(both, view=arranged), apart)
        return _lay_out(drawing, words, days, network, say_undrawn(len(both.undrawn)))

    if not ratio:
        return draw(both.view)
    tried = [filled(plan, factor, ratio, draw) for plan, factor in plans(both.view) if factor == CLOSER[TRIED]]
    best = min(tried or [draw(both.view)], key=lambda one: max(one.width, one.height * ratio))
    return replace(best, frame=_as_wide(best.frame, ratio))


def _lay_out(
    drawing: DrawingOfBoth, words: Sequence[tuple[Change, str]], days: TwoDays, network: str, undrawn: str
) -> SheetOfBoth:
    inner = drawing.frame
    scale = max(1.0, (inner.right - inner.left) / USUAL)
    left, room = inner.left, max(inner.right - inner.left, USUAL / 1.6)
    title = f"{network}: {days.title}"
    head = wrap(title, int(room / (0.58 * TITLE_SIZE * scale)), 3)
    top = inner.top - (len(head) * TITLE_SIZE * 1.25 + EDGE) * scale
    legend, below = _legend([*words, ("stayed", str(STAYED)), ("still_wanted", str(STILL_WANTED))], inner, room, scale)
    said = [
        say_meant_time(days.time),
        undrawn,
        _("Gespeichert am %(date)s", date=format_date(today(), "long")),
    ]
    text = [line for one in said if one for line in wrap(one, int(room / (0.52 * TEXT_SIZE * scale)), 4)]
    foot = below + TEXT_SIZE * LINE * 1.3 * scale
    bottom = foot + len(text) * TEXT_SIZE * LINE * scale
    return SheetOfBoth(
        drawing=drawing,
        frame=Box(left - EDGE, top - EDGE, left + room + EDGE, bottom + EDGE),
        scale=round(scale, 2),
        title=title,
        title_lines=tuple(
            (round(top + (index + 0.9) * TITLE_SIZE * 1.25 * scale, 1), line) for index, line in enumerate(head)
        ),
        legend=tuple(legend),
        lines=tuple((round(foot + index * TEXT_SIZE * LINE * scale, 1), line) for index, line in enumerate(text)),
        left=left,
        described=" · ".join([*(label for _change, label in words), *said[:2]]),
    )


def _legend(words: Sequence[tuple[str, str]], inner: Box, room: float, scale: float) -> tuple[list[SheetEntry], float]:
    """The entries in rows, and the height of the last row."""
    found: list[SheetEntry] = []
    x, y = inner.left, inner.bottom + EDGE * scale
    for sign, label in words:
        wide = (SIGN_WIDTH + 22 + width_of(label, TEXT_SIZE)) * scale
        if x > inner.left and x + wide > inner.left + room:
            x, y = inner.left, y + 25 * scale
        found.append(SheetEntry(round(x, 1), round(y, 1), sign, label))
        x += wide
    return found, y


def _as_wide(box: Box, ratio: float) -> Box:
    """The same with as much around it as the sheet leaves free."""
    wide, high = box.right - box.left, box.bottom - box.top
    across, down = max(0.0, high * ratio - wide) / 2, max(0.0, wide / ratio - high) / 2
    return Box(
        round(box.left - across, 1), round(box.top - down, 1), round(box.right + across, 1), round(box.bottom + down, 1)
    )
