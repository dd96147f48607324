"""The process that answers what users wrote: a copy of the store in memory, and a child of its own per query.

Started by `graph.sandbox` as a script, never imported. It has one thread, so that it can fork: a child sees
the copy as it is at that moment, and whatever a query does to a child happens to nobody else. The kernel
ends a child at its deadline and keeps it from memory, files and the network.

Over a socket it reads frames (see `sandbox`): add, remove, query. It ends when the service does.
"""

from __future__ import annotations

import contextlib
import gc
import json
import math
import os
import resource
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import pyoxigraph as ox

FRAME = struct.Struct("!cQ")
BEGIN = struct.Struct("!d")
PIPES = 2
_BUFFER = 1 << 16
_NICE = 5

_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}

Request = dict[str, Any]
Status = dict[str, Any]


def serve(control: socket.socket) -> None:
    """Read frames until the service has gone."""
    store = ox.Store()
    while True:
        header, descriptors, _, _ = socket.recv_fds(control, FRAME.size, PIPES)
        if not header:
            return
        kind, size = FRAME.unpack(header + _receive(control, FRAME.size - len(header)))
        body = _receive(control, size)
        if kind == b"Q":
            _fork(store, control, body, descriptors)
        else:
            _change(store, kind, body)


def _change(store: ox.Store, kind: bytes, body: bytes) -> None:
    if kind == b"A":
        store.load(input=body, format=ox.RdfFormat.N_QUADS)
    else:
        _remove(store, list(ox.parse(body, format=ox.RdfFormat.N_QUADS)))
    gc.freeze()  # collected objects would be copied into each child


def _remove(store: ox.Store, quads: Sequence[ox.Quad]) -> None:
    for quad in quads:
        store.remove(quad)
    for graph in {quad.graph_name for quad in quads}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)


def _fork(store: ox.Store, control: socket.socket, body: bytes, descriptors: list[int]) -> None:
    if os.fork() == 0:
        control.close()
        _answer(store, json.loads(body), *descriptors)
    for descriptor in descriptors:
        os.close(descriptor)


def _answer(store: ox.Store, request: Request, body: int, status: int) -> NoReturn:
    """Write the result into one pipe, then how it went into the other: nothing there means that we were ended."""
    with os.fdopen(status, "wb", buffering=0, closefd=False) as report:
        try:
            report.write(BEGIN.pack(time.monotonic()))  # one clock for all processes of a machine
            _limit(request["time_s"], request["memory_mb"])
            with os.fdopen(body, "wb", buffering=_BUFFER) as output:
                outcome = _evaluate(store, request, output)
        except SyntaxError as error:
            outcome = {"status": "syntax", "detail": str(error)}
        except MemoryError:
            outcome = {"status": "memory"}
        except Exception as error:  # noqa: BLE001 - whatever it was, the service has to be told
            outcome = {"status": "failed", "detail": f"{type(error).__name__}: {error}"}
        report.write(json.dumps(outcome).encode())
    os._exit(0)


def _limit(time_s: float, memory_mb: int) -> None:
    """Limits that the kernel keeps, whatever the engine is busy with."""
    for name in (signal.SIGALRM, signal.SIGPIPE, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, time_s)
    os.nice(_NICE)
    seconds = math.ceil(time_s) + 1
    memory = _address_space() + memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))  # no file and no socket can be opened any more


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123 - pathlib costs 10 ms per start
        return int(pages.read().split()[0]) * resource.getpagesize()


def _evaluate(store: ox.Store, request: Request, output: Any) -> Status:
    options: dict[str, Any] = {"base_iri": request["base"], "use_default_graph_as_union": request["union"]}
    if request["default_graphs"] is not None:
        options["default_graph"] = [ox.NamedNode(iri) for iri in request["default_graphs"]]
    if request["named_graphs"] is not None:
        options["named_graphs"] = [ox.NamedNode(iri) for iri in request["named_graphs"]]
    results = store.query(request["query"], **options)
    known: dict[str, Any] = _GRAPHS if isinstance(results, ox.QueryTriples) else _RESULTS
    media_type = _first_known(request["media_types"], known)
    if media_type is None:
        return {"status": "not acceptable", "known": list(known)}
    _writer(results, known[media_type], request["prefixes"])(output)
    return {"status": "ok", "media_type": media_type}


def _first_known(asked: Sequence[str], known: dict[str, Any]) -> str | None:
    for media_type in asked:
        if media_type in known:
            return media_type
        main, _, rest = media_type.partition("/")
        if rest == "*":
            return next((name for name in known if main in ("*", name.partition("/")[0])), None)
    return None


def _writer(results: Any, form: Any, prefixes: dict[str, str]) -> Callable[[Any], object]:
    if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        return lambda output: ox.serialize(results, output=output, format=form, prefixes=prefixes)
    return lambda output: results.serialize(output=output, format=form)


def _receive(control: socket.socket, size: int) -> bytes:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = control.recv_into(view)
        if count == 0:
            raise EOFError
        view = view[count:]
    return bytes(data)


def _quieten() -> None:
    """A child that runs out of memory aborts with a message on stderr, and Ctrl-C is for the service."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended children leave nothing behind


if __name__ == "__main__":
    _quieten()
    with contextlib.suppress(EOFError):
        serve(socket.socket(fileno=int(sys.argv[1])))
