"""Words that tell names from other words: ordinary words, titles, given names. One file each in `words/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.persons.folding import folded_words

_FOLDER = Path(__file__).parent / "words"


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one list, folded."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in folded_words(line))


def is_ordinary(word: str) -> bool:
    """Whether a folded word means something else than a person most of the time."""
    return word in words_of("ordinary") or word in words_of("offices")


def is_office(word: str) -> bool:
    """Whether a folded word means an office, a town or a word of a sentence behind a function or before an @, too."""
    return word in words_of("offices")


def is_title(word: str) -> bool:
    """Whether a folded word stands before names: Frau, Dr., Bürgermeisterin, and degrees behind a title."""
    return word in words_of("titles") or word in words_of("degrees")


def is_degree(word: str) -> bool:
    """Whether a folded word belongs to a title and is none alone: med., phil."""
    return word in words_of("degrees")


def is_leading(word: str) -> bool:
    """Whether a folded word is a title, or a function that is written before a name: Ansprechpartnerin, Leitung."""
    return is_title(word) or word in words_of("leading")


def is_particle(word: str) -> bool:
    """Whether a folded word is a part of family names that names nobody: von, de, al."""
    return word in words_of("particles")


def is_given_name(word: str) -> bool:
    """Whether a folded word is a usual given name."""
    return word in words_of("given")
