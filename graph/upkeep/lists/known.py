"""Whom a store knows already: what a list is matched against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from graph.load.lists.entries import KnownActor
from graph.protocol import Store
from graph.terms import network_slug
from graph.upkeep.lists.present import DIFFERENT, Present, read_present


def known_actors(store: Store, slug: str = "") -> list[KnownActor]:
    """Everybody in the store, those of one network first, by name. O(statements), once for each revision."""
    present = read_present(store)
    different = _different(present)
    everyone = [_known(present, iri, networks, different) for iri, networks in present.everyone.items()]
    return sorted(everyone, key=lambda one: (not _is_in(one, slug), one.name.casefold(), one.iri))


def _is_in(known: KnownActor, slug: str) -> bool:
    return slug in map(network_slug, known.networks)


def _different(present: Present) -> dict[str, set[str]]:
    """Who was said to be somebody else, from either side."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri in present.everyone:
        for other in present.iris(iri, DIFFERENT):
            found[iri].add(other)
            found[other].add(iri)
    return found


def _known(
    present: Present, iri: str, networks: frozenset[str], different: Mapping[str, Collection[str]]
) -> KnownActor:
    name = present.label(iri)
    return KnownActor(
        iri,
        name,
        aliases=tuple(one for one in present.names(iri) if one != name),
        is_group=iri in present.groups,
        different_from=frozenset(different.get(iri, ())),
        networks=tuple(sorted(networks)),
    )
