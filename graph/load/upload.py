"""Statements that come with a request: read completely or refused, with line and column, before anything is stored.

The engine's parsers would end the process for some texts nested ten thousand levels deep, and need minutes for
others. So the depth of a text is measured first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple
from xml.parsers import expat

import pyoxigraph as ox

from graph.errors import DataError, UnsupportedMediaType
from graph.protocol import GraphName
from graph.rdf.canonical_lines import text_of_plain
from graph.rdf.media_types import GRAPHS
from graph.rdf.quad_text import LARGE, QuadText, text_of

MAX_DEPTH = 200

_ALIASES: Mapping[str, str] = {
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
    "text/x-nquads": "application/n-quads",
    "application/x-trig": "application/trig",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
}
_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = b"{}[]"
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))
_MARK = re.compile(
    rb"""'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3} | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '(?:[^'\\\n\r]|\\.)*'
       | "(?:[^"\\\n\r]|\\.)*" | <[^<>"\s]*> | \#[^\n\r]* | (?P<open><<) | (?P<close>>>)""",
    re.VERBOSE | re.DOTALL,
)
_POSITION = re.compile(r"^Parser error (?:at|between) line .*?: (?=\D)", re.DOTALL)
_REMOTE_CONTEXT = "No LoadDocumentCallback"


class TextFault(NamedTuple):
    """What is wrong with a text, and where; line and column count from 1 and are None where nobody knows."""

    detail: str
    line: int | None = None
    column: int | None = None


def parse_body(body: bytes, media_type: str, *, graph: GraphName | None, base: str) -> Sequence[ox.Quad]:
    """The statements of a request's body, each blank node with a label that nothing else has; of a long one as text.

    They are for `graph`, unless that is None and the body names its own graphs; a body for one graph may name none.
    Relative IRIs are below `base`. Nothing is fetched from elsewhere, no entity is expanded.
    Raises DataError (400) with `line` and `column`, UnsupportedMediaType (415).
    """
    form = _form(media_type)
    fault = find_fault(body, form)
    if fault is not None:
        raise _error(fault)
    try:
        quads = ox.parse(body, format=form, base_iri=base, rename_blank_nodes=True)
        in_graph = list if graph is None else partial(_in_graph, graph)
        if len(body) < LARGE:
            return in_graph(list(quads))
        return _plain(body, form, graph) or text_of(quads, in_graph)
    except SyntaxError as error:
        raise _error(fault_of_parser(error)) from error
    except ValueError as error:
        raise _error(TextFault(str(error))) from error


def _plain(body: bytes, form: ox.RdfFormat, graph: GraphName | None) -> QuadText | None:
    """A body that need not be parsed; None for others, and for those with a mistake, which parsing will find."""
    if form != ox.RdfFormat.N_TRIPLES or not isinstance(graph, ox.NamedNode):
        return None
    with suppress(SyntaxError, ValueError):
        text = text_of_plain(body, form)
        return text.in_graph(graph) if text else None
    return None


def find_fault(content: bytes, form: ox.RdfFormat) -> TextFault | None:
    """Why a text must not reach the engine's parser; None when it may."""
    if form == ox.RdfFormat.RDF_XML:
        return _fault_of_xml(content)
    deepest = _depth_of_json(content) if form == ox.RdfFormat.JSON_LD else _depth_of_triple_terms(content)
    return _too_deep() if deepest > MAX_DEPTH else None


def fault_of_parser(error: SyntaxError) -> TextFault:
    """What the engine's parser says, in a sentence without its line."""
    detail = _POSITION.sub("", error.msg or "").rstrip(".")
    if _REMOTE_CONTEXT in detail:
        detail = "it names a remote @context, and nothing is fetched from elsewhere"
    return TextFault(detail, error.lineno, error.offset)


def _form(media_type: str) -> ox.RdfFormat:
    name = media_type.partition(";")[0].strip().lower()
    form = GRAPHS.get(_ALIASES.get(name, name))
    if form is None:
        raise UnsupportedMediaType(
            "Statements are not taken as %(type)s.",
            hint="Send them as %(known)s.",
            type=media_type or "?",
            known=", ".join(GRAPHS),
        )
    return form


def _fault_of_xml(content: bytes) -> TextFault | None:
    """XML that is cut off, which the engine would take, that declares entities, or that is nested too deep.

    Expanding entities can fill the memory from a kilobyte.
    """
    found: list[TextFault] = []
    depth = 0

    def refuse(name: str, *_rest: object) -> None:
        found.append(TextFault(f"it declares the XML entity {name}, which is never expanded", *position()))
        raise _StopParsingError

    def enter(*_element: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            found.append(TextFault(_too_deep().detail, *position()))
            raise _StopParsingError

    def leave(_element: str) -> None:
        nonlocal depth
        depth -= 1

    def position() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    parser = expat.ParserCreate()
    parser.EntityDeclHandler, parser.StartElementHandler, parser.EndElementHandler = refuse, enter, leave
    try:
        parser.Parse(content, True)  # noqa: FBT003 - this is the whole document
    except _StopParsingError:
        return found[0]
    except (expat.ExpatError, LookupError, ValueError) as error:
        detail = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
        return TextFault(detail or "it is no XML", *position())
    return None


class _StopParsingError(Exception):
    """What was looked for has been found."""


def _depth_of_json(content: bytes) -> int:
    brackets = content.translate(None, _OTHERS)
    if len(brackets) <= 2 * MAX_DEPTH:
        return 0
    return _deepest(1 if one in b"{[" else -1 for one in _JSON_STRING.sub(b"", content).translate(None, _OTHERS))


def _depth_of_triple_terms(content: bytes) -> int:
    """Triple terms inside one another: everything else the engine reads without recursion."""
    if content.count(b"<<") <= MAX_DEPTH:
        return 0
    marks = (found.lastgroup for found in _MARK.finditer(content))
    return _deepest({"open": 1, "close": -1}.get(mark or "", 0) for mark in marks)


def _deepest(steps: Iterable[int]) -> int:
    depth = deepest = 0
    for step in steps:
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _too_deep() -> TextFault:
    return TextFault(f"it is nested more than {MAX_DEPTH} levels deep")


def _in_graph(graph: GraphName, quads: list[ox.Quad]) -> list[ox.Quad]:
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise DataError(
                "The statements are to go into one graph, and %(graph)s is named in them.",
                hint="Send them without graph names, or load the file with the command line.",
                graph=str(quad.graph_name),
            )
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]


def _error(fault: TextFault) -> DataError:
    if fault.line is None:
        return DataError("The statements cannot be read: %(detail)s.", hint="Nothing was stored.", detail=fault.detail)
    return DataError(
        "The statements cannot be read (line %(line)s, column %(column)s): %(detail)s.",
        hint="Nothing was stored. Look at this place; a mistake may also be just before it.",
        line=fault.line,
        column=fault.column,
        detail=fault.detail,
    )
