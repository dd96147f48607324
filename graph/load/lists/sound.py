"""The sound of a German name in digits (Kölner Phonetik, H. J. Postel 1969): Meier, Maier and Mayr are 67.

The only well-known package that does it has seen no change for years and takes one word at a time a hundred times more
slowly than a table of replacements does.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = (
    (re.compile(r"ph"), "3"),
    (re.compile(r"[dt](?=[csz])"), "8"),
    (re.compile(r"(?<=[sz])c"), "8"),
    (re.compile(r"(?:^c(?=[ahkloqrux])|(?<!^)c(?=[ahkoqux]))"), "4"),
    (re.compile(r"(?<=[ckq])x"), "8"),
    (re.compile(r"x"), "48"),
)
_DIGITS = str.maketrans(
    dict.fromkeys("aeijouy", "0")
    | {"h": "", "l": "5", "r": "7"}
    | dict.fromkeys("bp", "1")
    | dict.fromkeys("dt", "2")
    | dict.fromkeys("fvw", "3")
    | dict.fromkeys("gkq", "4")
    | dict.fromkeys("mn", "6")
    | dict.fromkeys("csz", "8")
)
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The sound of a folded word; what is no letter of the Latin alphabet keeps its place as it is."""
    for pattern, digits in _RULES:
        word = pattern.sub(digits, word)
    digits = _REPEATED.sub(r"\1", word.translate(_DIGITS))
    return digits[:1] + digits[1:].replace("0", "")
