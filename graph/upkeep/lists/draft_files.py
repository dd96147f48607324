"""Where drafts of lists lie: a file for each in a folder that is their service's alone, or memory without one."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_NEW, _END = ".new", ".draft"


class DraftFiles:
    """Contents by their keys, with the time of their last writing. Nothing is ever copied from here."""

    def __init__(self, folder: Path | None, clock: Callable[[], float]) -> None:
        self.folder, self._clock = folder, clock
        self._held: dict[str, tuple[float, bytes]] = {}

    def all(self) -> list[tuple[str, float, int]]:
        """Key, time of writing and bytes of each; what a crash left half written goes."""
        if self.folder is None:
            return [(key, at, len(content)) for key, (at, content) in self._held.items()]
        if not self.folder.is_dir():
            return []
        for left in self.folder.glob(f"*{_NEW}"):
            left.unlink(missing_ok=True)
        return [(path.stem, path.stat().st_mtime, path.stat().st_size) for path in self.folder.glob(f"*{_END}")]

    def read(self, key: str) -> bytes | None:
        """What is kept under a key; None for nothing."""
        if self.folder is None:
            return self._held.get(key, (0.0, None))[1]
        with suppress(FileNotFoundError):
            return _path(self.folder, key).read_bytes()
        return None

    def first_line(self, key: str) -> bytes:
        """The first line of it, without reading on; nothing where nothing is kept."""
        if self.folder is None:
            return (self.read(key) or b"").partition(b"\n")[0]
        with suppress(FileNotFoundError), _path(self.folder, key).open("rb") as file:
            return file.readline()
        return b""

    def write(self, key: str, content: bytes) -> None:
        """Keep it as a whole, its owner's alone. Raises OSError where it cannot be written."""
        if self.folder is None:
            self._held[key] = (self._clock(), content)
            return
        self.folder.mkdir(mode=0o700, exist_ok=True)
        path = _path(self.folder, key)
        beside = path.with_name(path.name + _NEW)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        os.utime(beside, (self._clock(), self._clock()))
        beside.replace(path)

    def remove(self, key: str) -> None:
        """Leave nothing under a key."""
        self._held.pop(key, None)
        if self.folder is not None:
            _path(self.folder, key).unlink(missing_ok=True)


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}{_END}"
