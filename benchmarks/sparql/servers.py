"""Our service and its peers: loaded with the same triples, started on loopback, stopped at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from client import Connection

BIN = Path(sys.executable).parent
BENCH_VENV = Path(__file__).resolve().parents[2] / "build" / "bench-venv"
RDFLIB_PACKAGES = ("rdflib-endpoint>=0.6", "uvicorn>=0.30")
VIRTUOSO_PASSWORD = "loopback"  # noqa: S105 - of a server that lives for one measurement
_PORTS = {"ours": 8771, "oxigraph": 8772, "rdflib": 8773, "virtuoso": 8774}
_SQL_PORT = 8775
_READY_S = 900.0


@dataclass(frozen=True)
class Server:
    """A running server: where it answers queries, its process, and how long loading took (seconds)."""

    name: str
    port: int
    path: str
    process: psutil.Process
    load_s: float

    def memory_mb(self) -> float:
        """Proportional set size of the server with its children: shared pages count once."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(member.memory_full_info().pss for member in family) / 2**20


@dataclass(frozen=True)
class Data:
    """One network as files: as generated, as all triples that our store makes of it, and our store."""

    actors: int
    generated: Path
    triples: Path
    store: Path
    count: int
    load_s: float


@contextmanager
def ours(data: Data, folder: Path) -> Iterator[Server]:
    command = [BIN / "akteursnetz", "serve", "--port", str(_PORTS["ours"]), "--store", f"oxigraph:{data.store}"]
    environment = {**os.environ, "AKTEURSNETZ_QUERY_SECONDS": "60"}
    with _running("ours", command, folder, environment) as process:
        wait_for(_PORTS["ours"], "/sparql")
        _settle(process)
        yield Server("ours", _PORTS["ours"], "/sparql", process, data.load_s)


@contextmanager
def oxigraph(data: Data, folder: Path) -> Iterator[Server]:
    store = folder / "oxigraph"
    load_s = _timed([BIN / "oxigraph", "load", "--location", store, "--file", data.triples])
    command = [BIN / "oxigraph", "serve", "--location", store, "--bind", f"127.0.0.1:{_PORTS['oxigraph']}"]
    with _running("oxigraph", command, folder) as process:
        wait_for(_PORTS["oxigraph"], "/query")
        yield Server("oxigraph", _PORTS["oxigraph"], "/query", process, load_s)


@contextmanager
def rdflib(data: Data, folder: Path) -> Iterator[Server]:
    """Its dependencies are not ours, so it has an environment of its own, made once."""
    make_venv(RDFLIB_PACKAGES)
    port = _PORTS["rdflib"]
    command = [
        BENCH_VENV / "bin" / "rdflib-endpoint",
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        data.triples,
    ]
    begin = time.perf_counter()
    with _running("rdflib", command, folder) as process:
        wait_for(port, "/")
        yield Server("rdflib", port, "/", process, time.perf_counter() - begin)


@contextmanager
def virtuoso(data: Data, folder: Path) -> Iterator[Server]:
    place = folder / "virtuoso"
    place.mkdir()
    (place / "virtuoso.ini").write_text(_virtuoso_ini(place, data.triples.parent), encoding="utf-8")
    command = [shutil.which("virtuoso-t"), "+foreground", "+configfile", place / "virtuoso.ini"]
    with _running("virtuoso", command, place) as process:
        wait_for(_PORTS["virtuoso"], "/sparql")
        _isql("dba", f'set password "dba" "{VIRTUOSO_PASSWORD}";')
        begin = time.perf_counter()
        load = f"ld_dir('{data.triples.parent}', '{data.triples.name}', 'urn:bench'); rdf_loader_run(); checkpoint;"
        _isql(VIRTUOSO_PASSWORD, load)
        yield Server("virtuoso", _PORTS["virtuoso"], "/sparql", process, time.perf_counter() - begin)


SERVERS = {"ours": ours, "oxigraph": oxigraph, "rdflib": rdflib, "virtuoso": virtuoso}


def make_venv(packages: tuple[str, ...]) -> None:
    """An environment for what only benchmarks need; packages that it has already are not asked for again."""
    stamp = BENCH_VENV / "packages.txt"
    known = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    wanted = [package for package in packages if package not in known]
    if not wanted:
        return
    if not known:
        subprocess.run([sys.executable, "-m", "venv", BENCH_VENV], check=True)
    pip = [BENCH_VENV / "bin" / "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, *wanted], check=True)
    stamp.write_text("\n".join([*known, *wanted]), encoding="utf-8")


@contextmanager
def _running(
    name: str, command: list[object], folder: Path, environment: dict[str, str] | None = None
) -> Iterator[psutil.Process]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=log, stderr=log, env=environment)
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(port: int, path: str) -> None:
    """Return when a query is answered; ends the benchmark when none is within a quarter of an hour."""
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        try:
            answer = Connection(port).get(f"{path}?query=ASK%7B%7D", "application/sparql-results+json")
        except (OSError, EOFError):
            time.sleep(0.05)
            continue
        if answer.status == 200:
            return
        raise SystemExit(f"port {port} answered ASK with HTTP {answer.status}")
    raise SystemExit(f"no answer at port {port} within {_READY_S:.0f} s")


def _settle(process: psutil.Process, limit_s: float = 300.0) -> None:
    """Wait until what the service prepares in the background is done."""
    deadline = time.monotonic() + limit_s
    process.cpu_percent()
    while time.monotonic() < deadline:
        time.sleep(1)
        if process.cpu_percent() < 5:
            return
    print(f"(our service was still preparing after {limit_s:.0f} s)", flush=True)


def _timed(command: list[object]) -> float:
    begin = time.perf_counter()
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    return time.perf_counter() - begin


def _isql(password: str, statements: str) -> None:
    address = f"127.0.0.1:{_SQL_PORT}"
    subprocess.run(["isql-vt", address, "dba", password, f"exec={statements}"], check=True, capture_output=True)


def _virtuoso_ini(place: Path, data: Path) -> str:
    """A server of its own: on loopback, files in one folder, no cut of results, memory for four million triples."""
    return f"""[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {place}/virtuoso-temp.db
TransactionFile = {place}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{_SQL_PORT}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
DirsAllowed = {place}, {data}
ServerThreads = 20
[HTTPServer]
ServerPort = 127.0.0.1:{_PORTS["virtuoso"]}
ServerThreads = 20
MaxClientConnections = 20
[SPARQL]
ResultSetMaxRows = 2000000
MaxQueryExecutionTime = 60
"""


Start = Callable[[Data, Path], object]
