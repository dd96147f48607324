"""A network made from a list: refused or stored as a whole, in one change."""

from __future__ import annotations

from collections.abc import Collection

import pyoxigraph as ox

from graph.errors import Conflict, DataInvalid
from graph.load.spreadsheet.entries import Entries
from graph.load.spreadsheet.persons_among import person_statements, without_persons
from graph.load.spreadsheet.statements import NewNetwork, network_statements
from graph.load.spreadsheet.table import Sheets
from graph.network.network_list import networks
from graph.protocol import Applied, Change, Store
from graph.terms import CODES_GRAPH, OWN_SLUGS, network_slug
from graph.text import slug_for

_HAS_CODES = f"SELECT ?s WHERE {{ GRAPH <{CODES_GRAPH}> {{ ?s ?p ?o }} }} LIMIT 1"


def create_network(
    store: Store,
    network: NewNetwork,
    sheets: Sheets,
    entries: Entries,
    author: str,
    *,
    persons: Collection[str] = (),
) -> Applied:
    """Store the network in one change, checked against the shapes. O(entries).

    `persons`: the names among the actors that are persons; they are kept apart, and no part of the network.

    Raises DataInvalid (422) for entries with faults or a network without a name, or with one of our own words for
    one, Conflict (409) when there is a network of this name already. No address is made of a name that names a person.
    """
    slug = slug_for(network.name)
    if not slug:
        raise DataInvalid("The network needs a name.", hint="Enter what it is called.")
    if entries.faults:
        raise DataInvalid("The spreadsheet has faults.", hint="Mend them and choose the file again.")
    if slug in OWN_SLUGS:
        raise DataInvalid(
            "A network cannot be called %(name)s: the service uses this word in its own addresses.",
            hint="Choose another name, for example with the name of the town.",
            name=network.name,
        )
    if slug in {network_slug(known.iri) for known in networks(store)}:
        raise Conflict("There is a network called %(name)s already.", hint="Choose another name.", name=network.name)
    if store.names_somebody(network.name):
        raise DataInvalid("A network is not called after a person.", hint="Choose a name that names nobody.")
    known = without_persons(entries, persons)
    add = network_statements(slug, network, sheets, known, store.names_somebody)
    reason = f"Imported from {network.file}" if network.file else f"New network {network.name}"
    change = Change(
        add=[*_ontology(store), *person_statements(slug, persons), *add],
        author=author,
        reason=reason,
        checked=True,
        kind="import" if network.file else "new-network",
        about=network.file or network.name,
    )
    return store.apply(change)


def _ontology(store: Store) -> list[ox.Quad]:
    """The vocabulary, where a store does not have it yet."""
    from graph.load.files import read_ontology  # noqa: PLC0415 - only a first network needs the files

    return [] if store.select(_HAS_CODES) else read_ontology()
