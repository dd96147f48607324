"""Response headers that keep a hostile label harmless, and the check of the Host header."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from webapp.http.errors import MisdirectedError
from webapp.settings import LOOPBACK, Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def protect(app: Flask) -> None:
    """Every answer gets the headers; a service answers to its own names only, on loopback to the local ones."""
    app.before_request(refuse_foreign_host)
    app.after_request(_add_headers)


def refuse_foreign_host() -> None:
    """A foreign name is DNS rebinding, some web page reaching into this machine, or a forged link in an e-mail."""
    settings: Settings = current_app.config["SETTINGS"]
    host = urlsplit("//" + request.host).hostname or ""
    served = {*settings.hosts, *LOOPBACK} if settings.is_local else set(settings.hosts)
    if served and host not in served:
        raise MisdirectedError(
            "The host name %(host)s is not served here.", hint="Open the service by its own address.", host=host
        )


def allow_frames(sites: Sequence[str]) -> None:
    """Let these websites show the answer to this request in a frame; none of them when there are none."""
    g.frame_sites = tuple(sites)


def _add_headers(response: Response) -> Response:
    sites = g.get("frame_sites") if response.status_code == 200 else None  # noqa: PLR2004 - OK
    policy = CONTENT_SECURITY_POLICY
    if sites:
        policy = policy.replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(sites)}")
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if not sites:
        response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response
