"""How much of a list stands on one sheet of paper: the page has all, print leaves out the end and says how many."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil


def shown_on_paper(texts: Sequence[str], *, lines: int, letters: int) -> int:
    """How many of these texts, each on lines of its own, fit on so many lines of so many letters.

    One line is left for how many more there are, where not all fit.
    """
    taken = [max(1, ceil(len(text) / letters)) for text in texts]
    if sum(taken) <= lines:
        return len(texts)
    shown, left = 0, lines - 1
    for number in taken:
        left -= number
        if left < 0:
            break
        shown += 1
    return shown
