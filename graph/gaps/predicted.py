"""Gaps of kind `predicted`: pairs that probably know each other or should, each with the reasons it was ranked by.

A guess, and worded as one: reconstruction of hidden ties is what the recipe is measured on, and a tie that is not
recorded is not the same as one that ought to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import scipy.sparse as sp

from graph.gaps.reliability import LOOKED_AT, band, checked, reliability_reason
from graph.gaps.result import GapResult
from graph.gaps.rules import gap_id
from graph.gaps.sufficiency import LEAST_ACTORS, LEAST_TIES, is_thin, thin_note
from graph.gaps.wording import say
from graph.measures.kernels.link_prediction import Evidence, Ranking, rank_pairs
from graph.measures.kernels.pairs import COLUMN_CAP
from graph.measures.kernels.stability import Stability, rank_ranges
from graph.model import Gap, Reason, Ref, Text
from graph.network.arrays import UNKNOWN, Arrays
from graph.network.kept_arrays import of_arrays
from graph.network.reading import Model

MOST_PAIRS = 50
CHECKED_UP_TO, TRIALS, TRIES = 400, 10, 3
"""Actors up to which the guesses are made again for networks recorded a little differently, how often, and with how
many partitions into circles, which take most of the time: 1.3 s for 300 actors. With ten the verdicts are the same."""
_REASONS = 3
_NAMED = 3
_UNIT = 1024

Places = tuple[int, int]


def find_predicted_gaps(
    arrays: Arrays,
    model: Model,
    *,
    network: str | None,
    top: int = MOST_PAIRS,
    answered: Collection[str] = (),
) -> GapResult:
    """The `top` likeliest pairs without a tie that nobody answered, and those among them that were.

    `answered`: ids of gaps with an answer. They take nobody's place and are listed beside the others, so that each
    answer brings up the next guess and stays visible itself. Raises nothing: where the data give no guess, a note
    says so.
    """
    ties = arrays.adjacency.nnz // 2
    if arrays.size < LEAST_ACTORS:
        return GapResult(notes=(say("predicted", "note.small", number=LEAST_ACTORS),))
    if ties < LEAST_TIES:
        return GapResult(notes=(say("predicted", "note.ties", number=ties, least=LEAST_TIES),))
    if is_thin(arrays):
        return GapResult(notes=(thin_note("predicted", arrays),))
    ranking = _ranking(arrays)
    why = _Why(arrays, model, ranking, _reliabilities(arrays, top))
    chosen = list(_chosen(why, len(ranking), top, answered))
    gaps = tuple(_gap(why, index, rank, len(chosen), network or "") for rank, index in enumerate(chosen))
    return GapResult(gaps, tuple(_notes(arrays, model)))


@of_arrays
def _ranking(arrays: Arrays) -> Ranking:
    return rank_pairs(evidence_of(arrays))


@of_arrays
def _reliabilities(arrays: Arrays, top: int) -> Mapping[Places, Stability]:
    """Pairs as the trials rank them; none in a network too large to try."""
    if arrays.size > CHECKED_UP_TO:
        return {}
    return rank_ranges(arrays, lambda one: _scores(one, LOOKED_AT * top), trials=TRIALS)


def _scores(arrays: Arrays, number: int) -> dict[Places, float]:
    ranking = rank_pairs(evidence_of(arrays), tries=TRIES)
    columns = (column[:number].tolist() for column in (ranking.first, ranking.second, ranking.score))
    return {(first, second): score for first, second, score in zip(*columns, strict=True)}


def evidence_of(arrays: Arrays) -> Evidence:
    """What the recipe looks at in a snapshot: ties, sectors and places, groups, topics."""
    attributes = [codes for codes in (arrays.sector_of, arrays.district_of) if (codes != UNKNOWN).any()]
    return Evidence(arrays.adjacency, attributes, [arrays.members], [arrays.topics_of])


def _chosen(why: _Why, number: int, top: int, answered: Collection[str]) -> Iterator[int]:
    """Places of the ranking until `top` open ones are found."""
    found = 0
    for index in range(number):
        if found == top:
            return
        found += why.gap_id(index) not in answered
        yield index


def _gap(why: _Why, index: int, rank: int, number: int, network: str) -> Gap:
    (a, b), standing = why.pair(index), why.stability(index)
    reasons = (*why.reasons(index), *reliability_reason(standing))
    return Gap(
        id=why.gap_id(index),
        kind="predicted",
        rule="pair",
        title=say("predicted", "pair.title"),
        subject=a,
        parties=(a, b),
        topic=None,
        score=sum(reason.score for reason in reasons),
        strength=checked(band(rank, number), standing),
        reasons=reasons,
        recommendation=say("predicted", "pair.recommendation", a=a.label, b=b.label),
        network=network,
        figures=why.figures(index),
    )


class _Why:
    """The recipe's terms of a pair in words, the weightiest first; what is left over is one reason of its own."""

    def __init__(self, arrays: Arrays, model: Model, ranking: Ranking, standings: Mapping[Places, Stability]) -> None:
        self._arrays, self._model, self._ranking, self._reliabilities = arrays, model, ranking, standings

    def pair(self, index: int) -> tuple[Ref, Ref]:
        first, second = self._indices(index)
        return self._actor(first), self._actor(second)

    def gap_id(self, index: int) -> str:
        a, b = self.pair(index)
        return gap_id("predicted", "pair", [a.iri, b.iri], [], [])

    def figures(self, index: int) -> dict[str, float]:
        """Every term of the recipe with its share of the score, those without words too."""
        parts = zip(self._ranking.names, self._ranking.parts[index].tolist(), strict=True)
        return {name: part / _UNIT for name, part in parts}

    def stability(self, index: int) -> Stability | None:
        return self._reliabilities.get(self._indices(index))

    def _indices(self, index: int) -> Places:
        return int(self._ranking.first[index]), int(self._ranking.second[index])

    def reasons(self, index: int) -> tuple[Reason, ...]:
        """At most three with words and one for the rest; their scores are parts of 1/1024, so that they add up."""
        first, second = self._indices(index)
        parts = self._ranking.parts[index]
        order = np.lexsort((np.arange(len(parts)), -parts)).tolist()
        worded = [(int(parts[term]), self._sentence(self._ranking.names[term], first, second)) for term in order]
        shown = [(part, text) for part, text in worded if part > 0 and text is not None][:_REASONS]
        left = int(parts.sum()) - sum(part for part, _ in shown)
        reasons = [Reason(text, part / _UNIT) for part, text in shown]
        return (*reasons, *([Reason(say("predicted", "reason.rest"), left / _UNIT)] if left else []))

    def _sentence(self, term: str, first: int, second: int) -> Text | None:
        match term:
            case "contacts":
                return self._contacts(first, second)
            case "walk":
                return self._walk(first, second)
            case "circle":
                return say("predicted", "reason.circle")
            case "attributes":
                return _together(self._sectors(first, second), self._index_of(first, second))
            case "shared0":
                return self._groups(first, second)
            case _:
                return self._topics(first, second)

    def _contacts(self, first: int, second: int) -> Text | None:
        common = self._common(first, second)
        if not common:
            return None
        rarest = common[0]
        names = _listed([self._actor(one) for one in common[:_NAMED]])
        number = int(self._arrays.degree[rarest])
        if len(common) == 1:
            return say("predicted", "reason.contact", names=names, number=number)
        return say("predicted", "reason.contacts", names=names, rarest=self._actor(rarest).label, number=number)

    def _walk(self, first: int, second: int) -> Text | None:
        """The shortest chain between two who have no common contact."""
        if self._common(first, second):
            return None
        chain = self._chain(first, second)
        if chain is None:
            return say("predicted", "reason.far")
        return say("predicted", "reason.walk", chain=_listed([self._actor(one) for one in chain], " – "))

    def _sectors(self, first: int, second: int) -> Text | None:
        one, other = (int(self._arrays.sector_of[index]) for index in (first, second))
        if UNKNOWN in (one, other):
            return None
        a, b = (self._model.ref(self._arrays.sectors[index]).label for index in (one, other))
        return say("predicted", "reason.attributes", a=a, b=b)

    def _index_of(self, first: int, second: int) -> Text | None:
        if not self._arrays.districts:
            return None
        one, other = (int(self._arrays.district_of[index]) for index in (first, second))
        if one != other or one == UNKNOWN:
            return None
        return say("predicted", "reason.place", place=self._model.ref(self._arrays.districts[one]).label)

    def _groups(self, first: int, second: int) -> Text | None:
        shared = _shared(self._arrays.members, first, second)
        if not shared:
            return None
        sizes = np.asarray(self._arrays.members.sum(axis=0)).ravel()
        smallest = min(shared, key=lambda group: (int(sizes[group]), group))
        names = self._model.ref(self._arrays.groups[smallest]).label
        return say("predicted", "reason.groups", names=names, number=int(sizes[smallest]))

    def _topics(self, first: int, second: int) -> Text | None:
        shared = _shared(self._arrays.topics_of, first, second)
        refs = [self._model.ref(self._arrays.topics[topic]) for topic in shared[:_NAMED]]
        return say("predicted", "reason.topics", names=_listed(refs)) if refs else None

    def _common(self, first: int, second: int) -> list[int]:
        """Common contacts, those with the fewest contacts first."""
        degree = self._arrays.degree
        return sorted(_shared(self._arrays.adjacency, first, second), key=lambda one: (int(degree[one]), one))

    def _chain(self, first: int, second: int) -> list[int] | None:
        own, theirs = (self._contacts_of(index) for index in (first, second))
        for one in own:
            for other in _intersect(self._contacts_of(one), theirs):
                return [first, one, other, second]
        return None

    def _contacts_of(self, index: int) -> list[int]:
        return _row(self._arrays.adjacency, index)

    def _actor(self, index: int) -> Ref:
        return self._model.ref(self._arrays.actors[index])


def _together(*sentences: Text | None) -> Text | None:
    said = [sentence for sentence in sentences if sentence is not None]
    return Text.in_each(lambda language: " ".join(one.in_language(language) for one in said)) if said else None


def _shared(joined: sp.csr_array, first: int, second: int) -> list[int]:
    rows = (_row(joined, index) for index in (first, second))
    return _intersect(*rows)


def _row(joined: sp.csr_array, index: int) -> list[int]:
    start = joined.indptr
    row: list[int] = joined.indices[start[index] : start[index + 1]].tolist()
    return row


def _intersect(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return sorted(set(one) & set(other))


def _listed(refs: Sequence[Ref], separator: str = ", ") -> Text:
    return Text.in_each(lambda language: separator.join(ref.label.in_language(language) for ref in refs))


def _notes(arrays: Arrays, model: Model) -> Iterator[Text]:
    if arrays.size > CHECKED_UP_TO:
        yield say("predicted", "note.unchecked", number=CHECKED_UP_TO)
    hubs = np.flatnonzero(arrays.degree > COLUMN_CAP).tolist()
    if hubs:
        names = _listed([model.ref(arrays.actors[index]) for index in hubs])
        yield say("predicted", "note.hubs", number=COLUMN_CAP, names=names)
