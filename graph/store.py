"""The one way to ask the store: a protocol of few methods. `graph.connect` chooses the engine.

Terms are pyoxigraph's (NamedNode, Literal, Quad) whatever the engine. Fixed queries of our own run
directly (`select`, `construct`); whatever a user wrote runs bounded (`answer`), never in this process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one ad-hoc query may use. Over it: QueryTimeout (504) or QueryLimit (503), naming the limit."""

    time_s: float = 10.0
    memory_mb: int = 1024
    result_mb: int = 64
    waiting_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete result of an ad-hoc query: its media type, its bytes and the revision it is true for."""

    media_type: str
    body: bytes
    revision: int


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be added and removed in one step, by whom and why; applied all or nothing."""

    add: Sequence[ox.Quad] = ()
    remove: Sequence[ox.Quad] = ()
    author: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a change: how many public quads came and went, and how many lie with the persons."""

    revision: int
    added: int = 0
    removed: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Dataset:
    """Which graphs a query sees. Empty tuples: the store's own setting (`union` or the standard's `own`)."""

    default_graphs: tuple[str, ...] = field(default=())
    named_graphs: tuple[str, ...] = field(default=())


class Store(Protocol):
    """A dataset with a revision. Public data only: persons live in a store of their own."""

    url: str

    @property
    def revision(self) -> int:
        """Number of the last accepted change; 0 for a store nobody has written to."""
        ...

    def select(self, query: str) -> list[Row]:
        """Rows of one of our own SELECT queries over the union of all graphs; not bounded, so not for users."""
        ...

    def construct(self, query: str) -> list[ox.Triple]:
        """Triples of one of our own CONSTRUCT queries over the union of all graphs."""
        ...

    def answer(
        self, query: str, media_types: Sequence[str], *, limits: Limits | None = None, dataset: Dataset | None = None
    ) -> Answer:
        """Answer whatever a user wrote, within limits, as the first of `media_types` that fits its form.

        Raises QueryError (400, with line), QueryForbidden (403), NotAcceptable (406), QueryTimeout (504),
        QueryLimit (503), StoreUnavailable (503, no free place in `waiting_s`).
        """
        ...

    def apply(self, change: Change) -> Applied:
        """Add and remove quads in one step, logged before it is acknowledged; a change of nothing makes no revision."""
        ...

    def warm(self) -> None:
        """Get ready for the first ad-hoc query before somebody asks it."""
        ...

    def dump(self) -> bytes:
        """All public quads as N-Quads."""
        ...

    def close(self) -> None:
        """Let go of files and processes; the store is not used afterwards."""
        ...
