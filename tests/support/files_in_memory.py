"""Where tests put files: none asks whether what was written outlives a power cut, and a disk waits until it would."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - as Linux names it; whoever puts files there makes a folder that is theirs
ROOM = 2 << 30
"""Many times what tests were seen to need at once; whoever has less keeps files on the disk."""


def put_files_in_memory(memory: Path = MEMORY, room: int = ROOM) -> None:
    """Have temporary files of this process and of those it starts in memory, unless TMPDIR says where they go."""
    if "TMPDIR" not in os.environ and _has_room(memory, room):
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None  # it is found out once


def _has_room(memory: Path, room: int) -> bool:
    """In many containers it is small, and no program may be run there, as tests do that install one."""
    if not os.access(memory, os.W_OK):
        return False
    there = os.statvfs(memory)
    free = min(there.f_bavail * there.f_frsize, _available())
    return free >= room and not there.f_flag & os.ST_NOEXEC


def _available() -> int:
    """Bytes of memory that programs can still get, as the kernel estimates it."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
