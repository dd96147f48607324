"""Text of the data as people read it: a term's own text, and a label in the languages there are.

Labels come from skos:prefLabel, rdfs:label, foaf:name, schema:name, dct:title, in this order.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.model import Text
from graph.protocol import Term
from graph.terms import DCT, FOAF, RDFS, SCHEMA, SKOS

LABELS = (
    SKOS + "prefLabel",
    RDFS + "label",
    FOAF + "name",
    SCHEMA + "name",
    "http://schema.org/name",
    DCT + "title",
)


def name(term: Term | None) -> str:
    """A term as the model writes it: an IRI or a literal's text as it is, a blank node as `_:b0`."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def wording(literals: Iterable[ox.Literal]) -> Text:
    """A wording from literals of several languages; one without a language serves both."""
    by_language = {(literal.language or "").partition("-")[0]: literal.value for literal in literals}
    other = by_language.get("") or next(iter(by_language.values()), "")
    german, english = by_language.get("de", ""), by_language.get("en", "")
    return Text(german, english) if german or english else Text(other)
