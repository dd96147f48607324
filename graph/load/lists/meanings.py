"""What the words of a list stand for: codes of the ontology, kinds of ties. Each word is asked about once for a file.

A word is known by the names of the codes in both languages, by what people usually write for them
(`words/codes.txt`), by its last part ("Sportverein") and, of what is nearly written so, by nearness. Whatever is left
is asked, with what it is nearest to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from graph.load.lists.answers import Answers
from graph.load.lists.directions import direction_said, hands_over
from graph.load.lists.entries import Question, RowPlace
from graph.load.lists.folded import folded, folded_word, says_nothing
from graph.load.lists.sound import sound_of
from graph.load.lists.word_files import lines_of
from graph.load.spreadsheet.codes import codes_of
from graph.rdf.tie_classes import TieClass
from graph.terms import NETZ, NK, local_name

HIERARCHY = NETZ + "Hierarchy"
"""Stands for part and whole, which is no class of tie."""
HANDOVER = NK + "handover"
"""Stands for working together where one hands something on to the other."""
UNCLEAR, DEMANDED = NK + "unclear", NK + "demanded"
_NEARLY, _OFFERED, _SHORTEST_END = 85, 5, 5
_MORE_SCHEMES: Mapping[str, tuple[str, ...]] = {
    "actorKinds": ("groupKinds",),
    "tieKinds": ("roles", "mandateKinds", "interfaceKinds", "status"),
}
"""Schemes whose codes a column of this scheme may name as well."""
_WORD, _ENDING = re.compile(r"[^\s()\[\],;:/]+"), re.compile(r"e[rsnm]?$")
_BEHIND_NOUN = re.compile(r" (?:der|des|fur|von|vom|im|in|of|for|bei|am|an|mit|zur|zum) ")
_NAMESPACES = {"tieKinds": NETZ, "directions": ""}
_ROWS_NAMED = 50


class KindMeant(NamedTuple):
    """What a word in a column of kinds of ties means.

    `iri`: of a class of tie or of a code below one, `HIERARCHY` for part and whole, "" for none. `state`: of a code,
    "" where it says none. `word`: what it says of the kind.
    """

    iri: str = ""
    state: str = ""
    word: str = ""


class Meanings:
    """Looks up words, notes those that nobody knows and where they stand; `questions` asks about each once."""

    def __init__(self, answers: Answers, kinds: Sequence[TieClass], legend: Mapping[str, str]) -> None:
        """`legend`: what the list itself says that its short words mean."""
        self.given, self._answers, self._legend = answers, answers.words, legend
        self._kinds = kinds
        self._asked: dict[tuple[str, str], tuple[str, list[RowPlace]]] = {}
        self._spelled: dict[tuple[str, str], str] = {}
        self._found: dict[tuple[str, str], str] = {}
        self._optional = set[tuple[str, str]]()
        self._answered: dict[tuple[str, str], tuple[str, list[RowPlace]]] = {}
        self._unfit: dict[tuple[str, str], list[RowPlace]] = {}

    def of(self, scheme: str, word: str, place: RowPlace, *, must: bool = True) -> str:
        """The IRI a word stands for, "" for none (yet); without `must` nobody has to answer."""
        if says_nothing(word) and scheme != "status" and not (scheme == "directions" and direction_said(word)):
            return ""
        key = (scheme, folded_word(word))
        if key not in self._found:
            self._found[key] = self._look_up(*key)
            self._spelled[key] = " ".join(word.split())
            self._optional |= set() if must else {key}
        if noted := self._asked.get(key) or self._answered.get(key):
            rows = noted[1]
            if len(rows) < _ROWS_NAMED:
                rows.append(place)
        return self._found[key]

    def ask(self, scheme: str, word: str, place: RowPlace) -> bool:
        """Ask about a word that is known, as it does not fit a row; whether it is asked: nobody said so themselves."""
        key = (scheme, folded_word(word))
        if key[1] in self._answers.get(scheme, {}):
            return False
        self._spelled.setdefault(key, " ".join(word.split()))
        rows = self._unfit.setdefault(key, [])
        if len(rows) < _ROWS_NAMED:
            rows.append(place)
        return True

    def is_known(self, scheme: str, word: str) -> bool:
        """Whether a word stands for something without anybody being asked."""
        return bool(self.known(scheme, word))

    def known(self, scheme: str, word: str) -> str:
        """The IRI that a word stands for without anybody being asked, "" for none."""
        return self._answers.get(scheme, {}).get(folded_word(word)) or self._words(scheme).get(folded(word), "")

    def kind_of_tie(self, word: str, place: RowPlace) -> KindMeant:
        """The kind that a word means, and the state where it says that as well, or nothing else: `geplant`."""
        is_known = self.is_known("tieKinds", word)
        state, rest = ("", word) if is_known else _state_and_rest(word)
        found = self.of("tieKinds", rest, place)
        return KindMeant("", found, "") if found in codes_of("status").values() else KindMeant(found, state, rest)

    def questions(self) -> Iterator[Question]:
        """One for each word that is not known beyond doubt, in the order they were met."""
        unfit = {key: ("", rows) for key, rows in self._unfit.items()}
        for (scheme, word), (usual, rows) in {**self._asked, **unfit}.items():
            must = not usual and (scheme, word) not in self._optional
            yield self._question(scheme, word, usual, rows, must=must)

    def answered(self) -> Iterator[Question]:
        """One for each word whose meaning somebody said."""
        for (scheme, word), (usual, rows) in self._answered.items():
            yield self._question(scheme, word, usual, rows, must=False)

    def _question(self, scheme: str, word: str, usual: str, rows: Sequence[RowPlace], *, must: bool) -> Question:
        words = self._words(scheme)
        rough = [words[folded(word)]] if folded(word) in _rough_words(scheme) else []
        offered = tuple(dict.fromkeys((*rough, *_nearest(word, words))))
        spelled = self._spelled[scheme, word]
        return Question("word", spelled, tuple(rows), offered=offered, usual=usual, must=must, scheme=scheme)

    def _look_up(self, scheme: str, word: str) -> str:
        said = self._answers.get(scheme, {})
        if word in said:
            self._answered[scheme, word] = (said[word], [])
            return said[word]
        words = self._words(scheme)
        if found := words.get(folded(self._legend.get(word, ""))) or words.get(folded(word)):
            if folded(word) not in _rough_words(scheme):
                return found
            self._asked[scheme, word] = ("", [])  # a hospital is no charity because nobody said otherwise
            self._optional.add((scheme, word))
            return ""
        if (told := _told_without_a_word(scheme, word)) is not None:
            return told
        usual = _by_its_end(folded(word), words) or _nearly(folded(word), words)
        self._asked[scheme, word] = (usual, [])
        return usual

    def _words(self, scheme: str) -> Mapping[str, str]:
        """The IRIs by folded words; those of a city's own classes of tie come first."""
        known = words_of(scheme)
        if scheme != "tieKinds":
            return known
        words = {folded(word): one.iri for one in self._kinds for word in one.words}
        return words | dict(known) | {word: iri for word, iri in words.items() if not iri.startswith(NETZ)}


@cache
def words_of(scheme: str) -> dict[str, str]:
    """The IRIs of all a scheme's codes by the folded words that name them; the codes' own names win."""
    found: dict[str, str] = {}
    for one in reversed((scheme, *_MORE_SCHEMES.get(scheme, ()))):
        found |= {folded(local_name(iri)): iri for iri in codes_of(one).values()}
        for title, words in lines_of("codes").items():
            if title.startswith(f"{one}/"):
                found |= {folded(word): _NAMESPACES.get(one, NK) + title.partition("/")[2] for word in words}
        found |= {folded(word): iri for word, iri in codes_of(one).items()}
    found.pop("", None)
    return found


@cache
def _rough_words(scheme: str) -> frozenset[str]:
    """Words that stand with the code that comes nearest, though it is called otherwise: offered, not taken."""
    return frozenset(
        folded(word)
        for title, words in lines_of("codes").items()
        if title.startswith(f"rough/{scheme}/")
        for word in words
    )


def says_more_than_kind(word: str) -> bool:
    """Whether a word for working together says what it is about as well: `Suchtberatung`, and not `Kooperation`."""
    return folded(word) not in {folded(plain) for plain in lines_of("codes")["plain/Interface"]}


def _state_and_rest(word: str) -> tuple[str, str]:
    """The state that is one of several words, and what the others say: `geplante Kooperation`; "" and all for none."""
    said = _WORD.findall(word)
    for place, one in enumerate(said):
        plain = folded(one)
        if state := _states().get(plain) or _states().get(_ENDING.sub("", plain)):
            return state, " ".join(said[:place] + said[place + 1 :])
    return "", word


@cache
def _states() -> Mapping[str, str]:
    return {
        folded(word): NK + title.partition("/")[2]
        for title, words in lines_of("codes").items()
        if title.startswith("tieStates/")
        for word in words
    }


def _told_without_a_word(scheme: str, word: str) -> str | None:
    """What signs and whole phrases mean of which no list has each: an arrow, `leitet weiter an`, a question mark."""
    if scheme == "directions":
        return direction_said(word) or None
    if scheme == "tieKinds" and hands_over(word):
        return HANDOVER
    if scheme == "status" and not folded(word):
        return UNCLEAR if "?" in word else ""
    return None


def _by_its_end(word: str, words: Mapping[str, str]) -> str:
    """`sportverein` by `verein`, `eigenbetrieb der stadt` by the first word: the longest known end of its noun.

    Words that name two kinds (`Kirche oder Gemeinde`) are asked about.
    """
    *before, last = _BEHIND_NOUN.split(word)[0].split(" ")
    found = _of_noun(last, words)
    return found if all(_of_noun(one, words) in {"", found} for one in before) else ""


def _of_noun(noun: str, words: Mapping[str, str]) -> str:
    """What a word means by itself or by its longest known end."""
    if noun in words:
        return words[noun]
    ends = [known for known in words if len(known) >= _SHORTEST_END and noun.endswith(known) and " " not in known]
    return words[max(ends, key=len)] if ends else ""


def _nearly(word: str, words: Mapping[str, str]) -> str:
    """What a word is that sounds the same and is spelled nearly so: `Behoerden`, but no `contract` for `contact`."""
    sound = sound_of(word.replace(" ", ""))
    alike = [known for known in words if sound_of(known.replace(" ", "")) == sound]
    found = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return words[found[0]] if found and len(word) >= _SHORTEST_END else ""


def _nearest(word: str, words: Mapping[str, str]) -> list[str]:
    """The IRIs whose words are nearest, the nearest first."""
    found = process.extract(folded(word), list(words), scorer=fuzz.WRatio, limit=4 * _OFFERED)
    return list(dict.fromkeys(words[one] for one, _score, _index in found))[:_OFFERED]
