"""All that is known about accounts, in one object for the application."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from graph.persons.eraser import Eraser
from webapp.accounts.database import Database
from webapp.accounts.door import Door
from webapp.accounts.links import Links
from webapp.accounts.people import People
from webapp.accounts.proposals import Proposals
from webapp.accounts.sessions import Sessions
from webapp.accounts.soundness import FILE, check_accounts
from webapp.accounts.throttle import Throttle
from webapp.accounts.tokens import Tokens

__all__ = ["FILE", "Accounts", "erase_from_accounts"]
_CLOSED = "SELECT network FROM access WHERE NOT is_public"


class Accounts:
    """People with their roles, sessions, tokens, links and failures, over one file beside the store.

    Raises ConfigError for a file that is not the one that the store was left with.
    """

    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        if folder is not None:
            check_accounts(folder)
        self.database = Database(folder / FILE if folder else None)
        self.people = People(self.database)
        self.sessions = Sessions(self.database, self.people, clock)
        self.tokens = Tokens(self.database, self.people, clock)
        self.links = Links(self.database, self.people, clock)
        self.door = Door()
        self.throttle = Throttle(self.database, clock)
        self.proposals = Proposals(self.database, clock)

    def is_public(self, network: str) -> bool:
        """Whether anybody may read a network, by its slug; every network is public unless it was closed."""
        return network not in self.closed_networks()

    def closed_networks(self) -> frozenset[str]:
        """The networks that are for accounts only, by slug (by IRI where they lie elsewhere), known or not."""
        with self.database.reading() as connection:
            return frozenset(row["network"] for row in connection.execute(_CLOSED))

    def named_networks(self) -> frozenset[str]:
        """What roles and closed networks are about, whether there is such a network or not (any more)."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT network FROM role UNION SELECT network FROM access")
            return frozenset(row["network"] for row in rows)

    def set_public(self, network: str, *, is_public: bool) -> None:
        """Open a network to everybody, or close it to all but accounts with a role in it."""
        with self.database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO access (network, is_public) VALUES (?, ?)", (network, int(is_public))
            )

    def erase_attempts(self, eraser: Eraser) -> None:
        """Forget the failures under names that name a person."""
        with self.database.writing() as connection:
            keys = [
                (key,) for (key,) in connection.execute("SELECT key FROM attempt") if eraser.directory.mentions(key)
            ]
            connection.executemany("DELETE FROM attempt WHERE key = ?", keys)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def erase_from_accounts(folder: Path, eraser: Eraser) -> list[str]:
    """Take a person out of the file of accounts in a folder: out of proposals, labels of tokens and failures.

    Accounts themselves stay, for others may be called so: gives the names of those that name the person.
    """
    check_accounts(folder)
    if not (folder / FILE).exists():
        return []
    with closing(Accounts(folder)) as accounts:
        accounts.proposals.erase(eraser)
        accounts.tokens.erase(eraser)
        accounts.erase_attempts(eraser)
        return [person.name for person in accounts.people.list() if eraser.directory.mentions(person.name)]
