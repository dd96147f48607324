"""What putting and deleting graphs costs, and what memory stays: `python benchmarks/replacing.py [ROUNDS] [LIST]`.

ROUNDS times 100,000 statements are put and deleted again in a store on disk; the memory of this process after each.
Then a list of LIST entries (two statements each, with blank nodes) is put over another of its kind, and taken back.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from graph.store.embedded import EmbeddedStore
from graph.store.named_graphs import GraphWriter, SentPart, drop_graph, graph_called, replace_graph

STATEMENTS = 100_000
GRAPH = graph_called("http://e.example/many")
WRITER = GraphWriter("Benchmark", "PUT")


def put(store: EmbeddedStore, body: str, media_type: str) -> int:
    return replace_graph(store, GRAPH, [SentPart(body.encode(), media_type)], WRITER).applied.revision


def statements(turn: int) -> str:
    return "".join(f'<http://e.example/{n}> <http://e.example/p> "{turn} {n}" .\n' for n in range(STATEMENTS))


def entries(first: int, number: int) -> str:
    return f"<http://e.example/s> <http://e.example/p> ( {' '.join(map(str, range(first, first + number)))} ) ."


def measure(what: str, work: Callable[[], object]) -> None:
    begin, processor = time.perf_counter(), time.process_time()
    work()
    print(f"{what}: {time.process_time() - processor:.1f} s of processor time, {time.perf_counter() - begin:.1f} s")


def main(rounds: int = 24, number: int = 200_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore(Path(folder) / "store")
        memory = []
        for turn in range(rounds):
            put(store, statements(turn), "application/n-triples")
            drop_graph(store, GRAPH, WRITER)
            memory.append(psutil.Process().memory_info().rss // 1_000_000)
        print("MB after each round:", *memory)
        measure(f"list of {number:,}", lambda: put(store, entries(0, number), "text/turtle"))
        measure("another over it", lambda: put(store, entries(number, number), "text/turtle"))
        measure("taken back", lambda: store.undo(store.revision))
        store.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
