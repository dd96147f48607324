"""What a move says to whom: counted for all, and for readers of a part as far as they may know of it."""

from contextlib import closing

import pytest

from graph.layout.positions_version import count_change, positions_version
from graph.query.readable_part import ReadablePart, readable_part
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add


def test_moves_are_counted_once_for_each_state_of_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    tells_of = ReadablePart.tells_of

    def count(part: ReadablePart, iri: str) -> bool:
        asked.append(iri)
        return tells_of(part, iri)

    monkeypatch.setattr(ReadablePart, "tells_of", count)
    with closing(open_store("memory:")) as store:
        load_ontology(store)
        for one in ("offen", "zu"):
            network = f"<{one}/netzwerk> a netz:Network . <{one}/a> a org:Organization ; "
            add(store, network + f"netz:inNetwork <{one}/netzwerk> .", f"{one}/graph/x")
        part = readable_part(store, frozenset({"zu"}))
        assert (positions_version(store), positions_version(part)) == (0, 0)
        count_change(store, BASE + "offen/netzwerk", BASE + "offen/a")
        count_change(part, BASE + "offen/netzwerk")
        count_change(store, BASE + "zu/netzwerk", BASE + "zu/a")
        assert (positions_version(store), [positions_version(part) for _ in range(5)]) == (3, [2] * 5)
        assert len(asked) == len(set(asked)) + 1, "each of both maps once, and who was moved there"
        add(store, "<zu/b> a org:Organization ; netz:inNetwork <zu/netzwerk> .", "zu/graph/x")
        assert (positions_version(store), positions_version(part)) == (3, 2)
