"""How this service runs: what the command line and the environment (`graph.settings`) choose, read once at start."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import ConfigError
from graph.protocol import Limits
from graph.settings import DEFAULT_STORE, Environment, read_number, read_setting

LOOPBACK = ("127.0.0.1", "localhost", "::1")
RIGHTS = frozenset({"write", "long", "unchecked"})
MEGABYTE = 1024 * 1024
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Access:
    """What a program that sends the token may do; nobody may write by protocol while `token` is empty.

    Rights: `write`; `long`, queries of `seconds`; `unchecked`, changes that the shapes would refuse.
    """

    token: str = field(default="", repr=False)
    rights: frozenset[str] = frozenset({"write", "long"})
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """Where people sign in who have an account with an issuer of OpenID Connect; nowhere while `issuer` is empty."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this service runs. `host` decides whether foreign Host headers are refused."""

    store: str = DEFAULT_STORE
    host: str = "127.0.0.1"
    port: int = 8000
    default_graph: str = "union"
    empty: bool = False
    limits: Limits = field(default_factory=Limits)
    access: Access = field(default_factory=Access)
    upload_mb: int = 100
    operator: str = ""
    contact: str = ""
    licence: str = ""
    hosts: tuple[str, ...] = ()
    proxy: str = ""
    prefix: str = ""
    single_sign_on: SingleSignOn = field(default_factory=SingleSignOn)

    @property
    def is_private(self) -> bool:
        """Whether only people at this machine are meant to reach the service."""
        return self.is_local and not self.hosts and not self.proxy

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the service."""
        return self.host in LOOPBACK


def read_limits(environment: Environment | None = None) -> Limits:
    """Limits of ad-hoc queries as the environment sets them."""
    return Limits(
        time_s=read_number("AKTEURSNETZ_QUERY_SECONDS", environment),
        memory_mb=int(read_number("AKTEURSNETZ_QUERY_MEGABYTES", environment)),
        result_mb=int(read_number("AKTEURSNETZ_RESULT_MEGABYTES", environment)),
        rows=int(read_number("AKTEURSNETZ_RESULT_ROWS", environment)),
    )


def read_hosts(environment: Environment | None = None) -> tuple[str, ...]:
    """The names under which the service is reached; whoever parts them by commas means the same."""
    return tuple(read_setting("AKTEURSNETZ_HOSTS", environment).replace(",", " ").split())


def read_licence(environment: Environment | None = None) -> str:
    """The licence of the public data by its IRI, "" for none. Raises ConfigError for what is no address."""
    licence = read_setting("AKTEURSNETZ_LICENCE", environment).strip()
    if licence and not _ADDRESS.fullmatch(licence):
        raise ConfigError(
            "%(variable)s is %(value)s, which is no IRI.",
            hint="Name the licence by its address, such as http://dcat-ap.de/def/licenses/cc-by/4.0.",
            variable="AKTEURSNETZ_LICENCE",
            value=licence,
        )
    return licence


def read_access(environment: Environment | None = None) -> Access:
    """The token and its rights as the environment sets them. Raises ConfigError for a right that does not exist."""
    named = read_setting("AKTEURSNETZ_TOKEN_RIGHTS", environment)
    rights = frozenset(right.strip() for right in named.split(",") if right.strip())
    if not rights <= RIGHTS:
        raise ConfigError(
            "%(variable)s names rights that do not exist: %(value)s.",
            hint="Rights are: %(known)s.",
            variable="AKTEURSNETZ_TOKEN_RIGHTS",
            value=", ".join(sorted(rights - RIGHTS)),
            known=", ".join(sorted(RIGHTS)),
        )
    seconds = read_number("AKTEURSNETZ_TOKEN_SECONDS", environment)
    return Access(read_setting("AKTEURSNETZ_TOKEN", environment).strip(), rights, seconds)


def read_single_sign_on(environment: Environment | None = None) -> SingleSignOn:
    """The issuer as the environment sets it. Raises ConfigError for one without TLS, a name or a secret."""
    issuer = read_setting("AKTEURSNETZ_OIDC_ISSUER", environment).strip()
    if not issuer:
        return SingleSignOn()
    parts = urlsplit(issuer)
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        raise ConfigError(
            "%(variable)s is %(value)s, which is no address with TLS.",
            hint="Write it as https://login.example.org, as the issuer calls itself.",
            variable="AKTEURSNETZ_OIDC_ISSUER",
            value=issuer,
        )
    client_id = read_setting("AKTEURSNETZ_OIDC_CLIENT_ID", environment).strip()
    secret = _read_secret(environment)
    for variable, value in (("AKTEURSNETZ_OIDC_CLIENT_ID", client_id), ("AKTEURSNETZ_OIDC_CLIENT_SECRET", secret)):
        if not value:
            raise ConfigError(
                "%(variable)s is not set.",
                hint="The issuer gave it when this service was registered there.",
                variable=variable,
            )
    name = read_setting("AKTEURSNETZ_OIDC_NAME", environment).strip() or parts.hostname
    return SingleSignOn(issuer, client_id, secret, name)


def _read_secret(environment: Environment | None) -> str:
    path = read_setting("AKTEURSNETZ_OIDC_CLIENT_SECRET_FILE", environment)
    if not path:
        return read_setting("AKTEURSNETZ_OIDC_CLIENT_SECRET", environment).strip()
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as error:
        raise ConfigError(
            "The file %(path)s cannot be read.", hint="It must be readable for the user of the service.", path=path
        ) from error
