"""Accounts and what belongs to them, asked whether they name a person: for Auskunft and before somebody is erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from graph.persons.eraser import Eraser
from graph.store.beside import Mention
from graph.store.erasure import text_in_words
from webapp.accounts.accounts import FILE, Accounts, erase_from_accounts
from webapp.accounts.soundness import check_accounts

_ALL = 1_000_000


class AccountsBeside:
    """The file of accounts in the folder of a store, which may have none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tell(self, eraser: Eraser) -> Sequence[Mention]:
        """Accounts, proposals, labels of tokens, sign-ins that failed and browsers of sessions that name the person."""
        check_accounts(self._folder)
        if not (self._folder / FILE).exists():
            return []
        with closing(Accounts(self._folder)) as accounts:
            return list(_mentions_in(accounts, eraser))

    def erase(self, eraser: Eraser) -> Sequence[str]:
        """Take the person out; gives the names of accounts that name them, which stay."""
        named = erase_from_accounts(self._folder, eraser)
        if (self._folder / FILE).exists():
            with closing(Accounts(self._folder)) as accounts:
                _erase_browsers(accounts, eraser)
        return named


def _mentions_in(accounts: Accounts, eraser: Eraser) -> Iterator[Mention]:
    names = eraser.directory.mentions
    yield from (Mention("account", person.name) for person in accounts.people.list() if names(person.name))
    for person in accounts.people.list():
        labels = (token.label for token in accounts.tokens.list(person.name))
        yield from (Mention("token", label) for label in labels if names(label))
    for proposal in accounts.proposals.list(most=_ALL):
        texts = (proposal.user, proposal.decided_by, proposal.reason, proposal.about)
        lines = b"".join((proposal.added, proposal.removed)).splitlines(keepends=True)
        said = [*filter(names, texts), *(text_in_words(line) for line in lines if eraser.would_change(line))]
        yield from (Mention("proposal", f"{proposal.number}: {text}") for text in dict.fromkeys(said))
    with accounts.database.reading() as connection:
        keys = [str(key) for (key,) in connection.execute("SELECT key FROM attempt ORDER BY key")]
        codes = "SELECT network FROM role UNION SELECT network FROM access ORDER BY network"
        networks = [str(code) for (code,) in connection.execute(codes)]
        browsers = [str(said) for (said,) in connection.execute("SELECT browser FROM session ORDER BY browser")]
    yield from (Mention("network", code) for code in networks if names(code))
    yield from (Mention("attempt", key) for key in keys if names(key))
    yield from (Mention("session", browser) for browser in browsers if names(browser))


def _erase_browsers(accounts: Accounts, eraser: Eraser) -> None:
    """Leave nothing of a person in what browsers say of themselves."""
    with accounts.database.writing() as connection:
        for (said,) in connection.execute("SELECT DISTINCT browser FROM session").fetchall():
            connection.execute("UPDATE session SET browser = ? WHERE browser = ?", (eraser.text(said), said))
