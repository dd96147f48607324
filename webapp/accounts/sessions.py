"""Sessions: a browser that has signed in, known by a random cookie of which only the hash is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from graph.errors import WriteRefused
from webapp.accounts.database import Database
from webapp.accounts.people import People, Person
from webapp.accounts.secrets import fingerprint, new_secret

LONGEST_S = 30 * 24 * 3600.0
SILENT_S = 12 * 3600.0
"""A session ends after half a day without a page, and after a month in any case."""
NOTED_S = 300.0
"""A page is noted as seen every five minutes only: reading must not write."""


class Sessions:
    """Who is signed in where."""

    def __init__(self, database: Database, people: People, clock: Callable[[], float] = time.time) -> None:
        self._database, self._people, self._clock = database, people, clock

    def begin(self, name: str, browser: str = "") -> str:
        """Sign somebody in; gives what the cookie holds. Sessions that have ended are cleared away."""
        secret, now = new_secret(), self._clock()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM session WHERE began < ? OR seen < ?", (now - LONGEST_S, now - SILENT_S))
            connection.execute(
                "INSERT INTO session (fingerprint, user, began, seen, browser) VALUES (?, ?, ?, ?, ?)",
                (fingerprint(secret), name, now, now, browser[:200]),
            )
        return secret

    def find(self, secret: str) -> Person | None:
        """Whose session a cookie names; None when it has ended, or its account is disabled."""
        key, now = fingerprint(secret), self._clock()
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM session WHERE fingerprint = ?", (key,)).fetchone()
        if row is None or not _holds(row["began"], row["seen"], now):
            return None
        if now - row["seen"] > NOTED_S:
            with suppress(WriteRefused), self._database.writing() as connection:  # on a full disk reading goes on
                connection.execute("UPDATE session SET seen = ? WHERE fingerprint = ?", (now, key))
        person = self._people.find(row["user"])
        return None if person.is_disabled else person

    def end(self, secret: str) -> None:
        """Sign out this browser."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM session WHERE fingerprint = ?", (fingerprint(secret),))

    def end_all(self, name: str) -> int:
        """Sign out somebody everywhere; gives how many sessions ended."""
        with self._database.writing() as connection:
            return connection.execute("DELETE FROM session WHERE user = ?", (name,)).rowcount

    def list(self, name: str) -> list[tuple[float, float, str]]:
        """When each session of somebody began, when it was last seen, and in which browser."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT began, seen, browser FROM session WHERE user = ? ORDER BY seen DESC", (name,)
            )
            now = self._clock()
            return [
                (row["began"], row["seen"], row["browser"]) for row in rows if _holds(row["began"], row["seen"], now)
            ]


def _holds(began: float, seen: float, now: float) -> bool:
    """Whether a session goes on. A clock that was set back makes none longer: what lies ahead counts as ended."""
    ahead = max(began, seen) - now
    return now - began < LONGEST_S and now - seen < SILENT_S and ahead < NOTED_S
