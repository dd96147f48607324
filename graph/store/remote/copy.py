"""A copy of a server's public graphs in memory, as long as they are small enough for one.

Our own fixed queries are asked of the copy: they were written to the standard, and servers differ (Virtuoso 7.2
answers 7 of 17 gap rules otherwise when a parameter is open, and two with a date). Updates are tried out on it.
A larger dataset is asked on the server itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pyoxigraph as ox

from graph.store.transaction import change_quads

MOST_COPIED = 200_000
"""Statements that are copied; about 60 MB of memory and, from a server nearby, a few seconds at start."""

Count = Callable[[], int]


class ServerCopy:
    """What the server holds, fetched when first needed and brought up to date with every change of ours."""

    def __init__(self, count: Count, fetch: Callable[[], bytes]) -> None:
        self._count, self._fetch = count, fetch
        self._fetching = threading.Lock()
        self._quads: ox.Store | None = None
        self._fits: bool | None = None

    @property
    def quads(self) -> ox.Store | None:
        """The copy; None when the server holds more than MOST_COPIED statements."""
        with self._fetching:
            if self._fits is None:
                self._fits = self._count() <= MOST_COPIED
            if self._fits and self._quads is None:
                store = ox.Store()
                store.load(input=self._fetch(), format=ox.RdfFormat.N_QUADS)
                self._quads = store
            return self._quads if self._fits else None

    def follow(self, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> None:
        """Bring the copy up to date; one that has become too large is let go."""
        with self._fetching:
            if self._quads is None:
                self._fits = None
                return
            change_quads(self._quads, add, remove)
            if len(self._quads) > MOST_COPIED:
                self._quads, self._fits = None, False
