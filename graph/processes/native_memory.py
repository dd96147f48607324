"""Memory that the engine frees goes back to the system: glibc keeps it for each thread otherwise, and it only grows.

The engine allocates in many threads. glibc gives each an arena of its own and returns little of them: a service that
put and deleted 100,000 statements twelve times had 1.7 GB for 0.3 GB of use.
"""

from __future__ import annotations

import ctypes
import gc
import time
from functools import cache

_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1  # of malloc.h
_ARENAS = 2
_LARGE = 2**18
"""Bytes from which a piece is one of its own, which goes back when it is freed. Left to itself, glibc raises this up to
32 MB as arrays come and go, and keeps what they leave: 60 MB of 310 after the statistics of 1,000 actors."""


SEARCHED_AGAIN_S = 60.0
"""Between two searches through all there is: each takes half a second for 10,000 actors, and no thread goes on."""


class _Searched:
    """When all was last searched through."""

    at = float("-inf")

    @classmethod
    def is_long_ago(cls) -> bool:
        """Whether it is to be done again; then it is taken as done."""
        now = time.monotonic()
        if now - cls.at < SEARCHED_AGAIN_S:
            return False
        cls.at = now
        return True


def limit_arenas() -> None:
    """Let all threads share two arenas; to be said before they begin. Does nothing where there is no glibc."""
    library = _glibc()
    if library is not None:
        library.mallopt(_ARENA_MAX, _ARENAS)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, 4 * _LARGE)


def give_back(*, of_engine_alone: bool = False, rest_stays: bool = False, everything: bool = False) -> None:
    """Return what is free to the system: after a large change, or a large result. Some milliseconds for a gigabyte.

    `of_engine_alone`: nothing of Python's has become free, and it is not looked for. That looks at every object there
    is, 0.1 s for 1,000 actors and ten times that for 10,000, in which no thread goes on: a moment of quiet is for it.
    `rest_stays`: what is left is a model and its results, which Python's own search leaves out; within SEARCHED_AGAIN_S
    so does this one, and looks through what is new alone, unless `everything` is to be: nobody has changed anything
    for a while.
    """
    if not of_engine_alone:
        if everything or not rest_stays or _Searched.is_long_ago():
            gc.unfreeze()
        gc.collect()
    if rest_stays:
        gc.freeze()
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL("libc.so.6")
    except OSError:
        return None
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
