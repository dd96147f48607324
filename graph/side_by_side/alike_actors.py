"""Actors of different networks that are called the same, while nobody has said whether they are.

What every town has once (Jugendamt, Jobcenter) is not asked about: in two towns it is two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.load.lists.folded import same_name
from graph.load.lists.name_forms import form_alone, stands_alone
from graph.model import Ref
from graph.network.reading import Model
from graph.protocol import Store
from graph.terms import OWL
from graph.text import name

_DIFFERENT = f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ <{OWL}differentFrom> }} ?s ?p ?o }}"


@dataclass(frozen=True, slots=True)
class AlikeActors:
    """Actors of one name: network and actor, in the order of the networks."""

    actors: tuple[tuple[str, Ref], ...]


def alike_actors(store: Store, model: Model, networks: Sequence[str]) -> list[AlikeActors]:
    """The actors of these networks that share a name with one of another network. O(their actors)."""
    called: defaultdict[str, list[tuple[str, Ref]]] = defaultdict(list)
    for network, actor in _members(model, networks):
        called[same_name(actor.label.in_language("de"))].append((network, actor))
    several = {plain: those for plain, those in called.items() if len({network for network, _ in those}) > 1}
    different = _said_to_be_different(store) if several else frozenset()
    return [
        AlikeActors(tuple(those))
        for _, those in sorted(several.items())
        if not _is_in_every_town(those[0][1]) and _are_open(those, different)
    ]


def _members(model: Model, networks: Sequence[str]) -> Iterator[tuple[str, Ref]]:
    there = [(iri, actor) for iri, actor in sorted(model.actors.items()) if actor.state != "ended"]
    for network in networks:
        yield from ((network, Ref(iri, actor.label)) for iri, actor in there if network in actor.networks)


def _is_in_every_town(actor: Ref) -> bool:
    return " ".join(form_alone(actor.label.in_language("de")).spoken) in stands_alone()


def _are_open(those: Sequence[tuple[str, Ref]], different: frozenset[frozenset[str]]) -> bool:
    """Whether two of them are of different networks and two entries, of which nobody said that they are different."""
    return any(
        first != second and one.iri != other.iri and frozenset((one.iri, other.iri)) not in different
        for (first, one), (second, other) in combinations(those, 2)
    )


def _said_to_be_different(store: Store) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((name(one), name(other))) for one, _, other in store.rows(_DIFFERENT))
