"""The file of accounts: one SQLite database, opened by every thread for itself."""

from __future__ import annotations

import logging
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreUnavailable, WriteRefused
from graph.store.noted import Noted, read_noted, write_noted

VERSION = 2
_WITHOUT_BASIS = 1
"""Proposals of this version do not say what they were made on."""
_SCHEMA = Path(__file__).with_name("schema.sql")
_LARGEST_ID = 2**31 - 1
_PATIENCE_S = 10.0
_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})


class Database:
    """Connections to one file, or to memory without a path. What is deleted is overwritten in the file.

    Which networks are closed, and that there are accounts, is noted in the store beside the file as well.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._own, self._lock = threading.local(), threading.RLock()
        self._shared = None if path else _connect(None)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with self.writing() as connection:
            self._make_tables(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with. Raises StoreUnavailable (503) when the file cannot be read."""
        try:
            if self._shared is not None:
                with self._lock:
                    yield self._shared
            else:
                yield self._connection()
        except sqlite3.DatabaseError as error:
            raise _refusal(error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction: all of it is kept, or nothing. Raises WriteRefused (507) on a full disk."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                self._note_what_goes(connection)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
            self._note_what_came(connection)

    def close(self) -> None:
        """Let go of the file; connections of other threads end with them."""
        for connection in (self._shared, getattr(self._own, "connection", None)):
            if connection is not None:
                connection.close()
        self._own = threading.local()

    def _note_what_goes(self, connection: sqlite3.Connection) -> None:
        """Before it is kept: a store must never be found with less than is noted. Raises WriteRefused (507)."""
        if self.path is None:
            return
        noted, state = read_noted(self.path.parent), state_of(connection)
        left = Noted(noted.has_accounts and state.has_accounts, noted.closed & state.closed)
        if left != noted:
            try:
                write_noted(self.path.parent, left)
            except OSError as error:
                raise WriteRefused(
                    "The accounts could not be written: %(reason)s.",
                    hint="See that there is room on the disk, and that the folder may be written to.",
                    reason=error.strerror or error,
                ) from error

    def _note_what_came(self, connection: sqlite3.Connection) -> None:
        """After it is kept, and while nobody else writes. On a full disk it is noted with the next change or start."""
        if self.path is None or read_noted(self.path.parent) == state_of(connection):
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            write_noted(self.path.parent, state_of(connection))
        except OSError:
            logging.getLogger(__name__).exception("What the accounts guard is not noted beside the store")
        finally:
            connection.execute("ROLLBACK")

    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if known is None:
            known = self._own.connection = _connect(self.path)
        return known

    @staticmethod
    def _make_tables(connection: sqlite3.Connection) -> None:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found > VERSION:
            raise StoreUnavailable(
                "The accounts were written by a newer version of this program.", hint="Install that version again."
            )
        for statement in _SCHEMA.read_text("utf-8").split(";\n"):
            connection.execute(statement)
        if found == _WITHOUT_BASIS:
            connection.execute("ALTER TABLE proposal ADD COLUMN basis TEXT NOT NULL DEFAULT ''")
        if not found:
            connection.execute(f"PRAGMA application_id = {secrets.randbelow(_LARGEST_ID) + 1}")
        if found != VERSION:  # a service has to start on a full disk too
            connection.execute(f"PRAGMA user_version = {VERSION}")


def state_of(connection: sqlite3.Connection) -> Noted:
    """What is to be noted of the accounts."""
    has_accounts = connection.execute("SELECT 1 FROM user LIMIT 1").fetchone() is not None
    closed = connection.execute("SELECT network FROM access WHERE NOT is_public")
    return Noted(has_accounts, frozenset(str(row[0]) for row in closed))


def are_of_one_store(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    """Whether two files of accounts can be an earlier and a later state of one: by the number that each began with.

    Files of an older version have none: they may be of any store.
    """
    numbers = {int(file.execute("PRAGMA application_id").fetchone()[0]) for file in (one, other)}
    return len(numbers) == 1 or 0 in numbers


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there: none is made, for it would be empty and close nothing."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE_S, isolation_level=None)


def _connect(path: Path | None) -> sqlite3.Connection:
    try:
        connection = (
            sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            if path is None
            else open_file(path)
        )
        for setting in ("foreign_keys = ON", "secure_delete = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.DatabaseError as error:
        raise _refusal(error) from error
    connection.row_factory = sqlite3.Row
    return connection


def _refusal(error: sqlite3.DatabaseError) -> Exception:
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if isinstance(error, sqlite3.IntegrityError):
        return error
    if code in _NO_ROOM:
        return WriteRefused(
            "The accounts could not be written: %(reason)s.",
            hint="See that there is room on the disk, and that the folder may be written to.",
            reason=str(error),
        )
    return StoreUnavailable(
        "The accounts cannot be read: %(reason)s.",
        hint="Restore the file of accounts from a backup.",
        reason=str(error),
    )
