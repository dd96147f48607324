"""A store as somebody sees it who may not read all of its networks (`readable_quads.py` says what they see)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.errors import Conflict, Forbidden, NotFound
from graph.protocol import Answer, Applied, Capabilities, Change, Condition, GraphName, Row, Store, Term
from graph.query.readable_quads import Boundary, readable_quads
from graph.rdf.serialise import graph_of_store
from graph.sparql.fixed_queries import construct_triples, iterate_rows, select_rows

_PARTS_MOST = 4


def readable_part(store: Store, closed: frozenset[str]) -> ReadablePart:
    """The store without these networks, named by slug or, when they lie elsewhere, by IRI. Shared by all who ask."""
    return _PARTS.get(store, closed, lambda: ReadablePart(store, closed))


class ReadablePart:
    """A store without its closed networks; made of a copy that is filtered anew after each change. O(quads).

    Nothing is answered here that looks at the whole store: queries of users, and changes made before. What is written
    goes to the whole store.
    """

    def __init__(self, whole: Store, closed: frozenset[str]) -> None:
        self.whole, self.closed = whole, closed
        self.url: str = whole.url
        self.folder: Path | None = whole.folder

    @property
    def revision(self) -> int:
        """Number of the last accepted change of the whole store."""
        return self.whole.revision

    @property
    def model_revision(self) -> int:
        """Number of the last change that can have changed the model of some network."""
        return self.whole.model_revision

    def delta_since(self, revision: int) -> None:
        """Nothing is followed here: one statement can open or close many others."""

    def mark_of(self, revision: int) -> None:
        """None: what is computed of a part is not kept."""

    def condition(self) -> Condition:
        """How the whole store is."""
        return self.whole.condition()

    @property
    def capabilities(self) -> Capabilities:
        """What the engine below can do."""
        return self.whole.capabilities

    @property
    def _quads(self) -> ox.Store:
        return _QUADS.get(self, None, lambda: _filtered(self.whole, self.closed))

    def select(self, query: str) -> list[Row]:
        """Rows of one of our own queries over the union of the graphs."""
        return select_rows(self._quads, query)

    def rows(self, query: str) -> Iterator[Iterable[Term]]:
        """The same one row at a time, for variables that are always bound."""
        return iterate_rows(self._quads, query)

    def construct(self, query: str) -> list[ox.Triple]:
        """Triples of one of our own queries over the union of the graphs."""
        return construct_triples(self._quads, query)

    def graph_names(self) -> list[str]:
        """The named graphs of which something is to be read, in alphabetical order."""
        return sorted(graph.value for graph in self._quads.named_graphs() if isinstance(graph, ox.NamedNode))

    def read_graph(self, graph: GraphName, media_types: Sequence[str]) -> Answer:
        """What is to be read of one graph. Raises NotFound, NotAcceptable."""
        if isinstance(graph, ox.NamedNode) and graph.value not in self.graph_names():
            raise NotFound(
                "There is no graph %(graph)s.", hint="The service description lists the graphs.", graph=graph.value
            )
        return graph_of_store(self._quads, graph, media_types, self.revision)

    def dump(self) -> bytes:
        """All quads that are to be read, as N-Quads."""
        return self._quads.dump(format=ox.RdfFormat.N_QUADS) or b""

    def apply(self, change: Change) -> Applied:
        """Make a change in the whole store.

        Raises Forbidden (403) for one that empties whole graphs, or names something of a closed network, and Conflict
        (409) for one that writes to what its author cannot see.
        """
        shut = Boundary(self.closed)
        if change.clear or change.drop or any(map(shut.names_closed, (*change.add, *change.remove))):
            _refuse()
        if any(map(self._is_hidden, {quad.subject for quad in change.add})):
            raise Conflict("This name cannot be used here.", hint="Choose another one.")
        return self.whole.apply(change)

    def _is_hidden(self, subject: object) -> bool:
        """Whether the whole store says something of a resource of which nothing is to be read: it is not written to."""
        if not isinstance(subject, ox.NamedNode):
            return False
        said = f"SELECT ?p WHERE {{ {subject} ?p ?o }} LIMIT 1"
        return not self.select(said) and bool(self.whole.select(said))

    def names_somebody(self, text: str) -> bool:
        """Whether a text contains the name of a known person."""
        return self.whole.names_somebody(text)

    def warm(self) -> None:
        """Nothing: no query of a user is answered here."""

    def close(self) -> None:
        """Nothing: the whole store is closed by its owner."""

    def _refused(self, *_: object, **__: object) -> NoReturn:
        """Raise Forbidden (403): such a query or update looks at everything, such a change may be about all of it."""
        _refuse()

    answer = update = undo = history = heads = entry = person_changes = about_persons = _refused


_PARTS: RevisionCache[Store, frozenset[str], ReadablePart] = RevisionCache(most=_PARTS_MOST)
_QUADS: RevisionCache[ReadablePart, None, ox.Store] = RevisionCache(lambda part, _: part.revision)


def _refuse() -> NoReturn:
    raise Forbidden(
        "This looks at all networks, and you may not read one of them.",
        hint="Sign in with an account that may read all networks.",
    )


def _filtered(whole: Store, closed: frozenset[str]) -> ox.Store:
    """Of one moment, which is no earlier than the revision that it is kept for."""
    kept = ox.Store()
    kept.bulk_extend(readable_quads(ox.parse(whole.dump(), format=ox.RdfFormat.N_QUADS, lenient=True), closed))
    return kept
