"""How long a list of many rows takes: compared, stored, and read again.

python benchmarks/lists.py --rows 10000
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from graph.export.spreadsheets import as_xlsx
from graph.load.files import load_ontology
from graph.load.lists.answers import Answers
from graph.load.lists.read import read_list
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import read_tables
from graph.protocol import Store
from graph.store.open import open_store
from graph.upkeep.lists.compare import difference_of, take
from graph.upkeep.lists.known import known_actors
from graph.upkeep.lists.take_over import change_of_list

NONE = Answers()
HEAD = ("Akteur", "Art", "Gruppe", "Bemerkung")
KINDS = ("Verein", "Stiftung", "Kammer", "")


def table(rows: int) -> list[Sequence[str]]:
    """A list of so many organisations, each in up to three of many groups."""
    return [HEAD, *(_row(number) for number in range(rows))]


def _row(number: int) -> Sequence[str]:
    groups = [f"AG {(number * 7 + place * 13) % 200}" for place in range(number % 4)]
    return (f"Nordwerk {number} Musterstadt", KINDS[number % 4], "; ".join(groups), f"Haus {number}")


def _megabytes_now() -> int:
    """The share of this process in what lies in memory."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


@contextmanager
def timed(what: str, profile: str = "") -> Iterator[None]:
    """Say how long something took, and how much memory is used now and was at most so far."""
    profiler = cProfile.Profile()
    start, worked = time.perf_counter(), time.process_time()
    if profile and profile in what:
        profiler.enable()
    yield
    profiler.disable()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds, work = time.perf_counter() - start, time.process_time() - worked
    print(f"{what:30} {seconds:7.2f} s ({work:6.2f} s of the processor) {_megabytes_now():6} MB, at most {memory:6}")
    if profile and profile in what:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


def main() -> None:
    """Read, compare and store a list, then read it again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--profile", default="", help="part of the name of a step")
    options = parser.parse_args()
    gc.set_threshold(20_000)  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"oxigraph:{folder}/store")
        load_ontology(store)
        rows = table(options.rows)
        steps = _Steps(store, options.profile)
        steps.whole("new", rows, NewNetwork("Liste", "", "liste.xlsx"))
        steps.whole("again", rows, "liste")
        rows[5] = (*rows[5][:3], "umgezogen")
        steps.whole("one cell", rows, "liste")
        store.close()


class _Steps:
    """The steps of reading a list in, each timed."""

    def __init__(self, store: Store, profile: str) -> None:
        self._store, self._profile = store, profile

    def whole(self, name: str, rows: Sequence[Sequence[str]], network: NewNetwork | str) -> None:
        """All that happens from the file to the answer."""
        content = as_xlsx({"Akteure": [list(row) for row in rows]})
        with timed(f"{name}: all", self._profile):
            with timed(f"{name}: file", self._profile):
                tables = read_tables("liste.xlsx", content)
            with timed(f"{name}: who is known", self._profile):
                known = known_actors(self._store, "liste")
            with timed(f"{name}: understand", self._profile):
                reading = read_list(tables, NONE, known, ())
            with timed(f"{name}: compare", self._profile):
                taken = take(self._store, "liste", reading, NONE)
                print(difference_of(taken, reading, NONE).sums)
            with timed(f"{name}: take over", self._profile):  # what the preview showed, as the page does
                change = change_of_list(self._store, network, reading, NONE, "XY", file="liste.xlsx", taken=taken)
                print(self._store.apply(change) if change else "no news")


if __name__ == "__main__":
    main()
