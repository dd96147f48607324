"""The HTTP server: waitress, with limits of size and time, and errors in the shape of all others."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from socket import socket
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.server import MultiSocketServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from webapp.http.connections import MOST_CONNECTIONS, SILENCE_S, Channel, Listener
from webapp.http.slots import THREADS
from webapp.settings import LOOPBACK, MEGABYTE, Settings

LARGEST_HEADER = 128 * 1024
WORTH_SENDING = 18_000  # a smaller answer goes in one piece, with its headers: a tenth more of them in a second
LOOK_S = 0.1
LAST_WORDS_S = 0.5
GRACE_S = 1.0
"""For requests that are being answered when the service is stopped. A change that takes longer is finished after that,
and its sender not told."""
ABOVE_THE_LIMIT = 100  # connections that are open for a moment more, until the idle ones have made room

HINTS = {
    400: "Check the request line and the headers.",
    413: "Send less at once.",
    431: "Send the query by POST.",
}


class JsonErrorTask(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """The answer to a request that never reaches the application."""

    def execute(self) -> None:
        """Write the one shape of errors, and close."""
        error = self.request.error
        message = {"error": f"{error.reason}.", "hint": HINTS.get(error.code, ""), "status": error.code}
        body = json.dumps(message).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", "application/json"), ("X-Content-Type-Options", "nosniff")]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _JsonChannel(Channel):
    error_task_class = JsonErrorTask


def _trust(settings: Settings) -> dict[str, Any]:
    """What is believed of the proxy that the settings name, and of nobody else: the headers that it sets itself.

    `X-Forwarded-Port` is none of them, so it may be what a browser sent; the host has the port.
    """
    if not settings.proxy:
        return {}
    believed = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}
    return {"trusted_proxy": settings.proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": believed}


def _adjustments(settings: Settings) -> Any:
    """A connection is read on while its request is worked on (lookahead): so we see that a client has left."""
    adjustments = Adjustments(
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        ident=None,
        channel_request_lookahead=1,
        connection_limit=MOST_CONNECTIONS + ABOVE_THE_LIMIT,
        asyncore_use_poll=True,
        channel_timeout=int(SILENCE_S),
        cleanup_interval=1,
        max_request_header_size=LARGEST_HEADER,
        max_request_body_size=settings.upload_mb * MEGABYTE + 1,
        log_socket_errors=False,
        # Headers of a proxy that is not believed stay visible: whoever comes with them does not sit at this machine.
        clear_untrusted_proxy_headers=False,
        url_prefix=settings.prefix,
        **_trust(settings),
    )
    adjustments.send_bytes = WORTH_SENDING  # the argument for it is on its way out
    return adjustments


class Endings(NamedTuple):
    """What is called when a server is stopped: at once, and for who is still being answered when the moment is over."""

    at_first: Callable[[], None] = lambda: None
    at_last: Callable[[], None] = lambda: None


_NO_ENDINGS = Endings()


class Dispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """The threads that answer; when they are to end they have a moment, then another one to say why they do not.

    Nobody else sends what they have written then: the server's loop has ended.
    """

    def __init__(self, connections: Mapping[int, Any] = MappingProxyType({}), endings: Endings = _NO_ENDINGS) -> None:
        super().__init__()
        self._connections, self._endings = connections, endings

    def shutdown(self, cancel_pending: bool = True, timeout: float = GRACE_S) -> bool:  # noqa: FBT001, FBT002 - as waitress has it
        """Let go of those that wait, and of those that are not done in time: what they write is whole all the same."""
        self._endings.at_first()
        if not self._have_ended(timeout):
            self._endings.at_last()
            self._have_ended(LAST_WORDS_S)
        return bool(super().shutdown(cancel_pending, 0))

    def _have_ended(self, timeout: float) -> bool:
        self.set_thread_count(0)
        until = time.monotonic() + timeout
        while self.threads and time.monotonic() < until:
            with self.lock:
                self.thread_exit_cv.wait(LOOK_S)
            self._send()
        self._send()
        return not self.threads

    def _send(self) -> None:
        for one in list(self._connections.values()):
            if isinstance(one, Channel):
                one.send_written()


def make_server(
    app: Flask, settings: Settings, listening: Sequence[socket] = (), endings: Endings = _NO_ENDINGS
) -> Any:
    """A server on the address of the settings, which answers once it is `run`. Raises OSError for a taken port.

    `listening`: what listens on that address already, from the process that this one was before.

    It is put together as `waitress.create_server` does it, which has no way to say what listens.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each request that waits is no news
    adjustments, sockets = _adjustments(settings), dict[int, Any]()
    dispatcher = Dispatcher(sockets, endings)
    dispatcher.set_thread_count(adjustments.threads)
    make = partial(Listener, app, sockets, dispatcher=dispatcher, adj=adjustments)
    listeners = [
        make(_sock=one, bind_socket=False, sockinfo=(one.family, one.type, one.proto, one.getsockname()))
        for one in listening
    ] or [make(sockinfo=address) for address in adjustments.listen]
    for listener in listeners:
        listener.channel_class = _JsonChannel
        listener.unlimited = frozenset({*LOOPBACK, settings.proxy})
    if len(listeners) == 1:
        return listeners[0]
    addresses = [(one.effective_host, one.effective_port) for one in listeners]
    return MultiSocketServer(sockets, adjustments, addresses, dispatcher)
