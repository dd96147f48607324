"""Forms of the pages that change something: who may send them, and that no other page did."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection
from typing import NoReturn
from urllib.parse import urlsplit

from flask import Flask, Request, Response, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from graph.errors import Forbidden, NetworkError
from graph.network.network_list import networks as networks_in
from graph.terms import network_slug as code_of
from graph.validate.ahead import load_ahead
from webapp.accounts.identity import refuse_role, who_asks
from webapp.accounts.roles import EVERY_NETWORK, Right
from webapp.settings import Settings
from webapp.ui.context import looked_back_at, network_slug, whole_store
from webapp.ui.language import gettext

_TOKEN, _NAME, _OUTCOME, _BROUGHT = "token", "name", "outcome", "brought"


class _Sessions(SecureCookieSessionInterface):
    """Nothing is made ready to check or to sign a cookie where there is none: most requests bring none.

    The cookie goes to this service only, below its prefix, and over TLS only where the page came so.
    """

    def get_cookie_path(self, app: Flask) -> str:
        """Everything below the prefix that a proxy serves this under."""
        return request.script_root or super().get_cookie_path(app)

    def get_cookie_secure(self, app: Flask) -> bool:
        """As the page was asked for."""
        return request.is_secure or super().get_cookie_secure(app)

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


def may_write(right: Right = "propose", networks: Collection[str] | None = None) -> bool:
    """Whether whoever reads this page is shown the forms that change what it shows, or propose to.

    `networks`: codes of those that the shown thing lies in, EVERY_NETWORK for what is shared. None asks for the chosen
    one and, where none is chosen, for any: the change itself is judged by what it touches.
    """
    return not _is_looking_back() and who_asks().may_in_all(right, _chosen() if networks is None else networks)


def _chosen() -> Collection[str]:
    """The code of the chosen network, however the address names it; none for all of them."""
    named = network_slug()
    return (code_of(named) or named,) if named else ()


def networks_meant() -> Collection[str]:
    """The chosen network, else every one there is: what a page about all of them needs a right in."""
    return _chosen() or every_network() or (EVERY_NETWORK,)


def every_network() -> Collection[str]:
    """The code of every network there is, those that this reader may not read, too."""
    return {code_of(one.iri) or one.iri for one in networks_in(whole_store())}


def may_write_everywhere(right: Right = "propose") -> bool:
    """The same for forms that make something which belongs to no network yet."""
    return not _is_looking_back() and who_asks().may(right)


def _is_looking_back() -> bool:
    """What was is only looked at, and so is what an address names wrongly: the page that says so asks this, too."""
    try:
        return bool(looked_back_at())
    except NetworkError:
        return True


def rests_on_session() -> bool:
    """Whether this answer holds something of the browser's own session, and so is for this browser alone."""
    return bool(g.get("rests_on_session"))


def form_token() -> str:
    """What each form of this reader carries in a hidden field, and no other page can know."""
    load_ahead()
    g.rests_on_session = True
    if _TOKEN not in session:
        session[_TOKEN] = secrets.token_urlsafe(32)
    return str(session[_TOKEN])


def check_form(right: Right = "propose") -> None:
    """Raise Forbidden (403) for a form whose sender may change nothing, or that a page of ours did not send.

    What the form may change is decided by what its change touches: `get_store()` looks at that.
    """
    if not who_asks().may_somewhere(right):
        _refuse()
    check_sender()


def check_form_of(networks: Collection[str], right: Right = "write") -> None:
    """The same for what networks alone decide, EVERY_NETWORK being all: a new one, or what is no change at all."""
    if not who_asks().may_in_all(right, networks):
        _refuse()
    check_sender()


def require_form_of(networks: Collection[str], right: Right = "write") -> None:
    """Raise Forbidden (403) for who may not see a form about these networks; sending it is looked at again."""
    if not may_write(right, networks):
        _refuse()


def _refuse() -> NoReturn:
    if who_asks().way != "nobody":
        refuse_role(who_asks())
    raise Forbidden(
        "You can only read here: nobody is signed in who may change this.",
        hint="Sign in first; at the machine itself, open the address that the start printed.",
    )


def check_sender() -> None:
    """Raise Forbidden (403) for a form that a page of ours did not send to this reader."""
    if not comes_from_here():
        raise Forbidden("The form was sent by a page of another host.", hint="Open the page here and send it again.")
    known, sent = str(session.get(_TOKEN, "")), request.form.get("token", "")
    if not known or not hmac.compare_digest(known.encode(), sent.encode("utf-8", "replace")):
        raise Forbidden("The form is too old, or was not made for you.", hint="Open the page again and send it anew.")


def comes_from_here() -> bool:
    """Whether the browser says that a page of this service sent what it sends."""
    senders = [request.headers[name] for name in ("Origin", "Referer") if name in request.headers]
    return bool(senders) and all(map(_is_ours, senders))


def known_name() -> str:
    """The name of this reader's account, or the one given before at the machine itself; "" for none."""
    g.rests_on_session = True
    return who_asks().name or str(session.get(_NAME, ""))


def signature(sent: str) -> str:
    """Who signs what has to be signed: the account, else who the form says, else the name given before; "" for nobody.

    Under an answer, a view or a plan that name is public.
    """
    return who_asks().name or " ".join(sent.split()) or known_name()


def author(sent: str = "") -> str:
    """Who signs any other change: where nobody has given a name, the coordination."""
    return signature(sent) or gettext("Koordination")


def is_named() -> bool:
    """Whether an account says who writes, so that nobody can write in another's name."""
    return bool(who_asks().name)


def keep_name(name: str) -> None:
    """Do not ask for the name again."""
    session[_NAME] = name


def keep_outcome(outcome: str) -> None:
    """What the next page is to say about what was done, once."""
    session[_OUTCOME] = outcome


def take_outcome() -> str:
    """What was done just now, "" for nothing."""
    g.rests_on_session = True
    return str(session.pop(_OUTCOME, ""))


def keep_brought(told: str) -> None:
    """What the last list of this browser brought, to be told as often as its page is opened."""
    session[_BROUGHT] = told


def brought() -> str:
    """The same, "" for nothing."""
    g.rests_on_session = True
    return str(session.get(_BROUGHT, ""))


def _is_ours(address: str) -> bool:
    parts = urlsplit(address)
    return (parts.scheme, parts.netloc) == (request.scheme, request.host)
