"""The cookie by which a browser is known for the one of an account."""

from __future__ import annotations

from flask import Response, request, session

from webapp.accounts.identity import cookie_name, get_accounts
from webapp.accounts.sessions import LONGEST_S


def begin_session(response: Response, name: str) -> Response:
    """The answer with a new session in a new cookie, whatever the browser had before: nobody can lay one under it."""
    old = request.cookies.get(cookie_name(), "")
    if old:
        get_accounts().sessions.end(old)
    session.clear()
    secret = get_accounts().sessions.begin(name, request.user_agent.string)
    response.set_cookie(
        cookie_name(),
        secret,
        max_age=int(LONGEST_S),
        path=cookie_path(),
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def cookie_path() -> str:
    """Everything below the prefix that a proxy serves this under."""
    return request.script_root or "/"
