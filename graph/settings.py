"""What the environment may set, in one table: variable, default and meaning. Nothing else reads the environment.

A new setting is a line here, a line in `docs/sparql.md`, and its meaning in German (`webapp/translations/de`).
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import ConfigError

DEFAULT_STORE = "oxigraph:var/store"

Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable with its default ("" for none) and its meaning, as help and handbook list it."""

    variable: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("AKTEURSNETZ_SETTINGS", "", "file with settings, a line NAME=VALUE each; what is set otherwise goes first"),
    Setting("AKTEURSNETZ_STORE", DEFAULT_STORE, "address of the store where --store is left out"),
    Setting("AKTEURSNETZ_QUERY_SECONDS", "10", "time of a query, in seconds"),
    Setting("AKTEURSNETZ_QUERY_MEGABYTES", "1024", "memory of a query, in MB"),
    Setting("AKTEURSNETZ_RESULT_MEGABYTES", "64", "largest result, in MB"),
    Setting("AKTEURSNETZ_RESULT_ROWS", "1000000", "most rows or statements of a result"),
    Setting("AKTEURSNETZ_UPLOAD_MEGABYTES", "100", "largest graph sent to /store, in MB, unpacked"),
    Setting("AKTEURSNETZ_TOKEN", "", "the token; without one nothing can be written by protocol"),
    Setting(
        "AKTEURSNETZ_TOKEN_RIGHTS",
        "write,long",
        "what it may do: write; long queries; unchecked changes that the shapes would refuse",
    ),
    Setting("AKTEURSNETZ_TOKEN_SECONDS", "60", "time of a query with a token that has the right long"),
    Setting("AKTEURSNETZ_RULES", "", "folders with gap rules of one's own, divided as in PATH"),
    Setting("AKTEURSNETZ_MAPPINGS", "", "folders with mappings of one's own (Turtle), divided as in PATH"),
    Setting(
        "AKTEURSNETZ_PLAN",
        "",
        "GeoJSON file with the districts of the city; without one, plan.geojson in the store's folder",
    ),
    Setting("AKTEURSNETZ_REMOTE_USER", "", "name for a store on another server (auth=basic or digest)"),
    Setting("AKTEURSNETZ_REMOTE_PASSWORD", "", "password that goes with it"),
    Setting("AKTEURSNETZ_REMOTE_TOKEN", "", "token for a store on another server (auth=bearer)"),
    Setting("AKTEURSNETZ_HOSTS", "", "names under which the service is reached, with blanks between them"),
    Setting("AKTEURSNETZ_PROXY", "", "address of the proxy whose X-Forwarded headers are believed"),
    Setting("AKTEURSNETZ_PREFIX", "", "path under which the service lies when it is not the root"),
    Setting("AKTEURSNETZ_OIDC_ISSUER", "", "issuer of the single sign-on (OpenID Connect); without one there is none"),
    Setting("AKTEURSNETZ_OIDC_CLIENT_ID", "", "name by which the issuer knows this service"),
    Setting("AKTEURSNETZ_OIDC_CLIENT_SECRET", "", "secret that goes with it"),
    Setting("AKTEURSNETZ_OIDC_CLIENT_SECRET_FILE", "", "file with that secret"),
    Setting("AKTEURSNETZ_OIDC_NAME", "", "what people call that account; without one the issuer's host"),
    Setting("AKTEURSNETZ_EMBED_SITES", "", "websites that may show the map in a frame, with blanks between them"),
    Setting(
        "AKTEURSNETZ_EMBED_KEY", "", "key that signs frames and papers; without one, embed.key in the store's folder"
    ),
    Setting("AKTEURSNETZ_OPERATOR", "", "office that runs the service, named in its accessibility statement"),
    Setting(
        "AKTEURSNETZ_LICENCE", "", "licence of the public data, by its IRI; without one, what the data say themselves"
    ),
    Setting("AKTEURSNETZ_CONTACT", "", "its e-mail address, to which barriers are reported"),
    Setting("AKTEURSNETZ_PAPER_LOGO", "", "PNG or JPEG file that stands at the head of the paper"),
    Setting("AKTEURSNETZ_PAPER_TEMPLATE", "", "DOCX file whose styles, header and logo the paper takes"),
)
_DEFAULTS = {setting.variable: setting.default for setting in SETTINGS}


def read_setting(variable: str, environment: Environment | None = None) -> str:
    """The value of one setting: from the environment (else that of this process), else its default."""
    return (os.environ if environment is None else environment).get(variable) or _DEFAULTS[variable]


def read_number(variable: str, environment: Environment | None = None) -> float:
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
