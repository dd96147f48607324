"""Which changes leave the model of the network as it was: others need no new analysis.

Anybody may keep statements of their own beside the network (notes of a script, a load test, saved views). They
change the data's revision, and with it every answer of SPARQL, but no actor, tie or gap.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.rdf.mappings import INVERSE, SUB_PROPERTY, shipped_mappings
from graph.rdf.party_rules import Pattern, end_properties
from graph.rdf.values import EXPECTED
from graph.terms import PREFIXES, TIME, VCARD, is_apart, local_name

_MAPPED = [one for ways in shipped_mappings().ways.values() for one in (*ways.same, *ways.inverse)]
_READ = tuple(
    {*PREFIXES.values(), VCARD, TIME, *(iri[: len(iri) - len(local_name(iri))] for iri in (*EXPECTED, *_MAPPED))}
)
_SUB_PROPERTY, _INVERSE = ox.NamedNode(SUB_PROPERTY), ox.NamedNode(INVERSE)
_KEPT = 256


def touches_model(changed: Iterable[ox.Quad], find: Pattern) -> bool:
    """Whether one of these statements can be part of the model: by its graph, and by the vocabulary of its property.

    A property of a foreign vocabulary counts when it is mapped, by the product or by the data, or when a class of tie
    names it as an end. O(statements), ends with the first that counts.
    """
    ends: frozenset[ox.NamedNode] | None = None
    known: dict[ox.NamedNode, bool] = {}
    for quad in changed:
        graph, predicate = quad.graph_name, quad.predicate
        if isinstance(graph, ox.NamedNode) and is_apart(graph.value):
            continue
        if predicate not in known:
            known[predicate] = predicate.value.startswith(_READ) or _is_mapped(predicate, find)
            if not known[predicate]:
                ends = end_properties(find) if ends is None else ends
                known[predicate] = predicate in ends
        if known[predicate]:
            return True
    return False


def _is_mapped(predicate: ox.NamedNode, find: Pattern) -> bool:
    """Whether the data say that a property is a kind of another, or the inverse of one."""
    said = (
        find(predicate, _SUB_PROPERTY, None, None),
        find(predicate, _INVERSE, None, None),
        find(None, _INVERSE, predicate, None),
    )
    return any(True for found in said for _ in found)


class ModelRevisions:
    """For each of the last revisions, the one at which the model was last changed.

    A revision that nothing is noted about counts as a change of the model: after a start, or for a late reader.
    """

    def __init__(self) -> None:
        self._same_as: dict[int, int] = {}

    def of(self, revision: int) -> int:
        """The revision that the model of this one is from."""
        return self._same_as.get(revision, revision)

    def note(self, next_revision: int, *, touched: bool) -> None:
        """To be said by the writer before the revision begins, so that no reader sees one without its model."""
        self._same_as.pop(next_revision, None)
        self._same_as.pop(next_revision - _KEPT, None)
        if not touched:
            self._same_as[next_revision] = self.of(next_revision - 1)
