"""What a process has started, as the kernel tells it."""

from __future__ import annotations

import os
from pathlib import Path

from graph.store.embedded import EmbeddedStore


def children_of(process_id: int) -> list[int]:
    """What a process has started, by any of its threads."""
    threads = Path(f"/proc/{process_id}/task").glob("*/children")
    return [int(child) for one in threads for child in one.read_text(encoding="ascii").split()]


def replicas() -> list[int]:
    """The processes below this one that have a copy of a store for those who ask."""
    found = children_of(os.getpid())
    return [one for one in found if b"sandbox.replica" in Path(f"/proc/{one}/cmdline").read_bytes()]


def replica_of(store: EmbeddedStore) -> int:
    """The one of this store; tests before may have left others, of stores that nobody closed."""
    process_id = store._sandbox.process_id  # noqa: SLF001 - what users never see is under test here
    assert process_id is not None
    return process_id
