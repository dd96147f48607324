"""Response headers that keep a hostile label harmless, and the check of the Host header."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from webapp.errors import MisdirectedError
from webapp.settings import LOOPBACK, Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def protect(app: Flask) -> None:
    """Every answer gets the headers; a service on loopback answers to local names only."""
    app.before_request(refuse_foreign_host)
    app.after_request(_add_headers)


def refuse_foreign_host() -> None:
    """A foreign name for a loopback address is DNS rebinding: some web page reaching into this machine."""
    settings: Settings = current_app.config["SETTINGS"]
    host = urlsplit("//" + request.host).hostname or ""
    if settings.is_local and host not in LOOPBACK:
        raise MisdirectedError(
            "The host name %(host)s is not served here.", hint="Open the service by its own address.", host=host
        )


def _add_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response
