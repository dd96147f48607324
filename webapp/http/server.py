"""The HTTP server: waitress, with limits of size and time, and errors in the shape of all others."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask

from webapp.http.slots import THREADS
from webapp.settings import MEGABYTE, Settings

MOST_CONNECTIONS = 500
LARGEST_HEADER = 128 * 1024
SILENCE_S = 60
WORTH_SENDING = 18_000  # a smaller answer goes in one piece, with its headers: a tenth more of them in a second
HEADER_S = 20.0
BODY_S = 600.0

HINTS = {
    400: "Check the request line and the headers.",
    413: "Send less at once.",
    431: "Send the query by POST.",
}


class TimedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request that knows when it began to come in."""

    def __init__(self, adjustments: Any) -> None:
        super().__init__(adjustments)
        self.began = time.monotonic()

    @property
    def is_late(self) -> bool:
        """Whether it has taken longer than any honest client needs."""
        return time.monotonic() - self.began > (BODY_S if self.headers_finished else HEADER_S)


class JsonErrorTask(ErrorTask):  # type: ignore[misc]
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


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose client may not send forever: one byte now and then would hold it open."""

    parser_class = TimedParser
    error_task_class = JsonErrorTask

    def received(self, data: bytes) -> bool:
        """Take what has come; a request that is late ends the connection."""
        taken = bool(super().received(data))
        if self.request is not None and self.request.is_late:
            self.will_close = True
        return taken


def _trust(settings: Settings) -> dict[str, Any]:
    """What is believed of the proxy that the settings name, and of nobody else."""
    if not settings.proxy:
        return {}
    believed = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"}
    return {"trusted_proxy": settings.proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": believed}


def make_server(app: Flask, settings: Settings) -> Any:
    """A server on the address of the settings, which answers once it is `run`. Raises OSError for a taken port.

    A connection is read on while its request is worked on (lookahead): that is how we see that a client has left.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each request that waits is no news
    dispatchers: dict[int, Any] = {}
    server = create_server(
        app,
        map=dispatchers,
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        ident=None,
        channel_request_lookahead=1,
        connection_limit=MOST_CONNECTIONS,
        asyncore_use_poll=True,
        channel_timeout=SILENCE_S,
        cleanup_interval=10,
        max_request_header_size=LARGEST_HEADER,
        max_request_body_size=settings.upload_mb * MEGABYTE + 1,
        log_socket_errors=False,
        # Headers of a proxy that is not believed stay visible: whoever comes with them does not sit at this machine.
        clear_untrusted_proxy_headers=False,
        url_prefix=settings.prefix,
        **_trust(settings),
    )
    for dispatcher in dispatchers.values():
        if isinstance(dispatcher, BaseWSGIServer):
            dispatcher.channel_class = Channel
            dispatcher.adj.send_bytes = WORTH_SENDING  # the argument for it is on its way out
    return server
