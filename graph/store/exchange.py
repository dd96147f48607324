"""Both ledgers of a folder exchanged for others that were made in a folder within: all of them, or none."""

from __future__ import annotations

import shutil
from pathlib import Path

WORKSHOP = ".erased"
READY = "ready"
_GONE = ".gone"


def discard_exchange(path: Path) -> None:
    """Forget what was prepared."""
    shutil.rmtree(path / WORKSHOP, ignore_errors=True)


def finish_exchange(path: Path) -> None:
    """Put what was made in the place of what was there. Doing it again after a crash does no harm."""
    workshop = path / WORKSHOP
    if (workshop / READY).exists():
        for made in sorted(workshop.iterdir()):
            if made.name != READY:
                _put_in_place(made, path / made.name)
    for rest in (workshop, *path.glob(f"*{_GONE}")):
        shutil.rmtree(rest, ignore_errors=True)


def _put_in_place(made: Path, target: Path) -> None:
    if made.is_dir() and target.exists():
        gone = target.with_name(target.name + _GONE)
        shutil.rmtree(gone, ignore_errors=True)
        target.rename(gone)
        made.rename(target)
    else:
        made.replace(target)
