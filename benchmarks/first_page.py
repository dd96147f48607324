"""From a start to a page, and what it costs: `make bench` prints the table of benchmarks/RESULTS.md, section 1.

Each figure is the median of several runs, with the smallest and the largest beside it. They are wall-clock
times of one machine; what carries over to another is their order of magnitude.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from graph.analysis import Analysis
from graph.query.named import list_rules, run_query
from graph.store.open import open_store

PORT = 8766
ADDRESS = f"http://127.0.0.1:{PORT}"
COMMAND = Path(sys.executable).with_name("akteursnetz")
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextmanager
def service(store: Path) -> Iterator[psutil.Process]:
    """A running service whose first page has been answered; stopped at the end."""
    command = [str(COMMAND), "serve", "--port", str(PORT), "--store", f"oxigraph:{store}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            wait_for_page()
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


def wait_for_page(limit_s: float = 60) -> None:
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{ADDRESS}/", timeout=10) as answer:  # noqa: S310 - our own loopback address
                answer.read()
                return
        except OSError:
            time.sleep(0.01)
    raise SystemExit(f"no page at {ADDRESS} within {limit_s} s")


def seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def row(what: str, values: list[float], unit: str, goal: str = "") -> str:
    middle, least, most = statistics.median(values), min(values), max(values)
    return f"| {what} | {middle:.2f} {unit} | {least:.2f} – {most:.2f} | {goal} |"


def start_times(store: Path, runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        with service(store):
            times.append(time.perf_counter() - begin)
    return times


def map_ready_times(runs: int) -> list[float]:
    """Navigation start to the first drawn picture of the whole Magdeburg map, new browser context each time."""
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for _ in range(runs):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(f"{ADDRESS}/karte", wait_until="commit")
            page.wait_for_selector("html[data-ready]", state="attached")
            times.append(page.evaluate("performance.getEntriesByName('map-ready')[0].startTime") / 1000)
            page.context.close()
        browser.close()
    return times


def memory_mb(process: psutil.Process) -> list[float]:
    """Proportional set size of the service with its children: shared pages count once."""
    family = [process, *process.children(recursive=True)]
    return [sum(member.memory_full_info().pss for member in family) / 2**20]


def rule_times(store: Path, runs: int) -> tuple[list[float], list[float]]:
    """All rules as queries, and as finished gaps with labels and passages; milliseconds."""
    opened = open_store(f"oxigraph:{store}")
    try:
        queries = [seconds(lambda: [run_query(opened, rule.name) for rule in list_rules()]) * 1000 for _ in range(runs)]
        gaps = [seconds(lambda: Analysis(opened).find_gaps()) * 1000 for _ in range(runs)]
    finally:
        opened.close()
    return queries, gaps


def main() -> None:
    runs = int(os.environ.get("RUNS", "7"))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {runs} runs\n")
    print("| what | median | least – most | goal |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        print(row("first start: store made, Magdeburg loaded, first page", start_times(store, 1), "s"))
        print(row("warm start to the first page", start_times(store, runs), "s", "2 s"))
        with service(store) as process:
            print(row("map ready in Chromium", map_ready_times(runs), "s", "1 s"))
            print(row("memory of the service and its replica", memory_mb(process), "MB"))
        queries, gaps = rule_times(store, runs)
        print(row("all gap rules on the Magdeburg data, as queries", queries, "ms", "100 ms"))
        print(row("all gaps with labels, reasons and passages", gaps, "ms"))


if __name__ == "__main__":
    main()
