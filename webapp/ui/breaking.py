"""Words without an end in columns: where a browser may break them, as a table keeps the longest word of each column."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_LONGEST = 40
"""Letters of a word that is left as it is: longer than any that German puts together in earnest."""
_PIECE = 20
_ENDLESS = re.compile(rf"\S{{{_LONGEST + 1},}}")


def breakable(text: str) -> Markup:
    """Text that may be broken within words of more than forty letters; copied, it is the same. Markup stays."""
    if len(text) <= _LONGEST or isinstance(text, Markup):
        return escape(text)
    parts, end = [], 0
    for found in _ENDLESS.finditer(text):
        parts += [escape(text[end : found.start()]), _with_breaks(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _with_breaks(word: str) -> Markup:
    return Markup("<wbr>").join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
