"""What a store in a folder consists of: two ledgers, who is known, the processes that answer queries."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from graph.period import today
from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.sparql.sandbox.sandbox import Sandbox
from graph.sparql.sandbox.store_dump import StoreDump
from graph.store.folder import open_ledgers
from graph.store.incoming import Intake
from graph.store.logged_store import Ledger
from graph.store.model_revision import ModelRevisions
from graph.store.person_ledger import PersonStore
from graph.store.recent_changes import RecentChanges

OWN_WHILE_PLAIN = "own-while-plain"
"""What queries see without a graph named, of a store that is a plain SPARQL server until a network is in it."""


class StoreParts:
    """The parts, as whoever reads and whoever writes find them."""

    def __init__(self, path: Path | None, *, default_graph: str, plain: bool) -> None:
        self._path, self._default_graph, self._day = path, default_graph, today().isoformat()
        self._writing = threading.RLock()
        self._public, private, self._lock = open_ledgers(path)
        self.persons, self._intake = PersonStore(private), Intake(Directory(), plain=plain)
        self.made_of_this: list[StoreParts] = []
        self._models, self._recent = ModelRevisions(), RecentChanges(self.revision)
        self._sandbox = Sandbox(self._arrays, self._writing)

    @property
    def public(self) -> Ledger:
        """The public statements with their log."""
        return self._public

    @property
    def sees_union(self) -> bool:
        """Whether a query without GRAPH sees all graphs: always, never, or from the first network on."""
        is_own = self._default_graph == "own" or (self._default_graph == OWN_WHILE_PLAIN and self._is_plain())
        return not is_own

    def _is_plain(self) -> bool:
        return self._intake.is_plain(self._public.quads)

    @property
    def revision(self) -> int:
        """Number of the last accepted change of the public graph."""
        return self._public.revision

    def graph_names(self) -> list[str]:
        """The named graphs that exist, empty ones too, in alphabetical order."""
        return sorted(name.value for name in self._public.quads.named_graphs() if isinstance(name, ox.NamedNode))

    def dump(self) -> bytes:
        """All public quads as N-Quads."""
        return self._public.quads.dump(format=ox.RdfFormat.N_QUADS) or b""

    def warm(self) -> None:
        """Start the process that answers ad-hoc queries before somebody asks one."""
        self._sandbox.warm()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """As long as this lasts, writers wait."""
        with self._writing:
            yield

    def _arrays(self) -> StoreDump:
        empty = tuple(name for name in self.graph_names() if not self._public.contents([ox.NamedNode(name)], most=1))
        write = partial(self._public.quads.dump, format=ox.RdfFormat.N_QUADS)
        return StoreDump(self.revision, write, empty)

    def _directory(self, side: PublicSide | None = None) -> Directory:
        """The persons known now."""
        return self.persons.directory(side or PublicSide(self._public.quads))

    def _everybody_ever(self, side: PublicSide | None = None) -> Directory:
        """Whoever was known at any time and was not erased: for what is shown of earlier changes, and for undo."""
        return self.persons.everybody_ever(side or PublicSide(self._public.quads))

    def _know_anew(self) -> None:
        """Ask the statements about persons again who is known and who ever was."""
        side = PublicSide(self._public.quads)
        self._intake.directory, self._seen = self._directory(side), self._everybody_ever(side)

    def end_queries(self) -> None:
        """End what is being answered in processes of their own; none begins any more."""
        self._sandbox.close()

    def close(self) -> None:
        """End the query process and let go of the folder, and of what was made of this store."""
        for one in self.made_of_this:
            one.close()
        self.end_queries()
        with self._writing:
            self._public.close()
            self.persons.ledger.close()
            self._lock.close()
