"""What a store has to be found with: noted in `version.json`, without which no store opens.

A file of accounts that is gone, or younger than it was, would open networks that were closed, without a word. So what
guards the store is noted where it cannot get lost alone.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.store.marker import write_safely

VERSION_FILE = "version.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """Whether somebody has an account, and which networks are closed, by slug (by IRI where they lie elsewhere)."""

    has_accounts: bool = False
    closed: frozenset[str] = frozenset()


def read_noted(folder: Path) -> Noted:
    """What is noted in the folder of a store; nothing where there is no store. Raises ValueError for a damaged file."""
    said = _said(folder)
    closed = said.get("closed", [])
    if not isinstance(closed, list):
        raise ValueError(VERSION_FILE)  # noqa: TRY004 - one kind of error for whoever asks
    return Noted(bool(said.get("accounts")), frozenset(map(str, closed)))


def read_version(folder: Path) -> int:
    """Which format the store in a folder has. Raises ValueError for one that does not say so, or cannot be read."""
    try:
        return int(_said(folder)["format"])
    except (KeyError, TypeError, OverflowError) as error:
        raise ValueError(VERSION_FILE) from error


def write_noted(folder: Path, noted: Noted) -> None:
    """Note it, on the disk when this returns. Raises OSError on a full disk; then the former note stands."""
    said = _said(folder)
    if said and noted != read_noted(folder):
        said |= {"accounts": noted.has_accounts, "closed": sorted(noted.closed)}
        write_safely(folder / VERSION_FILE, json.dumps(said, ensure_ascii=False))
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Have the names of files in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _said(folder: Path) -> dict[str, Any]:
    path = folder / VERSION_FILE
    try:
        said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except RecursionError as error:
        raise ValueError(VERSION_FILE) from error
    if not isinstance(said, dict):
        raise ValueError(VERSION_FILE)  # noqa: TRY004
    return said
