"""What a child makes of one request: a query's result within its limits, or what an update would change.

Runs in the child of `replica.py`, so it imports little: a status goes back, `question.py` makes errors of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import pyoxigraph as ox

from graph.rdf.json_ld_answers import NoJsonLdError, json_ld_told
from graph.rdf.media_types import GRAPHS, RESULTS, first_known
from graph.rdf.xml_answers import NoXmlNameError, sound_xml, with_xml_names
from graph.sparql.rewrite.engine import run_query, run_update
from graph.sparql.rewrite.graph_states import GraphStateError
from graph.sparql.rewrite.graph_subqueries import TooManyGraphs
from graph.sparql.sandbox.trial import try_operations
from graph.terms import PREFIXES

Request = dict[str, Any]
Status = dict[str, Any]

_MB = 1024 * 1024
_BUFFER = 1 << 16
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_LINES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_PREFIXED = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)


def evaluate(store: ox.Store, request: Request) -> tuple[Status, bytes]:
    """How it went, and the complete result; b"" unless the status is "ok"."""
    try:
        absent = next((iri for iri in request["graphs"] if not store.contains_named_graph(ox.NamedNode(iri))), None)
        if absent is not None:
            return {"status": "forbidden graph", "graph": absent}, b""
        return _try_update(store, request) if "update" in request else _answer(store, request)
    except BaseException as error:  # noqa: BLE001 - an engine that panics is no Exception, and has to be told of
        return _failure(error), b""


def _failure(error: BaseException) -> Status:
    status: Status = {"status": "failed", "detail": f"{type(error).__name__}: {error}"}
    match error:
        case NoJsonLdError():
            status = {"status": "no json-ld"}
        case NoXmlNameError():
            status = {"status": "no xml name", "property": error.iri}
        case _OverLimitError():
            status = {"status": error.limit}
        case SyntaxError():
            status = {"status": "syntax", "detail": str(error)}
        case MemoryError():
            status = {"status": "memory"}
        case GraphStateError():
            status = {"status": "graph exists" if error.exists else "no graph", "graph": error.graph}
        case TooManyGraphs():
            status = {"status": "many graphs", "limit": error.limit}
    return status


class _OverLimitError(Exception):
    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class _Body(io.RawIOBase):
    """A result that is kept until it is complete, as far as it may grow."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._blocks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        self._size += len(block)
        if self._size > self._most:
            raise _OverLimitError("size")
        self._blocks.append(bytes(block))
        return len(block)

    def value(self) -> bytes:
        return b"".join(self._blocks)


def _answer(store: ox.Store, request: Request) -> tuple[Status, bytes]:
    results = run_query(
        store,
        request["query"],
        base=request["base"],
        union=request["union"],
        default_graphs=request["default_graphs"],
        named_graphs=request["named_graphs"],
    )
    known: dict[str, Any] = dict(GRAPHS if isinstance(results, ox.QueryTriples) else RESULTS)
    media_type = first_known(request["media_types"], known)
    if media_type is None:
        return {"status": "not acceptable", "known": list(known)}, b""
    body = _Body(request["result_mb"] * _MB)
    with io.BufferedWriter(body, _BUFFER) as output, json_ld_told():
        _write(results, known[media_type], output, request)
        output.flush()
        result = sound_xml(body.value()) if media_type.endswith("xml") else body.value()
    if not isinstance(results, ox.QueryBoolean):
        _check_rows(result, known[media_type], request["rows"])
    return {"status": "ok", "media_type": media_type}, result


def _write(results: Any, form: Any, output: Any, request: Request) -> None:
    if not isinstance(results, ox.QueryTriples) or form in _LINES:
        results.serialize(output=output, format=form)
        return
    prefixes = PREFIXES if form in _PREFIXED else None
    triples = islice(results, request["rows"])
    written = with_xml_names(triples) if form == ox.RdfFormat.RDF_XML else triples
    ox.serialize(written, output=output, format=form, prefixes=prefixes)
    if next(results, None) is not None:
        raise _OverLimitError("rows")


def _check_rows(result: bytes, form: Any, most: int) -> None:
    """A row takes a byte at least, so that most results need no counting."""
    count = _COUNTS.get(form)
    if count is not None and len(result) > most and count(result, most) > most:
        raise _OverLimitError("rows")


def _csv_rows(result: bytes, most: int) -> int:
    """A line break inside quotation marks is none: every second part between quotation marks is outside of them."""
    lines = result.count(b"\n") - 1
    if lines <= most:
        return lines
    return sum(part.count(b"\n") for part in result.split(b'"')[::2]) - 1


def _json_rows(result: bytes, most: int) -> int:
    """Outside of strings, `},{` stands between two rows and nowhere else."""
    rows = result.count(b"},{") + 1
    return rows if rows <= most else _STRING.sub(b"", result).count(b"},{") + 1


_COUNTS: dict[Any, Callable[[bytes, int], int]] = {
    ox.QueryResultsFormat.JSON: _json_rows,
    ox.QueryResultsFormat.XML: lambda result, _: result.count(b"<result>"),
    ox.QueryResultsFormat.CSV: _csv_rows,
    ox.QueryResultsFormat.TSV: lambda result, _: result.count(b"\n") - 1,
    ox.RdfFormat.N_TRIPLES: lambda result, _: result.count(b"\n"),
    ox.RdfFormat.N_QUADS: lambda result, _: result.count(b"\n"),
}


def _try_update(store: ox.Store, request: Request) -> tuple[Status, bytes]:
    """What an update adds and removes: first the one, then the other, as N-Quads."""
    if request["opposite"] is not None:
        add, remove = (_inserted(request[name], request["base"]) for name in ("update", "opposite"))
        create, drop = set[str](), set[str]()
    else:
        graphs = _graphs(store)
        add, remove = _difference(store, request)
        graphs_after = _graphs(store)
        create, drop = graphs_after - graphs, graphs - graphs_after
    if len(add) + len(remove) > request["result_mb"] * _MB:
        raise _OverLimitError("change")
    return {"status": "ok", "added": len(add), "create": sorted(create), "drop": sorted(drop)}, add + remove


def _difference(store: ox.Store, request: Request) -> tuple[bytes, bytes]:
    """What an update adds and removes: by what it says, or where that is not known by all that is there."""
    update = request["update"]
    asked: dict[str, Any] = {
        "base": request["base"],
        "default_graphs": request["default_graphs"] or (),
        "named_graphs": request["named_graphs"] or (),
    }
    if request["is_repeatable"]:
        changed = try_operations(store, update, **asked)
        if changed is not None:
            return _written(changed.come()), _written(changed.gone())
    before = _lines(store)
    run_update(store, update, **asked)
    after = _lines(store)
    return _text(after - before), _text(before - after)


def _written(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _inserted(update: str, base: str) -> bytes:
    """What is inserted by an update that has nothing but data, and not deleted again by a later operation of it."""
    store = ox.Store()
    if update:
        run_update(store, update, base=base)
    return _dump(store)


def _lines(store: ox.Store) -> set[bytes]:
    return set(_dump(store).splitlines(keepends=True))


def _text(lines: Iterable[bytes]) -> bytes:
    return b"".join(sorted(lines))


def _dump(store: ox.Store) -> bytes:
    return store.dump(format=ox.RdfFormat.N_QUADS) or b""


def _graphs(store: ox.Store) -> set[str]:
    return {name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode)}
