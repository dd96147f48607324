"""XML of the engine's writers as XML parsers take it. Imports the engine only: the children use it as well.

Characters that XML cannot hold become the replacement character, a carriage return is kept as a reference, and what
RDF/XML has no way to write is found before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT = "\ufffd".encode()
_CARRIAGE_RETURN = b"&#13;"
_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_LOCAL_NAME = re.compile(rf"[{_START}][{_START}.0-9\u00B7\u0300-\u036F\u203F-\u2040-]*\Z")
"""A name without a prefix (Namespaces in XML 1.0, rule 4) at the end of an IRI."""


class NoXmlNameError(ValueError):
    """A property that RDF/XML cannot write, because its IRI does not end in a name."""

    def __init__(self, iri: str) -> None:
        super().__init__(iri)
        self.iri = iri


def sound_xml(written: bytes) -> bytes:
    """The same text, as XML may hold it. O(length), and without a copy for most."""
    if b"\r" in written:
        written = written.replace(b"\r", _CARRIAGE_RETURN)
    return _FORBIDDEN.sub(_REPLACEMENT, written) if _FORBIDDEN.search(written) else written


def with_xml_names(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The same statements, blank nodes called as XML may call them.

    Raises NoXmlNameError at one whose property RDF/XML cannot write.
    """
    known = set[str]()
    for triple in triples:
        iri = triple.predicate.value
        if iri not in known:
            if _LOCAL_NAME.search(iri) is None:
                raise NoXmlNameError(iri)
            known.add(iri)
        yield _with_named_nodes(triple)


def _with_named_nodes(triple: ox.Triple) -> ox.Triple:
    """A name in XML begins with no digit."""
    if not any(isinstance(term, ox.BlankNode) and term.value[0].isdigit() for term in (triple.subject, triple.object)):
        return triple
    subject, value = triple.subject, triple.object
    return ox.Triple(
        _named(subject) if isinstance(subject, ox.BlankNode) else subject,
        triple.predicate,
        _named(value) if isinstance(value, ox.BlankNode) else value,
    )


def _named(node: ox.BlankNode) -> ox.BlankNode:
    return ox.BlankNode(f"b{node.value}") if node.value[0].isdigit() else node
