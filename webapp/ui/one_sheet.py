"""How much of a list stands on one sheet of paper: the page has all, print leaves out the end and says how many."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil


def lines_of(texts: Sequence[str], letters: int) -> list[int]:
    """How many lines of so many letters each text takes."""
    return [max(1, ceil(len(text) / letters)) for text in texts]


def shown_on_paper(texts: Sequence[str], *, lines: int, letters: int) -> int:
    """How many of these texts, each on lines of its own, fit on so many lines of so many letters.

    One line is left for how many more there are, where not all fit.
    """
    taken = lines_of(texts, letters)
    if sum(taken) <= lines:
        return len(texts)
    shown, left = 0, lines - 1
    for number in taken:
        left -= number
        if left < 0:
            break
        shown += 1
    return shown


def shared_out(needed: Sequence[int], least: Sequence[int], lines: int) -> list[int]:
    """The lines of a sheet for each of its sections: its least, as far as it needs that; what is left to the first.

    Where there are fewer, the longest sections give way.
    """
    given = [min(one, other) for one, other in zip(needed, least, strict=True)]
    while sum(given) > lines and max(given) > 1:
        given[given.index(max(given))] -= 1
    left = max(0, lines - sum(given))
    for place, wanted in enumerate(needed):
        more = min(wanted - given[place], left)
        given[place], left = given[place] + more, left - more
    return given
