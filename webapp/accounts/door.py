"""How many may have a password looked at: a crowd takes neither all threads of the service nor the turn of others."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import StoreUnavailable

PLACES = 8
FOR_KNOWN = 2
_REMEMBERED = 1000


class Door:
    """The places at the door; some are for those from whose address somebody has signed in since the start."""

    def __init__(self) -> None:
        self._lock, self._taken = threading.Lock(), 0
        self._known: OrderedDict[str, None] = OrderedDict()

    @contextmanager
    def place(self, origin: str) -> Iterator[None]:
        """Needed before a password is looked at, or anything is written. Raises StoreUnavailable (503) for no place."""
        with self._lock:
            free = PLACES if origin in self._known else PLACES - FOR_KNOWN
            if self._taken >= free:
                raise StoreUnavailable("Many are signing in at this moment.", hint="Try again in a few seconds.")
            self._taken += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken -= 1

    def remember(self, origin: str) -> None:
        """Somebody has signed in from there. It is kept in memory only, of the last thousand."""
        with self._lock:
            self._known[origin] = None
            self._known.move_to_end(origin)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
