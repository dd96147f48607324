"""A disk that is soon full: a file system of its own in memory, which only root can mount."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """The folder as a disk of this size (`16m`); the test is left out where none can be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk can be mounted only by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(path: Path, *, leave: int = 0) -> None:
    """Write a file until the disk is full, but for some bytes."""
    free = os.statvfs(path.parent)
    size = free.f_bavail * free.f_frsize - leave
    with path.open("wb") as file:
        file.write(bytes(max(size, 0)))
