"""A store's statements by property, of a store that cannot read all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox
import pytest

from graph.network.store_statements import StoreStatements
from graph.protocol import Row, Store
from graph.terms import ORG

DERIVED = ox.NamedNode("a:derived")


class Damaged:
    """An engine as it is over a damaged table: rows end with an error, a MINUS over them never ends."""

    def select(self, query: str) -> list[Row]:
        assert "MINUS" not in query, "never ends"
        assert f"GRAPH {DERIVED}" in query
        raise RuntimeError("Corruption: block checksum mismatch")

    def rows(self, query: str) -> Iterator[object]:
        raise AssertionError(f"never ends: {query}")


def test_what_another_graph_states_is_read_before_it_is_taken_away() -> None:
    statements = StoreStatements(cast("Store", Damaged()), 1)
    with pytest.raises(RuntimeError, match="Corruption"):
        list(statements.pairs_beside(ORG + "linkedTo", DERIVED))
