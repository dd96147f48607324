"""What a program may do by protocol: with a token of an account, or with the one that the service was started with."""

from __future__ import annotations

from dataclasses import replace

from flask import request

from graph.errors import Forbidden, Unauthorized
from graph.protocol import Limits
from webapp.accounts.identity import PROGRAM, get_accounts, who_asks
from webapp.accounts.roles import Right
from webapp.ui.context import get_settings

AUTHOR = PROGRAM


def current_rights() -> frozenset[Right]:
    """The rights of the token of this request; none without one, whatever else its browser has.

    Raises Unauthorized (401) for a token that is not ours: that somebody may do less than they think is not
    kept from them.
    """
    asking = who_asks()
    return asking.all_rights() if asking.way == "token" else frozenset()


def author() -> str:
    """Whose token writes."""
    return who_asks().name or AUTHOR


def author_of(sent: str) -> str:
    """Who is named as author: the account whose token asks, whatever the body says.

    Nobody in particular stands behind the token of the settings: there the body may name somebody.
    """
    return sent if sent and author() == AUTHOR else author()


def require_writer() -> frozenset[Right]:
    """The rights of this request, which may write by protocol. Raises Forbidden (403) or Unauthorized (401)."""
    if not get_settings().access.token and not get_accounts().people.list():
        raise Forbidden(
            "This service takes no changes by protocol: it has no token.",
            hint="Start the service with AKTEURSNETZ_TOKEN set, and send it as Authorization: Bearer.",
        )
    if "Authorization" not in request.headers:
        raise Unauthorized("Changes need a token.", hint="Send it in a header: Authorization: Bearer TOKEN.")
    rights = current_rights()
    if "protocol" not in rights:
        raise Forbidden(
            "This token may not write.",
            hint="Take one with the right protocol, or add write to AKTEURSNETZ_TOKEN_RIGHTS.",
        )
    return rights


def limits_for(rights: frozenset[Right]) -> Limits:
    """What a query or update may use: with the right `long` it has more time."""
    settings = get_settings()
    return replace(settings.limits, time_s=settings.access.seconds) if "long" in rights else settings.limits
