"""What a short form may stand for: the first letters of words, with or without small words, and of parts of words.

`BAFzA` is short for "Bundesamt für Familie und zivilgesellschaftliche Aufgaben": each telling word gives its first
letter, a small word (für, und) may give one, and a long word may give that of a part within it (Bundes-A-mt).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from graph.load.lists.name_forms import NameForm, is_filling

_PART = 3
"""The fewest letters of a part of a long word."""
_SHORTEST, _LONGEST, _PLACE_WORDS = 2, 8, 2
_MOST = 200


def stands_for(short: str, words: Sequence[str]) -> bool:
    """Whether a folded short form is made of the first letters of these folded words."""
    return bool(short and words) and not is_filling(words[0]) and _fits(short, words)


def _fits(short: str, words: Sequence[str]) -> bool:
    if not words:
        return not short
    word, rest = words[0], words[1:]
    if is_filling(word):
        return _fits(short, rest) or (short[:1] == word[0] and _fits(short[1:], rest))
    return short[:1] == word[0] and any(_fits(left, rest) for left in _after(short[1:], word, _PART))


def _after(short: str, word: str, start: int) -> Iterator[str]:
    """What is left of a short form behind a word, which gives the first letters of as many parts as it has."""
    yield short
    if not short:
        return
    for place in range(start, len(word) - _PART + 1):
        if word[place] == short[0]:
            yield from _after(short[1:], word, place + _PART)


def pairs_by_initials(forms: Sequence[NameForm]) -> Iterator[tuple[int, int]]:
    """Numbers of names of which one holds a short form that the other's first letters are in, the smaller first.

    Where there is more than the short form, both end in the same word. The words at the end of the longer one may be a
    place, which the short form leaves out.
    """
    by_initials: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for left_out in range(_PLACE_WORDS + 1):
            initials = form.initials[: len(form.initials) - left_out]
            if len(initials) >= _SHORTEST:
                by_initials[initials, ""].append(number)
                by_initials[initials, form.last].append(number)
    for number, form in enumerate(forms):
        for short in form.shorts | form.capitals:
            for initials in _within(short):
                owners = by_initials.get((initials, "" if len(form.words) == 1 else form.last), ())
                if len(owners) <= _MOST:
                    yield from ((min(number, one), max(number, one)) for one in owners if one != number)


def _within(short: str) -> Iterator[str]:
    """The letters in a short form that may begin words: the first, and any others behind it."""
    if _SHORTEST <= len(short) <= _LONGEST:
        for count in range(1, len(short)):
            for rest in combinations(short[1:], count):
                yield short[0] + "".join(rest)
