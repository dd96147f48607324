"""Where the memory of a service is: started the first time, again, after changes, and when it has rested.

    python benchmarks/memory.py 1000 --tree . --tree ../former --changes 4

Each `--tree` is a checkout with its own `.venv`. Said is the proportional set size of all processes, once none
has worked for three seconds, and of each: the service first, then what it has started. Changes are as in `changes.py`,
each waited for until nothing is being computed; nobody else reads.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parent))
from changes import TOKEN, Client, insert, updates, wait_until_right
from restart import KEPT_S, MB, family, make_store, service, wait_for_page, wait_until_quiet

REST_S = 65.0
"""Longer than what is dropped when nobody asks for it."""


def said(process: psutil.Process) -> str:
    sizes = [member.memory_full_info().pss / MB for member in family(process)]
    return f"{sum(sizes):.0f} MB ({', '.join(f'{size:.0f}' for size in sizes)})"


def after_rest(process: psutil.Process, seconds: float) -> str:
    wait_until_quiet(process)
    time.sleep(seconds)
    wait_until_quiet(process)
    return said(process)


def change(address: str, number: int) -> None:
    """So many changes, one after the other."""
    client = Client(address)
    actors = [actor["iri"] for actor in json.loads(client.ask("/api/v1/akteure")[1])["items"]]
    groups = [group["iri"] for group in json.loads(client.ask("/api/v1/gruppen")[1])["items"]]
    for _, statements in islice(updates(actors, groups), number):
        client.ask("/sparql/update", insert(statements))
        wait_until_right(client)


def measure(tree: Path, store: str, changes: int) -> list[str]:
    """First start, the next one, after changes, after a rest."""
    with service(tree, store) as (process, address):
        wait_for_page(address, process)
        found = [after_rest(process, KEPT_S)]
    with service(tree, store) as (process, address):
        wait_for_page(address, process)
        found.append(after_rest(process, KEPT_S))
        change(address, changes)
        return [*found, after_rest(process, 0), after_rest(process, REST_S)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("actors", type=int, nargs="+")
    parser.add_argument("--tree", type=Path, action="append", help="a checkout with its .venv; this one by default")
    parser.add_argument("--changes", type=int, default=4)
    options = parser.parse_args()
    os.environ |= {"AKTEURSNETZ_TOKEN": TOKEN, "AKTEURSNETZ_TOKEN_RIGHTS": "write,unchecked"}
    print("| checkout | actors | first start | again | after changes | rested |\n|---|---|---|---|---|---|")
    for actors in options.actors:
        for tree in (tree.resolve() for tree in options.tree or [Path(__file__).parents[1]]):
            with tempfile.TemporaryDirectory() as folder:
                found = measure(tree, make_store(tree, actors, Path(folder, "0")), options.changes)
            print(f"| {tree.name} | {actors:,} | {' | '.join(found)} |", flush=True)


if __name__ == "__main__":
    main()
