"""Which actors a name may mean: the likeliest first, each with how sure that is, from 0 to 100.

A name is compared with every name of everybody (`rapidfuzz`), legal forms left out. One is called a match when it is
nearly the same and no other comes near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest

from rapidfuzz import fuzz, process

from graph.analysis import Analysis
from graph.model import Actor, Ref
from graph.rdf.authorities import read_entry
from graph.reconcile.names import comparable, spellings
from graph.reconcile.properties import BY_CODE, Answer
from graph.terms import local_name

LONGEST_NAME = 300
LEAST_SCORE = 55.0
SURE, AHEAD = 93.0, 4.0
ACTOR, GROUP = "actor", "group"
_LOOKED_AT = 40
_SCORERS = ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 1.0), (fuzz.token_set_ratio, 0.85))
"""How names are compared; one that merely holds all words of the other may be meant, and is no match."""
_UNIQUE = frozenset({"gnd", "wikidata", "ror"})
"""Registers in which nobody has the number of another; a municipality's key is that of all its offices."""
_NAME_WEIGHT = 3
MOST_COMPARED = 50
"""Of whom the names are likeliest: with these alone what else is known is compared."""
_comparable = lru_cache(maxsize=10_000)(comparable)
_Values = dict[str, list[tuple[str, str]]]
"""What is known by the codes of properties: as it was said, and comparable."""


@dataclass(frozen=True, slots=True)
class ReconcileQuery:
    """What is looked for: a name, what it must be (`actor`, `group` or a sector), and what else is known of it."""

    name: str
    types: frozenset[str] = frozenset()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    most: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant. `is_match`: it is nearly sure."""

    actor: Actor
    types: tuple[str, ...]
    score: float
    is_match: bool = False


@dataclass(slots=True)
class NameList:
    """The names of everybody in a network, to be asked often."""

    analysis: Analysis
    _names: list[str] = field(default_factory=list)
    _owners: list[Actor] = field(default_factory=list)

    _by_number: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for actor in (*self.analysis.actors.values(), *self.analysis.groups.values()):
            for name in spellings((*filter(None, actor.label.wordings), *actor.aliases)):
                self._names.append(name)
                self._owners.append(actor)
            for entry in filter(None, (read_entry(one.iri) for one in actor.same_as)):
                self._by_number[entry.register.code, entry.number] = actor

    def find(self, wanted: ReconcileQuery) -> list[Candidate]:
        """The likeliest first. O(names)."""
        scores: dict[str, tuple[float, Actor]] = {}
        for number, score in self._likeliest(wanted.name[:LONGEST_NAME]):
            actor = self._owners[number]
            if score > scores.get(actor.iri, (0.0, actor))[0] and self._is_wanted(actor, wanted.types):
                scores[actor.iri] = score, actor
        known = _comparable_values(wanted)
        found = [
            Candidate(actor, self.types_of(actor), round(self._with_properties(actor, score, known), 1))
            for score, actor in nlargest(MOST_COMPARED, scores.values(), key=_by_score)
        ]
        found += self._registered(wanted)
        found = list({one.actor.iri: one for one in sorted(found, key=lambda one: one.score)}.values())
        found.sort(key=lambda one: (-one.score, one.actor.iri))
        return _marked(found)[: wanted.most]

    def beginning(self, text: str, most: int) -> list[Actor]:
        """Whose names begin with a text, then those that hold it, each once. O(names)."""
        wanted = comparable(text[:LONGEST_NAME])
        if not wanted:
            return []
        numbers = [number for number, name in enumerate(self._names) if wanted in name]
        numbers.sort(key=lambda number: (not self._names[number].startswith(wanted), self._names[number]))
        return list({self._owners[number].iri: self._owners[number] for number in numbers}.values())[:most]

    def types_of(self, actor: Actor) -> tuple[str, ...]:
        """What somebody is: an actor or a group, and of which sector."""
        first = GROUP if actor.iri in self.analysis.groups else ACTOR
        return (first, local_name(actor.sector.iri)) if actor.sector else (first,)

    def _registered(self, wanted: ReconcileQuery) -> list[Candidate]:
        """Who has a number in a register that is asked for: it is them, whatever they are called."""
        numbers = {(code, value) for code, values in wanted.properties if code in _UNIQUE for value in values}
        owners = (self._by_number[one] for one in numbers if one in self._by_number)
        return [Candidate(one, self.types_of(one), 100.0) for one in owners if self._is_wanted(one, wanted.types)]

    def _likeliest(self, name: str) -> list[tuple[int, float]]:
        own = spellings([name]) or (comparable(name),)
        found = list[tuple[int, float]]()
        for spelling in own[:2]:
            for scorer, weight in _SCORERS:
                hits = process.extract(
                    spelling, self._names, scorer=scorer, score_cutoff=LEAST_SCORE / weight, limit=_LOOKED_AT
                )
                found += [(number, float(score) * weight) for _, score, number in hits]
        return found

    def _is_wanted(self, actor: Actor, types: frozenset[str]) -> bool:
        return not types or not types.isdisjoint(self.types_of(actor))

    def _with_properties(self, actor: Actor, score: float, known: _Values) -> float:
        """What else is known counts as well; what nobody can compare counts nothing."""
        marks = [_likeness(values, BY_CODE[code].values(self.analysis, actor)) for code, values in known.items()]
        told = [mark for mark in marks if mark is not None]
        return (score * _NAME_WEIGHT + sum(told)) / (_NAME_WEIGHT + len(told))


def _by_score(one: tuple[float, Actor]) -> tuple[float, str]:
    return one[0], one[1].iri


def _comparable_values(wanted: ReconcileQuery) -> _Values:
    """What else is known, made comparable once for all candidates, no longer than a name."""
    return {
        code: [(one, comparable(one[:LONGEST_NAME])) for one in values]
        for code, values in wanted.properties
        if code in BY_CODE and values
    }


def _marked(found: list[Candidate]) -> list[Candidate]:
    """The first as a match, when it is nearly sure and ahead of the second."""
    if not found or found[0].score < SURE or (len(found) > 1 and found[0].score - found[1].score < AHEAD):
        return found
    first = found[0]
    return [Candidate(first.actor, first.types, first.score, is_match=True), *found[1:]]


def _likeness(wanted: Sequence[tuple[str, str]], held: Sequence[Answer]) -> float | None:
    """How well what is wanted fits what somebody has, from 0 to 100; None when they have nothing of it."""
    texts = [text for one in held for text in _texts(one)]
    if not texts:
        return None
    return max(
        float(fuzz.token_sort_ratio(plain, _comparable(text))) if one != text else 100.0
        for one, plain in wanted
        for text in texts
    )


def _texts(answer: Answer) -> list[str]:
    if isinstance(answer, Ref):
        return [*filter(None, answer.label.wordings), answer.iri, local_name(answer.iri)]
    return [answer]
