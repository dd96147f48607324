"""`/store`: the SPARQL 1.1 Graph Store HTTP Protocol. Reading is free, writing needs the token.

A graph is named by `?graph=IRI`, `?default`, or by an address below `/store/`, which is the IRI relative to the base.
TriG and N-Quads name their graphs themselves: they are sent to `/store` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import IO, NoReturn
from urllib.parse import quote

from flask import Response, request
from werkzeug.formparser import FormDataParser

from graph.errors import UnsupportedMediaType
from graph.protocol import GraphName
from graph.store import named_graphs
from graph.store.named_graphs import DEFAULT, GraphWriter, SentPart, Stored, graph_called, names_of, new_graph
from webapp.http.bodies import one, read_body, read_parameters
from webapp.http.content_types import wanted
from webapp.http.cors import allow_reading_only, answer_preflight
from webapp.http.errors import BadRequestError
from webapp.http.media_types import GRAPHS
from webapp.http.slots import slot
from webapp.http.tokens import author, require_writer
from webapp.protocol.sparql import respond
from webapp.protocol.updates import say_applied
from webapp.settings import MEGABYTE
from webapp.ui.context import get_settings, get_store

METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
RDF = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
QUADS = ("application/trig", "application/n-quads")
FORM = "multipart/form-data"
SUFFIXES = {"ttl": RDF[0], "nt": RDF[1], "jsonld": RDF[2], "rdf": RDF[3], "trig": QUADS[0], "nq": QUADS[1]}
MOST_PARTS = 100


def read(path: str = "") -> Response:
    """All statements of one graph."""
    graph = _graph_of(path) or _refuse_no_graph()
    types = wanted(request.args.get("format", ""), tuple(GRAPHS.values()))
    with slot():
        return respond(get_store().read_graph(graph, types))


def replace(path: str = "") -> Response:
    """The graph becomes what was sent; of quads without a graph in the address, each graph that they name."""
    writer = _writer()
    graph = _graph_of(path)
    with slot():
        parts = _read_parts()
        if graph is None and _name_their_graphs(parts):
            return _say_all_stored(named_graphs.replace_graphs(get_store(), parts, writer))
        graph = graph or _refuse_no_graph()
        return _say_stored(named_graphs.replace_graph(get_store(), graph, parts, writer), graph)


def extend(path: str = "") -> Response:
    """What was sent is added to the graph; without a graph named, to those that quads name, or to a new one."""
    writer = _writer()
    graph = _graph_of(path)
    with slot():
        parts = _read_parts()
        if graph is None and _name_their_graphs(parts):
            return _say_all_stored(named_graphs.extend_graphs(get_store(), parts, writer))
        graph = graph or new_graph()
        return _say_stored(named_graphs.extend_graph(get_store(), graph, parts, writer), graph)


def drop(path: str = "") -> Response:
    """The graph is no more."""
    writer = _writer()
    graph = _graph_of(path) or _refuse_no_graph()
    with slot():
        return say_applied(named_graphs.drop_graph(get_store(), graph, writer))


def answer_options(path: str = "") -> Response:  # noqa: ARG001 - the methods are the same everywhere
    """The methods of this address; pages of other hosts may read."""
    return answer_preflight(METHODS, for_others="GET, HEAD")


def open_for_reading(response: Response) -> Response:
    """Pages of other hosts may read graphs, and may not write them."""
    return allow_reading_only(response)


def _graph_of(path: str) -> GraphName | None:
    """The graph that the address names, None when it names none. Raises BadRequestError when it names several."""
    parameters = read_parameters()
    named = [name for name in ("default", "graph") if name in parameters] + (["path"] if path else [])
    if len(named) > 1:
        raise BadRequestError("The address names more than one graph.", hint="Give either ?graph= or ?default.")
    if "default" in named:
        return DEFAULT
    if "graph" in named:  # an address below /store/, such as we give for a new graph, means the same graph here
        return graph_called(one(parameters, "graph").removeprefix(request.root_url + "store/"))
    return graph_called(path) if path else None


def _refuse_no_graph() -> NoReturn:
    raise BadRequestError(
        "The address names no graph.", hint="Add ?graph= with its IRI, or ?default; all data are in /dump.nq.gz."
    )


def _writer() -> GraphWriter:
    rights = require_writer()
    return GraphWriter(author(), f"{request.method} /store", checked="unchecked" not in rights)


def _name_their_graphs(parts: Sequence[SentPart]) -> bool:
    return all(part.media_type in QUADS for part in parts)


def _read_parts() -> Sequence[SentPart]:
    """The statements sent: one body, or the files of a form."""
    limit = get_settings().upload_mb * MEGABYTE
    media_type = request.mimetype
    if media_type == FORM:
        return _read_form(read_body(limit))
    return [SentPart(read_body(limit), _known(media_type))]


def _read_form(body: bytes) -> list[SentPart]:
    """The files of a form, with our usual prefixes known, since people write them by hand."""
    parser = FormDataParser(_in_memory, max_form_parts=MOST_PARTS, silent=False)
    try:
        _stream, _fields, files = parser.parse(BytesIO(body), FORM, len(body), request.mimetype_params)
    except ValueError as error:
        raise BadRequestError("The form is damaged or cut off.", hint="Send it again, completely.") from error
    sent = list(files.values())
    if not sent:
        raise BadRequestError("The form holds no file.", hint="Add the statements as files.")
    return [SentPart(file.read(), _known(file.mimetype, file.filename or ""), is_form=True) for file in sent]


def _in_memory(
    total_content_length: int | None,  # noqa: ARG001 - werkzeug names the parameters
    content_type: str | None,  # noqa: ARG001
    filename: str | None,  # noqa: ARG001
    content_length: int | None = None,  # noqa: ARG001
) -> IO[bytes]:
    """Where a file of a form goes: its bytes are in memory already, and within the limit."""
    return BytesIO()


def _known(media_type: str, file_name: str = "") -> str:
    """The type of a body, by its file's name when the sender knew none. Raises UnsupportedMediaType (415)."""
    if media_type in {"", "application/octet-stream"}:
        media_type = SUFFIXES.get(file_name.rpartition(".")[2].lower(), media_type)
    if media_type not in (*RDF, *QUADS):
        raise UnsupportedMediaType(
            "Statements are not taken as %(type)s.",
            hint="Send them as %(known)s.",
            type=media_type or "?",
            known=", ".join(RDF),
        )
    return media_type


def _say_all_stored(stored: Stored) -> Response:
    """201 when a graph is new, 200 when all were there."""
    return say_applied(stored.applied, 201 if stored.created else 200)


def _say_stored(stored: Stored, graph: GraphName) -> Response:
    """201 with the place of a new graph, 200 for one that was there."""
    response = say_applied(stored.applied, 201 if stored.created else 200)
    if stored.created:
        iri, path = names_of(graph)
        slot = f"/store/{quote(path)}" if path else f"/store?graph={quote(iri, safe='')}"
        response.headers["Location"] = request.script_root + slot
    return response
