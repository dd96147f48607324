"""Garbage is not looked for while something large is made, and is looked for again afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from graph.cache.collecting import collected_afterwards
from graph.persons.directory import Directory
from graph.protocol import Change
from graph.store.local import writing
from graph.store.open import open_store

NODE = ox.NamedNode("a:b")


@pytest.fixture(autouse=True)
def _on() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_search_waits_for_the_last_of_several_and_goes_on_whatever_happens() -> None:
    def fail() -> None:
        with collected_afterwards():
            with collected_afterwards():
                assert not gc.isenabled()
            assert not gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    with collected_afterwards():
        pass
    assert not gc.isenabled()


@pytest.mark.parametrize("statements", [1, 3])
def test_it_waits_while_a_store_makes_a_large_change(monkeypatch: pytest.MonkeyPatch, statements: int) -> None:
    monkeypatch.setattr(writing, "_LARGE", 3)
    seen: list[bool] = []
    learn = Directory.learn

    def looked_at(*rest: Any) -> bool:
        seen.append(gc.isenabled())
        return learn(*rest)

    monkeypatch.setattr(Directory, "learn", looked_at)
    store = open_store("memory:")
    seen.clear()
    store.apply(Change(add=[ox.Quad(NODE, NODE, ox.Literal(number)) for number in range(statements)]))
    store.close()
    assert set(seen) == {statements < 3}
    assert gc.isenabled()
