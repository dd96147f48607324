"""What each actor works on: what it says itself, and what its ties are about as far as that tells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import scipy.sparse as sp

from graph.model import Actor, Tie
from graph.network.belonging import FROM_OUTSIDE
from graph.network.matrices import matrix_of

Places = Mapping[str, int]
TIES_BESIDE_ENTRIES = 2
"""Ties on a topic from which it is taken for an actor's where most actors say themselves what they work on."""


def topics_of_actors(
    ties: Iterable[Tie], stated: Mapping[int, set[int]], least: int, rows: Places, topics: Places
) -> sp.csr_array:
    """Actors x topics, 1 where an actor works on a topic. `stated`: the topics of its own entry. O(parties of ties).

    `least`: how many ties on a topic tell of one. `ontology/queries/parts/works-on.rq` is the same for questions.
    """
    by_ties = Counter(
        (row, topics[topic.iri]) for tie in ties if tie.topics for row in _who_works(tie, rows) for topic in tie.topics
    )
    said = {(row, topic) for row, those in stated.items() for topic in those}
    return matrix_of(said | {cell for cell, number in by_ties.items() if number >= least}, (len(rows), len(topics)))


def least_ties(actors: Collection[Actor]) -> int:
    """How many ties on a topic tell that an actor works on it, in a network of these.

    Where most entries name topics, one that names none is no gap in the record: whoever joins another to propose a
    member for a broadcasting council is no broadcaster. There a single tie on a topic does not tell.
    """
    return TIES_BESIDE_ENTRIES if 2 * sum(bool(one.topics) for one in actors) > len(actors) else 1


def _who_works(tie: Tie, rows: Places) -> Iterator[int]:
    """The parties, but for who only gives to, supervises or audits another actor: that is the other's work."""
    at_work: Sequence[str] = [target.iri for target in tie.targets if target.iri in rows]
    if tie.kind not in FROM_OUTSIDE or not at_work:
        at_work = [party.iri for party in tie.parties if party.iri in rows]
    return (rows[iri] for iri in at_work)
