"""What papers being made cost those who read meanwhile: p95 of pages and queries, with and without them.

    python benchmarks/report_beside.py [ACTORS] [SECONDS]

A service of its own with a generated network; four readers ask by turns for the start page, a profile and a SPARQL
query, each with an address that nobody had before, so that nothing kept is given. Beside them one thread has papers
made, one after the other. Turns without and with papers alternate, so that the load of the machine meets both. Times
are of the wall.
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.sessions import make_store, service

READERS, TURNS = 4, 3
QUERY = "SELECT ?tie ?party WHERE {{ ?tie <https://w3id.org/akteursnetz/ns#party> ?party }} LIMIT {}"
ASKED = {
    "start page": "/?nr={nr}",
    "profile": "/akteure/{actor}?nr={nr}",
    "SPARQL": "/sparql?query={query}",
}


def main() -> None:
    actors, seconds = (int(text) for text in [*sys.argv[1:3], *("2000", "20")[len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        make_store(store, Path(folder) / "network.ttl", actors)
        with service(store) as port:
            profiles = some_profiles(port)
            paper(port)  # the analysis of the network is there for both
            read(port, profiles, 3.0, 0)
            found = {"alone": defaultdict(list), "beside papers": defaultdict(list)}
            made = 0
            for turn in range(1, TURNS + 1):
                add(found["alone"], read(port, profiles, seconds, 10_000_000 * turn))
                with ThreadPoolExecutor(1) as writer:
                    ended = threading.Event()
                    papers_made = writer.submit(papers, port, ended)
                    add(found["beside papers"], read(port, profiles, seconds, 10_000_000 * turn + 5_000_000))
                    ended.set()
                made += papers_made.result()
    print(f"{actors} actors, {made} papers in {TURNS * seconds} s beside {READERS} readers; ms, median and p95")
    for name in ASKED:
        alone, beside = (found[one][name] for one in ("alone", "beside papers"))
        print(
            f"{name:12} alone {shown(alone)} beside papers {shown(beside)} "
            f"({p95(beside) / p95(alone):.1f} times; {len(alone)}, {len(beside)} requests)"
        )


def shown(times: list[float]) -> str:
    return f"{1_000 * statistics.median(times):6.0f} {1_000 * p95(times):6.0f}"


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def add(found: dict[str, list[float]], more: dict[str, list[float]]) -> None:
    for name, times in more.items():
        found[name] += times


def get(connection: http.client.HTTPConnection, address: str) -> bytes:
    connection.request("GET", address, headers={"Accept-Encoding": "gzip", "Accept-Language": "de"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (answer.status, address, body[:200])
    return body


def some_profiles(port: int) -> list[str]:
    with urlopen(f"http://127.0.0.1:{port}/api/v1/akteure") as answer:
        return [one["iri"].partition("/id/")[2] for one in json.load(answer)["items"][:200]]


def paper(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=180)
    assert get(connection, "/bericht.pdf").startswith(b"%PDF")
    connection.close()


def papers(port: int, ended: threading.Event) -> int:
    made = 0
    while not ended.is_set():
        paper(port)
        made += 1
    return made


def read(port: int, profiles: list[str], seconds: float, first: int) -> dict[str, list[float]]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds

    def ask(reader: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        number = first + 1_000_000 * reader
        while time.perf_counter() < until:
            name, address = [*ASKED.items()][number % len(ASKED)]
            number += 1
            actor, query = profiles[number % len(profiles)], quote(QUERY.format(20 + number % 1_000_000))
            begin = time.perf_counter()
            get(connection, address.format(nr=number, actor=actor, query=query))
            found[name].append(time.perf_counter() - begin)

    threads = [threading.Thread(target=ask, args=(reader,)) for reader in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


if __name__ == "__main__":
    main()
