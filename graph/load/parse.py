"""A text of statements as statements, whatever it came in: the one way to the engine's parsers.

The parsers would end the process for some texts nested ten thousand levels deep, and need minutes for others. So the
depth of a text is measured first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph.load.encoding import EncodingError, as_utf8
from graph.load.faults import MAX_DEPTH, TextFault, TextFaultError, fault_of_parser, too_deep
from graph.load.jsonld import parse_jsonld
from graph.load.sound_terms import unsound_term
from graph.load.xml_check import fault_of_xml

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = b"{}[]"
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))
_MARK = re.compile(
    rb"""'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3} | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '(?:[^'\\\n\r]|\\.)*'
       | "(?:[^"\\\n\r]|\\.)*" | <[^<>"\s]*> | \#[^\n\r]* | (?P<open><<) | (?P<close>>>)""",
    re.VERBOSE | re.DOTALL,
)


def readable(content: bytes, form: ox.RdfFormat) -> bytes:
    """A text in UTF-8 that may reach the engine's parser. Raises TextFaultError."""
    try:
        text = as_utf8(content, form)
    except EncodingError as error:
        raise TextFaultError(TextFault(error.detail)) from error
    if (fault := _find_fault(text, form)) is not None:
        raise TextFaultError(fault)
    return text


def parse_text(text: bytes, form: ox.RdfFormat, base: str) -> Iterator[ox.Quad]:
    """The statements of a readable text, each blank node with a label that nothing else has. Raises TextFaultError."""
    if form == ox.RdfFormat.JSON_LD:
        yield from parse_jsonld(text, base)
        return
    try:
        yield from ox.parse(text, format=form, base_iri=base, rename_blank_nodes=True)
    except SyntaxError as error:
        raise TextFaultError(fault_of_parser(error)) from error
    except ValueError as error:
        raise TextFaultError(TextFault(str(error))) from error


def parse_leniently(text: bytes, form: ox.RdfFormat, base: str, left_out: list[TextFault]) -> Iterator[ox.Quad]:
    """What can be read of a readable text; what cannot is named in `left_out`, statement by statement.

    Raises TextFaultError for XML and JSON that are broken themselves: nothing after the fault could be trusted.
    """
    if form == ox.RdfFormat.JSON_LD:
        yield from parse_jsonld(text, base, left_out)
    elif form == ox.RdfFormat.RDF_XML:
        yield from _sound_ones(text, base, left_out)
    else:
        yield from _statement_by_statement(text, form, base, left_out)


def _sound_ones(text: bytes, base: str, left_out: list[TextFault]) -> Iterator[ox.Quad]:
    form = ox.RdfFormat.RDF_XML
    try:
        for quad in ox.parse(text, format=form, base_iri=base, rename_blank_nodes=True, lenient=True):
            if (detail := unsound_term(quad)) is None:
                yield quad
            else:
                left_out.append(TextFault(detail))
    except SyntaxError as error:
        raise TextFaultError(fault_of_parser(error)) from error


def _statement_by_statement(text: bytes, form: ox.RdfFormat, base: str, left_out: list[TextFault]) -> Iterator[ox.Quad]:
    """After a fault the engine's parser goes on with the next statement."""
    quads = iter(ox.parse(text, format=form, base_iri=base, rename_blank_nodes=True))
    while True:
        try:
            yield next(quads)
        except StopIteration:
            return
        except SyntaxError as error:
            left_out.append(fault_of_parser(error))
        except ValueError as error:
            left_out.append(TextFault(str(error)))


def _find_fault(text: bytes, form: ox.RdfFormat) -> TextFault | None:
    """Why a text must not reach the engine's parser; None when it may."""
    if form == ox.RdfFormat.RDF_XML:
        return fault_of_xml(text)
    deepest = _depth_of_json(text) if form == ox.RdfFormat.JSON_LD else _depth_of_triple_terms(text)
    return too_deep() if deepest > MAX_DEPTH else None


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
