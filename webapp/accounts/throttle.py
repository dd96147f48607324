"""How often somebody may guess: after a few failures each further one has to wait longer."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

from graph.errors import TooManyRequests
from webapp.accounts.database import Database

FREE = 5
LONGEST_S = 900.0
_FORGOTTEN_S = 24 * 3600.0


class Throttle:
    """Failures by key: the name that was tried, and the address it came from."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def attempt(self, *keys: str) -> None:
        """Count an attempt as failed before it is looked at: whoever comes meanwhile is counted too.

        Raises TooManyRequests (429), with the seconds to wait, when one of the keys has failed too often; who is
        refused so does not count. All in one transaction: many at once get no more tries than one after the other.
        """
        now = self._clock()
        with self._database.writing() as connection:
            wait = max((self._wait_s(connection, key) for key in keys), default=0.0)
            if wait > 0:
                raise TooManyRequests(
                    "There were too many attempts to sign in.",
                    hint="Try again in %(seconds)s seconds.",
                    seconds=int(wait) + 1,
                )
            connection.execute("DELETE FROM attempt WHERE last < ?", (now - _FORGOTTEN_S,))
            for key in keys:
                connection.execute(
                    "INSERT INTO attempt (key, failures, last) VALUES (?, 1, ?) "
                    "ON CONFLICT (key) DO UPDATE SET failures = failures + 1, last = excluded.last",
                    (key[:200].casefold(), now),
                )

    def forgive(self, *keys: str) -> None:
        """Forget the failures of who has signed in."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM attempt WHERE key = ?", [(key[:200].casefold(),) for key in keys])

    def _wait_s(self, connection: sqlite3.Connection, key: str) -> float:
        row = connection.execute("SELECT * FROM attempt WHERE key = ?", (key[:200].casefold(),)).fetchone()
        if row is None or row["failures"] < FREE:
            return 0.0
        pause = min(LONGEST_S, 2.0 ** (row["failures"] - FREE + 1))
        # A clock that was set back must not lock anybody out for longer than the longest pause.
        return float(min(pause, row["last"] + pause - self._clock()))
