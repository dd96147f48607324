"""People: their names, passwords and roles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from graph.errors import Conflict, DataInvalid, NotFound
from graph.persons.eraser import ERASED
from webapp.accounts.database import Database
from webapp.accounts.roles import EVERY_NETWORK, Right, Role, read_role, rights_of
from webapp.accounts.secrets import hash_password, is_password

LONGEST_NAME = 80
RESERVED = frozenset({"token", "akteursnetz", "system", "anonym"})
"""Names that the list of changes gives to programs."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `roles` by network; "" stands for every network."""

    name: str
    roles: Mapping[str, Role] = field(default_factory=dict)
    is_disabled: bool = False
    has_password: bool = False

    def rights(self, network: str = EVERY_NETWORK) -> frozenset[Right]:
        """What they may do in a network, by its slug; nothing while the account is disabled."""
        return frozenset() if self.is_disabled else rights_of(self.roles, network)


class People:
    """All accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> list[Person]:
        """Everybody, in the order of their names."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM user ORDER BY name").fetchall()
            return [_person(connection, row) for row in rows]

    def find(self, name: str) -> Person:
        """Who has this name, in small or capital letters. Raises NotFound (404)."""
        with self._database.reading() as connection:
            return _find(connection, name)

    def add(self, name: str, role: str, network: str = EVERY_NETWORK) -> Person:
        """Make an account, or give one that exists a role in one more network.

        Raises DataInvalid (422) for a name or role that cannot be, Conflict (409) where they have that role already.
        """
        name, role = clean_name(name), read_role(role)
        with self._database.writing() as connection:
            known = connection.execute("SELECT 1 FROM user WHERE name = ?", (name,)).fetchone()
            if known is None:
                now = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute("INSERT INTO user (name, created) VALUES (?, ?)", (name, now))
            elif _find(connection, name).roles.get(network) == role:
                raise Conflict("%(name)s has this role already.", hint="There is nothing to do.", name=name)
            _set_role(connection, name, network, role)
            return _find(connection, name)

    def set_role(self, name: str, role: str, network: str = EVERY_NETWORK) -> Person:
        """Give a role in one network in place of the one before; "" takes it away. Raises NotFound, DataInvalid.

        Raises Conflict (409) where nobody would be left who may manage accounts.
        """
        with self._database.writing() as connection:
            person = _find(connection, name)
            with _a_manager_stays(connection):
                if role:
                    _set_role(connection, person.name, network, read_role(role))
                else:
                    connection.execute("DELETE FROM role WHERE user = ? AND network = ?", (person.name, network))
            return _find(connection, name)

    def disable(self, name: str, *, is_disabled: bool = True) -> Person:
        """End an account, its sessions, tokens and links at once; or take that back. Raises NotFound, Conflict."""
        with self._database.writing() as connection:
            person = _find(connection, name)
            with _a_manager_stays(connection):
                connection.execute("UPDATE user SET is_disabled = ? WHERE name = ?", (is_disabled, person.name))
            if is_disabled:
                for table in ("session", "token", "link"):
                    connection.execute(f"DELETE FROM {table} WHERE user = ?", (person.name,))
            return _find(connection, name)

    def delete(self, name: str) -> None:
        """Leave nothing of an account: neither it nor what belongs to it, nor the name in proposals and failures.

        The list of changes keeps the name, as the author of what was changed. Raises NotFound, Conflict.
        """
        with self._database.writing() as connection:
            person = _find(connection, name)
            with _a_manager_stays(connection):
                connection.execute("DELETE FROM user WHERE name = ?", (person.name,))
            connection.execute("DELETE FROM attempt WHERE key = ?", (f"name:{person.name}".casefold(),))
            for column in ("user", "decided_by"):
                connection.execute(
                    f"UPDATE proposal SET {column} = ? WHERE {column} = ? COLLATE NOCASE",
                    (ERASED, person.name),
                )

    def set_password(self, name: str, password: str) -> None:
        """Keep a password, and end every session of its owner. Raises DataInvalid (422) for a weak one, NotFound."""
        kept = hash_password(password)
        with self._database.writing() as connection:
            person = _find(connection, name)
            connection.execute("UPDATE user SET password = ? WHERE name = ?", (kept, person.name))
            connection.execute("DELETE FROM session WHERE user = ?", (person.name,))

    def check_password(self, name: str, password: str) -> Person | None:
        """Who signs in with this name and password; None for a wrong one, after as long a time as for a right one."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM user WHERE name = ?", (name.strip(),)).fetchone()
            person = _person(connection, row) if row else None
        matches = is_password(password, row["password"] if row else None)
        return person if matches and person and not person.is_disabled else None

    def find_identity(self, issuer: str, subject: str) -> Person | None:
        """Whom a provider of single sign-on means; None for somebody who has no account here."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT user FROM identity WHERE issuer = ? AND subject = ?", (issuer, subject)
            ).fetchone()
            return _find(connection, row["user"]) if row else None

    def keep_identity(self, name: str, issuer: str, subject: str) -> None:
        """Remember whom a provider means by a subject. Raises NotFound."""
        with self._database.writing() as connection:
            values = (issuer, subject, _find(connection, name).name)
            connection.execute("INSERT OR REPLACE INTO identity (issuer, subject, user) VALUES (?, ?, ?)", values)

    def has_identity(self, name: str) -> bool:
        """Whether somebody can sign in with an account of a provider. Raises NotFound."""
        with self._database.reading() as connection:
            values = (_find(connection, name).name,)
            return connection.execute("SELECT 1 FROM identity WHERE user = ?", values).fetchone() is not None

    def forget_identities(self, name: str) -> None:
        """No account of a provider opens this one any more, and every session of its owner ends. Raises NotFound."""
        with self._database.writing() as connection:
            values = (_find(connection, name).name,)
            connection.execute("DELETE FROM identity WHERE user = ?", values)
            connection.execute("DELETE FROM session WHERE user = ?", values)


def clean_name(name: str) -> str:
    """A name as it is kept. Raises DataInvalid (422) for none, a long one, or one that is kept for programs."""
    words = " ".join(name.split())
    if not words or len(words) > LONGEST_NAME or words.casefold() in RESERVED or not words.isprintable():
        raise DataInvalid(
            "%(name)s cannot be the name of an account.",
            hint="Take a name of up to %(most)s characters that is not kept for programs.",
            name=words[:LONGEST_NAME] or "-",
            most=LONGEST_NAME,
        )
    return words


def _find(connection: sqlite3.Connection, name: str) -> Person:
    row = connection.execute("SELECT * FROM user WHERE name = ?", (" ".join(name.split()),)).fetchone()
    if row is None:
        raise NotFound(
            "There is no account called %(name)s.", hint="akteursnetz user list names all.", name=name[:LONGEST_NAME]
        )
    return _person(connection, row)


def _person(connection: sqlite3.Connection, row: sqlite3.Row) -> Person:
    rows = connection.execute("SELECT network, role FROM role WHERE user = ? ORDER BY network", (row["name"],))
    roles: dict[str, Role] = {network: read_role(role) for network, role in rows}
    return Person(row["name"], roles, bool(row["is_disabled"]), row["password"] is not None)


def _set_role(connection: sqlite3.Connection, name: str, network: str, role: Role) -> None:
    connection.execute("INSERT OR REPLACE INTO role (user, network, role) VALUES (?, ?, ?)", (name, network, role))


@contextmanager
def _a_manager_stays(connection: sqlite3.Connection) -> Iterator[None]:
    """Refuse what would leave nobody who may manage accounts, where there was somebody before."""
    had = _has_manager(connection)
    yield
    if had and not _has_manager(connection):
        raise Conflict(
            "Nobody would be left who may manage accounts.", hint="Give somebody else the role verwalten first."
        )


def _has_manager(connection: sqlite3.Connection) -> bool:
    found = connection.execute(
        "SELECT 1 FROM role JOIN user ON user.name = role.user "
        "WHERE role.role = 'verwalten' AND role.network = '' AND NOT user.is_disabled"
    )
    return found.fetchone() is not None
