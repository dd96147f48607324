"""The words of people's lists, as files of text: a line has a name, a colon, and words behind it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def lines_of(name: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a file by the name before the colon, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        title, _colon, words = line.partition(":")
        if words and not line.startswith("#"):
            found[title] = (*found.get(title, ()), *(word.strip() for word in words.split(",")))
    return found
