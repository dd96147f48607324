"""Gaps of kind `predicted`: pairs that probably know each other or should, each with the reasons it was ranked by.

A guess, and worded as one: reconstruction of hidden ties is what the recipe is measured on, and a tie that is not
recorded is not the same as one that ought to be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import scipy.sparse as sp

from graph.gaps.fit import LEAST_ACTORS, LEAST_TIES, band
from graph.gaps.found import Found
from graph.gaps.rules import gap_id
from graph.gaps.wording import say
from graph.model import Gap, Reason, Ref, Text
from graph.registry import Registry
from graph.statistics.pairs import COLUMN_CAP
from graph.statistics.recipe import Evidence, Ranking, rank_pairs
from graph.statistics.snapshot import UNKNOWN, Snapshot

MOST_PAIRS = 50
_REASONS = 3
_NAMED = 3
_UNIT = 1024

Pair = frozenset[str]


def find_predicted_gaps(
    snapshot: Snapshot,
    registry: Registry,
    *,
    network: str | None,
    top: int = MOST_PAIRS,
    decided: Collection[Pair] = (),
) -> Found:
    """The `top` likeliest pairs without a tie or a shared group; those in `decided` were answered and are left out.

    Raises nothing: where the data give no guess, a note says so.
    """
    ties = snapshot.adjacency.nnz // 2
    if snapshot.size < LEAST_ACTORS:
        return Found(notes=(say("predicted", "note.small", number=LEAST_ACTORS),))
    if ties < LEAST_TIES:
        return Found(notes=(say("predicted", "note.ties", number=ties, least=LEAST_TIES),))
    ranking = rank_pairs(evidence_of(snapshot))
    chosen = _undecided(snapshot, ranking, set(decided), top)
    why = _Why(snapshot, registry, ranking)
    gaps = tuple(_gap(why, place, rank, len(chosen), network or "") for rank, place in enumerate(chosen))
    return Found(gaps, _notes(snapshot, registry))


def evidence_of(snapshot: Snapshot) -> Evidence:
    """What the recipe looks at in a snapshot: ties, sectors, groups and topics."""
    attributes = [snapshot.sector_of] if (snapshot.sector_of != UNKNOWN).any() else []
    return Evidence(snapshot.adjacency, attributes, [snapshot.members, snapshot.topics_of])


def _undecided(snapshot: Snapshot, ranking: Ranking, decided: set[Pair], top: int) -> list[int]:
    chosen: list[int] = []
    for place, (first, second) in enumerate(zip(ranking.first.tolist(), ranking.second.tolist(), strict=True)):
        if len(chosen) == top:
            break
        if frozenset((snapshot.actors[first], snapshot.actors[second])) not in decided:
            chosen.append(place)
    return chosen


def _gap(why: _Why, place: int, rank: int, number: int, network: str) -> Gap:
    a, b = why.pair(place)
    reasons = why.reasons(place)
    return Gap(
        id=gap_id("predicted", "pair", [a.iri, b.iri], [], []),
        kind="predicted",
        rule="pair",
        title=say("predicted", "pair.title"),
        subject=a,
        parties=(a, b),
        topic=None,
        score=sum(reason.score for reason in reasons),
        strength=band(rank, number),
        reasons=reasons,
        recommendation=say("predicted", "pair.recommendation", a=a.label, b=b.label),
        network=network,
    )


class _Why:
    """The recipe's terms of a pair in words, the weightiest first; what is left over is one reason of its own."""

    def __init__(self, snapshot: Snapshot, registry: Registry, ranking: Ranking) -> None:
        self._snapshot, self._registry, self._ranking = snapshot, registry, ranking

    def pair(self, place: int) -> tuple[Ref, Ref]:
        return self._actor(int(self._ranking.first[place])), self._actor(int(self._ranking.second[place]))

    def reasons(self, place: int) -> tuple[Reason, ...]:
        """At most three with words and one for the rest; their scores are parts of 1/1024, so that they add up."""
        first, second = int(self._ranking.first[place]), int(self._ranking.second[place])
        parts = self._ranking.parts[place]
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
                return self._sectors(first, second)
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
        number = int(self._snapshot.degree[rarest])
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
        one, other = (int(self._snapshot.sector_of[place]) for place in (first, second))
        if UNKNOWN in (one, other):
            return None
        a, b = (self._registry.ref(self._snapshot.sectors[place]).label for place in (one, other))
        return say("predicted", "reason.attributes", a=a, b=b)

    def _groups(self, first: int, second: int) -> Text | None:
        shared = _shared(self._snapshot.members, first, second)
        if not shared:
            return None
        sizes = np.asarray(self._snapshot.members.sum(axis=0)).ravel()
        smallest = min(shared, key=lambda group: (int(sizes[group]), group))
        names = self._registry.ref(self._snapshot.groups[smallest]).label
        return say("predicted", "reason.groups", names=names, number=int(sizes[smallest]))

    def _topics(self, first: int, second: int) -> Text | None:
        shared = _shared(self._snapshot.topics_of, first, second)
        refs = [self._registry.ref(self._snapshot.topics[topic]) for topic in shared[:_NAMED]]
        return say("predicted", "reason.topics", names=_listed(refs)) if refs else None

    def _common(self, first: int, second: int) -> list[int]:
        """Common contacts, those with the fewest contacts first."""
        degree = self._snapshot.degree
        return sorted(_shared(self._snapshot.adjacency, first, second), key=lambda one: (int(degree[one]), one))

    def _chain(self, first: int, second: int) -> list[int] | None:
        own, theirs = (self._contacts_of(place) for place in (first, second))
        for one in own:
            for other in _intersect(self._contacts_of(one), theirs):
                return [first, one, other, second]
        return None

    def _contacts_of(self, place: int) -> list[int]:
        return _row(self._snapshot.adjacency, place)

    def _actor(self, place: int) -> Ref:
        return self._registry.ref(self._snapshot.actors[place])


def _shared(joined: sp.csr_array, first: int, second: int) -> list[int]:
    rows = (_row(joined, place) for place in (first, second))
    return _intersect(*rows)


def _row(joined: sp.csr_array, place: int) -> list[int]:
    start = joined.indptr
    row: list[int] = joined.indices[start[place] : start[place + 1]].tolist()
    return row


def _intersect(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return sorted(set(one) & set(other))


def _listed(refs: Sequence[Ref], separator: str = ", ") -> Text:
    return Text(*(separator.join(ref.label.in_language(language) for ref in refs) for language in ("de", "en")))


def _notes(snapshot: Snapshot, registry: Registry) -> tuple[Text, ...]:
    hubs = np.flatnonzero(snapshot.degree > COLUMN_CAP).tolist()
    if not hubs:
        return ()
    names = _listed([registry.ref(snapshot.actors[place]) for place in hubs])
    return (say("predicted", "note.hubs", number=COLUMN_CAP, names=names),)
