"""All that is known about accounts, in one object for the application."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from graph.persons.eraser import Eraser
from webapp.accounts.database import Database
from webapp.accounts.links import Links
from webapp.accounts.people import People
from webapp.accounts.proposals import Proposals
from webapp.accounts.sessions import Sessions
from webapp.accounts.throttle import Throttle
from webapp.accounts.tokens import Tokens

FILE = "accounts.sqlite"
_CLOSED = "SELECT network FROM access WHERE NOT is_public"


class Accounts:
    """People with their roles, sessions, tokens, links and failures, over one file beside the store."""

    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self.database = Database(folder / FILE if folder else None)
        self.people = People(self.database)
        self.sessions = Sessions(self.database, self.people, clock)
        self.tokens = Tokens(self.database, self.people, clock)
        self.links = Links(self.database, self.people, clock)
        self.throttle = Throttle(self.database, clock)
        self.proposals = Proposals(self.database, clock)

    def is_public(self, network: str) -> bool:
        """Whether anybody may read a network, by its slug; every network is public unless it was closed."""
        return network not in self.closed_networks()

    def closed_networks(self) -> frozenset[str]:
        """The networks that are for accounts only, by slug (by IRI where they lie elsewhere), known or not."""
        with self.database.reading() as connection:
            return frozenset(row["network"] for row in connection.execute(_CLOSED))

    def set_public(self, network: str, *, is_public: bool) -> None:
        """Open a network to everybody, or close it to all but accounts with a role in it."""
        with self.database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO access (network, is_public) VALUES (?, ?)", (network, int(is_public))
            )

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def erase_from_accounts(folder: Path) -> Callable[[Eraser], None]:
    """What takes a person out of the file of accounts in a folder: out of proposals. Accounts themselves stay."""

    def erase(eraser: Eraser) -> None:
        if (folder / FILE).exists():
            with closing(Accounts(folder)) as accounts:
                accounts.proposals.erase(eraser)

    return erase
