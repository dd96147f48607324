"""Links that sign somebody in once: given out by whoever may, in place of a password or an e-mail."""

from __future__ import annotations

import time
from collections.abc import Callable

from webapp.accounts.database import Database
from webapp.accounts.people import People, Person
from webapp.accounts.secrets import fingerprint, new_secret

GOOD_FOR_S = 48 * 3600.0


class Links:
    """One-time links. A new one for somebody ends the one before."""

    def __init__(self, database: Database, people: People, clock: Callable[[], float] = time.time) -> None:
        self._database, self._people, self._clock = database, people, clock

    def make(self, name: str, good_for_s: float = GOOD_FOR_S) -> str:
        """The secret of a new link for somebody. Raises NotFound."""
        person, secret = self._people.find(name), new_secret()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM link WHERE user = ? OR expires < ?", (person.name, self._clock()))
            connection.execute(
                "INSERT INTO link (fingerprint, user, expires) VALUES (?, ?, ?)",
                (fingerprint(secret), person.name, self._clock() + good_for_s),
            )
        return secret

    def peek(self, secret: str) -> Person | None:
        """Whom a link would sign in, without using it: programs that look at links must not end them."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT user FROM link WHERE fingerprint = ? AND expires > ?", (fingerprint(secret), self._clock())
            ).fetchone()
        person = self._people.find(row["user"]) if row else None
        return person if person and not person.is_disabled else None

    def take(self, secret: str) -> Person | None:
        """Whom a link signs in; it is good for once. None when it is used, too old, or none of ours."""
        person = self.peek(secret)
        with self._database.writing() as connection:
            gone = connection.execute("DELETE FROM link WHERE fingerprint = ?", (fingerprint(secret),)).rowcount
        return person if gone else None
