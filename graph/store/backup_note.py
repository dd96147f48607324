"""When a store was backed up last: noted in its folder, so that whoever watches over the service can see it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_FILE = "last-backup"


def note_backup(folder: Path) -> None:
    """Note that a backup has just been made. Where the note cannot be kept, the backup is one all the same."""
    with suppress(OSError):
        (folder / _FILE).touch(mode=0o600)


def time_of_backup(folder: Path) -> float | None:
    """When the last one was made, in seconds since 1970; None when nobody has noted any."""
    try:
        return (folder / _FILE).stat().st_mtime
    except OSError:
        return None
