"""A store with 1,000,000 changes: opening, the list of changes, one change, and what of that stays in memory.

    python benchmarks/history.py [FOLDER] [CHANGES]

The changes are written by our own log, without waiting for the disk.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import TypeVar

import psutil
import pyoxigraph as ox

from graph.protocol import Entry
from graph.store.change_log import ChangeLog
from graph.store.check import check_store
from graph.store.embedded import EmbeddedStore
from graph.store.rebuild import rebuild
from webapp import create_app
from webapp.settings import Settings

T = TypeVar("T")
LIST, API = "/aenderungen", "/api/v1/aenderungen?grenze=50"


def main(folder: Path, changes: int) -> None:
    make(folder, changes)
    timed("rebuild from the log", lambda: rebuild(folder))
    size = {name: (folder / name).stat().st_size // 1_000_000 for name in ("changes.log", "changes.index")}
    print(f"log {size['changes.log']} MB, index {size['changes.index']} MB")
    timed("open, marker at the end", lambda: EmbeddedStore(folder).close())
    (folder / "changes.index").unlink()
    timed("open, index made anew", lambda: EmbeddedStore(folder).close())
    with closing(EmbeddedStore(folder)) as store:
        client = create_app(Settings(), store).test_client()
        client.get(API)
        before = memory()
        for address in (LIST, API):
            times = [seconds(lambda address=address: client.get(address).status_code)[0] for _ in range(12)]
            print(f"{address}: median {1000 * median(times):.1f} ms, worst {1000 * max(times):.1f} ms")
        print(f"memory {before} -> {memory()} MB")
        for revision in (1, changes // 2, changes):
            timed(f"read change {revision}", lambda revision=revision: store.entry(revision))
        timed("undo", lambda: store.undo(changes // 2))
    timed("check", lambda: check_store(folder))


def make(folder: Path, changes: int) -> None:
    EmbeddedStore(folder).close()
    sync, os.fsync = os.fsync, lambda _file: None
    (folder / "applied").unlink()
    try:
        with closing(ChangeLog(folder / "changes.log")) as log:
            for number in range(1, changes + 1):
                quad = ox.Quad(ox.NamedNode(f"a:{number}"), ox.NamedNode("a:p"), ox.Literal(f"Wert {number}"))
                log.append(Entry(number, "2026-11-28T12:00:00+00:00", "Koordination", "Nachgetragen", add=(quad,)))
                if not number % 1000:
                    log.settle()
    finally:
        os.fsync = sync


def memory() -> int:
    return int(psutil.Process().memory_info().rss) // 1_000_000


def seconds(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def timed(name: str, work: Callable[[], object]) -> None:
    print(f"{name}: {seconds(work)[0]:.3f} s", flush=True)


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(mkdtemp()) / "store"
    shutil.rmtree(place, ignore_errors=True)
    main(place, int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
