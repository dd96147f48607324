"""What can be set about the service, in one place: environment variable, default, and what it means."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.errors import ConfigError
from graph.protocol import Limits

DEFAULT_STORE = "oxigraph:var/store"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
RIGHTS = frozenset({"write", "long", "unchecked"})
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable with its default and its meaning in German, as the handbook lists it."""

    variable: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("AKTEURSNETZ_STORE", DEFAULT_STORE, "Adresse des Speichers, wenn --store fehlt"),
    Setting("AKTEURSNETZ_QUERY_SECONDS", "10", "Zeitgrenze einer SPARQL-Abfrage in Sekunden"),
    Setting("AKTEURSNETZ_QUERY_MEGABYTES", "1024", "Speichergrenze einer SPARQL-Abfrage in MB"),
    Setting("AKTEURSNETZ_RESULT_MEGABYTES", "64", "größtes Ergebnis einer SPARQL-Abfrage in MB"),
    Setting("AKTEURSNETZ_RESULT_ROWS", "1000000", "meiste Zeilen oder Aussagen eines Ergebnisses"),
    Setting("AKTEURSNETZ_UPLOAD_MEGABYTES", "100", "größter RDF-Graph in MB, der an /store geschickt werden kann"),
    Setting("AKTEURSNETZ_OPERATOR", "", "Stelle, die den Dienst betreibt; steht in der Erklärung zur Barrierefreiheit"),
    Setting("AKTEURSNETZ_CONTACT", "", "E-Mail-Adresse dieser Stelle, an die Barrieren gemeldet werden"),
    Setting("AKTEURSNETZ_TOKEN", "", "Schlüssel für Programme, die schreiben; ohne ihn nimmt das Protokoll nichts an"),
    Setting("AKTEURSNETZ_TOKEN_RIGHTS", "write,long", "was der Schlüssel darf: write, long, unchecked"),
    Setting("AKTEURSNETZ_TOKEN_SECONDS", "60", "Zeitgrenze in Sekunden für Abfragen mit dem Schlüssel (Recht long)"),
    Setting("AKTEURSNETZ_HOSTS", "", "Namen, unter denen der Dienst erreichbar ist, mit Leerzeichen: netz.stadt.de"),
    Setting("AKTEURSNETZ_PROXY", "", "Adresse des Proxys, dessen X-Forwarded-Kopfzeilen geglaubt wird: 127.0.0.1"),
    Setting("AKTEURSNETZ_PREFIX", "", "Pfad, unter dem der Dienst liegt, wenn nicht an der Wurzel: /netz"),
    Setting("AKTEURSNETZ_EMBED_SITES", "", "Websites, die die Karte in einem Rahmen zeigen, mit Leerzeichen"),
    Setting("AKTEURSNETZ_EMBED_KEY", "", "Schlüssel für deren Unterschrift; ohne ihn einer im Ordner des Speichers"),
)


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


def read_setting(variable: str, environment: Mapping[str, str] = os.environ) -> str:
    """The value of one setting: from the environment, else its default."""
    default = next(setting.default for setting in SETTINGS if setting.variable == variable)
    return environment.get(variable) or default


def read_limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """Limits of ad-hoc queries as the environment sets them."""
    return Limits(
        time_s=read_number("AKTEURSNETZ_QUERY_SECONDS", environment),
        memory_mb=int(read_number("AKTEURSNETZ_QUERY_MEGABYTES", environment)),
        result_mb=int(read_number("AKTEURSNETZ_RESULT_MEGABYTES", environment)),
        rows=int(read_number("AKTEURSNETZ_RESULT_ROWS", environment)),
    )


def read_access(environment: Mapping[str, str] = os.environ) -> Access:
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


def read_number(variable: str, environment: Mapping[str, str] = os.environ) -> float:
    """A setting that is a number above nothing. Raises ConfigError for anything else."""
    text = read_setting(variable, environment)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise ConfigError(
            "%(variable)s is %(value)s, which is no number above 0.",
            hint="Set it to a number, or leave it out.",
            variable=variable,
            value=text,
        )
    return number
