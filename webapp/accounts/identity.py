"""Who asks, and what they may do: asked once for a request, by every form, protocol and page.

Four ways lead in: an account's session, an account's token, the token of the service's settings, and the machine
itself. The machine proves itself by a secret that each start makes anew and prints; it counts only where the service
is bound to loopback and nothing else is served by it, so that no proxy can lend its address to a stranger.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn, cast

from flask import current_app, g, request, session

from graph.errors import Forbidden, Unauthorized
from webapp.accounts.accounts import Accounts
from webapp.accounts.people import Person
from webapp.accounts.roles import RIGHTS, Right
from webapp.accounts.tokens import FEED
from webapp.settings import Settings

EXTENSION = "akteursnetz.accounts"
FORWARDING = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Prefix",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Real-IP",
)
"""Headers that a proxy adds: whoever comes with one does not sit at this machine.

One that adds none cannot be told from a browser here. So nothing is given for that alone: it takes the secret that the
start prints as well.
"""
ON_MACHINE = "machine"
PROGRAM = "token"
FEED_SECRET = "feed_secret"  # noqa: S105 - what the part is called
"""The part of an address that is a secret: who sends it may read what its owner may, at that address alone."""
Way = Literal["nobody", "machine", "session", "token"]

_OF_THE_MACHINE = frozenset(RIGHTS["verwalten"])


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, by which way they came in, and their rights by network; "" is every network."""

    name: str = ""
    way: Way = "nobody"
    rights: Mapping[str, frozenset[Right]] = field(default_factory=dict)

    def may(self, right: Right, network: str = "") -> bool:
        """Whether they have a right in a network, by its slug; without one, in all of them."""
        return right in self.rights.get("", frozenset()) or (bool(network) and right in self.rights.get(network, ()))

    def may_in_all(self, right: Right, networks: Collection[str]) -> bool:
        """Whether they have a right in every one of these networks; without any, in some network."""
        return all(self.may(right, one) for one in networks) if networks else self.may_somewhere(right)

    def may_somewhere(self, right: Right) -> bool:
        """Whether they have a right in at least one network."""
        return any(right in rights for rights in self.rights.values())

    def may_write(self, networks: Collection[str]) -> bool:
        """Whether they may change something in all of these networks."""
        return self.may_in_all("write", networks)

    def may_propose(self, networks: Collection[str]) -> bool:
        """Whether they may propose something in all of these networks."""
        return self.may_in_all("propose", networks)

    def may_keep_persons(self, networks: Collection[str]) -> bool:
        """Whether they may see and keep persons in all of these networks."""
        return self.may_in_all("persons", networks)

    def key(self) -> tuple[str, ...]:
        """What a page can depend on in them: two with the same key are told the same."""
        given = (f"{network}={' '.join(sorted(rights))}" for network, rights in sorted(self.rights.items()))
        return (self.way, self.name, *given)

    def all_rights(self) -> frozenset[Right]:
        """The rights that hold whatever network is meant."""
        return self.rights.get("", frozenset())


NOBODY = Identity()


def get_accounts() -> Accounts:
    """The accounts of this service."""
    return cast("Accounts", current_app.extensions[EXTENSION])


def cookie_name() -> str:
    """The cookie of a session; one for each port, as browsers send cookies to all ports of a host."""
    return session_cookie(_settings())


def session_cookie(settings: Settings) -> str:
    """The same by the settings of the service."""
    return f"akteursnetz-konto-{settings.port}"


def who_asks() -> Identity:
    """Who sends this request. Raises Unauthorized (401) for a token that is none of ours or has ended."""
    if "identity" not in g:
        g.identity = _identify()
    return cast("Identity", g.identity)


def require(right: Right, network: str = "") -> Identity:
    """Who asks, if they have the right. Raises Unauthorized (401) for nobody, Forbidden (403) for somebody."""
    return require_in_all(right, (network,))


def require_in_all(right: Right, networks: Collection[str]) -> Identity:
    """The same for a right in every one of these networks; without any, in some network."""
    asking = who_asks()
    if not asking.may_in_all(right, networks):
        if asking.way == "nobody":
            raise Unauthorized("This needs an account.", hint="Sign in, or send a token of your account.")
        refuse_role(asking)
    return asking


def refuse_role(asking: Identity) -> NoReturn:
    """Raise Forbidden (403) for somebody whose role is not enough."""
    raise Forbidden(
        "%(name)s may not do this.",
        hint="Somebody with the role verwalten can give you another role.",
        name=asking.name or "-",
    )


def is_at_the_machine() -> bool:
    """Whether this request can come from the machine itself only: bound to loopback, no proxy before it."""
    return _settings().is_private and not any(name in request.headers for name in FORWARDING)


def prove_machine(secret: str) -> bool:
    """Remember in the browser's session that it knows the secret of this start; whether it does."""
    known: str = current_app.config["MACHINE_SECRET"]
    proves = is_at_the_machine() and hmac.compare_digest(secret.encode("utf-8", "replace"), known.encode())
    if proves:
        session[ON_MACHINE] = True
        g.pop("identity", None)
    return proves


def _identify() -> Identity:
    if FEED_SECRET in (request.view_args or {}):
        return _of_address(cast("str", (request.view_args or {})[FEED_SECRET]))
    if "Authorization" in request.headers:
        return _of_token(request.headers["Authorization"])
    secret = request.cookies.get(cookie_name(), "")
    person = get_accounts().sessions.find(secret) if secret else None
    if person is not None:
        return identity_of(person)
    if is_at_the_machine() and session.get(ON_MACHINE):
        return Identity("", "machine", {"": _OF_THE_MACHINE})
    return NOBODY


def identity_of(person: Person) -> Identity:
    """Somebody whose session it is."""
    networks = ("", *person.roles)
    return Identity(person.name, "session", {network: person.rights(network) for network in networks})


def _of_address(secret: str) -> Identity:
    """Whoever subscribed, to read. Whatever else the request brings counts for nothing."""
    found = get_accounts().tokens.find(secret)
    if found is None or FEED not in found[1]:
        raise Unauthorized(
            "This address to subscribe to is none of ours, or has ended.",
            hint="Make a new one on the page of your account.",
        )
    person = found[0]
    read: frozenset[Right] = frozenset({"read"})
    return Identity(person.name, "token", {one: person.rights(one) & read for one in ("", *person.roles)})


def _of_token(header: str) -> Identity:
    scheme, _, token = header.partition(" ")
    token = token.strip()
    if scheme.lower() == "bearer" and token:
        found = get_accounts().tokens.find(token)
        if found is not None and FEED not in found[1]:
            person, rights = found
            networks = ("", *person.roles)
            return Identity(person.name, "token", {one: person.rights(one) & rights for one in networks})
        access = _settings().access
        # Headers are Latin-1 text in WSGI; their bytes are what the client sent.
        if access.token and hmac.compare_digest(token.encode("latin-1", "replace"), access.token.encode()):
            return Identity(PROGRAM, "token", {"": _of_settings(access.rights)})
    raise Unauthorized(
        "The token is not one of this service, or has expired.",
        hint="Send one that akteursnetz token add gave, or that AKTEURSNETZ_TOKEN was set to.",
    )


def _of_settings(named: frozenset[str]) -> frozenset[Right]:
    rights: set[Right] = {"read", "metrics"}
    if "write" in named:
        rights |= {"write", "protocol", "propose"}
    rights |= {right for right in ("long", "unchecked") if right in named}
    return frozenset(rights)


def _settings() -> Settings:
    return cast("Settings", current_app.config["SETTINGS"])
