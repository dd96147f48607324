"""Terms of a query's result as JSON gives them, and an IRI as people write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.terms import BASE, PREFIXES

Term = Mapping[str, Any]
Row = Mapping[str, Term]


def shorten(iri: str) -> str:
    """An IRI as people write it: relative to our base, or with one of our prefixes."""
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
