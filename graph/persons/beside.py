"""Family names that name somebody only beside something: the commonest ones, which are ordinary words as well.

Beside a title, a given name or an initial; behind a function too ("Ansprechpartnerin Koch"), unless the word is one of
offices and towns: else "Leitung Bildung" would name somebody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.persons.folding import Words, fold
from graph.persons.word_lists import is_degree, is_given_name, is_leading, is_ordinary, is_particle, is_title

_REACH = 3
_AND = frozenset({"und", "sowie", "and"})
_RAW_WORD = re.compile(r"[^\W\d_]+")
_AFTER_INITIAL = re.compile(r"(?<![^\W\d_])(?:([^\W\d_])\.\s+|([^\W\d_])[._-])([^\W\d_]+)")
_BEFORE_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(?:,\s*([^\W\d_])(?![^\W\d_])|\s+([^\W\d_])\.)")


@dataclass(slots=True)
class NamesBeside:
    """Forms of family names by what has to stand beside them.

    `titled`: a title; `led`: a function as well, with a capital; `given`: these given names, nearby.
    """

    titled: set[str] = field(default_factory=set)
    led: set[str] = field(default_factory=set)
    given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __bool__(self) -> bool:
        return bool(self.titled or self.given)

    def keep(self, forms: Iterable[str], given: Words, *, may_be_led: bool) -> int:
        """Take in the forms of one family name; gives how much of it was new."""
        news = 0
        for form in forms:
            for names in (self.titled, self.led) if may_be_led else (self.titled,):
                news += form not in names
                names.add(form)
            if given:
                news += len(set(given) - self.given[form])
                self.given[form].update(given)
        return news

    def without(self, others: NamesBeside) -> NamesBeside:
        """These but for those that others have too."""
        left: dict[str, set[str]] = defaultdict(set)
        for form, given in self.given.items():
            if own := given - others.given.get(form, set()):
                left[form] = own
        return NamesBeside(self.titled - others.titled, self.led - others.led, left)

    def are_in(self, words: Sequence[str], text: str) -> bool:
        """Whether folded words of a text name somebody; the text itself tells capitals and commas."""
        if not self.titled.isdisjoint(words) and any(
            word in self.titled and self._is_led(words, place, text) for place, word in enumerate(words)
        ):
            return True
        return not self.given.keys().isdisjoint(words) and (
            any(self._has_given_name(words, place) for place, word in enumerate(words) if word in self.given)
            or self._has_initial(text)
        )

    def _is_led(self, words: Sequence[str], place: int, text: str) -> bool:
        """Whether a title stands before the word, a function, or a title with somebody else: `Frau Meier und Koch`."""
        before = _last_no_degree(words[:place])
        if not before:
            return False
        if is_title(before):
            return not is_ordinary(before) or _has_capital(words[place], text)
        if words[place] not in self.led:
            return False
        follows = is_leading(before) or (
            words[place - 1] in _AND and any(map(is_leading, words[max(0, place - 2 - _REACH) : place - 2]))
        )
        return follows and _has_capital(words[place], text)

    def _has_given_name(self, words: Sequence[str], place: int) -> bool:
        """Whether a given name of theirs is near, with nothing but names or initials between."""
        given = self.given[words[place]]
        before = words[max(0, place - _REACH) : place][::-1]
        return _reaches(before, given) or _reaches(words[place + 1 : place + 1 + _REACH], given)

    def _has_initial(self, text: str) -> bool:
        """`A. Koch`, `a.koch`, and for what is no word of offices `Koch, A.` and `Koch A.` too."""
        for apart, joined, family in _AFTER_INITIAL.findall(text):
            is_written = bool(joined) or (apart.isupper() and family[0].isupper())
            if is_written and self._is_initial(apart or joined, fold(family)):
                return True
        return any(
            fold(family) in self.led and self._is_initial(behind or after, fold(family)) and (behind or after).isupper()
            for family, behind, after in _BEFORE_INITIAL.findall(text)
        )

    def _is_initial(self, letter: str, family: str) -> bool:
        return fold(letter) in {one[0] for one in self.given.get(family, ())}


def _reaches(words: Sequence[str], given: set[str]) -> bool:
    for word in words:
        if word in given:
            return True
        if not (len(word) == 1 or is_given_name(word) or is_particle(word)):
            return False
    return False


def _last_no_degree(words: Sequence[str]) -> str:
    """The last word that belongs to no title: of "Frau Dr. med." it is "dr"; "" for none."""
    return next((word for word in reversed(words) if not is_degree(word)), "")


def _has_capital(word: str, text: str) -> bool:
    return any(raw[0].isupper() and fold(raw) == word for raw in _raw_words(text))


def _raw_words(text: str) -> Iterator[str]:
    return (found[0] for found in _RAW_WORD.finditer(text))
