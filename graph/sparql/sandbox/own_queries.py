"""A child of the replica that answers our own SELECT queries: not bounded, so never what a user wrote.

Each question comes as a socket of its own, so that several are answered side by side. The first one is no query: it
makes of the copy what analysis and rules read, with whole days and without what was found before (kind B). It hands
over what the days were before, as the child of an earlier revision gave it, or nothing: then they are looked for.
"""

from __future__ import annotations

import gc
import os
import socket
import threading
from typing import NoReturn

import pyoxigraph as ox

from graph.processes.native_memory import limit_arenas
from graph.rdf.run_results import forget_results
from graph.rdf.whole_days import Restated, restate_days
from graph.sparql.sandbox.frames import receive_frame, send_frame

BEGIN, QUERY = b"B", b"Q"
DONE, SYNTAX, NO_SELECT, FAILED = b"D", b"S", b"N", b"F"

_NICE = 5


def answer_own(store: ox.Store, channel: socket.socket) -> NoReturn:
    """Answer until nobody can ask any more."""
    os.nice(_NICE)
    limit_arenas()
    gc.freeze()
    is_begun = False
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
        if not message:
            os._exit(0)
        asked = socket.socket(fileno=descriptors[0])
        if is_begun:
            threading.Thread(target=_answer, args=(store, asked), daemon=True).start()
        else:
            _begin(store, asked)
            is_begun = True


def _begin(store: ox.Store, asked: socket.socket) -> None:
    with asked:
        _, body = receive_frame(asked)
        forget_results(store)
        restated = Restated.of_bytes(body) if body else restate_days(store)
        if body:
            restated.make(store)
        send_frame(asked, DONE, restated.as_bytes())


def _answer(store: ox.Store, asked: socket.socket) -> None:
    try:
        with asked:
            _, body = receive_frame(asked)
            send_frame(asked, *_result(store, body.decode()))
    except (OSError, EOFError):
        return  # nobody waits for it


def _result(store: ox.Store, query: str) -> tuple[bytes, bytes]:
    """How it went, and the rows as JSON or what is wrong."""
    try:
        results = store.query(query, use_default_graph_as_union=True)
        if not isinstance(results, ox.QuerySolutions):
            return NO_SELECT, b""
        return DONE, results.serialize(format=ox.QueryResultsFormat.JSON) or b""
    except SyntaxError as error:
        return SYNTAX, str(error).encode()
    except BaseException as error:  # noqa: BLE001 - an engine that panics is no Exception, and has to be told of
        return FAILED, f"{type(error).__name__}: {error}".encode()
