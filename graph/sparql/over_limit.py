"""The errors of a query that goes over a limit, in one wording, whichever engine stopped it."""

from __future__ import annotations

from graph.errors import QueryLimit, QueryTimeout
from graph.protocol import Limits


def too_slow(limits: Limits) -> QueryTimeout:
    """Over the limit of time."""
    return QueryTimeout(
        "The query was stopped after %(limit)s seconds.",
        hint="Ask for less: fewer patterns that have nothing in common, or a LIMIT.",
        limit=number_text(limits.time_s),
    )


def too_large(limits: Limits) -> QueryLimit:
    """Over the limit of bytes."""
    return QueryLimit(
        "The result is larger than %(limit)s MB.",
        hint="Add a LIMIT, or ask for less in one query.",
        limit=limits.result_mb,
    )


def number_text(value: float) -> str:
    """A number for a sentence: 2, not 2.0."""
    return f"{value:g}"
