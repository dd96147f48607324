"""The answer to a SPARQL query as a page shows it: a table, yes or no, or statements."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import Answer
from graph.terms import BASE, PREFIXES
from webapp.formats import GRAPHS, ROWS
from webapp.links import resource_url

SHOWN_ROWS = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: its text, an address when it is a resource, its language when it has one."""

    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """`columns` and `rows` of a SELECT, or `truth` of an ASK, or `statements` of a CONSTRUCT."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    truth: bool | None = None
    statements: str = ""
    formats: tuple[str, ...] = tuple(ROWS)


def read_answer(answer: Answer) -> Result:
    """An answer in JSON or Turtle as what the page shows."""
    if answer.media_type.partition(";")[0] == GRAPHS["turtle"]:
        return Result(statements=answer.body.decode(), formats=tuple(GRAPHS))
    found = json.loads(answer.body)
    if "boolean" in found:
        return Result(truth=bool(found["boolean"]), formats=("json", "xml"))
    columns, bindings = tuple(found["head"]["vars"]), found["results"]["bindings"]
    rows = tuple(tuple(_make_cell(row.get(column)) for column in columns) for row in bindings[:SHOWN_ROWS])
    return Result(columns=columns, rows=rows, total=len(bindings))


def _make_cell(term: Mapping[str, Any] | None) -> Cell:
    if term is None:
        return Cell("")
    if term["type"] == "uri":
        return Cell(shorten(term["value"]), resource_url(term["value"]))
    if term["type"] == "triple":
        return Cell(json.dumps(term["value"], ensure_ascii=False))
    return Cell(str(term["value"]), language=str(term.get("xml:lang", "")))


def shorten(iri: str) -> str:
    """An IRI as people write it: relative to our base, or with one of our prefixes."""
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
