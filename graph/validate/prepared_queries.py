"""The queries in shapes are read once: pyshacl hands rdflib their text at every check, and reading it took a third."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import rdflib
from rdflib.plugins.sparql.processor import SPARQLProcessor, prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor
from rdflib.term import Identifier

_LONGEST = 10_000
"""Signs of a query that is kept: what pyshacl writes itself grows with the things it looks at, and comes once."""


def prepare_queries() -> None:
    """Let rdflib keep what it read of a query, as `prepareQuery` does for who has the text at hand."""
    rdflib.plugin.register("sparql", Processor, __name__, PreparedProcessor.__name__)


class PreparedProcessor(SPARQLProcessor):
    """Answers queries as rdflib does, and remembers how their texts are to be understood."""

    def query(  # type: ignore[override]  # as rdflib's own does
        self,
        strOrQuery: str | Query,  # noqa: N803 - as it is overridden
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        initNs: Mapping[str, Any] | None = None,  # noqa: N803
        base: str | None = None,
        DEBUG: bool = False,  # noqa: N803, FBT001, FBT002
    ) -> Mapping[str, Any]:
        """Answer a query."""
        asked = strOrQuery
        if isinstance(asked, str) and len(asked) <= _LONGEST:
            asked = _prepared(asked, tuple((initNs or {}).items()), base)
        return super().query(asked, initBindings, initNs, base, DEBUG)


@lru_cache(maxsize=64)
def _prepared(text: str, prefixes: tuple[tuple[str, Any], ...], base: str | None) -> Query:
    return prepareQuery(text, dict(prefixes), base)
