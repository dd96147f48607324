"""Whether the file of accounts is what its store was left with: else closed networks would be open to everybody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ConfigError, StoreUnavailable
from graph.store.noted import Noted, read_noted
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
        noted = read_noted(folder)
    except ValueError:
        return Flaw("%(path)s is damaged.", {"path": folder / "version.json"})
    is_needed = noted != Noted()
    if not path.exists() or not path.stat().st_size:
        return (
            Flaw("%(path)s is missing or empty, though the store has accounts.", {"path": path}) if is_needed else None
        )
    try:
        with closing(open_file(path)) as connection:
            return _look_into(path, connection, noted)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise StoreUnavailable("The accounts are in use.", hint="Try again in a moment.") from error
        return Flaw("%(path)s is damaged: %(detail)s.", {"path": path, "detail": error})


def _look_into(path: Path, connection: sqlite3.Connection, noted: Noted) -> Flaw | None:
    fault = one_line(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if fault != "ok":
        return Flaw("%(path)s is damaged: %(detail)s.", {"path": path, "detail": fault})
    lost = _GUARDING - {
        str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    is_new = not connection.execute("PRAGMA user_version").fetchone()[0] and noted == Noted()
    if lost:
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
