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
    {"a": "0", "e": "0", "i": "0", "j": "0", "o": "0", "u": "0", "y": "0", "h": "", "b": "1", "p": "1", "d": "2", "t": "2",
     "f": "3", "v": "3", "w": "3", "g": "4", "k": "4", "q": "4", "l": "5", "m": "6", "n": "6", "r": "7", "c": "8", "s": "8",
     "z": "8"}
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The sound of a folded word; what is no letter of the Latin alphabet keeps its place as it is."""
    for pattern, digits in _RULES:
        word = pattern.sub(digits, word)
    digits = _REPEATED.sub(r"\1", word.translate(_DIGITS))
    return digits[:1] + digits[1:].replace("0", "")
