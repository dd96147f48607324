"""Pairs of actors that are likely the same: by their names, and by whom they are connected with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from graph.cache.revisions import RevisionCache
from graph.load.lists.alike import Alikes, find_alike
from graph.load.lists.entries import KnownActor
from graph.network.model_reader import read_model
from graph.network.reading import Model
from graph.protocol import Store
from graph.terms import network_slug
from graph.text import name
from graph.upkeep.merging.merge import DIFFERENT

SAME_TIES = "They are connected with the same others."
_FEWEST_PARTNERS = 3
_MOSTLY = 0.8
_LONG = 6
"""Letters of a further name by which another may be known: shorter ones are abbreviations."""
_DIFFERENT = f"SELECT ?one ?other WHERE {{ ?one <{DIFFERENT}> ?other }}"


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

    Who was said to be different is in none. O(actors and ties); names are compared when one of them has changed.
    """
    model = read_model(store)
    by_name: defaultdict[str, list[KnownActor]] = defaultdict(list)
    for actor in _everyone(store, model, slug):
        by_name[actor.name].append(actor)
    alike = [*_alike_by_name(store, by_name), *_called_the_same(by_name)]
    partners = _partners(model, {actor.iri for one, other, _ in alike for actor in (one, other)})
    found = [
        LikelyPair(one.iri, one.name, other.iri, other.name, tuple(why))
        for one, other, said in alike
        if not _are_different(one, other) and one.is_group == other.is_group
        for why in [[said, SAME_TIES] if _share(partners, one.iri, other.iri) else [said]]
    ]
    return sorted(found, key=lambda pair: (-len(pair.why), pair.one_name.casefold(), pair.one, pair.other))


def _everyone(store: Store, model: Model, slug: str) -> list[KnownActor]:
    """Who is in a network, or in none; without one everybody. In the order of their names."""
    different: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(_DIFFERENT):
        different[name(row["one"])].add(name(row["other"]))
    meant = (
        KnownActor(
            actor.iri,
            actor.label.in_language("de"),
            tuple(actor.aliases),
            is_group=is_group,
            different_from=frozenset(different.get(actor.iri, ())),
            networks=actor.networks,
        )
        for actors, is_group in ((model.actors, False), (model.groups, True))
        for actor in actors.values()
        if not (slug and actor.networks) or slug in {network_slug(one) or one for one in actor.networks}
    )
    return sorted(meant, key=lambda one: (one.name.casefold(), one.iri))


def _alike_by_name(store: Store, by_name: dict[str, list[KnownActor]]) -> Iterator[tuple[KnownActor, KnownActor, str]]:
    called = {alias: actors[0] for actors in by_name.values() for alias in actors[0].aliases if len(alias) >= _LONG}
    called |= {name: actors[0] for name, actors in by_name.items()}
    names = tuple(called)
    alikes = _ALIKE.get(store, names, lambda: find_alike(names, (), {}))
    found = {(called[second].iri, called[first].iri): why for (first, second), why in alikes.pairs.items()}
    found |= {(called[target].iri, called[one].iri): "They are spelled alike." for one, target in alikes.merged.items()}
    of_iri = {actor.iri: actor for actor in called.values()}
    seen = set[frozenset[str]]()
    for (one, other), why in found.items():
        if one != other and frozenset((one, other)) not in seen:
            seen.add(frozenset((one, other)))
            yield of_iri[one], of_iri[other], why


def _called_the_same(by_name: dict[str, list[KnownActor]]) -> Iterator[tuple[KnownActor, KnownActor, str]]:
    for actors in by_name.values():
        for number, one in enumerate(actors):
            for other in actors[number + 1 :]:
                if set(one.networks) & set(other.networks) or not (one.networks and other.networks):
                    yield one, other, "They have the same name."


def _are_different(one: KnownActor, other: KnownActor) -> bool:
    return other.iri in one.different_from or one.iri in other.different_from


def _partners(model: Model, of: Collection[str]) -> dict[str, set[str]]:
    """The partners of these actors."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tie in model.ties.values():
        parties = {end.iri for end in chain(tie.sources, tie.targets)}
        for party in parties.intersection(of):
            found[party] |= parties - {party}
    return found


def _share(partners: dict[str, set[str]], one: str, other: str) -> bool:
    """Whether both are connected with nearly the same others, and with some."""
    mine, theirs = partners.get(one, set()) - {other}, partners.get(other, set()) - {one}
    both = len(mine & theirs)
    return both >= _FEWEST_PARTNERS and both >= _MOSTLY * len(mine | theirs)


_ALIKE: RevisionCache[Store, tuple[str, ...], Alikes] = RevisionCache(most=3)
"""By the names that were compared: most changes change none, and comparing 10,000 takes seconds."""
