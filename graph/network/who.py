"""Who is an actor, who a working group, in which networks, of which sector: for the model and for large networks alike.

An actor is whoever is an organisation of any vocabulary or takes part in a tie, and is neither event nor network nor
person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from graph.network.property_index import PropertyIndex
from graph.network.read_ties import Link
from graph.persons.recognition import PERSON_CLASSES
from graph.rdf.actor_classes import NOT_ACTORS, ORGANISATIONS
from graph.terms import NETZ, NK, ORG, SKOS, WHOLES

FINDINGS = frozenset({NETZ + "Finding", NETZ + "Challenge", NETZ + "Demand"})
NOBODY = NOT_ACTORS | PERSON_CLASSES
"""Classes of those who are no actors, whatever else they are and whoever names them."""
GROUP = NETZ + "WorkingGroup"
IN_NETWORK = NETZ + "inNetwork"


def networks_by_actor(index: PropertyIndex, links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """All actors and groups in the order of their IRIs, with the networks that they belong to or are named in.

    A network names whoever takes part in one of its ties, and whom its findings concern or come from.
    """
    named_in: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        for end in (*link.sources, *link.targets):
            named_in[end].update(link.networks)
    parties = set(named_in)
    for iri in index.of_type(FINDINGS):
        for mentioned in (*index.objects(iri, NETZ + "raisedBy"), *index.objects(iri, NETZ + "concerns")):
            named_in[mentioned].update(index.objects(iri, IN_NETWORK))
    everyone = (parties | index.of_type(ORGANISATIONS)) - index.of_type(NOBODY)
    return {iri: networks_of(index, iri, named_in.get(iri, set())) for iri in sorted(everyone)}


def networks_of(index: PropertyIndex, iri: str, named_in: AbstractSet[str]) -> tuple[str, ...]:
    """The networks that somebody belongs to by their own word or is named in, or else the one they are typed in."""
    known = {*index.objects(iri, IN_NETWORK), *named_in} - {""}
    return tuple(sorted(known or {index.home_network(iri)} - {""}))


def wholes_of(index: PropertyIndex, iri: str) -> tuple[str, ...]:
    """What somebody is a part of: an organisation of its unit, a post or a subsidiary."""
    return tuple(sorted({whole for name in WHOLES for whole in index.objects(iri, name)}))


def kind_of(index: PropertyIndex, iri: str) -> str:
    """The code of the kind of an actor, "" for none."""
    return index.first(iri, ORG + "classification") or index.first(iri, NETZ + "standsFor")


def sector_of(index: PropertyIndex, kind: str) -> str:
    """The top concept of a kind of actor, "" for none."""
    above, seen = [kind] if kind else [], set[str]()
    while above:
        iri = above.pop()
        if NK + "actorKinds" in index.objects(iri, SKOS + "topConceptOf"):
            return iri
        seen.add(iri)
        above += [one for one in index.objects(iri, SKOS + "broader") if one not in seen]
    return ""
