"""Who may hold a connection open, and how long: idle and slow ones never shut the others out.

A connection is at work while one of its requests is answered, else it is idle. An idle one costs nothing, so it is
kept for the next request; when there are too many, in all or of one address, the one that has been idle for longest
makes room for who comes. What is at work is never cut off, unless its client has stopped to take the answer.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

from webapp.accounts.origin import origin_of
from webapp.settings import LOOPBACK

MOST_CONNECTIONS = 500
MOST_OF_ONE_ADDRESS = 100
FIRST_BYTE_S = 5.0
SILENCE_S = 60.0
HEADER_S = 20.0
BODY_S = 600.0
SLOWEST_BODY = 1_000
"""Bytes of a body in a second, on the average; a tenth of what a bad mobile connection has."""


class TimedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request that knows when it began to come in."""

    def __init__(self, adjustments: Any) -> None:
        super().__init__(adjustments)
        self.began = time.monotonic()

    @property
    def is_late(self) -> bool:
        """Whether it has taken longer than any honest client needs."""
        allowed = HEADER_S
        if self.headers_finished:
            allowed = min(HEADER_S + self.body_bytes_received / SLOWEST_BODY, BODY_S)
        return time.monotonic() - self.began > allowed


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose client may neither keep silent nor send forever."""

    parser_class = TimedParser
    has_spoken = False

    def __init__(self, server: Listener, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:  # noqa: A002 - theirs
        super().__init__(server, sock, addr, adj, map)
        server.make_room_for(self)

    def received(self, data: bytes) -> bool:
        """Take what has come."""
        self.has_spoken = True
        return bool(super().received(data))

    def send_written(self) -> None:
        """Send what is written, as far as it can be sent at once: for when the server's loop has ended."""
        if self.connected and self.total_outbufs_len and self.outbuf_lock.acquire(blocking=False):
            try:
                self._flush_exception(self._flush_some, do_close=False)
            finally:
                self.outbuf_lock.release()

    @property
    def address(self) -> str:
        """The address of the client, or of the proxy before it."""
        return str(self.addr[0]).partition("%")[0]

    @property
    def origin(self) -> str:
        """Whose share it counts for: the address, of IPv6 the network that one customer is given."""
        return origin_of(self.address)

    def is_over(self, now: float) -> bool:
        """Whether it has been silent or slow for too long."""
        if self.requests and self.total_outbufs_len <= self.adj.outbuf_high_watermark:
            return False
        if now - self.last_activity > (SILENCE_S if self.has_spoken else FIRST_BYTE_S):
            return True
        return self.request is not None and self.request.is_late


class Listener(TcpWSGIServer):  # type: ignore[misc]
    """Takes connections on one address.

    `unlimited` are addresses that many clients come from: the proxy ("*" is any), and this machine, where one may be.
    """

    channel_class = Channel
    unlimited: frozenset[str] = frozenset(LOOPBACK)

    def maintenance(self, now: float) -> None:
        """Close what is over; the server calls it each second."""
        for channel in self.active_channels.values():
            if channel.is_over(now):
                channel.will_close = True

    def make_room_for(self, newcomer: Channel) -> None:
        """Close an idle connection where this is one too many; the newcomer, where its address has none but busy ones.

        Who is closed for room is so at the next turn of the server's loop. When everybody is at work, newcomers wait
        in the system's queue, as long as the server takes no more than its limit.
        """
        present = [one for one in self._map.values() if isinstance(one, Channel) and not one.will_close]
        if not self.unlimited & {"*", newcomer.address}:
            neighbours = [one for one in present if one.origin == newcomer.origin]
            if len(neighbours) > MOST_OF_ONE_ADDRESS:
                (_longest_idle(neighbours, newcomer) or newcomer).will_close = True
                return
        if len(present) > MOST_CONNECTIONS:
            victim = _longest_idle(present, newcomer)
            if victim is not None:
                victim.will_close = True


def _longest_idle(channels: Iterable[Channel], newcomer: Channel) -> Channel | None:
    idle = [one for one in channels if not one.requests and one is not newcomer]
    return min(idle, key=lambda one: one.last_activity, default=None)
