"""What a change costs: until it is acknowledged, until the next pages are there, until everything is computed again.

    python benchmarks/changes.py 1000 10000 --former ../former [--clients 8] [--seconds 20]

The former version is a checkout with its own `.venv`, measured after this one in the same run; how many times as much
it takes is a row of its own. While changes are made, clients read pages all the time. A save is a name, a tie or a
membership by SPARQL update with a token; `by pattern` replaces a name wherever it stands; the next pages are start,
map, table and that actor, each asked for once right after a save. `rules right` is the time until the gaps of rules
and demands are those of the change, `right` until nothing is being computed any more, statistics among it. Readers:
p95 of all their pages while one change is made each second. The same updates at `oxigraph serve` are the peers of
both. Memory is the proportional set size of all processes together, at the end; a restart is timed to its start page.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from restart import make_store, memory_mb, service, wait_for_page, wait_until_quiet

TOKEN = "geheim"  # noqa: S105 - of a service that lives as long as the measurement
NK, NETZ = "https://w3id.org/akteursnetz/code#", "https://w3id.org/akteursnetz/ns#"
ORG = "http://www.w3.org/ns/org#"
GRAPH = "https://netz.invalid/id/zufallsstadt/graph/neu"
PAGES = ("/", "/karte", "/akteure")
SAVES = 9


class Client:
    """One connection that stays open."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=600)

    def ask(self, path: str, body: str | None = None) -> tuple[float, bytes]:
        """Seconds until all of the answer is there, and the answer."""
        headers = {"Accept-Language": "de"}
        if body is not None:
            headers |= {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
        begin = time.perf_counter()
        self._connection.request("GET" if body is None else "POST", path, body and body.encode(), headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{path}: {answer.status} {content[:300]!r}")
        return time.perf_counter() - begin, content


def updates(actors: Sequence[str], groups: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Endless changes, each about an actor: a name, a tie, a membership."""
    number = 0
    while True:
        one, other, group = (
            actors[number * 7 % len(actors)],
            actors[(number * 11 + 3) % len(actors)],
            groups[number % len(groups)],
        )
        node = f"https://netz.invalid/id/zufallsstadt/neu/{os.getpid()}-{number}"
        tie = f"<{node}> <http://www.w3.org/ns/adms#status> <{NK}exists> ; a"
        yield one, f'<{one}> <http://www.w3.org/2004/02/skos/core#altLabel> "Name {number}"'
        yield one, f"{tie} <{NETZ}Interface> ; <{NETZ}party> <{one}>, <{other}>"
        yield (
            one,
            f"{tie} <{NETZ}Membership> ; <{ORG}member> <{one}> ; <{ORG}organization> <{group}>",
        )
        number += 1


def insert(statements: str) -> str:
    return f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {statements} }} }}"


def renaming(iri: str, number: int) -> str:
    """The same as an update by pattern: another name in the place of those that there are."""
    name = f"<{iri}> <http://www.w3.org/2004/02/skos/core#altLabel>"
    return (
        f"DELETE {{ GRAPH ?g {{ {name} ?old }} }} INSERT {{ GRAPH <{GRAPH}> {{ {name} 'Neu {number}' }} }}"
        f" WHERE {{ OPTIONAL {{ GRAPH ?g {{ {name} ?old }} }} }}"
    )


@contextmanager
def readers(address: str, number: int, paths: Sequence[str]) -> Iterator[list[float]]:
    """So many clients that read pages, and the seconds that each page took."""
    seconds: list[float] = []
    ended = threading.Event()

    def read(start: int) -> None:
        client, place = Client(address), start
        while not ended.is_set():
            seconds.append(client.ask(paths[place % len(paths)])[0])
            place += 1
            ended.wait(0.1)

    threads = [threading.Thread(target=read, args=(one,), daemon=True) for one in range(number)]
    for thread in threads:
        thread.start()
    yield seconds
    ended.set()
    for thread in threads:
        thread.join(timeout=60)


def wait_until_right(client: Client) -> float:
    """Until nothing is being computed; a version that cannot say computes while one waits for the page.

    The moment since which the gaps of rules and demands were right.
    """
    rules = time.perf_counter()
    try:
        while pending := json.loads(client.ask("/api/v1/berechnung")[1])["pending"]:
            time.sleep(0.05)
            rules = time.perf_counter() if "recorded" in pending else rules
    except SystemExit:
        client.ask("/luecken")
        rules = time.perf_counter()
    return rules


def measure(tree: Path, store: str, options: argparse.Namespace) -> dict[str, float]:
    """Medians in seconds, p95 of readers in seconds, memory in MB."""
    os.environ |= {"AKTEURSNETZ_TOKEN": TOKEN, "AKTEURSNETZ_TOKEN_RIGHTS": "write,unchecked"}
    with service(tree, store) as (process, address):
        wait_for_page(address, process)
        wait_until_quiet(process)
        client = Client(address)
        actors = json.loads(client.ask("/api/v1/akteure")[1])["items"]
        groups = [group["iri"] for group in json.loads(client.ask("/api/v1/gruppen")[1])["items"]]
        slugs = {actor["iri"]: actor["slug"] for actor in actors}
        changes = updates(list(slugs), groups)
        paths = [*PAGES, *(f"/akteure/{actor['slug']}" for actor in actors[:40])]
        found: dict[str, list[float]] = {"save": [], "by pattern": [], "next page": [], "rules right": [], "right": []}
        with readers(address, options.clients, paths):
            for _ in range(SAVES):
                iri, statements = next(changes)
                found["save"].append(client.ask("/sparql/update", insert(statements))[0])
                begin = time.perf_counter()
                found["next page"] += [client.ask(page)[0] for page in (*PAGES, f"/akteure/{slugs[iri]}")]
                found["rules right"].append(wait_until_right(client) - begin)
                found["right"].append(time.perf_counter() - begin)
            for number, iri in enumerate([*slugs][:SAVES]):
                found["by pattern"].append(client.ask("/sparql/update", renaming(iri, number))[0])
        with readers(address, options.clients, paths) as seconds:
            for _ in range(options.seconds):
                client.ask("/sparql/update", insert(next(changes)[1]))
                time.sleep(1)
        p95 = sorted(seconds)[int(len(seconds) * 0.95)]
        wait_until_quiet(process)
        time.sleep(12)  # what is known is kept for the next start
        wait_until_quiet(process)
        medians = {name: statistics.median(values) for name, values in found.items()}
        result = {**medians, "slowest page": max(found["next page"]), "p95": p95, "memory": memory_mb(process)}
    begin = time.perf_counter()
    with service(tree, store) as (process, address):
        wait_for_page(address, process)
        result["restart"] = time.perf_counter() - begin
    return result


def peer(tree: Path, network: Path, folder: Path) -> tuple[float, float]:
    """Median seconds of the same saves at `oxigraph serve`, and of those by pattern."""
    program, location = tree / ".venv" / "bin" / "oxigraph", str(folder / "peer")
    load = [program, "load", "--location", location, "--file", str(network), "--lenient"]
    subprocess.run(load, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    serve = [program, "serve", "--location", location, "--bind", "127.0.0.1:7979"]
    with subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while True:
                try:
                    urllib.request.urlopen("http://127.0.0.1:7979/query?query=ASK%7B%7D", timeout=5).read()
                    break
                except OSError:
                    time.sleep(0.05)
            changes = updates(["https://netz.invalid/id/a", "https://netz.invalid/id/b"], ["https://netz.invalid/id/g"])
            client = Client("http://127.0.0.1:7979")
            saves = [client.ask("/update", insert(next(changes)[1]))[0] for _ in range(SAVES)]
            named = [client.ask("/update", renaming("https://netz.invalid/id/a", one))[0] for one in range(SAVES)]
            return statistics.median(saves), statistics.median(named)
        finally:
            server.kill()


COLUMNS = ("save", "by pattern", "next page", "slowest page", "rules right", "right", "p95", "memory", "restart")


def said(found: dict[str, float]) -> str:
    return " | ".join(f"{found[one]:.0f} MB" if one == "memory" else f"{found[one]:.3f} s" for one in COLUMNS)


def ratios(now: dict[str, float], former: dict[str, float]) -> str:
    return " | ".join(f"{former[one] / now[one]:.1f}" for one in COLUMNS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("actors", type=int, nargs="+")
    parser.add_argument("--former", type=Path, help="a checkout of a former version with its .venv")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=20)
    options = parser.parse_args()
    here = Path(__file__).resolve().parents[1]
    trees = [here, *([options.former.resolve()] if options.former else [])]
    print(f"| checkout | actors | {' | '.join(COLUMNS)} |\n|---|---|{'---|' * len(COLUMNS)}")
    for actors in options.actors:
        with tempfile.TemporaryDirectory() as folder:
            found = []
            for number, tree in enumerate(trees):
                store = make_store(tree, actors, Path(folder, str(number)))
                found.append(measure(tree, store, options))
                print(f"| {tree.name} | {actors:,} | {said(found[-1])} |", flush=True)
            if options.former:
                print(f"| former / now | {actors:,} | {ratios(*found)} |", flush=True)
            saves = " | ".join(f"{one:.4f} s" for one in peer(here, Path(folder, "0", f"{actors}.nq"), Path(folder)))
            print(f"| oxigraph serve | {actors:,} | {saves} |{' |' * (len(COLUMNS) - 2)}", flush=True)


if __name__ == "__main__":
    main()
