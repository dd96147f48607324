"""Pairs of actors that are likely the same: by their names, and by whom they are connected with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.load.lists.alike import find_alike
from graph.load.lists.entries import KnownActor
from graph.network.model_reader import read_model
from graph.network.reading import Model
from graph.protocol import Store
from graph.upkeep.lists.known import known_actors

SAME_TIES = "They are connected with the same others."
_FEWEST_PARTNERS = 3
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two entries of a network that may be one, by IRI and name, and why, in English."""

    one: str
    one_name: str
    other: str
    other_name: str
    why: tuple[str, ...]


def likely_pairs(store: Store, slug: str = "") -> list[LikelyPair]:
    """The pairs of a network that may be the same, those with most to say for it first.

    Who was said to be different is in none. O(actors) but for names that share a word.
    """
    everyone = known_actors(store, slug)
    by_name: defaultdict[str, list[KnownActor]] = defaultdict(list)
    for actor in everyone:
        by_name[actor.name].append(actor)
    partners = _partners(read_model(store))
    found = [
        LikelyPair(one.iri, one.name, other.iri, other.name, tuple(why))
        for one, other, said in (*_alike_by_name(by_name), *_called_the_same(by_name))
        if not _are_different(one, other) and one.is_group == other.is_group
        for why in [[said, SAME_TIES] if _share(partners, one.iri, other.iri) else [said]]
    ]
    return sorted(found, key=lambda pair: (-len(pair.why), pair.one_name.casefold(), pair.one, pair.other))


def _alike_by_name(by_name: dict[str, list[KnownActor]]) -> Iterator[tuple[KnownActor, KnownActor, str]]:
    alikes = find_alike(by_name, (), {})
    for (first, second), why in alikes.pairs.items():
        yield by_name[second][0], by_name[first][0], why
    for name, target in alikes.merged.items():
        yield by_name[target][0], by_name[name][0], "They are spelled alike."


def _called_the_same(by_name: dict[str, list[KnownActor]]) -> Iterator[tuple[KnownActor, KnownActor, str]]:
    for actors in by_name.values():
        for number, one in enumerate(actors):
            for other in actors[number + 1 :]:
                if set(one.networks) & set(other.networks) or not (one.networks and other.networks):
                    yield one, other, "They have the same name."


def _are_different(one: KnownActor, other: KnownActor) -> bool:
    return other.iri in one.different_from or one.iri in other.different_from


def _partners(model: Model) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tie in model.ties.values():
        parties = {party.iri for party in tie.parties}
        for party in parties:
            found[party] |= parties - {party}
    return found


def _share(partners: dict[str, set[str]], one: str, other: str) -> bool:
    """Whether both are connected with nearly the same others, and with some."""
    mine, theirs = partners.get(one, set()) - {other}, partners.get(other, set()) - {one}
    both = len(mine & theirs)
    return both >= _FEWEST_PARTNERS and both >= _MOSTLY * len(mine | theirs)
