"""Names that are nearly what somebody typed: each of 100,000 is compared, which takes about a tenth of a second.

What is typed and what it is compared with are folded already (`sorting.both_spellings`); `static/map/typos.js` forgives
the same slips in the browser.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import reduce

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SIMILAR_ENOUGH = 45.0
"""Per cent of the letters that two names have in common, in their order."""
_SHORT, _LONG = 4, 8
_WORD = re.compile(r"\w+")


class WordIndex:
    """The words of many names, each with the numbers of the names that hold it."""

    def __init__(self, names: Sequence[str]) -> None:
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            for word in dict.fromkeys(words_of(name)):
                numbers[word].append(number)
        self._words, self._numbers = list(numbers), list(numbers.values())

    def near(self, wanted: str) -> set[int]:
        """The names of which some word begins nearly like each word that was typed. O(words of all names)."""
        found = [self._near(typed) for typed in words_of(wanted)]
        return reduce(set.intersection, found) if found else set()

    def _near(self, typed: str) -> set[int]:
        """A beginning that is one letter longer or shorter than what was typed costs one edit more, hence twice."""
        most, length = allowed_slips(typed), len(typed)
        beginnings = [word[:length] for word in self._words]
        likely = process.extract(typed, beginnings, scorer=OSA.distance, score_cutoff=2 * most, limit=None)
        return {
            number
            for *_, index in likely
            if slips(typed, self._words[index][: length + most]) <= most
            for number in self._numbers[index]
        }


def words_of(text: str) -> list[str]:
    """The words of a text in their order."""
    return _WORD.findall(text)


def allowed_slips(typed: str) -> int:
    """How many slips are forgiven: one from four letters on, two from eight."""
    return 0 if len(typed) < _SHORT else 1 if len(typed) < _LONG else 2


def slips(typed: str, word: str) -> int:
    """Fewest edits from what was typed to any beginning of a word (optimal string alignment)."""
    return min(OSA.distance(typed, word[:length]) for length in range(len(word) + 1))


def nearest(wanted: str, names: Mapping[str, Collection[str]], most: int) -> list[str]:
    """The keys of the names that come nearest to what is wanted, the nearest first; a name that holds it is nearest."""
    texts = [(text, key) for key, spellings in names.items() for text in spellings]
    holding = sorted((len(text), number) for number, (text, _) in enumerate(texts) if wanted and wanted in text)
    similar = process.extract(
        wanted, [text for text, _ in texts], scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH, limit=2 * most
    )
    ordered = [*(number for _, number in holding), *(number for *_, number in similar)]
    return list(dict.fromkeys(texts[number][1] for number in ordered))[:most]
