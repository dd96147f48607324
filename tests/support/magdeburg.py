"""What hundreds of tests begin with, as a first start makes it: read, and parted from persons, once in a process."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from functools import cache
from typing import cast

import pyoxigraph as ox

from graph.load import files
from graph.load.files import LoadReport
from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.protocol import Change, ChangeKind, Entry, Store
from graph.store.difference import Difference
from graph.store.embedded import EmbeddedStore


def load_ontology(store: Store) -> None:
    """Add the vocabulary, the codes and the shared topics."""
    _fill(store, files.load_ontology)


def create_with_magdeburg(store: Store) -> None:
    """Add the vocabulary and the network of the Magdeburg minutes."""
    _fill(store, files.create_with_magdeburg)


def _fill(store: Store, load: Callable[[Store], LoadReport]) -> None:
    """In an empty store of ours, log and make the change as any other: what it comes to was found out before."""
    if not isinstance(store, EmbeddedStore) or store.revision or store.persons.ledger.revision:
        load(store)
        return
    public, persons, change, known = _made(load)
    store._seen = _Deaf()  # noqa: SLF001 - who is known was learned before as well
    store._write(public, persons, change)  # noqa: SLF001 - what `apply` does once it has parted the statements
    store._intake.directory, store._seen = pickle.loads(known)  # noqa: S301, SLF001 - as `apply` leaves them


class _Deaf(Directory):
    def learn(self, quads: Sequence[ox.Quad], public: PublicSide | None = None) -> bool:  # noqa: ARG002 - as it is overridden
        return False


@cache
def _made(load: Callable[[Store], LoadReport]) -> tuple[Difference, Difference, Change, bytes]:
    store = EmbeddedStore(None)
    load(store)
    (entry,) = store.history()
    change = Change(author=entry.author, reason=entry.reason, kind=cast("ChangeKind", entry.kind))
    known = pickle.dumps((store._intake.directory, store._seen))  # noqa: SLF001 - as above
    return _difference(entry), _difference(*store.persons.ledger.history()), change, known


def _difference(entry: Entry | None = None) -> Difference:
    return Difference(entry.add, entry.remove, entry.create, entry.drop) if entry else Difference()
