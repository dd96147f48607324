"""What the upkeep list and "what changed since" cost on an invented city: python -m benchmarks.upkeep ACTORS.

Printed are seconds, by the clock and of a core: the lists at first and after a change, who sounds alike, the changes
since the beginning and after one more, and the pages.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from graph.analysis import analysis_for
from graph.load.files import load_files, load_ontology
from graph.load.generator.generate import generate
from graph.period import today
from graph.store.open import open_store
from graph.terms import BASE, NETZ, SKOS
from graph.upkeep.merging.likely import likely_pairs
from graph.upkeep.open_work.last_said import changed_since
from graph.upkeep.open_work.lists import open_work
from graph.upkeep.since.net_change import net_change
from graph.upkeep.since.told import told_changes
from webapp import create_app
from webapp.accounts.identity import EXTENSION

SAY = f'INSERT DATA {{ GRAPH <{BASE}x> {{ <{BASE}x/%d> <{SKOS}note> "n" ; <{NETZ}inNetwork> <{BASE}x/netzwerk> }} }}'


def timed(what: str, make: Callable[[], object]) -> None:
    begin, worked = time.perf_counter(), time.process_time()
    make()
    now, work = time.perf_counter() - begin, time.process_time() - worked
    print(f"{what:55} {now:8.3f} s, {work:8.3f} s of a core", flush=True)


def main(actors: int) -> None:
    store = open_store("memory:")
    load_ontology(store)
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "city.ttl", actors=actors, seed=1)
        load_files(store, [Path(folder) / "city.ttl"])
    timed("model", lambda: analysis_for(store).model)
    timed("who sounds alike, at first", lambda: likely_pairs(store))
    analysis_for(store).results.get("alike", lambda: likely_pairs(store))
    timed("the lists, at first", lambda: open_work(analysis_for(store)))
    print(dict(open_work(analysis_for(store)).sums))
    timed("the lists, once more", lambda: open_work(analysis_for(store)))
    store.update(SAY % 1, checked=False)
    timed("the model after a change", lambda: analysis_for(store).model)
    analysis_for(store).results.get("alike", list)
    timed("the lists after a change", lambda: open_work(analysis_for(store)))
    timed("who sounds alike, after a change", lambda: likely_pairs(store))
    timed("the log since a day", lambda: changed_since(store, today() + timedelta(days=1)))
    timed("changes since the beginning", lambda: net_change(store, 0))
    timed("told", lambda: told_changes(net_change(store, 0), analysis_for(store).model))
    store.update(SAY % 2, checked=False)
    timed("changes since the beginning, after one more", lambda: net_change(store, 0))
    client = create_app(store=store).test_client()
    opened = client.get(f"/anmelden?schluessel={client.application.config['MACHINE_SECRET']}")
    assert opened.status_code == 303, EXTENSION
    for address in ("/", "/daten", "/daten/offen/no_group", "/aenderungen/seit?tag=2020-01-01"):
        timed(f"{address} at first", lambda address=address: client.get(address))  # type: ignore[misc]
        timed(f"{address} again", lambda address=address: client.get(address))  # type: ignore[misc]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
