"""Whom a store knows already: what a list is matched against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.load.lists.entries import KnownActor
from graph.load.lists.folded import same_name
from graph.protocol import Store
from graph.store.keeper import keeper_of_persons
from graph.store.person_records import list_persons
from graph.terms import DCT, NETZ, NK, SCHEMA, SKOS, network_slug
from graph.upkeep.lists.present import DIFFERENT, GROUP, Present, read_present

_WITH_MEMBERS = frozenset({GROUP, NETZ + "Network", NETZ + "Programme"})
"""What one can be a member of, as the shape of memberships has it."""


def known_actors(store: Store, slug: str = "") -> list[KnownActor]:
    """Whom a list is matched against, by name: who is in a network, or in none; without one everybody in the store.

    Two towns have an office of the same name each: by name nobody of another network is meant. O(statements), once for
    each revision.
    """
    present = read_present(store)
    different = _different(present)
    meant = {iri: nets for iri, nets in present.everyone.items() if not (slug and nets) or slug in _slugs(nets)}
    joined = present.of_type(_WITH_MEMBERS)
    everyone = [_known(present, iri, nets, different, has_members=iri in joined) for iri, nets in meant.items()]
    return sorted(everyone, key=lambda one: (one.name.casefold(), one.iri))


def _slugs(networks: Iterable[str]) -> set[str]:
    return {network_slug(one) or one for one in networks}


def _different(present: Present) -> dict[str, set[str]]:
    """Who was said to be somebody else, from either side."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri in present.everyone:
        for other in present.iris(iri, DIFFERENT):
            found[iri].add(other)
            found[other].add(iri)
    return found


def _known(
    present: Present,
    iri: str,
    networks: frozenset[str],
    different: Mapping[str, Collection[str]],
    *,
    has_members: bool,
) -> KnownActor:
    name = present.label(iri)
    return KnownActor(
        iri,
        name,
        aliases=tuple(one for one in present.names(iri) if one != name),
        is_group=iri in present.groups,
        different_from=frozenset(different.get(iri, ())),
        networks=tuple(sorted(networks)),
        has_members=has_members,
    )


def known_topics(store: Store) -> list[str]:
    """What the actors of a store work on, by name."""
    present = read_present(store)
    return [present.label(iri) for iri in present.of_type({SKOS + "Concept"}) if not iri.startswith(NK)]


def known_districts(store: Store) -> list[str]:
    """The districts and places that a store knows, by name."""
    present = read_present(store)
    places = {one for iri in present.everyone for one in present.iris(iri, DCT + "spatial")}
    return [present.label(iri) for iri in sorted(places | present.of_type({SCHEMA + "Place"}))]


def names_of_persons(store: Store) -> frozenset[str]:
    """The persons that a store keeps, by their names as lists are compared; nobody for a store on a server."""
    keeper = keeper_of_persons(store)
    return frozenset(same_name(one.name) for one in list_persons(keeper)) if keeper else frozenset()
