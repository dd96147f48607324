"""One process at a time has the folder of a store: taken before anything in it is looked at."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from graph.errors import ConfigError

LOCK = "lock"


class FolderLock:
    """The lock of a folder, held until it is released or the process ends. Without a folder there is none.

    Raises ConfigError when another process has it.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = -1
        if folder is None:
            return
        self._file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.close()
            raise in_use(folder) from error

    def close(self) -> None:
        """Give the folder back."""
        if self._file >= 0:
            fcntl.flock(self._file, fcntl.LOCK_UN)
            os.close(self._file)
            self._file = -1


def in_use(folder: Path | None) -> ConfigError:
    """The error of a store that another process has open."""
    return ConfigError(
        "The store in %(path)s is open in another process.",
        hint="Stop the other one first, or use another folder with --store.",
        path=folder,
    )
