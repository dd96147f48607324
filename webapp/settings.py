"""How this service runs: what the command line and the environment (`graph.settings`) choose, read once at start."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.errors import ConfigError
from graph.protocol import Limits
from graph.settings import DEFAULT_STORE, Environment, read_number, read_setting

LOOPBACK = ("127.0.0.1", "localhost", "::1")
RIGHTS = frozenset({"write", "long", "unchecked"})
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Access:
    """What a program that sends the token may do; nobody may write by protocol while `token` is empty.

    Rights: `write`; `long`, queries of `seconds`; `unchecked`, changes that the shapes would refuse.
    """

    token: str = field(default="", repr=False)
    rights: frozenset[str] = frozenset({"write", "long"})
    seconds: float = 60.0


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
    hosts: tuple[str, ...] = ()
    proxy: str = ""
    prefix: str = ""

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
