"""Why a pair is guessed: the recipe's terms in words, the weightiest first, and only where the words are true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from graph.gaps.rules import gap_id
from graph.gaps.wording import say
from graph.libraries import Reals, np, sp
from graph.measures.kernels.link_prediction import Ranking
from graph.measures.kernels.stability import Stability
from graph.model import Reason, Ref, Text
from graph.network.arrays import UNKNOWN, Arrays
from graph.network.reading import Model

_REASONS = 3
_NAMED = 3
_UNIT = 1024

Indices = tuple[int, int]


class PairReasons:
    """The pairs of a ranking: who they are, and why they stand where they do."""

    def __init__(self, arrays: Arrays, model: Model, ranking: Ranking, standings: Mapping[Indices, Stability]) -> None:
        self._arrays, self._model, self._ranking, self._reliabilities = arrays, model, ranking, standings

    def pair(self, index: int) -> tuple[Ref, Ref]:
        """Both actors."""
        first, second = self._indices(index)
        return self._actor(first), self._actor(second)

    def gap_id(self, index: int) -> str:
        """The id of the gap between them."""
        a, b = self.pair(index)
        return gap_id("predicted", "pair", [a.iri, b.iri], [], [])

    def figures(self, index: int) -> dict[str, float]:
        """Every term of the recipe with its share of the score, those without words too."""
        parts = zip(self._ranking.names, self._ranking.parts[index].tolist(), strict=True)
        return {name: part / _UNIT for name, part in parts}

    def stability(self, index: int) -> Stability | None:
        """What the trials say of it; None where none were made."""
        return self._reliabilities.get(self._indices(index))

    def _indices(self, index: int) -> Indices:
        return int(self._ranking.first[index]), int(self._ranking.second[index])

    def reasons(self, index: int) -> tuple[Reason, ...]:
        """At most three with words and one for the rest; their scores are parts of 1/1024, so that they add up."""
        parts, shown = self._ranking.parts[index], self.worded(index)[:_REASONS]
        left = int(parts.sum()) - sum(part for part, _ in shown)
        reasons = [Reason(text, part / _UNIT) for part, text in shown]
        rest = "reason.rest" if left <= min(part for part, _ in shown) else "reason.other"
        return (*reasons, *([Reason(say("predicted", rest), left / _UNIT)] if left else []))

    def worded(self, index: int) -> list[tuple[int, Text]]:
        """The terms that can be said in a true sentence, with their parts of the score, the weightiest first."""
        parts = self._ranking.parts[index]
        order = np.lexsort((np.arange(len(parts)), -parts)).tolist()
        said = [(int(parts[term]), self._sentence(self._ranking.names[term], index)) for term in order]
        return [(part, text) for part, text in said if part > 0 and text is not None]

    def _sentence(self, term: str, index: int) -> Text | None:
        first, second = self._indices(index)
        match term:
            case "contacts":
                return self._contacts(first, second)
            case "walk":
                return self._walk(first, second)
            case "circle":
                return self._circle(index)
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
        names = listed([self._actor(one) for one in common[:_NAMED]])
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
            return None
        return say("predicted", "reason.walk", chain=listed([self._actor(one) for one in chain], " – "))

    def _circle(self, index: int) -> Text | None:
        """Only where the circles of both have more ties than was to be expected of their contacts."""
        if self._ranking.circles[index] <= 1:
            return None
        return say("predicted", "reason.same_circle" if self._ranking.alike[index] == 1 else "reason.circle")

    def _sectors(self, first: int, second: int) -> Text | None:
        """Only where actors of both sectors are tied more often than any two."""
        one, other = (int(self._arrays.sector_of[index]) for index in (first, second))
        if UNKNOWN in (one, other) or self._tied_share[one, other] <= self._density:
            return None
        a, b = (self._model.ref(self._arrays.sectors[index]).label for index in (one, other))
        return say("predicted", "reason.attributes" if one != other else "reason.within", a=a, b=b)

    @cached_property
    def _density(self) -> float:
        size = self._arrays.size
        return float(self._arrays.adjacency.nnz / max(1, size * (size - 1)))

    @cached_property
    def _tied_share(self) -> Reals:
        """By sector and other sector, the share of the pairs of actors that are tied."""
        belongs = self._arrays.belongs
        sizes = belongs.sum(axis=0)
        possible = np.outer(sizes, sizes) - np.diag(sizes)
        return np.asarray((belongs.T @ self._arrays.adjacency @ belongs).toarray() / np.maximum(possible, 1))

    def _index_of(self, first: int, second: int) -> Text | None:
        if not self._arrays.districts:
            return None
        one, other = (int(self._arrays.district_of[index]) for index in (first, second))
        if one != other or one == UNKNOWN:
            return None
        return say("predicted", "reason.district", district=self._model.ref(self._arrays.districts[one]).label)

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
        return say("predicted", "reason.topics", names=listed(refs)) if refs else None

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


def listed(refs: Sequence[Ref], separator: str = ", ") -> Text:
    """Their names one after the other."""
    return Text.in_each(lambda language: separator.join(ref.label.in_language(language) for ref in refs))
