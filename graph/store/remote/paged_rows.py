"""Rows from a server that may cut results: read to the end, page by page, or not at all.

Virtuoso answers 10,000 rows of a longer result with status 200 and says so in a header only.
Source: OpenLink, `ResultSetMaxRows`; its advice to sort in a subquery, as it refuses to sort more rows than it gives.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from graph.errors import QueryLimit, StoreUnavailable
from graph.protocol import Row
from graph.sparql.query_text import split_query
from graph.store.remote.server import Reply

Ask = Callable[[str], Reply]


def read_whole(ask: Ask, query: str, most: int | None = None) -> bytes:
    """All of a result as SPARQL JSON; a SELECT that the server cuts is asked for again in pages.

    Raises QueryLimit when there are more than `most` rows.
    """
    reply = ask(query)
    page, whole = reply.most_rows, reply.body
    if page is None and most is None:
        return whole
    result = _parsed(reply)
    rows = result.get("results", {}).get("bindings", [])
    if page is not None and len(rows) >= page:
        rows[:] = _read_pages(ask, query, result["head"]["vars"], page, most)
        whole = json.dumps(result).encode()
    _refuse_more(len(rows), most)
    return whole


def rows_of(result: bytes) -> list[Row]:
    """The rows of a result in SPARQL JSON."""
    try:
        results = ox.parse_query_results(result, format=ox.QueryResultsFormat.JSON)
        if not isinstance(results, ox.QuerySolutions):
            return []
        names = [variable.value for variable in results.variables]
        return [dict(zip(names, row, strict=True)) for row in results]
    except (SyntaxError, ValueError) as error:
        raise _no_result(error) from error


def _read_pages(ask: Ask, query: str, names: list[str], size: int, most: int | None) -> list[Any]:
    rows: list[Any] = []
    while True:
        found = _parsed(ask(_page_of(query, names, size, len(rows))))["results"]["bindings"]
        rows += found
        _refuse_more(len(rows), most)
        if len(found) < size:
            return rows


def _page_of(query: str, names: list[str], size: int, start: int) -> str:
    """The query inside one that sorts by every column, inside one that takes a page: no row twice, none left out."""
    prologue, body = split_query(query)
    columns = " ".join("?" + name for name in names)
    inner = f"SELECT {columns} WHERE {{ {{ {body}\n}} }} ORDER BY {columns}"
    return f"{prologue}SELECT {columns} WHERE {{ {{ {inner} }} }} LIMIT {size} OFFSET {start}"


def _parsed(reply: Reply) -> dict[str, Any]:
    try:
        result = json.loads(reply.body)
    except ValueError as error:
        raise _no_result(error) from error
    if not isinstance(result, dict) or "head" not in result:
        raise _no_result(ValueError("there is no head"))
    return result


def _no_result(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(
        "The store answered with something that is no SPARQL result: %(detail)s.",
        hint="Check the query address in --store; it may be that of a page for people.",
        detail=error,
    )


def _refuse_more(rows: int, most: int | None) -> None:
    if most is not None and rows > most:
        raise QueryLimit(
            "The result has more than %(limit)s rows.",
            hint="Add a LIMIT, or ask for less in one query.",
            limit=f"{most:,}",
        )
