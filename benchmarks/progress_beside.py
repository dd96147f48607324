"""What former states being made for `/fortschritt` cost those who read meanwhile: p95 with and without them.

    python -m benchmarks.progress_beside [ACTORS] [SECONDS]

As `report_beside.py`, with the same readers. A generated network has a meeting on each of several days; turns without
and with states alternate: each turn asks for one meeting more and is read beside until its state is there.
"""

from __future__ import annotations

import gzip
import http.client
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.report_beside import ASKED, TURNS, add, get, p95, read, shown, some_profiles
from benchmarks.sessions import make_store, service
from graph.store.open import open_store
from tests.support.statements import add as add_statements
from tests.support.three_meetings import on_day

AT_ONCE_S = 5.0
"""Seconds of reading after which it is looked whether the state is there."""
MEETING = """
<zufallsstadt/sitzung{number}> a schema:Event ; skos:prefLabel "Sitzung {number}"@de ;
  schema:startDate "{day}"^^xsd:date ; netz:inNetwork <zufallsstadt/netzwerk> .
"""


def main() -> None:
    actors, seconds = (int(text) for text in [*sys.argv[1:3], *("2000", "15")[len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        with on_day("2024-01-01"):
            make_store(store, Path(folder) / "network.ttl", actors)
        meet(store)
        with service(store) as port:
            profiles = some_profiles(port)
            read(port, profiles, 3.0, 0)
            alone, beside = defaultdict(list), defaultdict(list)
            making = 0.0
            for turn in range(1, TURNS + 1):
                add(alone, read(port, profiles, seconds, 10_000_000 * turn))
                begun, number = time.perf_counter(), 10_000_000 * turn + 5_000_000
                while is_pending(port, turn):
                    add(beside, read(port, profiles, AT_ONCE_S, number))
                    number += 10_000
                making += time.perf_counter() - begun
    if not beside:
        sys.exit("The states were there at once: take more actors.")
    print(f"{actors} actors, {TURNS} former states in {making:.0f} s beside 4 readers; ms, median and p95")
    for name in ASKED:
        print(
            f"{name:12} alone {shown(alone[name])} beside states {shown(beside[name])} "
            f"({p95(beside[name]) / p95(alone[name]):.1f} times; {len(alone[name])}, {len(beside[name])} requests)"
        )


def meet(store: Path) -> None:
    """Have a meeting on the first of each month, entered on that day."""
    opened = open_store(f"oxigraph:{store}")
    for number in range(1, TURNS + 1):
        day = f"2024-{number + 1:02}-01"
        with on_day(day):
            add_statements(opened, MEETING.format(number=number, day=day), graph="zufallsstadt/graph/sitzungen")
    opened.close()


def is_pending(port: int, meetings: int) -> bool:
    """Whether the state of one of the last so many meetings is still being made; asks for them all."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=180)
    page = get(connection, f"/fortschritt?sitzungen={meetings}")
    connection.close()
    return b"wird berechnet" in gzip.decompress(page)


if __name__ == "__main__":
    main()
