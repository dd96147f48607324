"""A disk that is soon full: a file system of its own in memory, which only root can mount."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


def fill(path: Path, *, leave: int = 0) -> Path:
    """Write a file until the disk is full, but for some bytes; it gives the file, which goes to make room."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while (size := _free(path.parent) - leave) > 0:
            file.write(bytes(min(size, 1 << 20)))
    return path


def _free(folder: Path) -> int:
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize
