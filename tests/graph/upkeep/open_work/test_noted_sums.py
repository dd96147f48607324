"""The sum of a day is noted once, beside the store, and tells later days how it moved."""

from __future__ import annotations

from pathlib import Path

from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE
from graph.upkeep.open_work.noted_sums import NotedSum, note_sum, sum_at

TODAY = "2026-11-29"


def test_a_sum_is_compared_with_that_of_the_day_or_the_last_one_before(store: Store) -> None:
    for day, total in (("2026-11-02", 40), ("2026-11-12", 30), ("2026-11-12", 25), (TODAY, 20)):
        note_sum(store, None, day, total)
    assert sum_at(store, None, "2026-11-12", TODAY) == NotedSum("2026-11-12", 30), "as the day began"
    assert sum_at(store, None, "2026-11-20", TODAY) == NotedSum("2026-11-12", 30)
    assert sum_at(store, None, "2026-01-01", TODAY) == NotedSum("2026-11-02", 40), "the first that there is"


def test_the_first_day_is_compared_with_nothing(store: Store) -> None:
    note_sum(store, None, TODAY, 20)
    assert sum_at(store, None, TODAY, TODAY) is None


def test_notes_outlast_the_service_and_damaged_ones_count_as_none(tmp_path: Path) -> None:
    url, network = f"oxigraph:{tmp_path / 'store'}", BASE + "n/netzwerk"
    store = open_store(url)
    note_sum(store, network, "2026-11-12", 30)
    store.close()
    store = open_store(url)
    assert sum_at(store, network, "2026-11-12", TODAY) == NotedSum("2026-11-12", 30)
    assert sum_at(store, None, "2026-11-12", TODAY) is None
    store.close()
    (tmp_path / "store" / "upkeep" / "n.json").write_text('{"2026-11-12": "viele"', "utf-8")
    store = open_store(url)
    assert sum_at(store, network, "2026-11-12", TODAY) is None
    store.close()
