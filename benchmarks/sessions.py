"""What a page costs who is signed in: p95 of eight signed-in browsers beside eight that nobody knows, in one run.

`python benchmarks/sessions.py [ACTORS] [SECONDS]`: a generated network, keep-alive connections, the pages warm. Each
browser belongs to another account, half of them may only read. Times are of the wall; what they are worth elsewhere is
their ratio.
"""

from __future__ import annotations

import http.client
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.load.files import load_files, load_ontology
from graph.load.generator.generate import generate
from graph.store.open import open_store
from webapp.accounts.accounts import Accounts

CLIENTS = 8
PAGES = ("/", "/akteure", "/gruppen", "/karte", "/luecken", "/auswertung")
ROLES = ("lesen", "koordinieren")


def main() -> None:
    actors, seconds = (int(text) for text in [*sys.argv[1:3], *("1000", "8")[len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        make_store(store, Path(folder) / "network.ttl", actors)
        accounts = Accounts(store)
        cookies = [session(accounts, number) for number in range(CLIENTS)]
        with service(store) as port:
            for who, own in (("nobody", [""] * CLIENTS), ("signed in", cookies)):
                cookie_name = f"akteursnetz-konto-{port}"
                sent = [f"{cookie_name}={secret}" if secret else "" for secret in own]
                measure(port, sent, len(PAGES))  # warm: every page once for each
                report(who, actors, measure(port, sent, 0, seconds))


def make_store(store: Path, file: Path, actors: int) -> None:
    generate(file, actors=actors, seed=1)
    opened = open_store(f"oxigraph:{store}")
    load_ontology(opened)
    load_files(opened, [file], network="netz")
    opened.close()


def session(accounts: Accounts, number: int) -> str:
    name = f"Person {number}"
    accounts.people.add(name, ROLES[number % len(ROLES)])
    return accounts.sessions.begin(name)


@contextmanager
def service(store: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", str(port), "--store", f"oxigraph:{store}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline()
            yield port
        finally:
            process.terminate()


def measure(port: int, cookies: Sequence[str], requests: int, seconds: float = 600) -> list[float]:
    """Seconds of each request of all browsers at once: so many each, or as many as fit into a time."""
    times: list[list[float]] = [[] for _ in cookies]
    until = time.perf_counter() + seconds

    def browse(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": "de"}
        headers |= {"Cookie": cookies[number]} if cookies[number] else {}
        done = number
        while time.perf_counter() < until and (not requests or done < number + requests):
            begin = time.perf_counter()
            connection.request("GET", PAGES[done % len(PAGES)], headers=headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == http.client.OK, answer.status
            times[number].append(time.perf_counter() - begin)
            done += 1
        connection.close()

    threads = [threading.Thread(target=browse, args=(number,)) for number in range(len(cookies))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for own in times for one in own]


def report(who: str, actors: int, times: list[float]) -> None:
    ordered = sorted(times)
    p95, middle = ordered[int(len(ordered) * 0.95)] * 1000, statistics.median(ordered) * 1000
    browsers = f"{actors} actors, {CLIENTS} browsers"
    print(f"| {who} | {browsers} | p95 {p95:.1f} ms | median {middle:.1f} ms | {len(times)} pages |")


if __name__ == "__main__":
    main()
