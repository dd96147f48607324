"""Who stands behind a signed text: a signature counts as long as whoever gave it may still write where it is shown.

The account is part of what is signed and no part of an address: whoever is sent one learns nobody's name. Checking
tries those who may write now, so that a disabled, deleted or newly made account of the same name vouches for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from flask import current_app

from webapp.accounts.identity import PROGRAM, Identity, get_accounts
from webapp.settings import Settings

_MACHINE, _PROGRAM, _ACCOUNT = "machine", "program", "account "


def signer_of(asking: Identity) -> str:
    """By what name somebody signs; an account by when it was made, too."""
    if asking.way == "machine":
        return _MACHINE
    if asking.name == PROGRAM:
        return _PROGRAM
    return _of_account(asking.name, get_accounts().people.known_since(asking.name))


def find_signer(network: str, has_signed: Callable[[str], bool]) -> str:
    """Who of those who may write in a network now has signed; "" for none of them. O(accounts)."""
    return next(filter(has_signed, _writers(network)), "")


def _writers(network: str) -> Iterator[str]:
    settings = cast("Settings", current_app.config["SETTINGS"])
    if settings.is_private:
        yield _MACHINE
    if settings.access.token and "write" in settings.access.rights:
        yield _PROGRAM
    people = get_accounts().people
    for person in people.list():
        if "write" in person.rights() | person.rights(network):
            yield _of_account(person.name, people.known_since(person.name))


def _of_account(name: str, since: str) -> str:
    return f"{_ACCOUNT}{name} {since}"
