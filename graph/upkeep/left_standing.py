"""What of a change stays when it is taken back: the names of what later changes still speak of.

Without them there would be addresses where there were organisations. What is kept is what an entry is called and of
which kind it is, in which network; whoever wants it gone as well deletes it, and is told what hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from graph.protocol import Entry, Store
from graph.terms import ADMS, DERIVED_GRAPH, NETZ, ORG, RDF
from graph.text import NAMES
from graph.upkeep.merging.mentions import mentions_of
from graph.upkeep.standing_changes import heads_backwards, standing, takes_back

_KEPT = frozenset(
    {*NAMES, RDF + "type", NETZ + "inNetwork", NETZ + "standsFor", ORG + "classification", ADMS + "status"}
)
_DERIVED = ox.NamedNode(DERIVED_GRAPH)


@dataclass(frozen=True, slots=True)
class LeftStanding:
    """The entries that later changes speak of, by IRI, and what is said of them that stays."""

    iris: tuple[str, ...]
    quads: frozenset[ox.Quad]


def left_standing(store: Store, revision: int) -> LeftStanding:
    """What stays of a change that is taken back. O(statements of the later changes, and about what both name)."""
    entry = store.entry(revision)
    named = _named(entry.add) if entry else set()
    if entry is None or not named:
        return LeftStanding((), frozenset())
    later = standing(heads_backwards(store, down_to=revision))
    entries = (store.entry(head.entry.revision) for head in later if takes_back(head) is None)
    spoken_of = {term for one in entries if one for quad in _said(one) for term in _ends(quad) if term in named}
    if not spoken_of:
        return LeftStanding((), frozenset())
    goes = frozenset(quad for quad in entry.add if not spoken_of.isdisjoint(_ends(quad)))  # a list has millions
    kept = [one for one in sorted(spoken_of, key=str) if _stays_without_name(store, one, goes, entry)]
    stay = frozenset(kept)
    quads = frozenset(quad for quad in goes if quad.subject in stay and quad.predicate.value in _KEPT)
    return LeftStanding(tuple(one.value for one in kept if isinstance(one, ox.NamedNode)), quads)


def _named(quads: Iterable[ox.Quad]) -> set[object]:
    return {quad.subject for quad in quads if quad.predicate.value in NAMES and isinstance(quad.subject, ox.NamedNode)}


def _ends(quad: ox.Quad) -> tuple[object, object]:
    return quad.subject, quad.object


def _said(entry: Entry) -> Iterable[ox.Quad]:
    return (quad for quads in (entry.add, entry.remove) for quad in quads if quad.graph_name != _DERIVED)


def _stays_without_name(store: Store, node: object, goes: frozenset[ox.Quad], entry: Entry) -> bool:
    """Whether something is still said of it, or points to it, and nothing says any more what it is called."""
    rests = [quad for quad in mentions_of(store, getattr(node, "value", "")) if quad not in goes]
    rests += [quad for quad in entry.remove if node in {quad.subject, quad.object}]
    return bool(rests) and not any(quad.subject == node and quad.predicate.value in NAMES for quad in rests)
