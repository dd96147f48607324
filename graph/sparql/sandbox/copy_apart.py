"""The service's end of a child that answers our own queries (see `own_queries.py`)."""

from __future__ import annotations

import socket
import weakref
from typing import NoReturn

import pyoxigraph as ox

from graph.errors import QueryError
from graph.protocol import Row
from graph.sparql.fixed_queries import no_select, rows_of
from graph.sparql.sandbox.frames import receive_frame, send_frame
from graph.sparql.sandbox.own_queries import BEGIN, DONE, NO_SELECT, QUERY, SYNTAX


class CopyGoneError(Exception):
    """The process has ended, or there was none."""


class CopyApart:
    """All public quads of one revision of the data, in a process forked for them; it ends when nobody holds this.

    Forked from the replica it shares its memory as far as nothing is read: the engine counts who reads a quad, so what
    is read is there twice as long as this lasts. Safe for threads, which are answered side by side.
    """

    def __init__(self, channel: socket.socket, revision: int, restated: bytes = b"") -> None:
        self.revision = revision
        self._channel = channel
        weakref.finalize(self, channel.close)
        self.restated = self._ask(BEGIN, restated)[1]
        """What days were before they were made whole, for the copy of a later revision in which they are the same."""

    def select(self, query: str) -> list[Row]:
        """Rows of a SELECT query over the union of all graphs, with whole days. Raises CopyGoneError."""
        kind, body = self._ask(QUERY, query.encode())
        if kind != DONE:
            _raise_for(kind, body.decode())
        results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        return rows_of(results) if isinstance(results, ox.QuerySolutions) else []

    def _ask(self, kind: bytes, body: bytes) -> tuple[bytes, bytes]:
        try:
            ours, theirs = socket.socketpair()
            with ours:
                with theirs:
                    socket.send_fds(self._channel, [kind], [theirs.fileno()])
                send_frame(ours, kind, body)
                return receive_frame(ours)
        except (OSError, EOFError) as error:
            raise CopyGoneError from error


def _raise_for(kind: bytes, detail: str) -> NoReturn:
    if kind == SYNTAX:
        raise SyntaxError(detail)
    if kind == NO_SELECT:
        raise no_select()
    raise QueryError(
        "The query could not be answered: %(detail)s.", hint="Simplify the query and try again.", detail=detail
    )
