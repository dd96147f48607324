"""How the map writes names: without explanations in brackets, or in short, as long as nobody else is called so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from webapp.pages.map.appearance import NAME_LONGEST

_BRACKETS = re.compile(r"\([^()]*\)")
_LONG = 2 * NAME_LONGEST
"""Characters from which on a short name stands instead of the full one."""


def map_names(called: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Of each label with its short name ("" for none) the ways to write it, the fullest first.

    Two that differ only by what stands in brackets keep that; a short name that several have is none. O(names).
    """
    bearers = Counter(name for label, short in called for name in _all_names(label, short))
    return [
        _ways(label, [name for name in (_plain(label), short) if name and bearers[name.casefold()] == 1])
        for label, short in called
    ]


def _ways(label: str, own: Sequence[str]) -> tuple[str, ...]:
    plain = _plain(label)
    full = plain if plain in own else label
    shorter = [name for name in own if name != plain]
    if not shorter:
        return (full,)
    return tuple(shorter) if len(full) > _LONG else (full, *shorter)


def _all_names(label: str, short: str) -> Iterable[str]:
    return {name.casefold() for name in (label, _plain(label), short) if name}


def _plain(label: str) -> str:
    return " ".join(_BRACKETS.sub(" ", label).split()) or label
