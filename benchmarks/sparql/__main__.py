"""Our SPARQL service beside its peers, in one run: `python benchmarks/sparql` prints and writes a table.

The same network is generated for each size, loaded into our store, and what our store then holds (the derived links
too) is loaded into each peer. Then 8 clients ask the mix of `mix.py`: cold (no text comes twice) and repeated.
Engines must agree on each answer; a fast wrong answer is an error. See benchmarks/RESULTS.md for what it found.
"""

from __future__ import annotations

import argparse
import math
import platform
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pyoxigraph as ox
from client import Load, one_after_another, run_load
from mix import AGGREGATES, JSON, Mix, outcome
from servers import SERVERS, Data, Server

from graph.load.files import load_files, load_ontology
from graph.load.generator.generate import generate
from graph.store.open import open_store

DEGREE = 1.6
TURNS = 3
PAGES = (
    "/akteure/zufallsstadt/akteur/{actor}",
    "/gruppen/zufallsstadt/gruppe/{group}",
    "/akteure?suche=hof{actor}",
    "/",
)
COLD_FROM = 1 << 20  # numbers of cold queries while warming up never come again


@dataclass
class Measured:
    """One server at one size."""

    server: str
    actors: int
    triples: int
    load_s: float
    cold: Load = field(default_factory=Load)
    repeated: Load = field(default_factory=Load)
    pages: Load | None = None
    aggregates_ms: dict[str, float] = field(default_factory=dict)
    aggregate_results: dict[str, object] = field(default_factory=dict)
    memory_mb: float = 0.0


def main() -> None:
    options = _options()
    sizes = [int(size) for size in options.sizes.split(",")]
    names = ["ours", *(name for name in options.peers.split(",") if name)]
    found = []
    for actors in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-sparql-") as name:
            folder = Path(name)
            data = prepare(actors, folder, options.degree)
            print(f"{actors} actors: {data.count} triples, {data.count / actors:.0f} per actor", flush=True)
            found += [measure(name, data, folder, options) for name in names]
    text = report(found, options)
    print(text)
    if options.out:
        Path(options.out).parent.mkdir(parents=True, exist_ok=True)
    Path(options.out).write_text(text + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="SPARQL service and peers, measured in one run")
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of actors")
    parser.add_argument("--peers", default="oxigraph,rdflib,virtuoso")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each load")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument(
        "--degree", type=float, default=DEGREE, help="interfaces per actor; 10 is that of real networks"
    )
    parser.add_argument("--out", default="build/bench-sparql.md", help="file for the table")
    return parser.parse_args()


def prepare(actors: int, folder: Path, degree: float) -> Data:
    """Generate, load into our store, and write down all it holds for the peers."""
    generated, triples, place = folder / "town.nt", folder / "data" / "all.nt", folder / "store"
    triples.parent.mkdir()
    made = generate(generated, actors=actors, seed=7, degree=degree)
    store = open_store(f"oxigraph:{place}")
    load_ontology(store)
    begin = time.perf_counter()
    load_files(store, [generated])
    load_s = time.perf_counter() - begin
    count = 0
    with triples.open("wb") as out:
        for quad in ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS):
            out.write(f"{quad.subject} {quad.predicate} {quad.object} .\n".encode())
            count += 1
    store.close()
    print(f"loaded {made.statements} statements in {load_s:.1f} s: {made.statements / load_s:.0f}/s", flush=True)
    return Data(actors, generated, triples, place, count, load_s)


def measure(name: str, data: Data, folder: Path, options: argparse.Namespace) -> Measured:
    with SERVERS[name](data, folder) as server:
        mix, measured = Mix(data.actors, server.path), Measured(name, data.actors, data.count, server.load_s)
        arguments = {"accept": JSON, "clients": options.clients, "check": outcome}
        run_load(server.port, mix.cold, seconds=min(2, options.seconds), first=COLD_FROM, **arguments)
        measured.cold = run_load(server.port, mix.cold, seconds=options.seconds, **arguments)
        measured.repeated = run_load(server.port, mix.repeated, seconds=options.seconds, **arguments)
        _aggregates(server, mix, measured)
        if name == "ours":
            measured.pages = _pages(server, data, options)
        measured.memory_mb = server.memory_mb()
    print(f"{name}: {measured.cold.per_second:.0f} cold/s, {measured.repeated.per_second:.0f} repeated/s", flush=True)
    return measured


def _aggregates(server: Server, mix: Mix, measured: Measured) -> None:
    for name in AGGREGATES:
        try:
            answers = one_after_another(server.port, [mix.aggregate(name, turn) for turn in range(TURNS)], JSON)
        except TimeoutError:  # a peer without a limit of time works on: the client has one
            measured.aggregates_ms[name] = math.inf
            continue
        measured.aggregates_ms[name] = 1000 * statistics.median(taken for taken, _ in answers)
        measured.aggregate_results[name] = {outcome(answer) for _, answer in answers}


def _pages(server: Server, data: Data, options: argparse.Namespace) -> Load:
    def page(number: int) -> str:
        actor, group = 1 + number * 7919 % data.actors, 1 + number * 7919 % max(6, data.actors // 12)
        return PAGES[number % len(PAGES)].format(actor=actor, group=group)

    arguments = {"accept": "text/html", "clients": options.clients, "check": lambda answer: len(answer.body)}
    run_load(server.port, page, seconds=2, first=COLD_FROM, **arguments)
    return run_load(server.port, page, seconds=options.seconds, **arguments)


def report(found: list[Measured], options: argparse.Namespace) -> str:
    machine = f"{platform.machine()}, {psutil.cpu_count()} cores, Python {platform.python_version()}"
    lines = [f"{machine}; {options.clients} clients, {options.seconds:g} s per load", ""]
    for actors in dict.fromkeys(one.actors for one in found):
        of_size = [one for one in found if one.actors == actors]
        lines += _tables(of_size[0], of_size)
    return "\n".join(lines)


def _tables(ours: Measured, found: list[Measured]) -> list[str]:
    head = "| server | cold q/s | p50 | p95 | p99 ms | repeated q/s | p50 | p95 | p99 ms | load, 1000/s | MB | client |"
    return [
        f"### {ours.actors} actors, {ours.triples} triples",
        *(head, "|---" * 12 + "|"),
        *(_row(one) for one in found),
        "",
        *(
            "| ours against | cold | repeated | answers compared | different | errors (ours, theirs) |",
            "|---" * 6 + "|",
        ),
        *(_comparison(ours, peer) for peer in found[1:]),
        "",
        *("| alone, ms | " + " | ".join(AGGREGATES) + " |", "|---" * (1 + len(AGGREGATES)) + "|"),
        *(f"| {one.server} | " + " | ".join(f"{ms:.1f}" for ms in one.aggregates_ms.values()) + " |" for one in found),
        "",
        *_page_line(ours),
        "",
    ]


def _row(one: Measured) -> str:
    def load(found: Load) -> str:
        return f"{found.per_second:.0f} | " + " | ".join(f"{found.percentile_ms(part):.1f}" for part in (50, 95, 99))

    rate, share = one.triples / one.load_s / 1000, max(one.cold.client_share, one.repeated.client_share)
    loads = f"{load(one.cold)} | {load(one.repeated)}"
    return f"| {one.server} | {loads} | {rate:.0f} | {one.memory_mb:.0f} | {100 * share:.0f} % |"


def _comparison(ours: Measured, peer: Measured) -> str:
    shared = [(load, number) for load in ("cold", "repeated") for number in getattr(ours, load).results]
    both = [(getattr(ours, load).results[number], getattr(peer, load).results.get(number)) for load, number in shared]
    pairs = [(mine, theirs) for mine, theirs in both if theirs is not None]
    both = [name for name in AGGREGATES if name in ours.aggregate_results and name in peer.aggregate_results]
    pairs += [(ours.aggregate_results[name], peer.aggregate_results[name]) for name in both]
    different = sum(mine != theirs for mine, theirs in pairs)
    cold, repeated = ours.cold.per_second / peer.cold.per_second, ours.repeated.per_second / peer.repeated.per_second
    errors = [len(one.cold.errors) + len(one.repeated.errors) for one in (ours, peer)]
    examples = next((one.cold.errors + one.repeated.errors)[:1] for one in (peer,))
    note = f" {examples[0][:80]}" if examples else ""
    return (
        f"| {peer.server} | {cold:.2f} | {repeated:.2f} | {len(pairs)} | {different} | {errors[0]}, {errors[1]}{note} |"
    )


def _page_line(ours: Measured) -> list[str]:
    if ours.pages is None:
        return []
    p50, p95, p99 = (ours.pages.percentile_ms(part) for part in (50, 95, 99))
    errors = f", {len(ours.pages.errors)} errors: {ours.pages.errors[0][:120]}" if ours.pages.errors else ""
    return [f"Pages: {ours.pages.per_second:.0f}/s, p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms{errors}"]


if __name__ == "__main__":
    main()
