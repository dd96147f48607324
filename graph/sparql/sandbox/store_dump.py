"""A store at one moment, as a replica is started with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True, slots=True)
class StoreDump:
    """The revision, what writes all quads as N-Quads, and the named graphs that have none."""

    revision: int
    write: Callable[[IO[bytes]], object]
    empty_graphs: tuple[str, ...] = ()
