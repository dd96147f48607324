"""Of when the data of one network are: what others are of, and what changes in others, says nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from graph.period import today
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE
from graph.upkeep.open_work import last_day as module
from graph.upkeep.open_work.last_day import last_change, last_day
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

NORTH, SOUTH = BASE + "nord/netzwerk", BASE + "sued/netzwerk"
TODAY = today().isoformat()
DOCUMENTS = """
    <nord/q/tag> a foaf:Document ; dct:issued '2024-12-31'^^xsd:date .
    <nord/q/monat> a foaf:Document ; dct:created '2024-12'^^xsd:gYearMonth .
    <nord/q/jahr> a foaf:Document ; dct:issued '2024'^^xsd:gYear .
    <nord/q/teil> a foaf:Document ; dct:isPartOf <nord/q/jahr> .
    <nord/q/ohne> a foaf:Document .
    <sued/q/neu> a foaf:Document ; dct:issued '2025-06-01'^^xsd:date ."""


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(None)
    load_ontology(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ("jahr", ("2024-12-31", "year")),
        ("teil", ("2024-12-31", "year")),
        ("monat jahr", ("2024-12-31", "month")),
        ("tag jahr", ("2024-12-31", "")),
        ("ohne", (TODAY, "")),
        ("", (TODAY, "")),
    ],
)
def test_only_its_own_documents_say_of_when_it_is_and_how_exactly(
    store: EmbeddedStore, documents: str, expected: tuple[str, str]
) -> None:
    add(store, DOCUMENTS, "nord/graph/quelle")
    assert last_day(store, {f"{BASE}nord/q/{one}" for one in documents.split()}, [NORTH]) == expected


@pytest.mark.parametrize(
    ("statement", "graph"),
    [
        ("<nord/amt> a org:Organization .", "nord/graph/liste"),
        ("<nord/amt> a org:Organization .", "sonst"),
        ("<https://amt.example/> netz:inNetwork <nord/netzwerk> .", "sonst"),
    ],
)
def test_a_change_of_another_network_is_none_of_this_one(store: EmbeddedStore, statement: str, graph: str) -> None:
    add(store, statement, graph)
    add(store, "<sued/amt> a org:Organization .", "sued/graph/liste")
    assert last_change(store, NORTH) == TODAY
    assert last_change(store, BASE + "west/netzwerk") == ""
    assert last_day(store, (), [BASE + "west/netzwerk"]) == ("", "")


def test_a_change_is_read_once_and_one_long_ago_is_not_looked_for(store: EmbeddedStore) -> None:
    with patch.object(module, "LOOKED_BACK", 5):
        add(store, "<nord/amt> a org:Organization .", "nord/graph/liste")
        assert last_change(store, NORTH) == TODAY
        for number in range(5):
            assert last_change(store, NORTH) == TODAY
            with patch.object(store, "entry", wraps=store.entry) as read:
                add(store, f"<sued/a{number}> a org:Organization .", "sued/graph/liste")
                last_change(store, NORTH)
                last_change(store, NORTH)
            assert read.call_count == 1
        assert last_change(store, NORTH) == ""
        assert last_change(store, SOUTH) == TODAY
