"""What is computed beside is held back: on a small network it would often be there before anybody could look."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.cache.beside import Results, patience


@contextmanager
def nothing_computed_beside() -> Iterator[None]:
    """Let everything that is to be computed beside wait for its turn until this ends; who waits for it computes it."""
    begun, go = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        go.wait(120)

    with patience(0):
        Results({"held": None}, lambda: True).get("held", hold)
    try:
        assert begun.wait(120), "what was to be computed before has not ended"
        yield
    finally:
        go.set()
