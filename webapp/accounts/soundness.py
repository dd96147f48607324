"""Whether the file of accounts is what its store was left with: else closed networks would be open to everybody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ConfigError, StoreUnavailable
from graph.store.noted import VERSION_FILE, Noted, read_noted
from graph.store.parts import one_line
from webapp.accounts.database import open_file, state_of

FILE = "accounts.sqlite"
HINT = (
    "Nothing was changed. Bring back a backup: akteursnetz restore BACKUP. Without one, with no account left and"
    " closed networks still closed: akteursnetz user begin-anew."
)
_GUARDING = frozenset({"user", "role", "access"})
"""Tables that, made anew, would open what was closed. Any other one made anew closes."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with the accounts: a template in English with its values."""

    template: str
    values: dict[str, object]


def check_accounts(folder: Path) -> None:
    """Raise ConfigError where the accounts of a store are not those it was left with. Nothing is changed."""
    flaw = find_flaw(folder)
    if flaw is not None:
        raise ConfigError(flaw.template, hint=HINT, **flaw.values)


def find_flaw(folder: Path) -> Flaw | None:
    """What is wrong with the file of accounts in a folder: it is gone, cannot be read, or knows less than was noted."""
    path = folder / FILE
    try:
        if path.exists() and path.stat().st_size:
            return _look_at(path)
        is_needed = read_noted(folder) != Noted()
    except ValueError:
        return Flaw("%(path)s is damaged.", {"path": folder / VERSION_FILE})
    return Flaw("%(path)s is missing or empty, though the store has accounts.", {"path": path}) if is_needed else None


def _look_at(path: Path) -> Flaw | None:
    try:
        with closing(open_file(path)) as connection:
            connection.execute("BEGIN")  # nobody opens a network while it is compared with what is noted
            fault = one_line(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
            if fault != "ok":
                return Flaw("%(path)s is damaged: %(detail)s.", {"path": path, "detail": fault})
            return _compare(path, connection)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise StoreUnavailable("The accounts are in use.", hint="Try again in a moment.") from error
        return Flaw("%(path)s cannot be read: %(detail)s.", {"path": path, "detail": error})


def _compare(path: Path, connection: sqlite3.Connection) -> Flaw | None:
    """What is missing in a sound database that was noted, or that no file of accounts is without."""
    tables = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    noted, lost = read_noted(path.parent), _GUARDING - tables
    if lost:
        is_new = noted == Noted() and not connection.execute("PRAGMA user_version").fetchone()[0]
        values: dict[str, object] = {"path": path, "names": ", ".join(sorted(lost))}
        return None if is_new else Flaw("%(path)s lacks the tables %(names)s.", values)
    here = state_of(connection)
    if noted.has_accounts and not here.has_accounts:
        return Flaw("%(path)s has no account, though the store has accounts.", {"path": path})
    opened = noted.closed - here.closed
    if opened:
        values = {"path": path, "names": ", ".join(sorted(opened))}
        return Flaw("%(path)s does not know that these networks are closed: %(names)s.", values)
    return None
