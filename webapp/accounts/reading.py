"""Which networks this request may not be told of: those for accounts only in which its sender has no role."""

from __future__ import annotations

from typing import cast

from flask import g, has_request_context

from graph.errors import Forbidden, Unauthorized
from webapp.accounts.identity import NOBODY, Identity, get_accounts, who_asks


def reader() -> Identity:
    """Who asks; a token that is none of ours opens nothing."""
    try:
        return who_asks()
    except Unauthorized:
        return NOBODY


def hidden_networks() -> frozenset[str]:
    """The closed networks that whoever asks may not read; looked up once for a request.

    Raises StoreUnavailable (503) when the accounts cannot be read: then nobody is told anything.
    """
    if not has_request_context():
        return get_accounts().closed_networks()
    if "hidden_networks" not in g:
        closed = get_accounts().closed_networks()
        g.hidden_networks = hidden_from(reader() if closed else NOBODY, closed)
    return cast("frozenset[str]", g.hidden_networks)


def read_as_owner() -> None:
    """For a command: whoever has the files of the store reads all networks, as in every other command."""
    g.hidden_networks = frozenset()


def hidden_from(asking: Identity, closed: frozenset[str]) -> frozenset[str]:
    """Those of the closed networks that somebody may not read."""
    return frozenset(network for network in closed if not asking.may("read", network))


def require_all_networks() -> None:
    """Raise Unauthorized (401) for nobody and Forbidden (403) for somebody who may not read every network."""
    if not hidden_networks():
        return
    if reader().way == "nobody":
        raise Unauthorized(
            "This looks at all networks, and not all of them are public.",
            hint="Sign in, or send a token of your account.",
        )
    raise Forbidden(
        "This looks at all networks, and you may not read one of them.",
        hint="Sign in with an account that may read all networks.",
    )


def refuse_hidden(network: str, known: frozenset[str]) -> None:
    """Raise Unauthorized (401) for nobody who names a network that they may not know, whether there is one or not."""
    if network and hidden_networks() and network not in known and reader().way == "nobody":
        raise Unauthorized(
            "There is no network of this name that everybody may read.",
            hint="Sign in, or send a token of your account.",
        )
