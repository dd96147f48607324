"""The one way to ask the store: a protocol of few methods. `graph.store.open` chooses the engine.

Terms are pyoxigraph's (NamedNode, Literal, Quad) whatever the engine. Fixed queries of our own run
directly (`select`, `construct`); whatever a user wrote runs bounded (`answer`), never in this process.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from graph.changes import (
    WAY_IN,
    AnyGraph,
    Applied,
    Change,
    ChangeKind,
    Delta,
    Entry,
    GraphName,
    Head,
    Node,
    Object,
    Quads,
    Row,
    Step,
    Subject,
    Term,
    WayIn,
    names_blank_node,
)
from graph.errors import NetworkError

__all__ = [
    "WAY_IN",
    "Answer",
    "AnyGraph",
    "Applied",
    "Capabilities",
    "Change",
    "ChangeKind",
    "Condition",
    "Dataset",
    "Delta",
    "Entry",
    "GraphName",
    "Head",
    "Limits",
    "Node",
    "Object",
    "Quads",
    "Row",
    "Step",
    "Store",
    "Subject",
    "Term",
    "WayIn",
    "names_blank_node",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one ad-hoc query may use. Over it: QueryTimeout (504) or QueryLimit (503), naming the limit."""

    time_s: float = 10.0
    memory_mb: int = 1024
    result_mb: int = 64
    rows: int = 1_000_000
    waiting_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete result of an ad-hoc query: its media type, its bytes and the revision it is true for."""

    media_type: str
    body: bytes
    revision: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """Which graphs a query sees. Empty tuples: the store's own setting (`union` or the standard's `own`)."""

    default_graphs: tuple[str, ...] = field(default=())
    named_graphs: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do, as the service description and the pages say it.

    `atomic_updates`: all operations of an update or none; `stops_queries`: a limit of time really ends the work;
    `any_update`: updates with WHERE are taken, not only INSERT DATA and DELETE DATA; `max_rows`: where the server
    cuts results, None when it does not.
    """

    engine: str
    atomic_updates: bool = True
    stops_queries: bool = True
    any_update: bool = True
    max_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """How a store is at this moment, for whoever watches over the service; None for what it cannot know cheaply.

    `fault`: why it could keep no change now. `statements` are the public ones; `queries` those at work; `free_bytes`
    the room on its disk; `backup` when the last backup was made, in seconds since 1970.
    """

    fault: NetworkError | None = None
    statements: int | None = None
    queries: int | None = None
    free_bytes: int | None = None
    backup: float | None = None


class Store(Protocol):
    """A dataset with a revision. Public data only: persons live in a store of their own.

    `folder` is where it lies on this machine, and with it what belongs to it (positions on the map, rules of one's
    own); None in memory and on a server.
    """

    url: str
    folder: Path | None

    @property
    def revision(self) -> int:
        """Number of the last accepted change; 0 for a store nobody has written to."""
        ...

    @property
    def model_revision(self) -> int:
        """Number of the last change that can have changed the model of the network, at most `revision`."""
        ...

    def delta_since(self, revision: int) -> Delta | None:
        """What has changed since a revision; None when that is not known any more, or too much to follow."""
        ...

    def mark_of(self, revision: int) -> str | None:
        """What tells the history up to a revision from any other; None where no such mark is kept."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What the engine below can do."""
        ...

    def select(self, query: str) -> list[Row]:
        """Rows of one of our own SELECT queries over the union of all graphs; not bounded, so not for users."""
        ...

    def rows(self, query: str) -> Iterator[Iterable[Term]]:
        """The same for variables that are always bound: terms in their order, one row at a time.

        Of many rows that is a third less time, and no memory.
        """
        ...

    def construct(self, query: str) -> list[ox.Triple]:
        """Triples of one of our own CONSTRUCT queries over the union of all graphs."""
        ...

    def answer(
        self,
        query: str,
        media_types: Sequence[str],
        *,
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        abandoned: Callable[[], bool] | None = None,
        asker: str = "",
    ) -> Answer:
        """Answer whatever a user wrote, within limits, as the first of `media_types` that fits its form.

        `abandoned` is asked several times a second; once it is true the query is ended. `asker`: who asks, or from
        which address; where queries have to wait, whoever has fewest at work goes first.
        Raises QueryError (400, with line), QueryForbidden (403), NotAcceptable (406), QueryTimeout (504),
        QueryLimit (503), StoreUnavailable (503, no turn in `waiting_s`).
        """
        ...

    def graph_names(self) -> list[str]:
        """The named graphs that exist, empty ones too, in alphabetical order."""
        ...

    def read_graph(self, graph: GraphName, media_types: Sequence[str]) -> Answer:
        """One graph as the first of `media_types` that is one for graphs. Raises NotFound, NotAcceptable."""
        ...

    def apply(self, change: Change) -> Applied:
        """Make a change in one step, logged before it is acknowledged; a change of nothing makes no revision.

        Raises DataInvalid (422) for a checked change with new violations, WriteRefused (507) for a full disk.
        """
        ...

    def update(
        self,
        text: str,
        *,
        author: str = "",
        reason: str = "",
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        checked: bool = True,
    ) -> Applied:
        """Carry out a SPARQL update: all its operations or none, tried out within limits, checked, then logged.

        Raises what `answer` and `apply` raise.
        """
        ...

    def undo(self, revision: int, *, author: str = "", keep: Collection[ox.Quad] = ()) -> Applied:
        """Take back one change by a change of its own. Raises NotFound for a revision that never was.

        `keep`: what it brought and stays all the same. What was kept apart because it names somebody stays apart, even
        when it was that change which named them.
        """
        ...

    def history(self) -> Iterator[Entry]:
        """All changes with all their statements, oldest first: for lists and single changes there is a shorter way."""
        ...

    def heads(self, most: int, *, before: int | None = None) -> list[Head]:
        """The last changes, or the last before a number, the newest first. O(most)."""
        ...

    def entry(self, revision: int) -> Entry | None:
        """One change by its number; None for one that never was. Raises LogDamaged for one that cannot be read."""
        ...

    def person_changes(self, most: int) -> list[str]:
        """When something changed about persons only, ISO 8601, the newest first: what, nobody is told here."""
        ...

    def about_persons(self, revision: int) -> list[ox.Quad]:
        """What a change did with statements about persons, which taking it back does again: to judge who may."""
        ...

    def names_somebody(self, text: str) -> bool:
        """Whether a text contains the name of a known person, or is surely the name of one."""
        ...

    def begin_day(self) -> None:
        """Let what ended by yesterday have ended, where that was not done yet. Cheap: it is asked again and again."""
        ...

    def warm(self) -> None:
        """Get ready for the first ad-hoc query before somebody asks it."""
        ...

    def dump(self) -> bytes:
        """All public quads as N-Quads."""
        ...

    def condition(self) -> Condition:
        """How it is now. Cheap: it is asked every few seconds. Raises StoreUnavailable when it cannot be read."""
        ...

    def end_queries(self) -> None:
        """End what users are being answered, who are told (StoreUnavailable), and answer no more: it will be closed."""
        ...

    def close(self) -> None:
        """Let go of files and processes; the store is not used afterwards."""
        ...
