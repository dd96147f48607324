"""What listens goes on doing so while a process begins anew: who asks meanwhile waits, and nobody is turned away.

Else a proxy in front would have nobody to ask, and answer with an error of its own.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Sequence
from typing import Any

from webapp.http.connections import Channel, Listener

_PATIENCE_S = 1.0
_LOOK_S = 0.02


def listeners_of(server: Any) -> list[Listener]:
    """What takes connections for a server of `make_server`."""
    found = getattr(server, "map", None) or server._map  # noqa: SLF001 - waitress has no other name for one address
    return [one for one in found.values() if isinstance(one, Listener)]


def pass_on(server: Any) -> list[int]:
    """Take no further connection, answer the ones there are, and give what listens to whoever this process becomes.

    The numbers are those of the open files. Waits a second at most: an idle connection is no reason to.
    """
    listeners = listeners_of(server)
    for one in listeners:
        one.accepting = False
        one.trigger.pull_trigger()
    until = time.monotonic() + _PATIENCE_S
    while any(_is_busy(one) for one in listeners) and time.monotonic() < until:
        time.sleep(_LOOK_S)
    numbers = [one.socket.fileno() for one in listeners]
    for number in numbers:
        os.set_inheritable(number, True)  # noqa: FBT003 - theirs
    return numbers


def passed_on(numbers: Sequence[int]) -> list[socket.socket]:
    """What listens already, by the numbers of `pass_on`; closed to the processes that this one starts."""
    sockets = [socket.socket(fileno=number) for number in numbers]
    for one in sockets:
        one.set_inheritable(False)
    return sockets


def _is_busy(listener: Listener) -> bool:
    channels: list[Channel] = list(listener.active_channels.values())
    return any(one.requests or one.total_outbufs_len or not one.has_spoken for one in channels)
