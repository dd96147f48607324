"""What a client of the reconciliation service asks: read within limits, or refused with the field that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from graph.reconcile.candidates import ReconcileQuery
from webapp.http.errors import BadRequestError

BATCH = 50
"""Names that one request may ask for; the manifest says so, and each costs a look at every name there is."""
MOST_CANDIDATES, USUAL_CANDIDATES = 50, 10
MOST_IDS, MOST_PROPERTIES, MOST_VALUES = 1_000, 20, 5


T = TypeVar("T")


class PropertyInput(Struct):
    """What else is known: a property by its code, and its value or values."""

    pid: str
    v: Any = None


class QueryInput(Struct):
    """One name to be matched."""

    query: str = ""
    type: str | list[str] | None = None
    limit: float | None = None
    properties: list[PropertyInput] = []


class ColumnInput(Struct):
    """A property that a list is to be extended by."""

    id: str


class ExtensionInput(Struct):
    """Which properties of whom a list is to be extended by."""

    ids: list[str]
    properties: list[ColumnInput]


def read_queries(text: str) -> dict[str, ReconcileQuery]:
    """Each name that is asked for, by the key that the client gave it. Raises BadRequestError (400)."""
    queries = _read(text, dict[str, QueryInput], "queries")
    if len(queries) > BATCH:
        raise BadRequestError(
            "More than %(most)s names are asked for at once.", hint="Ask for fewer in one request.", most=BATCH
        )
    return {key: _wanted(query) for key, query in queries.items()}


def read_extension(text: str) -> ExtensionInput:
    """What a list is to be extended by. Raises BadRequestError (400)."""
    asked = _read(text, ExtensionInput, "extend")
    if len(asked.ids) > MOST_IDS or len(asked.properties) > MOST_PROPERTIES:
        raise BadRequestError(
            "More than %(rows)s rows or %(columns)s columns are asked for at once.",
            hint="Ask for fewer in one request.",
            rows=MOST_IDS,
            columns=MOST_PROPERTIES,
        )
    return asked


def _read(text: str, kind: type[T], name: str) -> T:
    """What a parameter says; what clients say besides is passed over, as the protocol has it."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadRequestError(
            "%(name)s is not what the reconciliation protocol has there: %(reason)s.",
            hint="It is JSON, as the Reconciliation Service API 0.2 describes it.",
            name=name,
            reason=error,
        ) from error


def _wanted(query: QueryInput) -> ReconcileQuery:
    types = [query.type] if isinstance(query.type, str) else query.type or []
    known = {one.pid: _texts(one.v) for one in query.properties[:MOST_PROPERTIES]}
    most = USUAL_CANDIDATES if query.limit is None else int(min(max(query.limit, 1), MOST_CANDIDATES))
    return ReconcileQuery(query.query, frozenset(filter(None, types)), tuple(known.items()), most)


def _texts(value: Any) -> tuple[str, ...]:
    """A value as the protocol writes it: a text, a number, something by its id, or several of them."""
    values = value[:MOST_VALUES] if isinstance(value, list) else [value]
    return tuple(text for one in values for text in _text(one))


def _text(value: Any) -> tuple[str, ...]:
    """One value; what lies deeper than the protocol has it says nothing."""
    if isinstance(value, Mapping):
        value = value.get("id") or value.get("name") or ""
    if isinstance(value, Mapping | list):
        return ()
    return (str(value),) if value not in (None, "") and not isinstance(value, bool) else ()
