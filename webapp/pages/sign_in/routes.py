"""`/anmelden`: who is known may write. Nobody is told whether a name exists."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from flask import Response, current_app, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, Forbidden, NetworkError, NotFound, Unauthorized
from webapp.accounts.browser_session import begin_session, cookie_path
from webapp.accounts.identity import cookie_name, get_accounts, is_at_the_machine, prove_machine, who_asks
from webapp.accounts.origin import origin_of
from webapp.accounts.people import Person
from webapp.http.errors import advice
from webapp.ui import forms
from webapp.ui.context import get_settings
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import translate

if TYPE_CHECKING:
    from webapp.accounts.single_sign_on import Issuer, Pending, Subject

KEY = "schluessel"
LINK = "link"
_PENDING, _CONNECTION, _ISSUER = "single-sign-on", "connection", "akteursnetz.issuer"
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
    accounts, origin = get_accounts(), origin_of(request.remote_addr or "")
    keys = (f"name:{name.strip()}", f"address:{origin}")
    try:
        with accounts.door.place(origin):
            accounts.throttle.attempt(*keys)
            person = accounts.people.check_password(name, password)
        if person is None:
            raise Unauthorized("Name or password is wrong.", hint="Try again, or ask for a new link.")
    except NetworkError as error:
        return _page(error, name=name)
    accounts.throttle.forgive(*keys)
    accounts.door.remember(origin)
    return _begin(person, _target())


def show_link(secret: str) -> ResponseReturnValue:
    """Ask before a link is used: programs that look at links in e-mails must not use them up."""
    person = get_accounts().links.peek(secret)
    if person is None:
        return _page(_used_up())
    page = render_template("sign_in/link.html", person=person, token=forms.form_token(), secret=secret, sso=_sso_name())
    return keep_out_of_caches(make_response(page))


def take_link(secret: str) -> ResponseReturnValue:
    """Use a link: its owner is signed in, and asked to choose a password."""
    forms.check_sender()
    person = get_accounts().links.take(secret)
    if person is None:
        return _page(_used_up())
    return _begin(person, url_for("accounts.show"))


def begin_single_sign_on() -> ResponseReturnValue:
    """Send the browser to the issuer; an invitation that it brings is remembered, and used when it comes back."""
    try:
        address, pending = _issuer().begin(_way_back(), target=_target(), link=request.args.get(LINK, ""))
    except NetworkError as error:
        return _page(error)
    session[_PENDING] = pending.as_json()
    return keep_out_of_caches(make_response(redirect(address, 303)))


def finish_single_sign_on() -> ResponseReturnValue:
    """Sign in who comes back from the issuer and is known; who was invited is asked before anything is connected."""
    kept = session.pop(_PENDING, None)
    pending: Pending | None = None
    try:
        pending = _issuer().remembered(kept)
        whom = _issuer().finish(pending, request.args, _way_back())
        target = (pending.target if pending else "") or url_for("start.show")
        person = _person_of(whom, pending.link if pending else "")
    except NetworkError as error:
        return _page(error)
    if person is None and pending is not None:
        session[_CONNECTION] = {"whom": [whom.issuer, whom.subject], "link": pending.link, "target": target}
        return keep_out_of_caches(make_response(redirect(url_for("sign_in.ask_connection"), 303)))
    return _begin(person, target) if person else _page(_used_up())


def ask_connection() -> ResponseReturnValue:
    """Ask whether the issuer's account shall open the one that the invitation was for, and name it.

    Otherwise somebody could send a link of theirs, and who opens it would work in their account without knowing.
    """
    invited = get_accounts().links.peek(session.get(_CONNECTION, {}).get("link", ""))
    if invited is None:
        return _page(_used_up())
    page = render_template("sign_in/connect.html", person=invited, token=forms.form_token(), sso=_sso_name())
    return keep_out_of_caches(make_response(page))


def connect() -> ResponseReturnValue:
    """Connect the two accounts as was asked, and sign in; or forget about it."""
    forms.check_sender()
    asked = session.pop(_CONNECTION, None)
    if asked is None or request.form.get("what") != "connect":
        return keep_out_of_caches(make_response(redirect(url_for("sign_in.show"), 303)))
    accounts = get_accounts()
    person = accounts.links.take(asked["link"])
    if person is None:
        return _page(_used_up())
    accounts.people.keep_identity(person.name, *asked["whom"])
    return _begin(person, asked["target"])


def _person_of(whom: Subject, link: str) -> Person | None:
    """Whose account an issuer's subject opens; None for one that is invited to an account.

    Raises Forbidden (403) for one that nobody invited, or is disabled, Conflict (409) for one that has another account.
    """
    accounts = get_accounts()
    person, invited = accounts.people.find_identity(whom.issuer, whom.subject), accounts.links.peek(link)
    if invited is not None and person is not None and person.name != invited.name:
        raise Conflict("This account opens another account here already.", hint="Sign in without the link.")
    if person is None and invited is None:
        raise Forbidden(
            "Nobody here belongs to this account yet.",
            hint="Ask somebody with the role verwalten for a link, and open it with this account once.",
        )
    if person is not None and person.is_disabled:
        raise Forbidden("This account is disabled here.", hint="Somebody with the role verwalten can enable it again.")
    return person


def _issuer() -> Issuer:
    from webapp.accounts.single_sign_on import Issuer  # noqa: PLC0415 - signatures take 0.1 s; most have no issuer

    settings = get_settings().single_sign_on
    if not settings.issuer:
        raise NotFound("There is no single sign-on here.", hint="Sign in with name and password.")
    known: Issuer = current_app.extensions.setdefault(_ISSUER, Issuer(settings))
    return known


def _way_back() -> str:
    return url_for("sign_in.finish_single_sign_on", lang=None, netz=None, _external=True)


def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    forms.check_sender()
    secret = request.cookies.get(cookie_name(), "")
    if secret:
        get_accounts().sessions.end(secret)
    session.clear()
    response = make_response(redirect(url_for("start.show"), 303))
    response.headers["Clear-Site-Data"] = '"cache"'  # nor do the pages stay to which one could go back
    response.delete_cookie(cookie_name(), path=cookie_path(), secure=request.is_secure, httponly=True, samesite="Lax")
    return keep_out_of_caches(response)


def _begin(person: Person, target: str) -> Response:
    return keep_out_of_caches(begin_session(make_response(redirect(target, 303)), person.name))


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
        sso=_sso_name(),
    )
    response = keep_out_of_caches(make_response(page, error.status if error else 200))
    response.headers.update(advice(error) if error else {})
    return response


def _sso_name() -> str:
    """What people call the account of the single sign-on, "" where there is none."""
    return get_settings().single_sign_on.name


def _used_up() -> NetworkError:
    return Forbidden(
        "This link was used, or is too old.", hint="Somebody with the role verwalten can give you a new one."
    )


def _target() -> str:
    """Where the reader wanted to go: a path of ours, never another website or another service beside this one.

    What a browser could read in two ways is not taken: dots that lead upwards, also written as %2e, and backslashes.
    """
    wanted = request.values.get(TARGET, "")
    parts = urlsplit(wanted)
    path = unquote(parts.path)
    is_ours = path.startswith(f"{request.script_root}/") and not path.startswith("//") and not parts.netloc
    is_plain = wanted.isprintable() and "\\" not in path and not {".", ".."} & set(path.split("/"))
    return wanted if is_ours and is_plain and wanted.startswith("/") else url_for("start.show")
