"""What an update would do to a server, found out here: persons stay, and the change can be checked and taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pyoxigraph as ox

from graph.errors import WriteRefused
from graph.protocol import Dataset, Limits
from graph.sparql.guard import check_update
from graph.sparql.sandbox.question import Trial
from graph.sparql.sandbox.sandbox import Sandbox
from graph.sparql.sandbox.store_dump import StoreDump
from graph.store.remote.copy import MOST_COPIED, ServerCopy
from graph.terms import BASE


class DryRun:
    """Updates tried out on a copy of the server's graphs, or on nothing when they bring their own data."""

    def __init__(self, copy: ServerCopy, revision: Callable[[], int], writing: threading.RLock) -> None:
        self._copy = copy
        self._on_copy = Sandbox(lambda: StoreDump(revision(), lambda out: out.write(_dump(copy.quads))), writing)
        self._on_nothing = Sandbox(lambda: StoreDump(revision(), lambda _: None), writing)

    def delta(self, text: str, dataset: Dataset, limits: Limits) -> Trial:
        """What an update adds and removes. Raises WriteRefused for one with WHERE on a server that is too large."""
        outline = check_update(text, base=BASE)
        if self._copy.quads is not None:
            return self._on_copy.try_update(text, dataset=dataset, limits=limits)
        if outline.only_data:
            return self._on_nothing.try_update(text, dataset=dataset, limits=limits)
        raise WriteRefused(
            "The store holds more than %(limit)s statements, too many to try an update with WHERE on first.",
            hint="Send INSERT DATA and DELETE DATA, or run the update on the server itself.",
            limit=f"{MOST_COPIED:,}",
        )

    def follow(self, revision: int, add: bytes, remove: bytes) -> None:
        """Tell the processes of a change."""
        self._on_copy.follow(revision, [add], [remove])

    def close(self) -> None:
        """End the processes."""
        self._on_copy.close()
        self._on_nothing.close()


def _dump(quads: ox.Store | None) -> bytes:
    return (quads.dump(format=ox.RdfFormat.N_QUADS) or b"") if quads is not None else b""
