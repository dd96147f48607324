"""Response headers that keep a hostile label harmless, and the check of the Host header."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

from webapp.settings import LOOPBACK, Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def protect(app: Flask) -> None:
    """Every answer gets the headers; a service on loopback answers to local names only."""
    app.before_request(refuse_foreign_host)
    app.after_request(add_headers)


def refuse_foreign_host() -> None:
    """A foreign name for a loopback address is DNS rebinding: some web page reaching into this machine."""
    from graph.errors import NetworkError  # noqa: PLC0415

    settings: Settings = current_app.config["SETTINGS"]
    host = request.host.rpartition(":")[0] if request.host.count(":") == 1 else request.host
    host = host.partition("]")[0].strip("[") if request.host.startswith("[") else host
    if settings.is_local and host not in LOOPBACK:
        raise NetworkError("The host name %(host)s is not served here.", host=host)


def add_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response
