"""Names broken into lines, as `static/map/lettering.js` breaks them; widths are estimated, as no font is at hand.

Both are held to the cases in `tests/webapp/pages/map/wrapping.json`.
"""

from __future__ import annotations

import re

from webapp.pages.map.appearance import NAME_MOST_LINES

CHARACTER = 0.58
BOLD = 1.12
"""How much wider bold letters are."""
CUT = " …"
_GLUE = "\u00a0"
_TOLERATED = 1.5
_TAIL = re.compile(r" (?=[^ ]{1,2}(?: |$))")
"""Before a word of one or two signs, such as a number or the parts of "e. V.", no line ends."""


def wrap(text: str, longest: int, most: int = NAME_MOST_LINES) -> list[str]:
    """Words in lines of at most so many characters; what does not fit into the last line is cut off.

    A word that is up to half as long again has a line of its own; a longer one is broken.
    """
    lines = [""]
    for piece in (piece for word in _words(text) for piece in _pieces(word, longest, most)):
        grown = f"{lines[-1]} {piece}".strip()
        if len(grown) <= longest or not lines[-1]:
            lines[-1] = grown
        else:
            lines.append(piece)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + CUT]


def width_of(text: str, size: float) -> float:
    """About how wide a line is."""
    return len(text) * CHARACTER * size


def _words(text: str) -> list[str]:
    return _TAIL.sub(_GLUE, " ".join(text.split())).split(" ")


def _pieces(word: str, longest: int, most: int) -> list[str]:
    """A word that is longer than a line: its parts, else pieces, only so many as could be shown."""
    if len(word) <= longest * _TOLERATED:
        return [word]
    if _GLUE in word:
        return [piece for part in word.split(_GLUE) for piece in _pieces(part, longest, most)]
    end = min(len(word), longest * (most + 1))
    return [word[start : start + longest] for start in range(0, end, longest)]
