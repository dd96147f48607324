"""How long a list of many rows takes: compared, stored, and read again.

    python benchmarks/lists.py --rows 10000
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from graph.load.files import load_ontology
from graph.load.lists.answers import Answers
from graph.load.spreadsheet.statements import NewNetwork
from graph.store.open import open_store
from graph.upkeep.lists.compare import compare
from graph.upkeep.lists.known import known_actors
from graph.upkeep.lists.take_over import take_over
from tests.support.lists import listed

NONE = Answers()
HEAD = ("Akteur", "Art", "Gruppe", "Bemerkung")
KINDS = ("Verein", "Stiftung", "Kammer", "")


def table(rows: int) -> list[Sequence[str]]:
    """A list of so many organisations, each in up to three of many groups."""
    return [HEAD, *(_row(number) for number in range(rows))]


def _row(number: int) -> Sequence[str]:
    groups = [f"AG {(number * 7 + place * 13) % 200}" for place in range(number % 4)]
    return (f"Organisation {number} Musterstadt", KINDS[number % 4], "; ".join(groups), f"Haus {number}")


@contextmanager
def timed(what: str, profile: str = "") -> Iterator[None]:
    """Say how long something took, and how much memory was used at most so far."""
    profiler = cProfile.Profile()
    start = time.perf_counter()
    if profile and profile in what:
        profiler.enable()
    yield
    profiler.disable()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:40} {time.perf_counter() - start:7.2f} s  {memory:6} MB")
    if profile and profile in what:
        import pstats

        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--profile", default="")
    options = parser.parse_args()
    gc.set_threshold(20_000)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"oxigraph:{folder}/store")
        load_ontology(store)
        rows = table(options.rows)
        reading = listed(*rows)
        with timed("compare, new", options.profile):
            compare(store, "liste", reading, NONE)
        with timed("take over, new", options.profile):
            print(take_over(store, NewNetwork("Liste", "", "liste.xlsx"), reading, NONE, "XY"))
        with timed("who is known", options.profile):
            print(len(known_actors(store, "liste")))
        with timed("compare, again", options.profile):
            print(compare(store, "liste", reading, NONE).sums)
        with timed("take over, again", options.profile):
            print(take_over(store, "liste", reading, NONE, "XY", file="liste.xlsx"))
        rows[5] = (rows[5][0], rows[5][1], rows[5][2], "umgezogen")
        with timed("take over, one cell", options.profile):
            print(take_over(store, "liste", listed(*rows), NONE, "XY", file="liste.xlsx"))
        store.close()


if __name__ == "__main__":
    main()
