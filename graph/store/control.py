"""How a command reaches the service that has the store open: a socket in the store's folder.

Whoever may read the folder may connect, nobody else: it is no address of the network. A line of JSON names an action,
a line of JSON is the answer. What the action made lasts until the connection is closed.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from graph.errors import ConfigError, NetworkError

SOCKET = "control.sock"
_LONGEST = 1 << 16
_LONGEST_ANSWER = 1 << 28
_WAIT_S = 600.0

Said = Mapping[str, Any]
Action = Callable[[Said], AbstractContextManager[Said]]
"""Does what is asked for; the answer holds while the context is open."""


class ControlServer:
    """Listens in a folder until it is closed, each connection in a thread of its own."""

    def __init__(self, folder: Path, actions: Mapping[str, Action]) -> None:
        self._folder, self._actions = folder, actions
        (folder / SOCKET).unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        with _address_in(folder) as address:
            mask = os.umask(0o177)
            try:
                self._listener.bind(address)
            finally:
                os.umask(mask)
        self._listener.listen()
        threading.Thread(target=self._listen, daemon=True, name="control").start()

    def close(self) -> None:
        """Listen no longer."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        (self._folder / SOCKET).unlink(missing_ok=True)

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True, name="control").start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            try:
                asked = json.loads(_line_from(connection))
                with self._actions[asked["action"]](asked) as answer:
                    _send(connection, answer)
                    connection.recv(1)  # until whoever asked has done with it
            except NetworkError as error:
                _send(connection, {"error": error.template, "hint": error.hint_template, "values": _plain(error)})
            except (ValueError, KeyError, TypeError):
                _send(connection, {"error": "The service does not know what is asked of it.", "hint": "", "values": {}})
            except Exception:
                logging.getLogger(__name__).exception("An action of a command failed")
                _send(connection, {"error": "Something went wrong in the service.", "hint": "", "values": {}})


@contextmanager
def asked_of_service(folder: Path, action: str, **values: object) -> Iterator[Said | None]:
    """What the service with this store answers; None where none is running. Raises ConfigError when it cannot."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_WAIT_S)
        try:
            with _address_in(folder) as address:
                connection.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            yield None
            return
        except PermissionError as error:
            raise ConfigError(
                "The service with the store in %(path)s belongs to another user.",
                hint="Run the command as the user of the service.",
                path=folder,
            ) from error
        _send(connection, {"action": action, **values})
        answer = json.loads(_line_from(connection, _LONGEST_ANSWER) or b"{}")
        if not answer or "error" in answer:
            raise ConfigError(
                answer.get("error", "The service ended before it had answered."),
                hint=answer.get("hint", ""),
                **answer.get("values", {}),
            )
        try:
            yield answer
        finally:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)  # until what was made for us is gone


@contextmanager
def _address_in(folder: Path) -> Iterator[str]:
    """A short name for the socket: the kernel takes no more than 107 letters."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{SOCKET}"
    finally:
        os.close(handle)


def _send(connection: socket.socket, said: Said) -> None:
    connection.sendall(json.dumps(dict(said)).encode() + b"\n")


def _line_from(connection: socket.socket, longest: int = _LONGEST) -> bytes:
    line = b""
    while not line.endswith(b"\n") and len(line) < longest:
        part = connection.recv(1 << 16)
        if not part:
            return b""
        line += part
    return line


def _plain(error: NetworkError) -> dict[str, str]:
    return {name: str(value) for name, value in error.values.items()}
