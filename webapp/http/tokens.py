"""What a program may do that sends `Authorization: Bearer TOKEN`; without one everybody may only read."""

from __future__ import annotations

import hmac
from dataclasses import replace

from flask import request

from graph.errors import Forbidden, Unauthorized
from graph.protocol import Limits
from webapp.ui.context import get_settings

AUTHOR = "token"


def current_rights() -> frozenset[str]:
    """The rights of this request; none without a token, or while the service has none set.

    Raises Unauthorized (401) for a token that is not ours: that somebody may do less than they think is not
    kept from them.
    """
    access, sent = get_settings().access, request.headers.get("Authorization")
    if sent is None or not access.token:
        return frozenset()
    scheme, _, token = sent.partition(" ")
    # Headers are Latin-1 text in WSGI; their bytes are what the client sent.
    if scheme.lower() != "bearer" or not hmac.compare_digest(
        token.strip().encode("latin-1", "replace"), access.token.encode()
    ):
        raise Unauthorized(
            "The token is not one of this service.", hint="Send the token that AKTEURSNETZ_TOKEN was set to."
        )
    return access.rights


def require_writer() -> frozenset[str]:
    """The rights of this request, which may write. Raises Forbidden (403) or Unauthorized (401)."""
    if not get_settings().access.token:
        raise Forbidden(
            "This service takes no changes by protocol: it has no token.",
            hint="Start the service with AKTEURSNETZ_TOKEN set, and send it as Authorization: Bearer.",
        )
    if "Authorization" not in request.headers:
        raise Unauthorized("Changes need a token.", hint="Send it in a header: Authorization: Bearer TOKEN.")
    rights = current_rights()
    if "write" not in rights:
        raise Forbidden("This token may not write.", hint="Add write to AKTEURSNETZ_TOKEN_RIGHTS.")
    return rights


def limits_for(rights: frozenset[str]) -> Limits:
    """What a query or update may use: with the right `long` it has more time."""
    settings = get_settings()
    return replace(settings.limits, time_s=settings.access.seconds) if "long" in rights else settings.limits
