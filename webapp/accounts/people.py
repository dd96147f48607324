"""People: their names, passwords and roles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from unicodedata import name as unicode_name
from unicodedata import normalize

from graph.errors import Conflict, DataInvalid, NotFound
from graph.persons.eraser import ERASED
from graph.persons.folding import fold
from webapp.accounts.database import Database
from webapp.accounts.roles import EVERY_NETWORK, Right, Role, read_role, rights_of
from webapp.accounts.secrets import hash_password, is_password

LONGEST_NAME = 80
RESERVED = frozenset({"token", "akteursnetz", "system", "anonym"})
"""Names that the list of changes gives to programs."""
_OF_PATHS = frozenset("/\\")
"""A name is part of an address."""
_ALIKE = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE"})


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

    def with_role_in(self, network: str) -> int:
        """How many accounts have a role of their own in a network, by its code, whether there is such a network."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT count(*) FROM role WHERE network = ? AND network <> ''", (network,))
            return int(found.fetchone()[0])

    def find(self, name: str) -> Person:
        """Who has this name, in small or capital letters. Raises NotFound (404)."""
        with self._database.reading() as connection:
            return _find(connection, name)

    def known_since(self, name: str) -> str:
        """When an account was made, so that a later one of the same name is told apart; "" for none."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT created FROM user WHERE name = ?", (name,)).fetchone()
            return str(row["created"]) if row else ""

    def add(self, name: str, role: str, network: str = EVERY_NETWORK) -> tuple[Person, bool]:
        """Make an account, or give one that exists a role in one more network; whose it is, and whether it is new.

        Raises DataInvalid (422) for a name or role that cannot be, Conflict (409) where they have a role there already,
        or another account is called so much alike that nobody can tell the two apart.
        """
        name, role = clean_name(name), read_role(role)
        with self._changing() as connection:
            is_new = connection.execute("SELECT 1 FROM user WHERE name = ?", (name,)).fetchone() is None
            if is_new:
                _refuse_lookalike(connection, name)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute("INSERT INTO user (name, created) VALUES (?, ?)", (name, now))
            person = _find(connection, name)
            if network in person.roles:
                raise Conflict(
                    "There is an account called %(name)s already, with the role %(role)s there.",
                    hint="Take another name for somebody else. To change the role: akteursnetz user role.",
                    name=person.name,
                    role=person.roles[network],
                )
            _set_role(connection, person.name, network, role)
            return _find(connection, name), is_new

    def set_role(self, name: str, role: str, network: str = EVERY_NETWORK) -> Person:
        """Give a role in one network in place of the one before; "" takes it away. Raises NotFound, DataInvalid.

        Raises Conflict (409) where nobody would be left who may manage accounts.
        """
        with self._changing() as connection:
            person = _find(connection, name)
            if role:
                _set_role(connection, person.name, network, read_role(role))
            else:
                connection.execute("DELETE FROM role WHERE user = ? AND network = ?", (person.name, network))
            return _find(connection, name)

    def replace_roles(self, name: str, role: str, network: str = EVERY_NETWORK) -> Person:
        """Leave somebody this role in this network, and no other anywhere. Raises as `set_role` does."""
        with self._changing() as connection:
            person = _find(connection, name)
            connection.execute("DELETE FROM role WHERE user = ?", (person.name,))
            _set_role(connection, person.name, network, read_role(role))
            return _find(connection, name)

    def disable(self, name: str, *, is_disabled: bool = True) -> Person:
        """End an account, its sessions, tokens and links at once; or take that back. Raises NotFound, Conflict."""
        with self._changing() as connection:
            person = _find(connection, name)
            connection.execute("UPDATE user SET is_disabled = ? WHERE name = ?", (is_disabled, person.name))
            if is_disabled:
                for table in ("session", "token", "link"):
                    connection.execute(f"DELETE FROM {table} WHERE user = ?", (person.name,))
            return _find(connection, name)

    def delete(self, name: str) -> None:
        """Leave nothing of an account: neither it nor what belongs to it, nor the name in proposals and failures.

        The list of changes keeps the name, as the author of what was changed. Raises NotFound, Conflict.
        """
        with self._changing() as connection:
            person = _find(connection, name)
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

    def forget_password(self, name: str) -> None:
        """No password opens this account any more, and every session of its owner ends. Raises NotFound."""
        with self._database.writing() as connection:
            person = _find(connection, name)
            connection.execute("UPDATE user SET password = NULL WHERE name = ?", (person.name,))
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

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """To change who there is and what they may do: refused where nobody would be left who manages accounts.

        Raises Conflict (409) where there was somebody before.
        """
        with self._database.writing() as connection:
            had = has_manager(connection)
            yield connection
            if had and not has_manager(connection):
                raise Conflict(
                    "Nobody would be left who may manage accounts.", hint="Give somebody else the role verwalten first."
                )


def clean_name(name: str) -> str:
    """A name as it is kept, each letter in its usual form. Raises DataInvalid (422) for one that cannot be.

    That is none, a long one, one that is kept for programs, one that is a path, or a word in letters of two alphabets.
    """
    words = " ".join(normalize("NFKC", name).split())
    is_path = bool(_OF_PATHS & set(words)) or not words.strip(". ")
    if is_path or len(words) > LONGEST_NAME or words.casefold() in RESERVED or not words.isprintable():
        raise DataInvalid(
            "%(name)s cannot be the name of an account.",
            hint="Take a name of up to %(most)s characters, without slashes, that is not kept for programs.",
            name=words[:LONGEST_NAME] or "-",
            most=LONGEST_NAME,
        )
    for word in words.split():
        if len(_alphabets(word)) > 1:
            raise DataInvalid(
                "%(name)s mixes letters of different alphabets in one word.",
                hint="Type the name anew: one of its letters only looks like the one that is meant.",
                name=words,
            )
    return words


def _alphabets(word: str) -> set[str]:
    """The alphabets with letters that are taken for those of another."""
    return {unicode_name(sign, "").split(" ")[0] for sign in word if sign.isalpha()} & _ALIKE


def _refuse_lookalike(connection: sqlite3.Connection, name: str) -> None:
    folded = fold(name)
    for (other,) in connection.execute("SELECT name FROM user"):
        if fold(other) == folded:
            raise Conflict(
                "%(name)s looks like %(other)s, who has an account already.",
                hint="Take a name that nobody takes for the other.",
                name=name,
                other=other,
            )


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


def has_manager(connection: sqlite3.Connection) -> bool:
    """Whether somebody may manage accounts."""
    found = connection.execute(
        "SELECT 1 FROM role JOIN user ON user.name = role.user "
        "WHERE role.role = 'verwalten' AND role.network = '' AND NOT user.is_disabled"
    )
    return found.fetchone() is not None
