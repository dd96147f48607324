"""What each actor works on: what it says itself, and what its ties are about as far as that tells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.libraries import sp
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
        (rows[iri], topics[topic.iri])
        for tie in ties
        if tie.topics
        for iri in _at_work(tie, rows)
        for topic in tie.topics
    )
    said = {(row, topic) for row, those in stated.items() for topic in those}
    return matrix_of(said | {cell for cell, number in by_ties.items() if number >= least}, (len(rows), len(topics)))


def topics_of_actor(actor: Actor, ties: Iterable[Tie], least: int, actors: Collection[str]) -> list[str]:
    """The topics that a single actor works on, in their order: its row of the same matrix, from its own ties alone.

    `ties` are those that count and name it; `actors` are all who have a row. O(parties of these ties).
    """
    about = (tie for tie in ties if tie.topics and actor.iri in _at_work(tie, actors))
    by_ties = Counter(topic.iri for tie in about for topic in tie.topics)
    return sorted(
        {topic.iri for topic in actor.topics} | {topic for topic, number in by_ties.items() if number >= least}
    )


def least_ties(actors: Collection[Actor]) -> int:
    """How many ties on a topic tell that an actor works on it, in a network of these.

    Where most entries name topics, one that names none is no gap in the record: whoever joins another to propose a
    member for a broadcasting council is no broadcaster. There a single tie on a topic does not tell.
    """
    return TIES_BESIDE_ENTRIES if 2 * sum(bool(one.topics) for one in actors) > len(actors) else 1


def _at_work(tie: Tie, actors: Collection[str]) -> Sequence[str]:
    """The parties, but for who only gives to, supervises or audits another actor: that is the other's work."""
    if tie.kind in FROM_OUTSIDE and (others := [target.iri for target in tie.targets if target.iri in actors]):
        return others
    return [party.iri for party in tie.parties if party.iri in actors]
