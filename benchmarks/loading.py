"""How many statements a second go into a new store on disk: `python benchmarks/loading.py [ACTORS] [TRIPLES]`.

A generated network by `akteursnetz load`, and one graph by PUT over HTTP; in the same run and from the same files by
Oxigraph's own program, as `oxigraph load` and `oxigraph serve`. Whole processes are measured, their start included.
Ours also parts persons, adds what follows from the ties, keeps a log that it syncs, and tells the copy for queries.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from graph.load.generator.generate import generate

ACTORS, TRIPLES = 25_000, 1_000_000
BIN = Path(sys.executable).parent
TOKEN = "benchmark"  # noqa: S105 - of a service on our own loopback address, for a minute
GRAPH = "https://example.org/graph/many"
PORT, PEER_PORT = 8767, 8768


@dataclass(frozen=True, slots=True)
class Cost:
    """What so many statements took: seconds on the clock, of all processors, and the most memory."""

    statements: int
    wall_s: float
    processor_s: float
    peak_mb: float

    def row(self, what: str) -> str:
        speeds = (self.statements / seconds / 1000 for seconds in (self.wall_s, self.processor_s))
        by_clock, by_processor = (f"{speed:,.0f}k/s" for speed in speeds)
        return f"| {what} | {by_clock} | {by_processor} | {self.wall_s:.1f} s | {self.peak_mb:,.0f} MB |"


def run(command: Sequence[str | Path], statements: int) -> Cost:
    begin = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Cost(statements, time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@contextmanager
def service(command: Sequence[str | Path], port: int) -> Iterator[psutil.Process]:
    settings = {"AKTEURSNETZ_TOKEN": TOKEN, "AKTEURSNETZ_UPLOAD_MEGABYTES": "2000"}
    arguments = [str(part) for part in command]
    with subprocess.Popen(
        arguments, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


def wait_for(address: str, limit_s: float = 60) -> None:
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own loopback address
                answer.read()
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing at {address} within {limit_s} s")


def put(process: psutil.Process, port: int, body: bytes, statements: int) -> Cost:
    headers = {"Content-Type": "application/n-triples", "Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/store?graph={GRAPH}", body, headers, method="PUT")
    begin, before = time.perf_counter(), processor_seconds(process)
    with urllib.request.urlopen(request, timeout=600) as answer:  # noqa: S310
        answer.read()
    wall = time.perf_counter() - begin
    return Cost(statements, wall, processor_seconds(process) - before, peak_mb(process))


def processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def peak_mb(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def triples(number: int) -> bytes:
    """Statements about things that are no part of the network."""
    lines = (
        f'<https://example.org/id/{one // 5}> <https://example.org/ns#p{one % 5}> "Wert {one}" .\n'
        for one in range(number)
    )
    return "".join(lines).encode()


def main() -> None:
    given = [int(one) for one in sys.argv[1:3]]
    actors, number = [*given, *(ACTORS, TRIPLES)[len(given) :]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, body = folder / "network.nq", triples(number)
        generate(file, actors=actors, seed=1)
        with file.open("rb") as lines:
            statements = sum(1 for _ in lines)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        print(f"{statements:,} statements of {actors:,} actors in one file; {number:,} in one PUT\n")
        print("| what | by the clock | by processor time | took | most memory |\n|---|---|---|---|---|")
        ours = run([BIN / "akteursnetz", "load", "--store", f"oxigraph:{folder / 'a'}", file], statements)
        print(ours.row("akteursnetz load"))
        peer = run([BIN / "oxigraph", "load", "--location", folder / "b", "--file", file], statements)
        print(peer.row("oxigraph load"))
        with service(
            [BIN / "akteursnetz", "serve", "--port", str(PORT), "--store", f"oxigraph:{folder / 'c'}"], PORT
        ) as process:
            our_put = put(process, PORT, body, number)
            print(our_put.row("PUT to akteursnetz serve"))
        with service(
            [BIN / "oxigraph", "serve", "--location", folder / "d", "--bind", f"127.0.0.1:{PEER_PORT}"], PEER_PORT
        ) as process:
            peer_put = put(process, PEER_PORT, body, number)
            print(peer_put.row("PUT to oxigraph serve"))
        loads, puts = peer.wall_s / ours.wall_s, peer_put.wall_s / our_put.wall_s
        print(f"\nSpeed by the clock beside the peer: load {loads:.2f}, PUT {puts:.2f}")


if __name__ == "__main__":
    main()
