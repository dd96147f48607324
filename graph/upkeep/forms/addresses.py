"""Where new entries lie: an address from their name below their network, and the graph of what was entered by hand."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from itertools import chain, count, islice

import pyoxigraph as ox

from graph.protocol import Store
from graph.store.keeper import keeper_of_persons
from graph.terms import BASE, FOAF, NETZ, ORG, SKOS, network_slug
from graph.text import slug_for
from graph.upkeep.forms.shape_statements import shape_statements

_WITHOUT_FOLDER = frozenset({ORG + one for one in ("Organization", "FormalOrganization", "OrganizationalUnit")})
_FOLDERS = {NETZ + "WorkingGroup": "gruppe/", SKOS + "Concept": "thema/"}
_NAMELESS = "eintrag"
_NUMBERS = 10**7
_AT_ONCE = 500


def root_of(network: str) -> str:
    """What the addresses of a network begin with: `https://.../magdeburg/`; the shared part where there is none."""
    slug = network_slug(network)
    if slug:
        return f"{BASE}{slug}/"
    return f"{BASE}gemeinsam/" if not network else network.rstrip("/#") + "/"


def graph_of(network: str) -> ox.NamedNode:
    """The named graph that holds what was entered by hand in a network."""
    return ox.NamedNode(root_of(network) + "graph/eingetragen")


def new_address(store: Store, network: str, class_iri: str, title: str, taken: Collection[str] = ()) -> str:
    """An IRI that nothing has yet; of a person, a number. One that would name a person has no name in it."""
    if class_iri == FOAF + "Person":
        return _address_of_person(store, root_of(network))
    root = root_of(network) + _folder(store, class_iri)
    plain = root + ((slug_for(title) if title and not store.names_somebody(title) else "") or _NAMELESS)
    candidates = chain([plain], (f"{plain}-{number}" for number in count(2)))
    return next(one for one in candidates if one not in taken and not taken_among(store, [one]))


def _folder(store: Store, class_iri: str) -> str:
    if class_iri in _WITHOUT_FOLDER:
        return ""
    return _FOLDERS.get(class_iri) or slug_for(shape_statements(store).name_of(class_iri).in_language("de")) + "/"


def taken_among(store: Store, iris: Collection[str]) -> set[str]:
    """Those of many addresses of which anything is said, or by which. O(addresses), hundreds in one question.

    One that was merged away leads to another for good.
    """
    waiting, taken = iter(iris), set[str]()
    while some := list(islice(waiting, _AT_ONCE)):
        wanted = " ".join(str(ox.NamedNode(iri)) for iri in some)
        rows = store.select(f"""SELECT ?one WHERE {{ VALUES ?one {{ {wanted} }}
          FILTER EXISTS {{ {{ ?one ?p ?o }} UNION {{ ?s ?q ?one }} }} }}""")
        taken.update(node.value for row in rows if isinstance(node := row["one"], ox.NamedNode))
    return taken


def _address_of_person(store: Store, root: str) -> str:
    """By chance: the next number could be that of somebody who was erased, or of who is entered at the same time."""
    keeper = keeper_of_persons(store)
    while True:
        iri = f"{root}person/{_NUMBERS + secrets.randbelow(9 * _NUMBERS)}"
        known = keeper.persons.ledger.quads.quads_for_pattern(ox.NamedNode(iri), None, None) if keeper else ()
        if not any(known):
            return iri
