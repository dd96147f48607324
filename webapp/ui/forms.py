"""Forms of the pages that change something: who may send them, and that no other page did.

Until there are accounts, whoever sits at this machine may write: the service is bound to loopback and asks for a
name once. Bound to any other address, or behind a proxy, pages are for reading only.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, Request, Response, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from graph.errors import Forbidden
from webapp.settings import Settings
from webapp.ui.context import get_settings

FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
_TOKEN, _NAME, _OUTCOME = "token", "name", "outcome"


class _Sessions(SecureCookieSessionInterface):
    """Nothing is made ready to check or to sign a cookie where there is none: most requests bring none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        is_known = self.get_cookie_name(app) in request.cookies
        return super().open_session(app, request) if is_known else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed:
            super().save_session(app, session, response)


def set_up_forms(app: Flask, settings: Settings) -> None:
    """A signed cookie that lasts as long as the browser and this run of the service; one for each port."""
    app.secret_key = secrets.token_bytes(32)
    app.session_interface = _Sessions()
    app.config.update(
        SESSION_COOKIE_NAME=f"akteursnetz-{settings.port}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )


def may_write() -> bool:
    """Whether whoever reads this page may change something by a form."""
    return get_settings().is_local and not any(name in request.headers for name in FORWARDING)


def form_token() -> str:
    """What each form of this reader carries in a hidden field, and no other page can know."""
    if _TOKEN not in session:
        session[_TOKEN] = secrets.token_urlsafe(32)
    return str(session[_TOKEN])


def check_form() -> None:
    """Raise Forbidden (403) for a form that nobody may send, or that a page of ours did not send."""
    if not may_write():
        raise Forbidden(
            "This service is for reading: it can be reached from other machines.",
            hint="Open it on the machine it runs on, or write by the API with a token.",
        )
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    if sender is not None and not _is_ours(sender):
        raise Forbidden("The form was sent by a page of another host.", hint="Open the page here and send it again.")
    known, sent = str(session.get(_TOKEN, "")), request.form.get("token", "")
    if not known or not hmac.compare_digest(known.encode(), sent.encode("utf-8", "replace")):
        raise Forbidden("The form is too old, or was not made for you.", hint="Open the page again and send it anew.")


def known_name() -> str:
    """The name that this reader gave before, "" for none."""
    return str(session.get(_NAME, ""))


def keep_name(name: str) -> None:
    """Do not ask for the name again."""
    session[_NAME] = name


def keep_outcome(outcome: str) -> None:
    """What the next page is to say about what was done, once."""
    session[_OUTCOME] = outcome


def take_outcome() -> str:
    """What was done just now, "" for nothing."""
    return str(session.pop(_OUTCOME, ""))


def _is_ours(address: str) -> bool:
    parts = urlsplit(address)
    return (parts.scheme, parts.netloc) == (request.scheme, request.host)
