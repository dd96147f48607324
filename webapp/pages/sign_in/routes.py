"""`/anmelden`: who is known may write. Nobody is told whether a name exists."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Forbidden, NetworkError, Unauthorized
from webapp.accounts.identity import cookie_name, get_accounts, is_at_the_machine, prove_machine, who_asks
from webapp.accounts.people import Person
from webapp.accounts.sessions import LONGEST_S
from webapp.ui import forms
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import translate

KEY = "schluessel"
TARGET = "weiter"


def show() -> ResponseReturnValue:
    """The form; with the secret of this start in the address, the machine is signed in at once."""
    if KEY not in request.args:
        return _page()
    if not prove_machine(request.args[KEY]):
        return _page(
            Forbidden("This address is of another start.", hint="Open the address that the last start printed.")
        )
    return keep_out_of_caches(make_response(redirect(_target(), 303)))


def sign_in() -> ResponseReturnValue:
    """Sign in with name and password. A wrong one is slow, and slower with each further one."""
    forms.check_sender()
    name, password = request.form.get("name", ""), request.form.get("password", "")
    keys = (f"name:{name.strip()}", f"address:{request.remote_addr}")
    accounts = get_accounts()
    try:
        accounts.throttle.check(*keys)
        person = accounts.people.check_password(name, password)
        if person is None:
            accounts.throttle.fail(*keys)
            raise Unauthorized("Name or password is wrong.", hint="Try again, or ask for a new link.")
    except NetworkError as error:
        return _page(error, name=name)
    accounts.throttle.forgive(*keys)
    return _begin(person, _target())


def show_link(secret: str) -> ResponseReturnValue:
    """Ask before a link is used: programs that look at links in e-mails must not use them up."""
    person = get_accounts().links.peek(secret)
    if person is None:
        return _page(_used_up())
    page = render_template("sign_in/link.html", person=person, token=forms.form_token(), secret=secret)
    return keep_out_of_caches(make_response(page))


def take_link(secret: str) -> ResponseReturnValue:
    """Use a link: its owner is signed in, and asked to choose a password."""
    forms.check_sender()
    person = get_accounts().links.take(secret)
    if person is None:
        return _page(_used_up())
    return _begin(person, url_for("accounts.show"))


def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    forms.check_sender()
    secret = request.cookies.get(cookie_name(), "")
    if secret:
        get_accounts().sessions.end(secret)
    session.clear()
    response = make_response(redirect(url_for("start.show"), 303))
    response.delete_cookie(cookie_name(), path=_path(), secure=request.is_secure, httponly=True, samesite="Lax")
    return keep_out_of_caches(response)


def _begin(person: Person, target: str) -> Response:
    """A new session in a new cookie, whatever the browser had before: nobody can lay one under it."""
    old = request.cookies.get(cookie_name(), "")
    if old:
        get_accounts().sessions.end(old)
    session.clear()
    secret = get_accounts().sessions.begin(person.name, request.user_agent.string)
    response = make_response(redirect(target, 303))
    response.set_cookie(
        cookie_name(),
        secret,
        max_age=int(LONGEST_S),
        path=_path(),
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return keep_out_of_caches(response)


def _page(error: NetworkError | None = None, name: str = "") -> Response:
    page = render_template(
        "sign_in/show.html",
        token=forms.form_token(),
        name=name,
        target=_target(),
        problem=translate(error.template, error.values) if error else "",
        hint=translate(error.hint_template, error.values) if error else "",
        has_accounts=bool(get_accounts().people.list()),
        is_at_the_machine=is_at_the_machine(),
        asking=who_asks(),
    )
    return keep_out_of_caches(make_response(page, error.status if error else 200))


def _used_up() -> NetworkError:
    return Forbidden(
        "This link was used, or is too old.", hint="Somebody with the role verwalten can give you a new one."
    )


def _target() -> str:
    """Where the reader wanted to go: a path of ours, never another website."""
    wanted = request.values.get(TARGET, "")
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if is_ours and wanted.isprintable() else url_for("start.show")


def _path() -> str:
    return request.script_root or "/"
