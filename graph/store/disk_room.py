"""The room on the disk of a store: how much is left, how much a change needs, and what is said where it does not do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from graph.errors import WriteRefused

_SPARE_BYTES = 2 * 1024 * 1024
_ENGINE_FACTOR = 6


def free_bytes(path: Path) -> int:
    """The room that is left on the disk of a file or folder."""
    room = os.statvfs(path)
    return room.f_bavail * room.f_frsize


def check_room(path: Path, size: int, spare: int) -> None:
    """Raise OSError unless there is room for so many bytes and for what the engine makes of them.

    An engine that met a full disk takes nothing any more, even when there is room again: so it shall not meet one.
    And it shall be opened again: for that it writes anew what it has not saved, which is the `spare`.
    """
    if free_bytes(path) < _SPARE_BYTES + spare + _ENGINE_FACTOR * size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def check_writable(path: Path) -> None:
    """Raise OSError for a file that may only be read."""
    if not os.access(path, os.W_OK):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def refusal(error: OSError | RuntimeError) -> WriteRefused:
    """The error of a change that could not be kept, by the disk or by an engine whose files are damaged."""
    if isinstance(error, RuntimeError):
        return WriteRefused(
            "The change could not be kept, for the store is damaged: %(detail)s.",
            hint="Stop the service, then run: akteursnetz rebuild.",
            detail=error,
        )
    return WriteRefused(
        "The change could not be kept: %(detail)s.",
        hint="Nothing was changed. Check the free space of the disk, then send the change again.",
        detail=error.strerror or error,
    )
