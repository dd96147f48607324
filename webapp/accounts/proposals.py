"""Changes that somebody proposed, until they are decided on."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from graph.errors import Conflict, NotFound, TooLarge
from graph.persons.eraser import Eraser
from graph.upkeep.proposals import DescribedChange, ProposedChange
from webapp.accounts.database import Database

LARGEST = 2_000_000
KEPT_S = 180 * 24 * 3600.0
"""What was decided goes half a year after it was proposed: of what was approved the list of changes tells."""
_NONE = "-"
"""Stands for a change that touches no network, which no code of one does."""
LISTED = 50
"""On one page, each with all its statements: the open ones first."""
MOST_OPEN = 200
"""Open proposals of one person: more wait for a decision than anybody reads."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change in N-Quads, who proposed it, and what was decided.

    `network`: the codes of the networks it touched when it was proposed. One that is "approving" has a decision, and
    its change is being made. `basis`: see `ProposedChange`.
    """

    number: int
    user: str
    network: str
    time: float
    reason: str
    kind: str
    about: str
    added: bytes
    removed: bytes
    state: Literal["open", "approving", "approved", "declined"]
    decided_by: str
    basis: str = ""

    @property
    def networks(self) -> frozenset[str]:
        """The codes of the networks that it touched when it was proposed, "" among them for what all share."""
        return _codes(self.network)

    @property
    def proposed(self) -> ProposedChange:
        """The change that is proposed."""
        what = DescribedChange(self.reason, self.kind, self.about)
        return ProposedChange(what, self.added, self.removed, self.basis)


class Proposals:
    """All proposals."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def add(self, user: str, networks: Collection[str], proposed: ProposedChange) -> int:
        """Keep a proposal; gives its number. Raises TooLarge (413) for a long one, Conflict (409) for too many.

        What was decided long ago goes.
        """
        network = " ".join(sorted(networks)) if networks else _NONE
        what, added, removed = proposed.what, proposed.added, proposed.removed
        if len(added) + len(removed) > LARGEST:
            raise TooLarge("The proposal is too large.", hint="Propose it in smaller steps.")
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM proposal WHERE state IN ('approved', 'declined') AND time < ?", (self._clock() - KEPT_S,)
            )
            waiting = connection.execute("SELECT count(*) FROM proposal WHERE user = ? AND state = 'open'", (user,))
            if waiting.fetchone()[0] >= MOST_OPEN:
                raise Conflict("Too many of your proposals are waiting.", hint="Wait until some are decided.")
            cursor = connection.execute(
                "INSERT INTO proposal (user, network, time, reason, kind, about, added, removed, basis) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    user,
                    network,
                    self._clock(),
                    what.reason[:500],
                    what.kind,
                    what.about,
                    added,
                    removed,
                    proposed.basis,
                ),
            )
            return int(cursor.lastrowid or 0)

    def list(self, user: str = "", most: int = LISTED) -> list[Proposal]:
        """The newest, open ones first; of one person, or of everybody."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM proposal WHERE ? IN ('', user) ORDER BY state = 'open' DESC, number DESC LIMIT ?",
                (user, most),
            )
            return [Proposal(**dict(row)) for row in rows]

    def waiting(self, user: str = "") -> tuple[frozenset[str], ...]:
        """The codes of the networks that each open proposal touches; of one person, or of everybody."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT network FROM proposal WHERE ? IN ('', user) AND state = 'open'", (user,))
            return tuple(_codes(row["network"]) for row in rows)

    def find(self, number: int) -> Proposal:
        """The proposal of a number. Raises NotFound (404)."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM proposal WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise NotFound("There is no proposal %(number)s.", hint="Open the list of proposals.", number=number)
        return Proposal(**dict(row))

    def decide(self, number: int, state: Literal["approving", "declined"], by: str) -> Proposal:
        """Note a decision, once. Raises Conflict (409) where somebody decided before, NotFound.

        What is approved is noted before its change is made, and `approved` after it: two cannot make it at once, and
        what a crash comes between waits again from the next start on. To make a change twice does nothing.
        """
        proposal = self.find(number)
        with self._database.writing() as connection:
            changed = connection.execute(
                "UPDATE proposal SET state = ?, decided_by = ? WHERE number = ? AND state = 'open'", (state, by, number)
            ).rowcount
        if not changed:
            raise Conflict("This proposal is decided already.", hint="Open the list of proposals again.")
        return proposal

    def erase(self, eraser: Eraser) -> None:
        """Leave nothing of a person in what was proposed. Who proposed it stays as long as they have an account."""
        with self._database.writing() as connection:
            for column in ("user", "decided_by"):
                names = connection.execute(
                    f"SELECT DISTINCT {column} FROM proposal WHERE {column} NOT IN (SELECT name FROM user)"
                )
                for (name,) in names.fetchall():
                    connection.execute(
                        f"UPDATE proposal SET {column} = ? WHERE {column} = ?",
                        (eraser.text(name), name),
                    )
            for row in connection.execute("SELECT number, reason, about, added, removed FROM proposal").fetchall():
                connection.execute(
                    "UPDATE proposal SET reason = ?, about = ?, added = ?, removed = ? WHERE number = ?",
                    (
                        *map(eraser.text, (row["reason"], row["about"])),
                        *map(eraser.nquads, (row["added"], row["removed"])),
                        row["number"],
                    ),
                )

    def approved(self, number: int) -> None:
        """Note that the change was made."""
        self._set_state("approved", number)

    def reopen(self, number: int) -> None:
        """Let a proposal wait again, as its change could not be made."""
        self._set_state("open", number)

    def reopen_interrupted(self) -> None:
        """Let everything wait again whose change was being made when the service ended. Only for its start."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT number FROM proposal WHERE state = 'approving'").fetchall()
        for row in found:  # a service has to start on a full disk too
            self.reopen(row["number"])

    def _set_state(self, state: str, number: int) -> None:
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE proposal SET state = ?, decided_by = iif(? = 'open', '', decided_by) WHERE number = ?",
                (state, state, number),
            )


def _codes(network: str) -> frozenset[str]:
    return frozenset() if network == _NONE else frozenset(network.split(" "))
