"""What can be set about the service, in one place: environment variable, default, and what it means."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.store import Limits

DEFAULT_STORE = "oxigraph:var/store"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


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
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How this service runs. `host` decides whether foreign Host headers are refused."""

    store: str = DEFAULT_STORE
    host: str = "127.0.0.1"
    port: int = 8000
    default_graph: str = "union"
    empty: bool = False
    limits: Limits = field(default_factory=Limits)

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
        time_s=float(read_setting("AKTEURSNETZ_QUERY_SECONDS", environment)),
        memory_mb=int(read_setting("AKTEURSNETZ_QUERY_MEGABYTES", environment)),
        result_mb=int(read_setting("AKTEURSNETZ_RESULT_MEGABYTES", environment)),
    )
