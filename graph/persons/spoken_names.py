"""How persons are called in running text, in addresses and in names of files, and whether a text calls one.

A family name counts by itself, in the genitive too; of a double name each half, of a name of several words each but
its particles. A family name that is an ordinary word as well (Stadt, Lang, Koch), or a word that something of the
store is called by, or has fewer than four letters, counts only beside a title, a given name or an initial of the
person (see `graph.persons.beside`): else half of all texts would be kept apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from graph.persons.beside import NamesBeside
from graph.persons.folding import Words, fold, folded_words, readings
from graph.persons.romanised import romanised
from graph.persons.word_lists import is_given_name, is_office, is_ordinary, is_particle, is_title

_ENDINGS = ("", "s", "ens", "sche", "schen", "scher", "sches", "schem")
_SHORTEST = 4
_SHORTEST_JOINED = 6
_SHORTEST_BOX = 2
_LONG_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_MAILBOX = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})\s?(?:@|\(at\)|\[at\]|%40)|(?<![\w.])@([\w.]+)", re.IGNORECASE)


@dataclass(slots=True)
class SpokenNames:
    """The names of persons, as texts may mention them.

    `heads`: by their first word; `beside`: beside something only; `mailboxes`: before an @ only, or behind it as a
    handle; `exact`: as written only. `own`: words that things of the store are called by, ordinary therefore.
    `firms`: whole names of organisations that are called after somebody, by their first word; they mention nobody.
    `changes` counts what was new.
    """

    heads: dict[str, set[Words]] = field(default_factory=lambda: defaultdict(set))
    beside: NamesBeside = field(default_factory=NamesBeside)
    mailboxes: set[str] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)
    own: AbstractSet[str] = frozenset()
    firms: dict[str, set[Words]] = field(default_factory=lambda: defaultdict(set))
    changes: int = 0
    longest: int = 1
    """Words of the longest of `heads` and `firms`."""

    def __bool__(self) -> bool:
        return bool(self.heads or self.beside or self.exact)

    def add(self, family: str, full: str = "", *, is_guess: bool = False) -> None:
        """Take in a name. `full`: with the given names; `is_guess`: the family name is taken from it."""
        for family_name, whole in {(family, full), *zip(romanised(family), romanised(full), strict=True)}:
            self._add(family_name, whole, is_guess=is_guess)

    def _add(self, family: str, full: str, *, is_guess: bool) -> None:
        words = without_titles(folded_words(family))
        whole = without_titles(folded_words(full)) or words
        given = _without_end(whole, words)
        for part in _parts_of_family(words):
            if len(part) >= _SHORTEST and not self._is_usual(part):
                self._keep_alone(part)
            elif not is_guess and len(part) < _SHORTEST and not self._is_usual(part):
                for written in (family.strip(), family.strip().translate(_LONG_UMLAUTS)):
                    self._keep_in(self.exact, written)
            self._keep_beside(given, part)
            may_be_led = not is_office(part) and part not in self.own
            forms = (part + ending for ending in _ENDINGS)
            self.changes += self.beside.keep(forms, given, may_be_led=may_be_led)
        if is_guess:
            others = [word for word in given if len(word) > 1 and not is_given_name(word) and not is_ordinary(word)]
            for word in others:
                rest = tuple(one for one in given if one != word)
                self.changes += self.beside.keep((word,), rest, may_be_led=False)
        if len(words) > 1:
            self._keep(words)
            self._keep_beside(given, *words)
        self._keep_joined(given, words)

    def add_phrase(self, text: str) -> None:
        """Take in words that name somebody only all together: a label."""
        words = folded_words(text)
        for name in {words, without_titles(words)}:
            if len(name) > 1:
                self._keep(name)

    def add_firm(self, text: str) -> None:
        """Take in the name of an organisation that is called after somebody: as a whole it mentions nobody."""
        for words in map(tuple, readings(text)):
            if words:
                self.firms[words[0]].add(words)
                self.longest = max(self.longest, len(words))

    def mentions(self, text: str) -> bool:
        """Whether a text contains a known name, in any spelling. O(words)."""
        if any(self._are_in(self._without_firms(words), text) for words in readings(text)):
            return True
        if self.exact and self.firms:
            left = self._without_firms(list(folded_words(text)))
            return self._boxes_mention(text) or self._exactly_mentions(text, left)
        return self._boxes_mention(text) or self._exactly_mentions(text)

    def _boxes_mention(self, text: str) -> bool:
        if self.mailboxes and ("@" in text or "(at)" in text or "[at]" in text or "%40" in text):
            boxes = ("".join(folded_words(found[1] or found[2])) for found in _MAILBOX.finditer(text))
            return not self.mailboxes.isdisjoint(boxes)
        return False

    def _exactly_mentions(self, text: str, left: Collection[str] | None = None) -> bool:
        """Whether a short name stands in a text as it is written; `left`: the words that belong to no firm."""
        return any(
            re.search(rf"(?<!\w){re.escape(name)}(?:'?s)?(?!\w)", text)
            for name in self.exact
            if name in text and (left is None or not {fold(name), fold(name) + "s"}.isdisjoint(left))
        )

    def _without_firms(self, words: list[str]) -> list[str]:
        """The words of a text but for names of organisations that are called after somebody."""
        if self.firms.keys().isdisjoint(words):
            return words
        found, place = list[str](), 0
        while place < len(words):
            longest = max(self._lengths_at(self.firms, words, place), default=0)
            found += ["|"] if longest else words[place : place + 1]  # nothing stands beside anything across it
            place += longest or 1
        return found

    def without(self, others: SpokenNames) -> SpokenNames:
        """These names but for those that others have too."""
        heads: dict[str, set[Words]] = defaultdict(set)
        for head, names in self.heads.items():
            if own := names - others.heads.get(head, set()):
                heads[head] = own
        return SpokenNames(
            heads,
            self.beside.without(others.beside),
            self.mailboxes - others.mailboxes,
            self.exact - others.exact,
            longest=self.longest,
        )

    def _are_in(self, words: Sequence[str], text: str) -> bool:
        if not self.heads.keys().isdisjoint(words) and any(
            any(self._lengths_at(self.heads, words, place)) for place in range(len(words))
        ):
            return True
        return self.beside.are_in(words, text)

    def _lengths_at(self, names: Mapping[str, AbstractSet[Words]], words: Sequence[str], place: int) -> Iterator[int]:
        """How many words each of these names has that stand here.

        Looked up by length, not one by one: of ten thousand persons thousands share a given name or an initial.
        """
        known = names.get(words[place])
        if known is None:
            return iter(())
        most = min(self.longest, len(words) - place)
        return (length for length in range(1, most + 1) if tuple(words[place : place + length]) in known)

    def _is_usual(self, word: str) -> bool:
        """Whether a word means something else most of the time, here or anywhere."""
        return is_ordinary(word) or word in self.own

    def _keep_alone(self, word: str) -> None:
        """One word that names somebody wherever it stands, in each of its endings."""
        for ending in _ENDINGS:
            if not self._is_usual(word + ending):
                self._keep_words((word + ending,))

    def _keep(self, name: Words) -> None:
        """Words that name somebody together."""
        for ending in ("", "s"):
            self._keep_words((*name[:-1], name[-1] + ending))

    def _keep_words(self, name: Words) -> None:
        self._keep_in(self.heads[name[0]], name)
        self.longest = max(self.longest, len(name))

    def _keep_in(self, names: set[Any], name: object) -> None:
        if name not in names:
            names.add(name)
            self.changes += 1

    def _keep_beside(self, given: Words, *family: str) -> None:
        """With one given name or its initial, before or behind: `Anna Lang`, `A. Lang`, `Lang, Anna`.

        The initial of a name that is an ordinary word is looked for as it is written: "a lang" is in many texts.
        """
        is_usual = len(family) == 1 and self._is_usual(family[0])
        for name in given:
            for beside in ((name, *family), (*family, name), *(() if is_usual else ((name[0], *family),))):
                self._keep(beside)

    def _keep_joined(self, given: Words, family: Words) -> None:
        """Without a gap, as in addresses of mail: `annalang`, `alang`."""
        last = "".join(family)
        joined = [*(name + last for name in given), *(last + name for name in given)]
        if len(family) > 1:
            joined.append(last)
        for word in joined:
            if len(word) >= _SHORTEST_JOINED and not self._is_usual(word):
                self._keep_words((word,))
        boxes = {last, *(name[0] + last for name in given), *(last + name[0] for name in given)}
        for box in boxes:
            if len(box) >= _SHORTEST_BOX and not is_office(box) and box not in self.own:
                self._keep_in(self.mailboxes, box)


def without_titles(words: Words) -> Words:
    """The words of a name behind its titles."""
    start = 0
    while start < len(words) - 1 and is_title(words[start]):
        start += 1
    return words[start:]


def _without_end(whole: Words, end: Words) -> Words:
    """What stands before a family name, or behind it when it stands first; initials and particles are left out."""
    rest: Iterable[str] = whole
    if end and whole[-len(end) :] == end:
        rest = whole[: -len(end)]
    elif end and whole[: len(end)] == end:
        rest = whole[len(end) :]
    return tuple(word for word in rest if word not in end and not is_particle(word) and not is_title(word))


def _parts_of_family(words: Words) -> Iterator[str]:
    for word in words:
        if not is_particle(word) or len(words) == 1:
            yield word


def name_in_order(text: str) -> str:
    """A full name as it is spoken, whichever part is written first: `Brandt, Ada` is `Ada Brandt`."""
    family, comma, given = text.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else text.strip()


def last_word(full: str) -> str:
    """The family name that is guessed of a full name: its last word that is no title, with a double name's halves."""
    words = full.split()
    while words and (not folded_words(words[-1]) or all(is_title(word) for word in folded_words(words[-1]))):
        words.pop()
    start = len(words) - 1
    while start > 0 and is_particle(fold(words[start - 1])):
        start -= 1
    return " ".join(words[max(start, 0) :])
