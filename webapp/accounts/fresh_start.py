"""Accounts begun anew, where their file is lost and no backup has it: nobody has one, and what was closed stays so."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import ConfigError
from graph.store.folder import check_folder
from graph.store.folder_lock import FolderLock
from graph.store.noted import Noted, read_noted, sync_folder, write_noted
from webapp.accounts.database import Database
from webapp.accounts.soundness import FILE, find_flaw


def begin_anew(folder: Path) -> Path | None:
    """Put an empty file of accounts in the place of a damaged one; gives where that lies now, None for a lost one.

    Raises ConfigError for a store that is open, and for accounts that nothing is wrong with: nothing is changed then.
    """
    check_folder(folder)
    with closing(FolderLock(folder)):
        if find_flaw(folder) is None:
            raise ConfigError("Nothing is wrong with the accounts.", hint="They stay as they are.")
        closed, made = read_noted(folder).closed, folder / "accounts.new"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700)
        _make_file(made / FILE, closed)
        kept = _keep_beside(folder / FILE)
        (made / FILE).replace(folder / FILE)
        made.rmdir()
        sync_folder(folder)
        write_noted(folder, Noted(closed=closed))
    return kept


def _make_file(path: Path, closed: frozenset[str]) -> None:
    with closing(Database(path)) as database, database.writing() as connection:
        rows = [(network,) for network in sorted(closed)]
        connection.executemany("INSERT INTO access (network, is_public) VALUES (?, 0)", rows)


def _keep_beside(path: Path) -> Path | None:
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    if not path.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    return path.replace(path.with_name(f"{path.name}.damaged-{stamp}"))
