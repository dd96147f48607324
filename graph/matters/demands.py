"""Which demands belong together: those that ask for the same thing, or for the same topic of the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from graph.gaps.demanded import demands_by_target
from graph.libraries import csgraph, np, sp
from graph.matters.topics import TopmostTopics
from graph.model import Finding, Gap, Passage
from graph.network.reading import Model

LONGEST_SENTENCE = 400
"""Letters; a longer quote is a paragraph, which may say anything."""
MOST_PARTIES = 12
"""Of a tie of more only these are looked at in pairs: a round of thirty has 435."""


class DemandGroups:
    """The gaps about demands in groups: each group is one matter.

    Two gaps belong together where one demand asks for both or both are asked for because of the same, where one asks
    for a seat in a group that the other asks for, where both are about the same topic and share a party, where both
    are about one field that nobody owns and share two, or where one sentence says both of the same party.
    O(gaps and pairs of their parties).
    """

    def __init__(self, gaps: Iterable[Gap], model: Model, topmost: TopmostTopics) -> None:
        self._model, self._topmost = model, topmost
        self._demands = demands_by_target(model.findings.values())
        self._gaps = [gap for gap in gaps if gap.kind == "demanded" or self._is_demand(gap.subject.iri)]

    def groups(self) -> list[tuple[Gap, ...]]:
        """The groups, each in the order that the gaps came in."""
        found: defaultdict[int, list[Gap]] = defaultdict(list)
        for number, gap in zip(self._numbers(), self._gaps, strict=True):
            found[number].append(gap)
        return [tuple(group) for group in found.values()]

    def _numbers(self) -> Sequence[int]:
        """The number of the group that each gap is in: it has something in common with one of it at least."""
        first: dict[object, int] = {}
        joined = [
            (first.setdefault(tie, place), place) for place, gap in enumerate(self._gaps) for tie in self._common(gap)
        ]
        if not joined:
            return range(len(self._gaps))
        (one, other), size = np.array(joined).T, len(self._gaps)
        matrix = sp.csr_array((np.ones(len(joined)), (one, other)), shape=(size, size))
        _, numbers = csgraph.connected_components(matrix, directed=False)
        found: list[int] = numbers.tolist()
        return found

    def demands_of(self, gaps: Iterable[Gap]) -> tuple[Finding, ...]:
        """The demands behind these gaps, the first raised first."""
        found = {demand.iri: demand for gap in gaps for demand in self._of(gap)}
        since: Mapping[str, str] = self._model.since
        return tuple(sorted(found.values(), key=lambda demand: (since.get(demand.iri) or "9", demand.iri)))

    def _of(self, gap: Gap) -> Sequence[Finding]:
        own = self._model.findings.get(gap.subject.iri)
        return (own,) if own is not None and own.is_demand else self._demands.get(gap.subject.iri, ())

    def _common(self, gap: Gap) -> Iterator[object]:
        """What makes two gaps one matter, where both have it."""
        demands = self._of(gap)
        parties = {party.iri for party in gap.parties}
        for demand in demands:
            yield "demand", demand.iri
            for reason in demand.because_of:
                yield "reason", reason.iri
        yield "thing", gap.subject.iri
        for party in parties:
            if party in self._model.groups and self._model.groups[party].state == "demanded":
                yield "thing", party
        if gap.topic is not None:
            for one in parties.union(concern.iri for demand in demands for concern in demand.concerns):
                yield gap.network, gap.topic.iri, one
            field = self._topmost.of(gap.topic.iri)
            for pair in combinations(sorted(parties)[:MOST_PARTIES], 2) if field in self._topmost.unowned else ():
                yield gap.network, field, pair
        for passage in filter(_is_sentence, gap.evidence):
            for party in parties:
                yield "sentence", passage.iri, party

    def _is_demand(self, iri: str) -> bool:
        return iri in self._model.findings and self._model.findings[iri].is_demand


def _is_sentence(passage: Passage) -> bool:
    """Whether it is one sentence of a text, and not all that somebody said on a day, or the row of a table."""
    return not passage.is_spoken and passage.row is None and len(passage.quote) <= LONGEST_SENTENCE
