"""What hundreds of tests begin with, as a first start makes it: read, and parted from persons, once in a process.

What is read of it as long as nothing is changed is the same for all of them too: the model, and the rows of rules.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from weakref import WeakKeyDictionary

import pyoxigraph as ox
import pytest

from graph.load import files
from graph.load.files import LoadReport
from graph.network import model_reader
from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.protocol import Change, ChangeKind, Entry, Store
from graph.query import kept_rows
from graph.rdf.mappings import mapping_folders
from graph.store.difference import Difference
from graph.store.embedded import EmbeddedStore

_Load = Callable[[Store], LoadReport]
_AS_FILLED: WeakKeyDictionary[Store, tuple[_Load, int]] = WeakKeyDictionary()


def load_ontology(store: Store) -> None:
    """Add the vocabulary, the codes and the shared topics."""
    _fill(store, files.load_ontology)


def create_with_magdeburg(store: Store) -> None:
    """Add the vocabulary and the network of the Magdeburg minutes."""
    _fill(store, files.create_with_magdeburg)


@contextmanager
def read_once() -> Iterator[None]:
    """Have what was filled here read once for all stores that are still as they were filled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model_reader, "_read", _read_once(model_reader._read))  # noqa: SLF001 - what a first page waits for
        patch.setattr(kept_rows, "_ask", _read_once(kept_rows._ask))  # noqa: SLF001
        yield


def _read_once(read: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[object, Any] = {}

    def read_or_find(store: Store, *asked: str) -> Any:
        load, revision = _AS_FILLED.get(store, (None, None))
        if load is None or store.revision != revision:
            return read(store, *asked)
        key = load, revision, mapping_folders(), *asked
        if key in known:
            return known[key]
        found = read(store, *asked)
        if store.revision == revision:  # else others changed something meanwhile
            known[key] = found
        return found

    return read_or_find


def _fill(store: Store, load: _Load) -> None:
    """In an empty store of ours, log and make the change as any other: what it comes to was found out before."""
    if not isinstance(store, EmbeddedStore) or store.revision or store.persons.ledger.revision:
        load(store)
        return
    public, persons, change, known = _made(load)
    store._seen = _Deaf()  # noqa: SLF001 - who is known was learned before as well
    store._write(public, persons, change)  # noqa: SLF001 - what `apply` does once it has parted the statements
    store._intake.directory, store._seen = pickle.loads(known)  # noqa: S301, SLF001 - as `apply` leaves them
    _AS_FILLED[store] = load, store.revision


class _Deaf(Directory):
    def learn(self, quads: Sequence[ox.Quad], public: PublicSide | None = None) -> bool:  # noqa: ARG002 - as it is overridden
        return False


@cache
def _made(load: _Load) -> tuple[Difference, Difference, Change, bytes]:
    store = EmbeddedStore(None)
    load(store)
    (entry,) = store.history()
    change = Change(author=entry.author, reason=entry.reason, kind=cast("ChangeKind", entry.kind))
    known = pickle.dumps((store._intake.directory, store._seen))  # noqa: SLF001 - as above
    return _difference(entry), _difference(*store.persons.ledger.history()), change, known


def _difference(entry: Entry | None = None) -> Difference:
    return Difference(entry.add, entry.remove, entry.create, entry.drop) if entry else Difference()
