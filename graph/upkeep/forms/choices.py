"""The codes that can be chosen for a property: those a shape lists, those of a scheme, or all instances of a class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from graph.model import Text
from graph.protocol import Store
from graph.terms import RDF, SKOS, XSD
from graph.upkeep.forms.fields import Choice
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.property_shapes import PropertyShape
from graph.upkeep.forms.shape_statements import ShapeStatements

BOOLEAN = XSD + "boolean"
YES_AND_NO = (
    Choice("true", Text("ja", "yes"), literal=BOOLEAN),
    Choice("false", Text("nein", "no"), literal=BOOLEAN),
)
_MOST = 500


def choices_of(store: Store, statements: ShapeStatements, shapes: Sequence[PropertyShape]) -> tuple[Choice, ...]:
    """The choices by the first shape that limits them: a list in its order, a scheme or class in German order."""
    for one in shapes:
        if one.codes or one.texts:
            named = [Choice(code, statements.name_of(code)) for code in one.codes]
            return (*named, *map(_of_text, one.texts))
    if any(one.datatype == BOOLEAN for one in shapes):
        return YES_AND_NO
    for one in shapes:
        if one.scheme:
            return _of_scheme(store, statements, one.scheme)
    classes = next((one.classes for one in shapes if one.classes), ())
    return _sorted(store, statements, _instances(store, statements, classes))


def _of_text(text: ox.Literal) -> Choice:
    literal = f"@{text.language}" if text.language else text.datatype.value
    return Choice(text.value, Text(text.value, text.value), literal=literal)


def _of_scheme(store: Store, statements: ShapeStatements, scheme: str) -> tuple[Choice, ...]:
    return _sorted(store, statements, _found(store, statements, SKOS + "inScheme", [scheme]))


def _instances(store: Store, statements: ShapeStatements, classes: Iterable[str]) -> set[str]:
    return _found(store, statements, RDF + "type", sorted(statements.below(classes)))


def _found(store: Store, statements: ShapeStatements, predicate: str, values: Sequence[str]) -> set[str]:
    """Who has one of these values, among the shipped codes and in the store."""
    named = [ox.NamedNode(one) for one in values]
    held = " ".join(map(str, named))
    rows = store.select(f"SELECT DISTINCT ?s WHERE {{ VALUES ?o {{ {held} }} ?s <{predicate}> ?o }} LIMIT {_MOST}")
    shipped = [
        one for one in statements.subjects(predicate) if not set(named).isdisjoint(statements.all(one, predicate))
    ]
    return {one.value for one in (*shipped, *(row["s"] for row in rows)) if isinstance(one, ox.NamedNode)}


def _sorted(store: Store, statements: ShapeStatements, iris: Iterable[str]) -> tuple[Choice, ...]:
    """In German order, below the broader code where there is one."""
    codes = sorted(iris)
    labels = labels_of(store, codes, statements)
    found = [Choice(one, labels[one], _heading(statements, one)) for one in codes]
    return tuple(sorted(found, key=lambda one: (_order(one.under), _order(one.label), one.iri)))


def _heading(statements: ShapeStatements, iri: str) -> Text:
    broader = statements.first(ox.NamedNode(iri), SKOS + "broader")
    return statements.name_of(broader.value) if isinstance(broader, ox.NamedNode) else Text()


def _order(text: Text) -> str:
    return text.in_language("de").casefold()
