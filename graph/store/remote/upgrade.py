"""A server that an older version filled: what follows by the rules of this one, and what was stated otherwise, once.

Which rules its derived graph follows a server cannot say, so it is noted beside the history here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.protocol import Change
from graph.rdf.derived_links import derive_anew
from graph.store.change_log import ChangeLog
from graph.store.derivation import DERIVED, DERIVED_ANEW, day_of_derivation, derivation
from graph.store.marker import write_safely
from graph.store.moved_model import MOVED, WHY, plain_memberships, said_too_much, was_moved
from graph.store.remote.lookups import CopyWindow, Lookups
from graph.terms import NETZ

Step = tuple[Iterable[ox.Quad], Iterable[ox.Quad], Change]
ANY_NETWORK = f"SELECT ?network WHERE {{ GRAPH ?graph {{ ?network a <{NETZ}Network> }} }} LIMIT 1"
"""On a server without one are data of others, who asked for nothing that follows from them."""


class RulesOfServer:
    """By which rules the derived graph of a server follows, as far as this service wrote it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def are_noted(self) -> bool:
        """Whether it follows by the rules of this version."""
        return self._path.exists() and day_of_derivation(self._path.read_text(encoding="ascii")) is not None

    def note(self, day: str) -> None:
        """Remember that it does, as it did on a day."""
        write_safely(self._path, derivation(day))


def changes_of_upgrade(window: CopyWindow | Lookups, log: ChangeLog, day: str) -> Iterator[Step]:
    """What comes and goes, change by change. O(statements about ties)."""
    stored = window.quads_for_pattern
    gained, lost = derive_anew(stored, day)
    if gained or lost:
        yield gained, lost, Change(reason=DERIVED_ANEW, kind=DERIVED)
    window.fetch(quad.subject for quad in plain_memberships(stored))
    gone = said_too_much(stored)
    if gone and not was_moved(log):
        yield (), gone, Change(reason=WHY, kind=MOVED)
