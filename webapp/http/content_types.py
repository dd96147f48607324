"""Which of the formats a query can be answered in a request accepts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from flask import request
from werkzeug.datastructures import MIMEAccept

from graph.errors import NotAcceptable, no_such_format
from webapp.http.media_types import FORMATS, GRAPHS, MEDIA_TYPES, ROWS

# General names that clients ask by, each for the precise type it means.
ALIASES: Mapping[str, Sequence[str]] = {
    "application/sparql-results+json": ("application/json",),
    "application/sparql-results+xml": ("application/xml", "text/xml"),
    "application/ld+json": ("application/json",),
    "application/rdf+xml": ("application/xml", "text/xml"),
    "text/turtle": ("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3", "application/n3"),
    "application/n-triples": ("text/plain",),
    "application/n-quads": ("text/x-nquads",),
}


# Names of formats that clients of other servers put into the address.
FORMER_NAMES: Mapping[str, str] = {
    "json-ld": "jsonld",
    "ld+json": "jsonld",
    "n3": "turtle",
    "ttl": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "nq": "nquads",
    "n-quads": "nquads",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "rdf-xml": "rdfxml",
    "sparql-results+json": "json",
    "sparql-results+xml": "xml",
    **{media_type: name for name, media_type in FORMATS.items()},
}


def wanted(name: str = "", offered: Sequence[str] = MEDIA_TYPES) -> list[str]:
    """Types for this request, the best first: those that the Accept header names, else the format of this name.

    A header that asks first for what is not given here is a browser's, which follows a link, or takes anything: there
    the name counts. Rows asked for by name may come as Turtle when the query makes a graph, so that a link never fails
    for its form. Raises NotAcceptable (406).
    """
    if not name:
        return accepted(request.accept_mimetypes, offered)
    named = _named_by_header(offered)
    known = _own_name(name)
    if FORMATS.get(known) in offered:
        by_name = [FORMATS[known], *([GRAPHS["turtle"]] if known in ROWS else [])]
        return [*named, *(one for one in by_name if one not in named)]
    if not named:
        raise no_such_format(name, (known for known, media_type in FORMATS.items() if media_type in offered))
    return named


def is_format(name: str) -> bool:
    """Whether a format is called so, here or by another server."""
    return bool(_own_name(name))


def _own_name(name: str) -> str:
    return name if name in FORMATS else FORMER_NAMES.get(name.lower(), "")


def _named_by_header(offered: Sequence[str]) -> list[str]:
    """The types that the Accept header asks for by their own names, when what it wants most is among them."""
    asked = [
        (value.partition(";")[0].strip(), weight) for value, weight in request.accept_mimetypes if "*" not in value
    ]
    if not asked:
        return []
    accept = MIMEAccept(asked)
    qualities = {one: quality(accept, one) for one in offered}
    most = max(weight for _, weight in asked)
    if max(qualities.values(), default=0) < most:
        return []
    return sorted((one for one in offered if qualities[one] > 0), key=lambda one: -qualities[one])


def accepted(accept: MIMEAccept, offered: Sequence[str] = MEDIA_TYPES) -> list[str]:
    """Offered types that the Accept header takes, the best first; all of them without a header.

    A parameter such as `charset=utf-8` in the header is left out of account. Raises NotAcceptable (406) when it
    takes none.
    """
    return list(_ranked(tuple(accept), tuple(offered)))


@lru_cache(maxsize=256)
def _ranked(asked: tuple[tuple[str, float], ...], offered: tuple[str, ...]) -> tuple[str, ...]:
    """Kept, because clients send the same header with each request."""
    if not asked:
        return offered
    accept = MIMEAccept([(value.partition(";")[0].strip(), weight) for value, weight in asked])
    qualities = {name: quality(accept, name) for name in offered}
    taken = sorted((name for name in offered if qualities[name] > 0), key=lambda name: -qualities[name])
    if not taken:
        raise NotAcceptable(
            "None of the formats asked for can be given: %(accept)s.",
            hint="This address gives %(offered)s.",
            accept=accept.to_header(),
            offered=", ".join(offered),
        )
    return tuple(taken)


def quality(accept: MIMEAccept, media_type: str) -> float:
    """How much a type is wanted: by its own name, else by a general name for it."""
    own = accept.quality(media_type)
    named = {value for value, _ in accept}
    aliases = [accept.quality(alias) for alias in ALIASES.get(media_type, ()) if alias in named]
    return float(max([own, *aliases]))


def with_charset(media_type: str) -> str:
    """The Content-Type of a text in this format; text types name their encoding."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
