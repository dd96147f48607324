"""Single sign-on by OpenID Connect: the code flow with PKCE, state and nonce; who comes back is an issuer's subject.

The service asks the issuer and nobody else: its description, its keys, and a code against an ID token. No redirect is
followed, and an endpoint at another host is refused.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from graph.errors import Forbidden, StoreUnavailable
from webapp.settings import LOOPBACK, SingleSignOn

DESCRIPTION = "/.well-known/openid-configuration"
SCOPE = "openid profile"
PENDING_S = 600.0
"""How long somebody may take at the issuer."""
_LEEWAY_S = 60
_PATIENCE_S = 10.0
_LARGEST = 1_000_000
_SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


@dataclass(frozen=True, slots=True)
class Pending:
    """What a browser's session remembers while its reader is at the issuer. `link`: an invitation that it brought."""

    state: str
    nonce: str
    verifier: str
    began: float
    target: str = ""
    link: str = ""

    def as_json(self) -> dict[str, Any]:
        """As a session can hold it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who came back, as the issuer means them."""

    issuer: str
    subject: str


class Issuer:
    """The configured issuer, asked by its own addresses."""

    def __init__(self, settings: SingleSignOn) -> None:
        self._settings = settings
        self._described: Mapping[str, Any] | None = None

    def begin(self, redirect: str, *, target: str = "", link: str = "") -> tuple[str, Pending]:
        """Where the browser is sent, and what is to be remembered. Raises StoreUnavailable (503)."""
        pending = Pending(*_three_secrets(), time.time(), target, link)
        wanted = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": redirect,
            "scope": SCOPE,
            "state": pending.state,
            "nonce": pending.nonce,
            "code_challenge": create_s256_code_challenge(pending.verifier),
            "code_challenge_method": "S256",
        }
        address = str(self._description()["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(wanted)}", pending

    @staticmethod
    def remembered(kept: Mapping[str, Any] | None) -> Pending | None:
        """What a session holds of a sign-in that was begun."""
        return Pending(**kept) if kept else None

    def finish(self, pending: Pending | None, sent: Mapping[str, str], redirect: str) -> Subject:
        """Who came back. Raises Forbidden (403) for an answer that is not to our question, StoreUnavailable (503)."""
        if pending is None or not hmac.compare_digest(pending.state.encode(), sent.get("state", "").encode()):
            raise _refusal("The answer does not belong to a sign-in that was begun in this browser.")
        if not 0 <= time.time() - pending.began <= PENDING_S:
            raise _refusal("The sign-in took too long.")
        if sent.get("iss", self._settings.issuer) != self._settings.issuer:
            raise _refusal("The answer comes from another service.")
        if "code" not in sent:
            raise _refusal("The sign-in was not completed there.")
        return self._subject(self._exchange(sent["code"], pending, redirect), pending.nonce)

    def _exchange(self, code: str, pending: Pending, redirect: str) -> str:
        """The ID token for a code."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": pending.verifier,
        }
        answer = self._ask("token_endpoint", form)
        if not isinstance(answer.get("id_token"), str):
            raise _refusal("The sign-in was not completed there.")
        return str(answer["id_token"])

    def _subject(self, id_token: str, nonce: str) -> Subject:
        wanted = {"iss": self._settings.issuer, "aud": self._settings.client_id}
        try:
            token = jwt.decode(id_token, KeySet.import_key_set(self._ask("jwks_uri")), algorithms=_SIGNED_BY)  # type: ignore[arg-type]  # checked by it
            claims = CodeIDToken(
                token.claims,
                token.header,
                options={name: {"essential": True, "value": value} for name, value in wanted.items()},
                params={"nonce": nonce, "client_id": self._settings.client_id},
            )
            claims.validate(leeway=_LEEWAY_S)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise _refusal("The proof of the sign-in is not valid here.") from error
        return Subject(self._settings.issuer, str(claims["sub"]))

    def _description(self) -> Mapping[str, Any]:
        """What the issuer says of itself, asked once."""
        if self._described is None:
            found = _read("GET", self._settings.issuer.rstrip("/") + DESCRIPTION)
            if found.get("issuer") != self._settings.issuer or "authorization_endpoint" not in found:
                raise _unreachable("it calls itself otherwise")
            self._described = found
        return self._described

    def _ask(self, endpoint: str, form: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        address = str(self._description().get(endpoint, ""))
        if _origin(address) != _origin(self._settings.issuer):
            raise _unreachable("one of its addresses is at another host")
        if form is None:
            return _read("GET", address)
        return _read("POST", address, form, (self._settings.client_id, self._settings.client_secret))


def _three_secrets() -> tuple[str, str, str]:
    return secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(32)


def _read(
    method: str, address: str, form: Mapping[str, str] | None = None, own: tuple[str, str] | None = None
) -> Mapping[str, Any]:
    """What an address of the issuer answers as JSON; an error of the protocol has no token in it."""
    try:
        with httpx.Client(timeout=_PATIENCE_S, trust_env=False, follow_redirects=False) as client:
            answer = client.request(method, address, data=form, auth=own)
        content = answer.json() if len(answer.content) <= _LARGEST else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise _unreachable(type(error).__name__) from error
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or not isinstance(content, dict):
        raise _unreachable(f"status {answer.status_code}")
    return cast("Mapping[str, Any]", content)


def _origin(address: str) -> tuple[str, str]:
    """Scheme and host; one without TLS is taken on this machine only."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or parts.hostname in LOOPBACK
    return (parts.scheme, parts.netloc) if is_safe else ("", address)


def _refusal(why: str) -> Forbidden:
    return Forbidden(why, hint="Begin once more at the page to sign in.")


def _unreachable(why: str) -> StoreUnavailable:
    return StoreUnavailable(
        "The service for signing in cannot be used: %(reason)s.",
        hint="Sign in with name and password, or try again later.",
        reason=why,
    )
