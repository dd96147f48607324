"""What the data tell of and nothing shows: things of classes that are no kind of actor, and things without a class.

It is named, with the classes found, so that somebody can say of one that its things are actors
(`graph/upkeep/shown_as_actors.py`), instead of a store that looks empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.model import Ref
from graph.network.model_reader import read_model
from graph.network.who import NOBODY
from graph.persons.recognition import PERSON_CLASSES
from graph.protocol import Store
from graph.query.memory_copy import Selects, model_revision
from graph.query.written import present_statements
from graph.rdf.actor_classes import ORGANISATIONS
from graph.terms import (
    ADMS,
    CV,
    DCT,
    FOAF,
    NETZ,
    NK,
    OA,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SH,
    SKOS,
    SYSTEM_GRAPHS,
    TIME,
    VCARD,
    XSD,
)
from graph.text import name

_VOCABULARIES = (NETZ, NK, SKOS, OA, PROV, OWL, RDFS, RDF, SH, ADMS, DCT, TIME, XSD)
"""Whose classes are ours, or describe a vocabulary and no thing."""
_OF_OTHERS = frozenset(
    {
        *(ORG + name for name in ("Membership", "Post", "Role", "Site", "ChangeEvent")),
        *(FOAF + "Document", FOAF + "Image", FOAF + "OnlineAccount", CV + "ReferenceFramework"),
        *(VCARD + name for name in ("Address", "Work", "Home", "Voice", "Location")),
        *(
            namespace + name
            for namespace in ("https://schema.org/", "http://schema.org/")
            for name in (
                *("PostalAddress", "ContactPoint", "GeoCoordinates", "OpeningHoursSpecification", "ImageObject"),
                *("Place", "AdministrativeArea", "City", "Country"),
            )
        ),
    }
)
"""Classes of what belongs to an actor, and is never one."""


@dataclass(frozen=True, slots=True)
class UnshownClass:
    """A class of things that are no actors, and how many there are."""

    ref: Ref
    things: int


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """What is there and not shown; `persons` never are actors, `without_class` have a name and no class.

    `statements` and `things` count all that was stated beside the vocabulary, where nothing of it is an actor; else 0,
    and `without_class` is empty.
    """

    statements: int = 0
    things: int = 0
    classes: tuple[UnshownClass, ...] = ()
    persons: int = 0
    without_class: tuple[Ref, ...] = ()


def unshown_classes(classes: Mapping[str, int], above: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Those of these classes that no page shows the things of, the largest first; `above` are those above each."""
    found = {one: number for one, number in classes.items() if not (_is_shown(one) or _reaches(one, above))}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def superclasses_in(source: Selects) -> dict[str, list[str]]:
    """The classes right above each class, as the data say it. One query."""
    found: dict[str, list[str]] = {}
    for row in source.select(f"SELECT DISTINCT ?s ?o WHERE {{ ?s <{RDFS}subClassOf> ?o }}"):
        found.setdefault(name(row["s"]), []).append(name(row["o"]))
    return found


def has_actors(source: Selects) -> bool:
    """Whether somebody in a store may be an actor: as an organisation, or as a party of a tie. A few lookups."""
    classes = " ".join(f"<{one}>" for one in sorted(ORGANISATIONS))
    party = f"<{NETZ}party>|<{ORG}member>|<{ORG}memberOf>|<{ORG}hasMember>|<{ORG}linkedTo>"
    queries = (
        f"SELECT ?s WHERE {{ VALUES ?class {{ {classes} }} ?s a ?class }} LIMIT 1",
        f"SELECT ?s WHERE {{ ?s {party} ?o }} LIMIT 1",
        f"SELECT ?s WHERE {{ VALUES ?top {{ {classes} }} ?class <{RDFS}subClassOf>+ ?top . ?s a ?class }} LIMIT 1",
    )
    return any(source.select(query) for query in queries)


def unrecognised(store: Store) -> Unrecognised:
    """What a store tells of and no page shows, counted once for each revision of the model. O(statements)."""
    return _FOUND.get(store, None, lambda: _find(store))


def _find(store: Store) -> Unrecognised:
    model = read_model(store)
    types, index = model.index.links[RDF + "type"], model.index
    counts = Counter(one for own in types.values() for one in own)
    above = superclasses_in(store)
    unshown = unshown_classes(counts, above)
    persons = sum(not PERSON_CLASSES.isdisjoint(own) for own in types.values())
    known = {*types, *model.actors, *model.groups, *model.ties, *above}
    is_nothing = not model.actors and not model.groups
    bare = sorted(iri for iri in index.labels if iri not in known and not _is_shown(iri)) if is_nothing else []
    statements, things = _counted(present_statements(store).written()) if is_nothing else (0, 0)
    return Unrecognised(
        statements,
        things,
        tuple(UnshownClass(index.ref(iri), number) for iri, number in unshown.items()),
        persons,
        tuple(map(index.ref, bare)),
    )


_FOUND: RevisionCache[Store, None, Unrecognised] = RevisionCache(lambda store, _: model_revision(store))


def _counted(quads: Iterable[ox.Quad]) -> tuple[int, int]:
    """Statements outside the vocabulary, and the things that they are about."""
    own = [quad.subject for quad in quads if not _is_of_system(quad.graph_name)]
    return len(own), len(set(own))


def _is_of_system(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    return isinstance(graph, ox.NamedNode) and graph.value in SYSTEM_GRAPHS


def _is_shown(iri: str) -> bool:
    return iri in ORGANISATIONS or iri in NOBODY or iri in _OF_OTHERS or iri.startswith(_VOCABULARIES)


def _reaches(one: str, above: Mapping[str, Iterable[str]]) -> bool:
    """Whether a class that is shown lies above this one."""
    seen, waiting = {one}, list(above.get(one, ()))
    while waiting:
        each = waiting.pop()
        if _is_shown(each) and each != RDFS + "Resource" and each != OWL + "Thing":
            return True
        if each not in seen:
            seen.add(each)
            waiting += above.get(each, ())
    return False
