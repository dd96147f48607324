"""A backup of 1,000,000 statements while pages are read: seconds, and what it costs the readers.

python benchmarks/backup.py [STATEMENTS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import httpx
import pyoxigraph as ox

from graph.load.files import create_with_magdeburg
from graph.protocol import Change
from graph.rdf.quad_text import of_pieces
from graph.store.embedded import EmbeddedStore

PORT = 8769
PAGES = ("/akteure", "/aenderungen", "/luecken")
PIECE = 100_000


def main(statements: int) -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        fill(folder, statements)
        command = [sys.executable, "-m", "webapp.cli"]
        where = ["--store", f"oxigraph:{folder}"]
        with subprocess.Popen([*command, "serve", "--port", str(PORT), *where], stdout=subprocess.DEVNULL) as service:
            try:
                read_pages(20)
                print("pages alone:", percentile(read_pages(60)))
                running = threading.Event()
                times = list[float]()
                reader = threading.Thread(target=lambda: times.extend(read_until(running)))
                reader.start()
                start = time.perf_counter()
                subprocess.run([*command, "backup", str(Path(scratch) / "backups"), *where], check=True)
                print(f"backup: {time.perf_counter() - start:.1f} s, load {os.getloadavg()[0]:.1f}")
                running.set()
                reader.join()
                print("pages meanwhile:", percentile(times))
            finally:
                service.terminate()


def fill(folder: Path, statements: int) -> None:
    graph = ox.NamedNode("https://example.org/graph/many")
    pieces = [
        "".join(
            f'<https://example.org/{n}> <https://example.org/p{n % 9}> "Wert {n}" {graph} .\n'
            for n in range(start, min(start + PIECE, statements))
        ).encode()
        for start in range(0, statements, PIECE)
    ]
    with closing(EmbeddedStore(folder)) as store:
        create_with_magdeburg(store)
        store.apply(Change(add=of_pieces(pieces, [graph])))


def read_pages(number: int) -> list[float]:
    return [read(PAGES[n % len(PAGES)]) for n in range(number)]


def read_until(stop: threading.Event) -> list[float]:
    times = []
    while not stop.is_set():
        times.extend(read_pages(len(PAGES)))
        time.sleep(0.1)
    return times


def read(page: str) -> float:
    until = time.monotonic() + 120
    while True:
        start = time.perf_counter()
        try:
            httpx.get(f"http://127.0.0.1:{PORT}{page}", trust_env=False, timeout=60).raise_for_status()
            return time.perf_counter() - start
        except httpx.ConnectError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def percentile(times: list[float]) -> str:
    return f"{len(times)} pages, p95 {1000 * quantiles(times, n=20)[-1]:.0f} ms, worst {1000 * max(times):.0f} ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
