"""Parts of a store: as many as there is room for, made one after the other, and silent about what is closed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.protocol import Change
from graph.query import readable_part as parts
from graph.query.readable_part import FEWEST, ReadablePart, drop_idle_parts, readable_part
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE, NETZ
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

NETWORKS = [f"n{number}" for number in range(8)]
SETS = [frozenset(NETWORKS) - {one} for one in NETWORKS[:7]]
"""What is closed to seven accounts that may read one network each."""


class WatchedStore(EmbeddedStore):
    """A store that knows how often all of it was read, and by how many at once."""

    def __init__(self) -> None:
        super().__init__(None)
        self.read, self.at_once, self._now, self._watch = 0, 0, 0, threading.Lock()

    def dump(self) -> bytes:
        with self._watch:
            self.read, self._now = self.read + 1, self._now + 1
            self.at_once = max(self.at_once, self._now)
        time.sleep(0.01)
        try:
            return super().dump()
        finally:
            with self._watch:
                self._now -= 1


@pytest.fixture
def store() -> Iterator[WatchedStore]:
    with closing(WatchedStore()) as opened:
        load_ontology(opened)
        for one in NETWORKS:
            add(
                opened,
                f"<{one}/netzwerk> a netz:Network . <{one}/a> a org:Organization ; netz:inNetwork <{one}/netzwerk> .",
                f"{one}/graph/x",
            )
        opened.read = 0
        yield opened


def note(network: str, text: str) -> ox.Quad:
    subject, graph = ox.NamedNode(f"{BASE}{network}/a"), ox.NamedNode(f"{BASE}{network}/graph/x")
    return ox.Quad(subject, ox.NamedNode(NETZ + "note"), ox.Literal(text), graph)


def test_readers_of_seven_kinds_read_the_whole_store_once_each(store: WatchedStore) -> None:
    for _ in range(5):
        for closed in SETS:
            assert readable_part(store, closed).graph_names()
    assert store.read == len(SETS)


def test_without_room_for_all_of_them_most_are_at_hand_all_the_same(
    store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_STATEMENTS", 1)
    rounds, kinds = 60, SETS[: FEWEST + 1]
    for _ in range(rounds):
        for closed in kinds:
            assert readable_part(store, closed).graph_names()
    assert FEWEST < store.read < rounds * len(kinds) / 2, "the longest unasked first: all of them each time"


def test_parts_are_made_one_after_the_other(store: WatchedStore) -> None:
    with ThreadPoolExecutor(len(SETS)) as readers:
        list(readers.map(lambda closed: readable_part(store, closed).graph_names(), SETS * 2))
    assert (store.read, store.at_once) == (len(SETS), 1)


def test_a_part_that_nobody_asks_for_goes(store: WatchedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    part = readable_part(store, SETS[0])
    assert not drop_idle_parts(store)
    monkeypatch.setattr(parts, "IDLE_S", -1.0)
    assert drop_idle_parts(store)
    assert readable_part(store, SETS[0]) is not part


def test_the_revision_of_a_part_tells_nothing_of_changes_that_are_not_to_be_read(store: WatchedStore) -> None:
    part: ReadablePart = readable_part(store, frozenset(NETWORKS[1:]))
    before, analysis = part.revision, analysis_for(part)
    for number in range(3):
        store.apply(Change(add=[note("n1", f"geheim {number}")]))
        assert part.revision == part.model_revision == before
        assert analysis_for(part) is analysis
    store.apply(Change(add=[note("n0", "offen")]))
    assert part.revision != before
    assert abs(part.revision - before) > len(NETWORKS), "no number that is counted on"
    store.apply(Change(remove=[note("n0", "offen")]))
    assert part.revision == before
    assert 0 < before < 2**53
