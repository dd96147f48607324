"""A long list is stored in little memory: its statements are packed, and looked at a few at a time."""

import errno
import os
import tracemalloc
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import WriteRefused
from graph.load.lists.answers import Answers
from graph.load.lists.read import read_list
from graph.load.spreadsheet.statements import NewNetwork
from graph.period import today
from graph.processes import headway
from graph.processes.headway import heard_by
from graph.protocol import Change, Store
from graph.rdf import quad_text
from graph.rdf.derived_links import derive
from graph.store import difference, logged_store, transaction
from graph.store.open import open_store
from graph.terms import DERIVED_GRAPH
from graph.upkeep.lists import statements, take_over
from graph.validate import added_text, looks, views
from graph.validate.change import check_change

SMALL = (
    (take_over, "_LARGE", 1),
    (statements, "PIECE", 300),
    (quad_text, "PACKED_PIECE", 300),
    (transaction, "_PART_BYTES", 100_000),
    (difference, "MANY", 1),
    (added_text, "_AT_HAND", 50),
    (looks, "MOST_AT_HAND", 300),
    (views, "MOST_AT_HAND", 300),
    (headway, "AT_ONCE", 100),
)
"""What a list of 100,000 rows has at hand, for one of 1,000."""


def change_of(store: Store, rows: int, name: str) -> Change:
    said = ((f"Nordwerk {n} {name}", "Verein", f"AG {n % 7}; AG {n % 3}", f"Haus {n}") for n in range(rows))
    reading = read_list({"Liste": (("Akteur", "Art", "Gruppe", "Bemerkung"), *said)}, Answers(), (), ())
    change = take_over.change_of_list(store, NewNetwork(name, "", "liste.xlsx"), reading, Answers(), "XY")
    assert change is not None
    return change


def test_a_list_is_stored_in_less_memory_than_it_has_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in SMALL:
        monkeypatch.setattr(module, name, value)
    store = open_store(f"oxigraph:{tmp_path}/store")
    change = change_of(store, 1_000, "Lang")
    assert isinstance(change.add, quad_text.QuadText)
    size = sum(map(len, change.add.texts()))
    check_change(ox.Store(), list(change_of(store, 2, "Kurz").add), ())  # what the shapes ask is read once
    assert most_memory(store, change) < 1.25 * size
    second = change_of(store, 400, "Noch eins")  # beside what follows from the ties of the first
    assert most_memory(store, second) < 1.25 * size
    quads = list(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))
    derived = {quad for quad in quads if quad.graph_name == ox.NamedNode(DERIVED_GRAPH)}
    assert derived == derive([quad for quad in quads if quad not in derived], today().isoformat())
    before = store.revision
    monkeypatch.setattr(logged_store, "add_pieces", half_of_it)
    with pytest.raises(WriteRefused):
        store.apply(change_of(store, 20, "Ein drittes"))
    assert (store.revision, set(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))) == (before, set(quads))
    store.close()


def most_memory(store: Store, change: Change) -> int:
    """Of applying it, which says how far it is meanwhile."""
    heard: list[tuple[str, float]] = []
    tracemalloc.start()
    try:
        with heard_by(lambda step, share: heard.append((step, share))):
            assert store.apply(change).added > 10_000
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        assert [step for step, _ in groupby(step for step, _ in heard)] == ["checking", "storing"]
        assert all(max(share for one, share in heard if one == step) > 0.5 for step in ("checking", "storing"))
        assert heard == sorted(heard)


def half_of_it(store: ox.Store, text: quad_text.QuadText) -> None:
    for piece in list(text.pieces)[::2]:
        transaction.add_text(store, piece)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
