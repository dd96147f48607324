"""Accounts of a backup that takes the place of later ones: what was taken from somebody since then stays taken.

Whoever restores yesterday's network does not mean to let in again who was shut out today.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.store.noted import read_noted
from webapp.accounts.accounts import FILE, Accounts
from webapp.accounts.database import are_of_one_store, state_of
from webapp.accounts.people import has_manager
from webapp.accounts.roles import RIGHTS, read_role

_Rows = dict[tuple[str, ...], sqlite3.Row]


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the accounts of a backup.

    `accounts`: how many there are. `was_compared`: whether there were later ones that could be read. The others are
    names of accounts or networks, each once: `disabled`, with fewer `roles`, with another password (`passwords`),
    without a token that was taken back (`tokens`), and `closed` again. Those that came `back` are unknown to the later
    ones: they are disabled. `is_managed`: whether somebody is left who may manage accounts.
    """

    accounts: int
    was_compared: bool
    is_managed: bool = True
    back: tuple[str, ...] = ()
    disabled: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    passwords: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


def tighten_restored(restored: Path, present: Path) -> Restored:
    """Change the accounts in the folder of a restored store so that they let in nobody whom the present ones do not.

    Sessions and one-time links end: those of the backup were perhaps signed out, or used, since then. Somebody whom
    the present accounts do not know was deleted since: they are disabled, without tokens and single sign-on, until
    somebody enables them. Where there is no present account, or those present are of another store (a new machine, to
    which the backup is brought), the backup holds. The present file is only read.
    """
    with closing(Accounts(restored)) as accounts, accounts.database.writing() as connection:
        for table in ("session", "link"):
            connection.execute(f"DELETE FROM {table}")
        number = len(_rows(connection, "user", "name"))
        try:
            with closing(_opened(present / FILE)) as later:
                is_later = are_of_one_store(connection, later) and state_of(later).has_accounts
                found = _compared(connection, later) if is_later else None
        except sqlite3.DatabaseError:
            found = None
        if found is None:
            return Restored(number, was_compared=False, closed=_closed_by_note(connection, present))
        return Restored(number, was_compared=True, is_managed=not number or has_manager(connection), **found)


def _opened(path: Path) -> sqlite3.Connection:
    later = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    later.row_factory = sqlite3.Row
    return later


def _compared(connection: sqlite3.Connection, later: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Everything that has to be read is read before anything is written."""
    found = {
        "back": list(_back(connection, later)),
        "disabled": list(_disabled(connection, later)),
        "roles": list(_roles(connection, later)),
        "passwords": list(_passwords(connection, later)),
        "tokens": list(_tokens(connection, later)),
        "closed": list(_closed(later, connection)),
        "": list(_identities(connection, later)),
    }
    for steps in found.values():
        for _, statement, values in steps:
            connection.execute(statement, values)
    return {what: tuple(dict.fromkeys(name for name, *_ in steps)) for what, steps in found.items() if what}


def _closed_by_note(connection: sqlite3.Connection, present: Path) -> tuple[str, ...]:
    """What the present store noted beside its lost accounts: these networks stay closed all the same."""
    try:
        noted = read_noted(present).closed
    except (OSError, ValueError):
        return ()
    opened = sorted(noted - state_of(connection).closed)
    for network in opened:
        connection.execute("INSERT OR REPLACE INTO access (network, is_public) VALUES (?, 0)", (network,))
    return tuple(opened)


_Step = tuple[str, str, tuple[str | None, ...]]


def _back(backup: sqlite3.Connection, later: sqlite3.Connection) -> Iterator[_Step]:
    """Who was deleted since: nothing that they have opens anything, until somebody lets them in again."""
    users = _rows(later, "user", "name")
    for key, row in _rows(backup, "user", "name").items():
        if key not in users:
            yield row["name"], "UPDATE user SET is_disabled = 1 WHERE name = ?", (row["name"],)
            for table in ("token", "identity"):
                yield row["name"], f"DELETE FROM {table} WHERE user = ?", (row["name"],)


def _disabled(backup: sqlite3.Connection, later: sqlite3.Connection) -> Iterator[_Step]:
    users = _rows(later, "user", "name")
    for (key,), row in _rows(backup, "user", "name").items():
        if not row["is_disabled"] and (key,) in users and users[key,]["is_disabled"]:
            yield row["name"], "UPDATE user SET is_disabled = 1 WHERE name = ?", (row["name"],)
            yield row["name"], "DELETE FROM token WHERE user = ?", (row["name"],)


def _roles(backup: sqlite3.Connection, later: sqlite3.Connection) -> Iterator[_Step]:
    """A role goes that somebody has no more; in the place of one that can do more than the present one, that stands."""
    known, users = _rows(later, "role", "user", "network"), _rows(later, "user", "name")
    for key, row in _rows(backup, "role", "user", "network").items():
        where = (row["user"], row["network"])
        if key[:1] not in users:
            continue
        if key not in known:
            yield row["user"], "DELETE FROM role WHERE user = ? AND network = ?", where
        elif not RIGHTS[read_role(row["role"])] <= RIGHTS[read_role(known[key]["role"])]:
            role = known[key]["role"]
            yield row["user"], "UPDATE role SET role = ? WHERE user = ? AND network = ?", (role, *where)


def _passwords(backup: sqlite3.Connection, later: sqlite3.Connection) -> Iterator[_Step]:
    """The password of now counts: an older one may have been changed because somebody knew it."""
    users = _rows(later, "user", "name")
    for key, row in _rows(backup, "user", "name").items():
        if key in users and users[key]["password"] != row["password"]:
            values = (users[key]["password"], row["name"])
            yield row["name"], "UPDATE user SET password = ? WHERE name = ?", values


def _tokens(backup: sqlite3.Connection, later: sqlite3.Connection) -> Iterator[_Step]:
    known, users = _rows(later, "token", "fingerprint"), _rows(later, "user", "name")
    for key, row in _rows(backup, "token", "fingerprint").items():
        if key not in known and (_folded(row["user"]),) in users:
            yield row["user"], "DELETE FROM token WHERE fingerprint = ?", (row["fingerprint"],)


def _identities(backup: sqlite3.Connection, later: sqlite3.Connection) -> Iterator[_Step]:
    """What an issuer's subject opens now, it opens; what it opened once and does not any more, it does not."""
    known, users = _rows(later, "identity", "issuer", "subject"), _rows(later, "user", "name")
    for key, row in _rows(backup, "identity", "issuer", "subject").items():
        is_other = key not in known or _folded(known[key]["user"]) != _folded(row["user"])
        if is_other and (_folded(row["user"]),) in users:
            where = (row["issuer"], row["subject"])
            yield row["user"], "DELETE FROM identity WHERE issuer = ? AND subject = ?", where


def _closed(later: sqlite3.Connection, backup: sqlite3.Connection) -> Iterator[_Step]:
    known = _rows(backup, "access", "network")
    for key, row in _rows(later, "access", "network").items():
        if not row["is_public"] and (key not in known or known[key]["is_public"]):
            statement = "INSERT OR REPLACE INTO access (network, is_public) VALUES (?, 0)"
            yield row["network"], statement, (row["network"],)


def _rows(connection: sqlite3.Connection, table: str, *key: str) -> _Rows:
    """All rows by key; names of accounts are the same in small and capital letters, as the file has it: in ASCII."""
    found = connection.execute(f"SELECT * FROM {table}").fetchall()
    return {tuple(_folded(row[one]) if one in {"name", "user"} else row[one] for one in key): row for row in found}


def _folded(name: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in name)
