"""Tokens: what a program of somebody may do, until when."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from graph.errors import DataInvalid, WriteRefused
from graph.persons.eraser import Eraser
from webapp.accounts.database import Database
from webapp.accounts.people import People, Person
from webapp.accounts.roles import Right
from webapp.accounts.secrets import fingerprint, new_secret

PREFIX = "netz_"
"""So that a token that was published by mistake is known for one."""
LONGEST_DAYS = 366
SCOPES: tuple[Right, ...] = ("read", "propose", "write", "protocol", "long", "unchecked", "metrics")
FEED = "feed"
"""The one right of a token that stands in an address: to read the feeds there, and nothing else anywhere."""
_DAY_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Token:
    """A token of somebody: what it is called, what it may do, until when, and when it was last used."""

    id: str
    user: str
    label: str
    rights: frozenset[str]
    expires: float
    used: float | None


class Tokens:
    """All tokens; each can do no more than its owner."""

    def __init__(self, database: Database, people: People, clock: Callable[[], float] = time.time) -> None:
        self._database, self._people, self._clock = database, people, clock

    def add(self, name: str, label: str, rights: Iterable[str], days: int) -> str:
        """Make a token and give it, once. Raises DataInvalid (422) for rights or a time that cannot be, NotFound."""
        person, wanted = self._people.find(name), frozenset(rights)
        own = frozenset().union(*(person.rights(network) for network in ("", *person.roles)))
        if not wanted or not wanted <= own & frozenset(SCOPES):
            raise DataInvalid(
                "A token of %(name)s cannot have the rights %(rights)s.",
                hint="It can have: %(known)s.",
                name=person.name,
                rights=", ".join(sorted(wanted)) or "-",
                known=", ".join(right for right in SCOPES if right in own),
            )
        if not 0 < days <= LONGEST_DAYS:
            raise DataInvalid(
                "A token cannot hold for %(days)s days.", hint="Take 1 to %(most)s.", days=days, most=LONGEST_DAYS
            )
        return self._keep(person, label, wanted, days)

    def add_feed(self, name: str, label: str) -> str:
        """Make a token that opens the feeds of somebody in an address, and give it, once. Raises NotFound."""
        return self._keep(self._people.find(name), label, [FEED], LONGEST_DAYS)

    def _keep(self, person: Person, label: str, rights: Iterable[str], days: int) -> str:
        secret = PREFIX + new_secret()
        row = (fingerprint(secret), person.name, label.strip()[:80], " ".join(sorted(rights)))
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO token (fingerprint, user, label, rights, expires) VALUES (?, ?, ?, ?, ?)",
                (*row, self._clock() + days * _DAY_S),
            )
        return secret

    def find(self, secret: str) -> tuple[Person, frozenset[str]] | None:
        """Whose token this is and what it may do; None when it is none of ours, or has expired, or was taken back."""
        key, now = fingerprint(secret), self._clock()
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM token WHERE fingerprint = ?", (key,)).fetchone()
        if row is None or row["expires"] <= now:
            return None
        person = self._people.find(row["user"])
        if person.is_disabled:
            return None
        if row["used"] is None or now - row["used"] > _DAY_S:
            with suppress(WriteRefused), self._database.writing() as connection:  # on a full disk reading goes on
                connection.execute("UPDATE token SET used = ? WHERE fingerprint = ?", (now, key))
        return person, frozenset(row["rights"].split())

    def list(self, name: str) -> list[Token]:
        """Tokens of somebody, the one that expires first at the top."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM token WHERE user = ? ORDER BY expires", (name,)).fetchall()
        return [
            Token(
                row["fingerprint"][:12],
                row["user"],
                row["label"],
                frozenset(row["rights"].split()),
                row["expires"],
                row["used"],
            )
            for row in rows
        ]

    def erase(self, eraser: Eraser) -> None:
        """Leave nothing of a person in what tokens are called."""
        with self._database.writing() as connection:
            for key, label in connection.execute("SELECT fingerprint, label FROM token").fetchall():
                connection.execute("UPDATE token SET label = ? WHERE fingerprint = ?", (eraser.text(label), key))

    def remove(self, name: str, token_id: str) -> bool:
        """Take a token back; whether there was one."""
        with self._database.writing() as connection:
            return bool(
                connection.execute(
                    "DELETE FROM token WHERE user = ? AND substr(fingerprint, 1, 12) = ?", (name, token_id)
                ).rowcount
            )
