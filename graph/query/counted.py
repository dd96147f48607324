"""What an indicator can count in the data: a ready question and the column of its answer that holds one number.

Codes of the scheme `nk:countedFigures` say which; a store may have codes of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import isfinite

import pyoxigraph as ox

from graph.errors import NetworkError
from graph.load.files import read_files
from graph.model import Text
from graph.paths import ONTOLOGY
from graph.protocol import Limits, Store
from graph.query.named import find_query
from graph.terms import NETZ, NK, SKOS
from graph.text import label, name

_SCHEME, _QUESTION, _COLUMN = NK + "countedFigures", NETZ + "readyQuestion", NETZ + "questionColumn"
_JSON = "application/sparql-results+json"
_LIMITS = Limits(time_s=5.0, memory_mb=512, result_mb=1, rows=100)
_OWN = f"SELECT ?code ?p ?o WHERE {{ ?code <{SKOS}inScheme> <{_SCHEME}> ; ?p ?o }}"


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """What is counted: by which ready question, in which column of its answer, and what it is called."""

    code: str
    question: str
    column: str
    label: Text


def counted_figures(store: Store) -> dict[str, CountedFigure]:
    """All that can be counted, by the IRI of its code: what the store adds, and what is shipped. One query."""
    own = [(name(row["code"]), name(row["p"]), row["o"]) for row in store.select(_OWN)]
    return {**_read(own), **_shipped()}


def count_figure(store: Store, figure: CountedFigure, network: str | None, topic: str) -> float | None:
    """The number for a network and a topic; None where the question gives no single number, or not within limits."""
    try:
        question = find_query(figure.question)
        known = {parameter.name for parameter in question.parameters}
        given = {"network": network, "topic": topic or None}
        query = question.bind(**{one: value for one, value in given.items() if one in known})
        found = json.loads(store.answer(query, [_JSON], limits=_LIMITS).body)
    except (NetworkError, ValueError):  # of a store's own code: no such question, or no SELECT
        return None
    rows = found.get("results", {}).get("bindings", [])
    return number_in(rows[0].get(figure.column, {}).get("value", "")) if len(rows) == 1 else None


@cache
def _shipped() -> dict[str, CountedFigure]:
    quads = read_files([ONTOLOGY / "codes.ttl"]).quads
    return _read((name(quad.subject), quad.predicate.value, quad.object) for quad in quads)


def _read(statements: Iterable[tuple[str, str, object]]) -> dict[str, CountedFigure]:
    said: defaultdict[str, defaultdict[str, list[ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for code, predicate, value in statements:
        if isinstance(value, ox.Literal):
            said[code][predicate].append(value)
    return {
        code: CountedFigure(
            code, values[_QUESTION][0].value, values[_COLUMN][0].value, label(values) or Text(code, code)
        )
        for code, values in said.items()
        if values.get(_QUESTION) and values.get(_COLUMN)
    }


def number_in(text: str) -> float | None:
    """The number that a text writes; None for what nobody can calculate with."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None
