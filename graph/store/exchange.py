"""Both ledgers of a folder exchanged for others that were made in a folder within: all of them, or none.

`ready` in that folder says that all of it is on the disk. As soon as the first part is taken from there, a note beside
the ledgers says so, until the log has the change that tells of it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from graph.store.marker import write_safely

WORKSHOP = ".erased"
READY = "ready"
BEGUN = ".erasing"
"""Who began it; never whom it was about."""
_GONE = ".gone"


def discard_exchange(path: Path) -> None:
    """Forget what was prepared."""
    shutil.rmtree(path / WORKSHOP, ignore_errors=True)


def finish_exchange(path: Path) -> None:
    """Put what was made in the place of what was there. Doing it again after a crash does no harm."""
    workshop = path / WORKSHOP
    if (workshop / READY).exists():
        write_safely(path / BEGUN, (workshop / READY).read_text(encoding="utf-8"))
        for made in sorted(workshop.iterdir()):
            if made.name != READY:
                _put_in_place(made, path / made.name)
    for rest in (workshop, *path.glob(f"*{_GONE}")):
        shutil.rmtree(rest, ignore_errors=True)


def begun_exchange(path: Path) -> str | None:
    """Who began an exchange of which the log does not tell yet; None when there is none."""
    note = path / BEGUN
    return note.read_text(encoding="utf-8") if note.exists() else None


def tell_exchange(path: Path) -> None:
    """Forget the note: the log tells of it now."""
    (path / BEGUN).unlink(missing_ok=True)


def _put_in_place(made: Path, target: Path) -> None:
    if made.is_dir() and target.exists():
        gone = target.with_name(target.name + _GONE)
        shutil.rmtree(gone, ignore_errors=True)
        target.rename(gone)
        made.rename(target)
    else:
        made.replace(target)
