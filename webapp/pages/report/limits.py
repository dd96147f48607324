"""How much of everything stands in the paper, so that it never has more than four pages: texts are cut by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.ui.language import gettext
from webapp.ui.page import say_number

MOST_PAGES = 4
MOST_MATTERS = 10
MARK = " …"


@dataclass(frozen=True, slots=True)
class PaperLimits:
    """Letters of a name, quote, sentence and own text; entries of lists; sides of the matrix; height of the map in cm.

    `options`: of each matter.
    """

    name: int
    quote: int
    sentence: int
    own_text: int
    options: int
    listed: int
    sides: int
    map_height: float


LEVELS: tuple[PaperLimits, ...] = (
    PaperLimits(name=120, quote=260, sentence=320, own_text=900, options=3, listed=6, sides=6, map_height=13.5),
    PaperLimits(name=100, quote=180, sentence=240, own_text=600, options=2, listed=4, sides=5, map_height=11.5),
    PaperLimits(name=80, quote=120, sentence=180, own_text=400, options=1, listed=3, sides=4, map_height=9.5),
    PaperLimits(name=60, quote=80, sentence=120, own_text=200, options=0, listed=2, sides=3, map_height=7.5),
)
"""The paper is made by the first of these by which it has four pages at most."""


def cut(text: str, longest: int) -> str:
    """A text on one line, cut behind a word where it is longer; a single long word is cut within."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    kept = text[: longest - len(MARK) + 1]
    return (kept.rpartition(" ")[0] or kept[:-1]).rstrip(" ,;:–-(") + MARK


def named(names: Sequence[str], limits: PaperLimits, most: int = 3) -> str:
    """The first of these names in a row, and how many more there are; a single one more is named as well."""
    first = names if len(names) <= most + 1 else names[:most]
    shown = ", ".join(cut(name, limits.name) for name in first)
    more = len(names) - len(first)
    return gettext("%(names)s und %(number)s weitere", names=shown, number=say_number(more)) if more else shown
