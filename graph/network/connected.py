"""Who is connected at all, and who is without a tie: the same actors on every page, in the API and in the gap list.

Whoever takes part in a tie that counts is connected, whatever the tie is with: a group, an event, a topic. What a unit
does, its organisation does too; but to be a unit of an organisation is structure and no tie.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from graph.model import Actor, Tie


def parties_of(ties: Iterable[Tie]) -> set[str]:
    """The IRIs of all whom these ties name. O(parties)."""
    return {party.iri for tie in ties for party in tie.parties}


def unconnected(actors: Collection[str], named: Iterable[str], everyone: dict[str, Actor]) -> frozenset[str]:
    """Those of these actors whom no tie names, nor any unit of theirs. O(actors).

    `actors` are those who go on (`edges.goes_on`), `named` those who take part in a tie that counts
    (`edges.counting_ties`, `parties_of`); `everyone` says of actors and groups what they are part of.
    """
    return without_tie(actors, named, lambda iri: [ref.iri for ref in everyone[iri].part_of] if iri in everyone else ())


def without_tie(
    actors: Iterable[str], named: Iterable[str], wholes_of: Callable[[str], Iterable[str]]
) -> frozenset[str]:
    """The same of bare IRIs: `named` take part in ties, `wholes_of` gives what each is a part of."""
    connected = set[str]()
    waiting = list(named)
    while waiting:
        iri = waiting.pop()
        if iri not in connected:
            connected.add(iri)
            waiting += wholes_of(iri)
    return frozenset(actors) - connected
