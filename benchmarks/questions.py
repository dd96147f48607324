"""How long each shipped question takes on a generated network, asked as the page asks it.

    python benchmarks/questions.py [ACTORS]

Without a parameter and, where it has some, with one of each; the smaller of two runs, results not cached, in ms.
The rows are those without a parameter. Wall-clock times of one machine; goal: 1,000 ms at 10,000 actors.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from graph.load.files import load_files, load_ontology
from graph.load.generator.generate import generate
from graph.protocol import Store
from graph.query.named import NamedQuery, list_queries
from graph.store.open import open_store
from graph.terms import NETZ, ORG

MEDIA_TYPES = ("text/csv", "application/n-triples")
EXAMPLES = {
    "actor": f"SELECT ?one WHERE {{ ?one <{ORG}linkedTo> ?other }} ORDER BY ?one LIMIT 1",
    "group": f"SELECT ?one WHERE {{ ?any <{ORG}memberOf> ?one }} ORDER BY ?one LIMIT 1",
    "topic": f"SELECT ?one WHERE {{ ?any <{NETZ}topic> ?one }} ORDER BY ?one LIMIT 1",
    "network": f"SELECT ?one WHERE {{ ?one a <{NETZ}Network> }} ORDER BY ?one LIMIT 1",
}


def made(actors: int, folder: Path) -> Store:
    path = folder / "network.nq"
    generate(path, actors=actors, seed=1)
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [path])
    return store


def examples(store: Store) -> dict[str, str]:
    found = {kind: store.select(query)[0]["one"] for kind, query in EXAMPLES.items()}
    values = {kind: term.value for kind, term in found.items() if isinstance(term, ox.NamedNode)}
    return {**values, "date": "2016-06-01", "string": "AG"}


def measured(store: Store, query: str) -> tuple[int, float]:
    """Lines of the answer, and milliseconds; a comment makes each text another one for the cache of results."""
    taken = []
    for turn in range(2):
        begun = time.perf_counter()
        answer = store.answer(f"{query}# {turn} {time.time_ns()}\n", MEDIA_TYPES)
        taken.append((time.perf_counter() - begun) * 1000)
    return answer.body.count(b"\n") - (answer.media_type == MEDIA_TYPES[0]), min(taken)


def row_of(store: Store, query: NamedQuery, values: dict[str, str]) -> tuple[str, int, float, float | None]:
    rows, open_ms = measured(store, query.bind())
    bound = {parameter.name: values[parameter.type] for parameter in query.parameters}
    return query.name, rows, open_ms, measured(store, query.bind(**bound))[1] if bound else None


def main() -> None:
    actors = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        store = made(actors, Path(folder))
        store.warm()
        values = examples(store)
        found = [row_of(store, query, values) for query in list_queries()]
        store.close()
    print(f"{actors:,} actors\n\n| question | rows | without, ms | with, ms |\n|---|---:|---:|---:|")
    for name, rows, open_ms, bound_ms in found:
        print(f"| {name} | {rows:,} | {open_ms:.0f} | {'' if bound_ms is None else f'{bound_ms:.0f}'} |")
    slowest = max(found, key=lambda row: max(row[2], row[3] or 0))
    print(f"\n{len(found)} questions, the slowest {slowest[0]}: {max(slowest[2], slowest[3] or 0):.0f} ms")


if __name__ == "__main__":
    main()
