"""A store as somebody sees it who may not read all of its networks (`readable_quads.py` says what they see)."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.errors import Conflict, Forbidden, NotFound
from graph.period import today
from graph.protocol import Answer, Applied, Capabilities, Change, Condition, GraphName, Row, Store, Term
from graph.query.readable_quads import Boundary, readable_quads
from graph.rdf.serialise import graph_of_store
from graph.sparql.fixed_queries import construct_triples, iterate_rows, select_rows

MOST_STATEMENTS = 400_000
"""Of all parts of a store together, 1.3 KB each with what is computed of them; of a large store there are fewer."""
FEWEST = 4
IDLE_S = 1800.0
_BYTES = 6
"""A number that JavaScript can tell from any other."""
_KEY = secrets.token_bytes(32)
_MAKING = threading.Lock()
"""One part is filtered after the other: several at once would take the machine from everybody else."""


def readable_part(store: Store, closed: frozenset[str]) -> ReadablePart:
    """The store without these networks, named by slug or, when they lie elsewhere, by IRI. Shared by all who ask."""
    return _PARTS.get(store, None, _Parts).find(store, closed)


def drop_idle_parts(store: Store) -> bool:
    """Let go of the parts that nobody has asked for in half an hour; whether there were any."""
    return _PARTS.get(store, None, _Parts).drop_idle()


class ReadablePart:
    """A store without its closed networks; made of a copy that is filtered anew after each change. O(quads).

    Its revision is another number when something else is to be read, and says nothing of how often anything changed.

    Nothing is answered here that looks at the whole store: queries of users, and changes made before. What is written
    goes to the whole store.
    """

    def __init__(self, whole: Store, closed: frozenset[str]) -> None:
        self.whole, self.closed = whole, closed
        self.url: str = whole.url
        self.folder: Path | None = whole.folder
        self.asked = time.monotonic()
        self._contents = _Contents(whole, closed)

    @property
    def size(self) -> int:
        """How many statements were to be read at last, 0 as long as nobody has looked."""
        return self._contents.size

    @property
    def revision(self) -> int:
        """A number of what is to be read: a fingerprint with a key of this run, so that changes elsewhere stay unseen.

        A change of a closed network would else tell everybody when, and how often, somebody works there.
        """
        return self._contents.now().revision

    @property
    def model_revision(self) -> int:
        """The same."""
        return self.revision

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
        return self._contents.now().quads

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

    def tells_of(self, iri: str) -> bool:
        """Whether anything is said here of a resource."""
        return any(self._quads.quads_for_pattern(ox.NamedNode(iri), None, None))

    def holds(self, quad: ox.Quad) -> bool:
        """Whether a statement is to be read here."""
        return quad in self._quads

    @property
    def boundary(self) -> Boundary:
        """What belongs to the closed networks by its IRI."""
        return Boundary(self.closed)

    def is_hidden(self, iri: str) -> bool:
        """Whether the whole store says something of a resource of which nothing is to be read here."""
        return self._is_hidden(ox.NamedNode(iri))

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
        shut = self.boundary
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

    def begin_day(self) -> None:
        """The whole store does."""
        self.whole.begin_day()

    def warm(self) -> None:
        """Nothing: no query of a user is answered here."""

    def end_queries(self) -> None:
        """Nothing: none is answered here."""

    def close(self) -> None:
        """Nothing: the whole store is closed by its owner."""

    def _refused(self, *_: object, **__: object) -> NoReturn:
        """Raise Forbidden (403): such a query or update looks at everything, such a change may be about all of it."""
        _refuse()

    answer = update = undo = history = heads = entry = person_changes = about_persons = _refused


class _Parts:
    """The parts of one store by what is closed in them: as many as there is room for.

    Where there are too many, any one goes but the one that is asked for: whoever reads in turn would find the one that
    was asked for longest ago just gone.
    """

    def __init__(self) -> None:
        self._parts: dict[frozenset[str], ReadablePart] = {}
        self._lock = threading.Lock()

    def find(self, store: Store, closed: frozenset[str]) -> ReadablePart:
        """The part of this store without these networks."""
        with self._lock:
            part = self._parts.get(closed)
            if part is None:
                part = self._parts[closed] = ReadablePart(store, closed)
            part.asked = time.monotonic()
            others = [key for key in self._parts if key != closed]
            while len(others) >= FEWEST and sum(one.size for one in self._parts.values()) > MOST_STATEMENTS:
                del self._parts[others.pop(secrets.randbelow(len(others)))]
            return part

    def drop_idle(self) -> bool:
        """Let go of what nobody asked for in a while; whether there was any."""
        until = time.monotonic() - IDLE_S
        with self._lock:
            idle = [key for key, part in self._parts.items() if part.asked < until]
            for key in idle:
                del self._parts[key]
            return bool(idle)


@dataclass(frozen=True, slots=True)
class _Readable:
    """What is to be read at one revision of the whole store, how many statements, and the number that stands for it."""

    quads: ox.Store
    size: int
    revision: int


class _Contents:
    """What is to be read of a store now, filtered again after each change.

    No cache of the part itself: what those hold stands for a revision that only this knows.
    """

    def __init__(self, whole: Store, closed: frozenset[str]) -> None:
        self.whole, self.size, self._closed = whole, 0, closed

    def now(self) -> _Readable:
        """At the present revision."""
        return _READABLE.get(self, None, self._filter)

    def _filter(self) -> _Readable:
        with _MAKING:
            readable = _filtered(self.whole, self._closed)
        self.size = readable.size
        return readable


_PARTS: RevisionCache[Store, None, _Parts] = RevisionCache()
_READABLE: RevisionCache[_Contents, None, _Readable] = RevisionCache(lambda contents, _: contents.whole.revision)


def _refuse() -> NoReturn:
    raise Forbidden(
        "This looks at all networks, and you may not read one of them.",
        hint="Sign in with an account that may read all networks.",
    )


def _filtered(whole: Store, closed: frozenset[str]) -> _Readable:
    """Of one moment, which is no earlier than the revision that it is kept for."""
    kept = ox.Store()
    kept.bulk_extend(
        readable_quads(ox.parse(whole.dump(), format=ox.RdfFormat.N_QUADS, lenient=True), closed, today().isoformat())
    )
    lines = sorted((kept.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines())
    digest = blake2b(b"\n".join(lines), digest_size=_BYTES, key=_KEY).digest()
    return _Readable(kept, len(lines), int.from_bytes(digest, "big"))
