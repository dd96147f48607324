"""Python's search for garbage waits while something large is made, or while modules are loaded.

Each search goes through what is there already, and there is more of it each time: of a change of 250,000 statements it
took a fifth of the time. Hardly anything of that is garbage.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()


class _Waiting:
    """How many things are being made, and whether the search was on before the first of them."""

    number = 0
    was_on = True


@contextmanager
def collected_afterwards() -> Iterator[None]:
    """Let the search wait, in all threads, as long as this or another one lasts."""
    with _LOCK:
        if not _Waiting.number:
            _Waiting.was_on = gc.isenabled()
            gc.disable()
        _Waiting.number += 1
    try:
        yield
    finally:
        with _LOCK:
            _Waiting.number -= 1
            if not _Waiting.number and _Waiting.was_on:
                gc.enable()


@contextmanager
def staying() -> Iterator[None]:
    """Let the search wait as long as this lasts, and leave out from then on what there is at its end.

    For what stays as long as the process does: modules, classes, a model that was read. Of loading it is a twelfth.
    """
    with collected_afterwards():
        yield
        gc.freeze()
