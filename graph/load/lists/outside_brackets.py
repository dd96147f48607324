"""Signs that part a text, where they stand outside of brackets: `Sprache (A1, A2), Arbeit` names two topics."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGN = re.compile(r"[()\[\]]")
_OPENS = {")": "(", "]": "["}
_COVER = "\ue000"
"""A letter of no script, which no sign that parts matches."""


class OutsideBrackets:
    """A pattern that parts texts; what stands in brackets is covered while it looks."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    def split(self, text: str) -> list[str]:
        """The parts of a text."""
        return list(self._parts(text)) if "(" in text or "[" in text else self.pattern.split(text)

    def search(self, text: str) -> bool:
        """Whether it parts a text."""
        return bool(self.pattern.search(_covered(text)))

    def _parts(self, text: str) -> Iterator[str]:
        start = 0
        for found in self.pattern.finditer(_covered(text)):
            yield text[start : found.start()]
            start = found.end()
        yield text[start:]


def _covered(text: str) -> str:
    if "(" not in text and "[" not in text:
        return text
    pieces, before = list[str](), 0
    for start, end in _brackets(text):
        pieces += (text[before:start], _COVER * (end - max(start, before)))
        before = end
    return "".join((*pieces, text[before:]))


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where each outermost pair of brackets begins and ends: `Amt (Abt. (Recht), Zi. 4)` has one."""
    opened: dict[str, list[int]] = {"(": [], "[": []}
    found = list[tuple[int, int]]()
    for sign in _SIGN.finditer(text):
        if sign[0] in opened:
            opened[sign[0]].append(sign.start())
        elif starts := opened[_OPENS[sign[0]]]:
            start = starts.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, sign.end()))
    return found
