"""What property shapes say of one property of a class: name, place, limits and choices, the most specific first.

A path of several properties makes no field; what its shape refuses is said at the field of the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.model import Text
from graph.protocol import Term
from graph.rdf.skolem import is_skolem
from graph.terms import RDF, SH, SKOS
from graph.upkeep.forms.shape_statements import DASH, FIELDS_OF, ShapeStatements

INSTEAD_OF = "https://w3id.org/akteursnetz/shapes#insteadOf"
_WARNINGS = frozenset({SH + "Warning", SH + "Info"})


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What one property shape says; "" and None for what it does not say. `texts`: literals that it lists."""

    path: str
    name: Text
    help: Text
    order: float | None
    group: str
    datatype: str
    classes: tuple[str, ...]
    codes: tuple[str, ...]
    texts: tuple[ox.Literal, ...]
    scheme: str
    at_least: int
    at_most: int | None
    pattern: str
    longest: int
    least: float | None
    most: float | None
    is_address: bool
    message: Text
    editor: str
    is_single_line: bool | None
    default: str


def shapes_of(statements: ShapeStatements, class_iri: str) -> list[PropertyShape]:
    """The property shapes that look at a class, those of its own form first; of one property there may be several."""
    classes = statements.above(class_iri)
    forms = [shape for one in classes for shape in _with(statements, FIELDS_OF, one)]
    replaced = {value for shape in forms for value in statements.all(shape, INSTEAD_OF)}
    shapes = [shape for shape in forms if shape not in replaced]
    shapes += [shape for one in classes for shape in _with(statements, SH + "targetClass", one)]
    found = list(_read_all(statements, shapes))
    paths = {one.path for one in found}
    return [*found, *(one for one in _read_all(statements, _of_subjects(statements, paths)) if one.path in paths)]


def _with(statements: ShapeStatements, predicate: str, value: str) -> list[Term]:
    node = ox.NamedNode(value)
    return [shape for shape in statements.subjects(predicate) if node in statements.all(shape, predicate)]


def _of_subjects(statements: ShapeStatements, paths: set[str]) -> list[Term]:
    """Shapes of whoever has one of these properties: they limit its values, and make no field."""
    predicate = SH + "targetSubjectsOf"
    return [
        shape
        for shape in statements.subjects(predicate)
        if any(_iri(one) in paths for one in statements.all(shape, predicate))
    ]


def _read_all(statements: ShapeStatements, shapes: Iterable[Term]) -> Iterator[PropertyShape]:
    for shape in dict.fromkeys(shapes):
        for one in statements.all(shape, SH + "property"):
            path = _iri(statements.first(one, SH + "path"))
            if path and not is_skolem(path) and _iri(statements.first(one, SH + "severity")) not in _WARNINGS:
                yield _read(statements, one, path)


def _read(statements: ShapeStatements, shape: Term, path: str) -> PropertyShape:
    def said(name: str) -> Term | None:
        return statements.first(shape, SH + name)

    listed = list(statements.members(said("in")))
    return PropertyShape(
        path=path,
        name=statements.text(shape, SH + "name"),
        help=statements.text(shape, SH + "description"),
        order=_number(said("order")),
        group=_iri(said("group")),
        datatype=_iri(said("datatype")),
        classes=tuple(_classes(statements, shape)),
        codes=tuple(filter(None, map(_iri, listed))),
        texts=tuple(one for one in listed if isinstance(one, ox.Literal)),
        scheme=_scheme(statements, said("node")),
        at_least=int(_number(said("minCount")) or 0),
        at_most=None if said("maxCount") is None else int(_number(said("maxCount")) or 0),
        pattern=_text(said("pattern")),
        longest=int(_number(said("maxLength")) or 0),
        least=_number(said("minInclusive")),
        most=_number(said("maxInclusive")),
        is_address=_iri(said("nodeKind")) == SH + "IRI",
        message=statements.text(shape, SH + "message"),
        editor=_iri(statements.first(shape, DASH + "editor")).removeprefix(DASH),
        is_single_line=_truth(statements.first(shape, DASH + "singleLine")),
        default=_iri(said("defaultValue")),
    )


def _classes(statements: ShapeStatements, shape: Term) -> Iterator[str]:
    yield from filter(None, map(_iri, statements.all(shape, SH + "class")))
    for head in statements.all(shape, SH + "or"):
        for one in statements.members(head):
            yield from filter(None, map(_iri, statements.all(one, SH + "class")))


def _scheme(statements: ShapeStatements, node: Term | None) -> str:
    """The scheme that a code must be in, where the shape of the value says so."""
    if node is None:
        return ""
    for one in statements.all(node, SH + "property"):
        if _iri(statements.first(one, SH + "path")) == SKOS + "inScheme":
            return _iri(statements.first(one, SH + "hasValue"))
    return ""


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _number(term: Term | None) -> float | None:
    try:
        return float(_text(term))
    except ValueError:
        return None


def _truth(term: Term | None) -> bool | None:
    return None if term is None else _text(term) in {"true", "1"}


NO_FIELD = frozenset({RDF + "type"})
