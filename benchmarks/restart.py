"""What a restart costs with a network of some size: time to the first page, time until all is warm, memory then.

    python benchmarks/restart.py 1000 10000 --tree . --tree ../former --runs 3

Each `--tree` is a checkout with its own `.venv`; those named are measured in turn, run by run, so that what else the
machine does falls on all of them alike. Memory is the proportional set size of the service with its children, once
none of them has worked for three seconds, and again after `--rest` seconds; `peak` is the most that the service alone
ever held. The second page is the table of actors, asked for as soon as the first one is there.

What Python compiles is kept beside, as an installed package has it: `--anew` forbids that, and each start compiles all.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path

import psutil

MB = 2**20
QUIET_S = 3.0
KEPT_S = 15.0
"""Of rest, until a service has put what it knows beside the store."""
LOOK_S = 0.5
IDLE_SHARE = 0.02
SECOND = "akteure"
ABOUT_COMPILED = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
MEMORY = ("memory", "after a rest", "peak")
PROGRAM = "import sys; from webapp.cli{0} import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Restart:
    """Seconds and megabytes of one restart."""

    first_page_s: float
    second_page_s: float
    first_cpu_s: float
    warm_s: float
    memory_mb: float
    rested_mb: float
    peak_mb: float


class Compiled:
    """Where Python keeps what it compiles, for as long as this runs; or whether each start compiles all anew."""

    folder = tempfile.TemporaryDirectory(prefix="compiled-")
    anew = False


def command(tree: Path, *arguments: str) -> list[str]:
    """The command line of a checkout, whether `webapp.cli` is a package there or a module."""
    package = ".main" if (tree / "webapp" / "cli").is_dir() else ""
    return [str(tree / ".venv" / "bin" / "python"), "-c", PROGRAM.format(package), *arguments]


def environment(tree: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ABOUT_COMPILED}
    compiled = {"PYTHONDONTWRITEBYTECODE": "1"} if Compiled.anew else {"PYTHONPYCACHEPREFIX": Compiled.folder.name}
    return {**kept, **compiled, "PYTHONPATH": str(tree)}


def make_store(tree: Path, actors: int, folder: Path) -> str:
    """The address of a new store with a generated network."""
    folder.mkdir()
    network, address = folder / f"{actors}.nq", f"oxigraph:{folder / f'store-{actors}'}"
    for arguments in (
        ("generate", str(network), "--actors", str(actors), "--seed", "1"),
        ("load", str(network), "--store", address),
    ):
        subprocess.run(
            command(tree, *arguments), env=environment(tree), cwd=tree, check=True, stdout=subprocess.DEVNULL
        )
    return address


@contextmanager
def service(tree: Path, store: str, said: Path | None = None) -> Iterator[tuple[psutil.Process, str]]:
    """A starting service and its address; stopped at the end. `said`: the file for what it prints."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    arguments = command(tree, "serve", "--port", port, "--store", store)
    with (
        (said or Path(os.devnull)).open("wb") as output,
        subprocess.Popen(arguments, env=environment(tree), cwd=tree, stdout=output) as process,
    ):
        try:
            yield psutil.Process(process.pid), f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def restart(tree: Path, store: str, rest_s: float) -> Restart:
    """Start the service, ask for the first page, wait until all is warm."""
    begin = time.perf_counter()
    with service(tree, store) as (process, address):
        wait_for_page(address, process)
        first, worked = time.perf_counter() - begin, cpu_s(process)
        wait_for_page(f"{address}{SECOND}", process)
        second = time.perf_counter() - begin - first
        quiet_since = wait_until_quiet(process)
        memory = memory_mb(process)
        time.sleep(rest_s)
        return Restart(first, second, worked, quiet_since - begin, memory, memory_mb(process), peak(process))


def wait_for_page(address: str, process: psutil.Process) -> None:
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        try:
            with urllib.request.urlopen(address, timeout=600) as answer:  # noqa: S310 - our own loopback address
                answer.read()
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"no page at {address}: the service has ended")


def wait_until_quiet(process: psutil.Process) -> float:
    """The moment since which none of the processes has worked."""
    since, worked = time.perf_counter(), cpu_s(process)
    while time.perf_counter() - since < QUIET_S:
        time.sleep(LOOK_S)
        now = cpu_s(process)
        if now - worked > IDLE_SHARE * LOOK_S:
            since = time.perf_counter()
        worked = now
    return since


def family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def memory_mb(process: psutil.Process) -> float:
    return sum(map(_shared_in_proportion, family(process))) / MB


def _shared_in_proportion(member: psutil.Process) -> int:
    """Bytes; none of one that has ended since it was found."""
    with suppress(psutil.NoSuchProcess):
        return int(member.memory_full_info().pss)
    return 0


def cpu_s(process: psutil.Process) -> float:
    times = [member.cpu_times() for member in family(process)]
    return sum(spent.user + spent.system for spent in times)


def peak(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def row(tree: Path, actors: int, runs: Sequence[Restart]) -> str:
    middle = [statistics.median(values) for values in zip(*map(astuple, runs), strict=True)]
    first, second, worked, warm, *megabytes = middle
    said = " | ".join(f"{one:.0f} MB" for one in megabytes)
    return f"| {tree.name} | {actors:,} | {first:.2f} s | {second:.2f} s | {worked:.2f} s | {warm:.1f} s | {said} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("actors", type=int, nargs="+")
    parser.add_argument("--tree", type=Path, action="append", help="a checkout with its .venv; this one by default")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--anew", action="store_true", help="each start compiles all modules")
    parser.add_argument("--rest", type=float, default=0.0, metavar="SECONDS")
    options = parser.parse_args()
    trees = [tree.resolve() for tree in options.tree or [Path(__file__).parents[1]]]
    Compiled.anew = options.anew
    columns = ("checkout", "actors", "first page", "second page", "processor until the first", "warm", *MEMORY)
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for actors in options.actors:
        with tempfile.TemporaryDirectory() as folder:
            stores = {tree: make_store(tree, actors, Path(folder, str(n))) for n, tree in enumerate(trees)}
            for tree in trees:
                restart(tree, stores[tree], KEPT_S)  # the very first start computes what later ones find in the folder
            measured = [
                (tree, restart(tree, stores[tree], options.rest)) for _ in range(options.runs) for tree in trees
            ]
        for tree in trees:
            print(row(tree, actors, [one for of_tree, one in measured if of_tree == tree]), flush=True)


if __name__ == "__main__":
    main()
