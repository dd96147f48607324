"""Who is named in what was proposed and is not in the store yet: known persons, and whoever surely is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.persons.directory import Directory
from graph.persons.likeness import likeness
from graph.rdf.quad_text import parsed, written

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_WORDS_OF_A_NAME = (2, 3)


def lines_about_persons(nquads: bytes) -> Iterator[str]:
    """The lines that say something about somebody who is a person by these statements themselves. O(lines)."""
    quads = list(parsed(nquads))
    directory = Directory()
    directory.learn(quads)
    return iter(written(directory.split(quads).private).decode().splitlines())


def tells_of_somebody(text: str, names_somebody: Callable[[str], bool]) -> bool:
    """Whether a line or a sentence names a known person, or two or three words of it are surely a person's name."""
    if names_somebody(text):
        return True
    words = _WORD.findall(text)
    return any(likeness(name) == "certain" for name in _runs(words))


def _runs(words: list[str]) -> Iterator[str]:
    for length in _WORDS_OF_A_NAME:
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if all(word[0].isupper() for word in run):
                yield " ".join(run)
