"""What belongs to a store in a folder, so that copies are whole. Whoever keeps something there adds a line here."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from errno import ENOSPC
from fnmatch import fnmatch
from pathlib import Path

from graph.errors import ConfigError

Copy = Callable[[Path, Path], None]


def copy_file(source: Path, target: Path) -> None:
    """A file that is always replaced as a whole."""
    shutil.copy2(source, target)


def copy_folder(source: Path, target: Path) -> None:
    """A folder of such files."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.new"))


def copy_database(source: Path, target: Path) -> None:
    """An SQLite database, while others write to it. Raises ConfigError for a damaged one."""
    target.touch(mode=0o600)
    address = f"{source.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            said = one_line(new.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise OSError(ENOSPC, os.strerror(ENOSPC), str(target)) from error
        raise _damaged(source, str(error)) from error
    if said != "ok":
        raise _damaged(source, said)


def one_line(text: object) -> str:
    """What a database says of itself, in one line."""
    return " ".join(str(text).split())


def _damaged(database: Path, detail: str) -> ConfigError:
    return ConfigError(
        "%(path)s is damaged: %(detail)s.",
        hint="Stop the service, then run: akteursnetz check. It says what helps.",
        path=database,
        detail=detail,
    )


@dataclass(frozen=True, slots=True)
class Companion:
    """Something that lies beside the statements, by its name or a pattern, and how it is copied."""

    name: str
    copy: Copy


BESIDE: tuple[Companion, ...] = (
    Companion("places", copy_folder),
    Companion("rules", copy_folder),
    Companion("shapes", copy_folder),
    Companion("upkeep", copy_folder),
    Companion("embed.key", copy_file),
    Companion("*.sqlite", copy_database),
)
STATEMENTS = ("version.json", "graph", "changes.log", "applied", "persons", "persons.log", "persons.applied")
"""Both ledgers: what `graph.store.snapshot` copies at one moment."""
PASSING = (
    "lock", "control.sock", "*.index", "*.new", "*.old", "*.sqlite-*", ".snapshot-*",
    "*.damaged-*", ".erased", ".erasing", "*.gone", "*.resume", "last-backup", "drafts",
)  # fmt: skip
"""What a copy does without: it is made anew, or lasts as long as a run."""


def parts_in(folder: Path) -> Iterator[tuple[Path, Companion]]:
    """What of this lies in a folder."""
    for path in sorted(folder.iterdir()):
        part = next((part for part in BESIDE if fnmatch(path.name, part.name)), None)
        if part is not None:
            yield path, part


def strangers_in(folder: Path) -> list[str]:
    """Names of what lies in a folder and belongs to nothing that we know: no copy has it."""
    known = [*STATEMENTS, *PASSING, *(part.name for part in BESIDE)]
    return sorted(path.name for path in folder.iterdir() if not any(fnmatch(path.name, name) for name in known))
