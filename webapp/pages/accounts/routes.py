"""`/konto`: password, sessions and tokens of one's own. `/konten`: everybody, for who manages accounts."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Forbidden, NetworkError, NotFound, Unauthorized
from graph.model import Ref
from graph.text import natural_number
from graph.upkeep.named_networks import code_of_network, names_of_networks
from webapp.accounts.browser_session import begin_session
from webapp.accounts.identity import Identity, get_accounts, require, who_asks
from webapp.accounts.origin import origin_of
from webapp.accounts.roles import ROLES, read_role
from webapp.accounts.tokens import SCOPES
from webapp.ui import forms
from webapp.ui.browser_words import browser_label
from webapp.ui.context import get_settings, get_store, list_networks
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import gettext, translate
from webapp.ui.links import network_code
from webapp.ui.page import say_moment

TOKEN_DAYS = 90
CHANGED = "changed"


def show() -> ResponseReturnValue:
    """One's own account. Raises Unauthorized (401) for who has none."""
    return _own_page(_owner())


def change_password() -> ResponseReturnValue:
    """Choose a password; who has one must know it. Every other session ends, and this browser gets a new one."""
    owner = _checked_owner()
    accounts, new = get_accounts(), request.form.get("new", "")
    keys = (f"name:{owner.name}",)
    try:
        with accounts.door.place(origin_of(request.remote_addr or "")):
            accounts.throttle.attempt(*keys)
            has_one = accounts.people.find(owner.name).has_password
            if has_one and accounts.people.check_password(owner.name, request.form.get("old", "")) is None:
                raise Forbidden(
                    "The old password is wrong.",
                    hint="Enter it once more, or ask somebody with the role verwalten for a new one.",
                )
            accounts.throttle.forgive(*keys)
            accounts.people.set_password(owner.name, new)
    except NetworkError as error:
        return _own_page(owner, error)
    response = begin_session(make_response(redirect(url_for("accounts.show"), 303)), owner.name)
    forms.keep_outcome(CHANGED)
    return keep_out_of_caches(response)


def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    owner = _checked_owner()
    get_accounts().sessions.end_all(owner.name)
    return redirect(url_for("sign_in.show"), 303)


def disconnect() -> ResponseReturnValue:
    """Let no account of the single sign-on open this one any more. Whoever did it has to sign in anew."""
    owner = _checked_owner()
    get_accounts().people.forget_identities(owner.name)
    return redirect(url_for("sign_in.show"), 303)


def add_token() -> ResponseReturnValue:
    """Make a token and show it, once."""
    owner = _checked_owner()
    days = request.form.get("days", "")
    try:
        number = natural_number(days) or 0
        secret = get_accounts().tokens.add(
            owner.name, request.form.get("label", ""), request.form.getlist("right"), number
        )
    except NetworkError as error:
        return _own_page(owner, error)
    return _own_page(owner, new_token=secret)


def add_feed() -> ResponseReturnValue:
    """Make an address of one's own to subscribe to, and show it, once."""
    owner = _checked_owner()
    code = request.form.get("network", "")
    try:
        network = code_of_network(code, names_of_networks(get_store()), ()) if code else ""
        secret = get_accounts().tokens.add_feed(owner.name, gettext("Abonnement"))
    except NetworkError as error:
        return _own_page(owner, error)
    return _own_page(owner, new_feeds=_feeds_of(secret, network))


def _feeds_of(secret: str, network: str) -> list[str]:
    """The addresses that a secret opens."""
    endpoints = ("feeds.due_calendar", "feeds.atom")
    return [url_for(one, feed_secret=secret, netz=network or None, lang=None, _external=True) for one in endpoints]


def remove_token() -> ResponseReturnValue:
    """Take a token of one's own back."""
    owner = _checked_owner()
    get_accounts().tokens.remove(owner.name, request.form.get("id", ""))
    return redirect(url_for("accounts.show"), 303)


def index() -> ResponseReturnValue:
    """All accounts. Raises Unauthorized (401) or Forbidden (403) for who does not manage them."""
    require("manage")
    return _all_page()


def add() -> ResponseReturnValue:
    """Make an account, or give one a further role; a new one gets a link to sign in with."""
    _check_manager()
    name = request.form.get("name", "")
    try:
        person, is_new = get_accounts().people.add(name, request.form.get("role", ""), _network())
    except NetworkError as error:
        return _all_page(error)
    return _all_page(link=_new_link(person.name) if is_new else None, link_of=person.name)


def change(name: str) -> ResponseReturnValue:
    """Change the role, give a further one, take one away, or what else the button says.

    That is a new link (with a new password, too), to disable, to enable or to sign out.
    """
    _check_manager()
    people, what = get_accounts().people, request.form.get("what", "")
    try:
        if what == "reset":
            people.forget_password(name)
        if what in {"link", "reset"}:
            return _all_page(link=_new_link(people.find(name).name), link_of=name)
        if what == "role":
            people.replace_roles(name, request.form.get("role", ""), _network())
        elif what == "more":
            people.set_role(name, read_role(request.form.get("role", "")), _network())
        elif what == "withdraw":
            people.set_role(name, "", _network())
        elif what in {"disable", "enable"}:
            people.disable(name, is_disabled=what == "disable")
        elif what == "sign-out":
            get_accounts().sessions.end_all(people.find(name).name)
    except NetworkError as error:
        return _all_page(error)
    return redirect(url_for("accounts.index"), 303)


def _network() -> str:
    """The code of the network that the form names. Raises NotFound (404) for none that there is, or was."""
    sent, accounts = request.form.get("network", ""), get_accounts()
    return code_of_network(sent, names_of_networks(get_store()), accounts.named_networks())


def set_reading() -> ResponseReturnValue:
    """Open a network to everybody, or close it to all but accounts with a role in it."""
    _check_manager()
    code = request.form.get("network", "")
    if code not in {network for network, *_rest in _readings()}:
        return _all_page(NotFound("There is no such network.", hint="Open the page again."))
    get_accounts().set_public(code, is_public=request.form.get("reading") == "public")
    return redirect(url_for("accounts.index"), 303)


def _readings() -> list[tuple[str, Ref | None, bool]]:
    """Each network by its code, and whether everybody may read it; also what was closed and is no network any more."""
    closed, networks = get_accounts().closed_networks(), {network_code(one.iri): one for one in list_networks()}
    return [(code, networks.get(code), code not in closed) for code in sorted({*networks, *closed})]


def _owner() -> Identity:
    asking = who_asks()
    if asking.way != "session":
        raise Unauthorized("This page is for accounts.", hint="Sign in with name and password.")
    return asking


def _checked_owner() -> Identity:
    owner = _owner()
    forms.check_sender()
    return owner


def _check_manager() -> None:
    require("manage")
    forms.check_sender()


def _new_link(name: str) -> str:
    return url_for("sign_in.show_link", secret=get_accounts().links.make(name), lang=None, netz=None, _external=True)


def _own_page(
    owner: Identity, error: NetworkError | None = None, *, new_token: str = "", new_feeds: Sequence[str] = ()
) -> Response:
    accounts = get_accounts()
    person = accounts.people.find(owner.name)
    page = render_template(
        "accounts/show.html",
        person=person,
        sso=get_settings().single_sign_on.name if accounts.people.has_identity(person.name) else "",
        sessions=[
            (say_moment(began), say_moment(seen), browser_label(browser))
            for began, seen, browser in accounts.sessions.list(person.name)
        ],
        tokens=[(token, say_moment(token.expires)) for token in accounts.tokens.list(person.name)],
        scopes=[scope for scope in SCOPES if any(scope in rights for rights in owner.rights.values())],
        new_token=new_token,
        new_feeds=new_feeds,
        networks=[(network_code(network.iri), network) for network in list_networks()],
        has_new_password=forms.take_outcome() == CHANGED,
        token_days=TOKEN_DAYS,
        **_common(error),
    )
    return keep_out_of_caches(make_response(page, error.status if error else 200))


def _all_page(error: NetworkError | None = None, *, link: str | None = None, link_of: str = "") -> Response:
    page = render_template(
        "accounts/index.html",
        people=get_accounts().people.list(),
        networks=[(network_code(network.iri), network) for network in list_networks()],
        readings=_readings(),
        link=link,
        link_of=link_of,
        roles=ROLES,
        **_common(error),
    )
    return keep_out_of_caches(make_response(page, error.status if error else 200))


def _common(error: NetworkError | None) -> dict[str, str]:
    return {
        "token": forms.form_token(),
        "problem": translate(error.template, error.values) if error else "",
        "hint": translate(error.hint_template, error.values) if error else "",
    }
