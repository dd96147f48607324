"""What a process has started, as the kernel tells it."""

from __future__ import annotations

import os
from pathlib import Path


def children_of(process_id: int) -> list[int]:
    """What a process has started, by any of its threads."""
    threads = Path(f"/proc/{process_id}/task").glob("*/children")
    return [int(child) for one in threads for child in one.read_text(encoding="ascii").split()]


def replicas() -> list[int]:
    """The processes below this one that have a copy of a store for those who ask."""
    found = children_of(os.getpid())
    return [one for one in found if b"sandbox.replica" in Path(f"/proc/{one}/cmdline").read_bytes()]
