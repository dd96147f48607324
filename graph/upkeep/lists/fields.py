"""What a list can say of an actor, a group, a membership or a tie: each field with the property that holds it.

Values are texts here whatever they are in the data: the IRI of a resource, a wording, a day as exactly as it is known,
a number. So what a list says and what the network says can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pyoxigraph as ox

from graph.load.spreadsheet.cell_text import plain_text
from graph.period import as_exact, first_day_of, last_day_of
from graph.rdf.values import NOTES, UnreadableError, read_number
from graph.terms import ADMS, DCT, NETZ, NK, ORG, SCHEMA, SKOS, XSD, local_name

ValueKind = Literal["wording", "text", "resource", "day", "number"]
Values = frozenset[str]
Term = ox.NamedNode | ox.Literal
Said = tuple[str, Term]
"""A property and its value."""

_PRECISIONS = {4: "year", 7: "month"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WEB = ("http://", "https://")
_DATE, _DECIMAL = ox.NamedNode(XSD + "date"), ox.NamedNode(XSD + "decimal")


@dataclass(frozen=True, slots=True)
class ListField:
    """A field by the properties that may hold it: it is read from all of them and written to the first.

    `is_many`: several values stand beside each other; otherwise one takes the place of another. `precision` is the
    property that says how exactly a day is known.
    """

    properties: tuple[str, ...]
    values: ValueKind
    is_many: bool = False
    precision: str = ""

    @property
    def written_to(self) -> str:
        """The property that holds it where nothing holds it yet."""
        return self.properties[0]

    @property
    def all_properties(self) -> tuple[str, ...]:
        """Every property whose statements belong to it."""
        return (*self.properties, self.precision) if self.precision else self.properties


NAME = ListField((SKOS + "prefLabel",), "wording")
ALIASES = ListField((SKOS + "altLabel",), "wording", is_many=True)
KIND = ListField((ORG + "classification", NETZ + "standsFor"), "resource")
TOPICS = ListField((NETZ + "topic",), "resource", is_many=True)
DISTRICT = ListField((DCT + "spatial",), "resource")
PART_OF = ListField((ORG + "subOrganizationOf", ORG + "unitOf", ORG + "postIn"), "resource")
WHOLES_OF_GROUP = ListField((ORG + "subOrganizationOf", ORG + "unitOf"), "resource", is_many=True)
"""Whose group it is, beside the network that each group is a part of."""
NOTE = ListField(NOTES, "wording")
AUTHORITIES = ListField((SCHEMA + "sameAs",), "text", is_many=True)
STATE = ListField((ADMS + "status",), "resource")
ROLE = ListField((ORG + "role",), "resource")
CONFIDENCE = ListField((NETZ + "confidence",), "resource")
DETAIL = ListField((NETZ + "kind",), "resource")
START = ListField((SCHEMA + "startDate",), "day", precision=NETZ + "startPrecision")
END = ListField((SCHEMA + "endDate",), "day", precision=NETZ + "endPrecision")
WEIGHT = ListField((NETZ + "weight",), "number")

FIELDS = (
    NAME, ALIASES, KIND, TOPICS, DISTRICT, PART_OF, WHOLES_OF_GROUP, NOTE, AUTHORITIES, STATE, ROLE, DETAIL, CONFIDENCE,
    START, END, WEIGHT,
)  # fmt: skip


def literal_field(property_iri: str) -> ListField:
    """The field of what else a column says, by the IRI of a property."""
    return ListField((property_iri,), "text", is_many=True)


def read_values(field: ListField, statements: Iterable[tuple[str, object]]) -> Values:
    """What statements (property and value) say of a field; what cannot be read counts as it stands."""
    held = list(statements)
    if field.values == "day":
        exact = next((local_name(_text(term)) for one, term in held if one == field.precision), "day")
        return frozenset(as_exact(_text(term), exact) for one, term in held if one == field.written_to)
    terms = [term for one, term in held if one in field.properties]
    if field.values == "wording":
        return frozenset(filter(None, (plain(_text(term)) for term in _in_our_language(terms))))
    if field.values == "number":
        return frozenset(_number(term) for term in terms)
    return frozenset(map(_text, terms))


def written(field: ListField, values: Values, property_iri: str = "") -> Iterator[Said]:
    """The statements that say these values, by another of the field's properties where one is given."""
    name = property_iri or field.written_to
    for value in sorted(values):
        if field.values == "resource":
            yield name, node_of(value)
        elif field.values == "wording":
            yield name, ox.Literal(value, language="de")
        elif field.values == "number":
            yield name, ox.Literal(value, datatype=_DECIMAL)
        elif field.values == "day":
            yield from _day(field, value)
        else:
            yield name, ox.NamedNode(value) if _is_address(value) else ox.Literal(value)


@lru_cache(maxsize=4096)
def node_of(iri: str) -> ox.NamedNode:
    """The node of something that many name, such as a group or a code."""
    return ox.NamedNode(iri)


@lru_cache(maxsize=4096)
def end_of(property_iri: str, iri: str) -> Said:
    """A statement about something that many name, as one object."""
    return property_iri, node_of(iri)


def forget_nodes() -> None:
    """Keep nothing of what a list named: few of them keep much of the memory of 100,000 rows from going back."""
    for one in (node_of, end_of):
        one.cache_clear()


def is_of_field(field: ListField, property_iri: str, term: object) -> bool:
    """Whether a statement goes when the field gets another value: a wording in another language stays."""
    if property_iri not in field.all_properties:
        return False
    return field.values != "wording" or not isinstance(term, ox.Literal) or _is_ours(term)


def plain(text: str) -> str:
    """A wording as a cell can hold it: in one line, without signs that are not seen."""
    return " ".join(_UNPRINTABLE.sub("", plain_text(text)).split())


def as_number(weight: float) -> str:
    """A weight as it is written: 2.0, 0.25."""
    text = f"{weight:.9f}".rstrip("0")
    return f"{text}0" if text.endswith(".") else text


def _in_our_language(terms: Sequence[object]) -> Sequence[object]:
    """Wordings in German or in none; where there are none such, all."""
    ours = [term for term in terms if isinstance(term, ox.Literal) and _is_ours(term)]
    return ours or terms


def _is_ours(term: ox.Literal) -> bool:
    return (term.language or "de").partition("-")[0] == "de"


def _day(field: ListField, text: str) -> Iterator[Said]:
    """A day with the precision it was written in: a start on its first day, an end on its last."""
    day = last_day_of(text) if field == END else first_day_of(text)
    yield field.written_to, ox.Literal(day, datatype=_DATE)
    yield field.precision, node_of(NK + _PRECISIONS.get(len(text), "day"))


def _number(term: object) -> str:
    try:
        return as_number(read_number(term)) if isinstance(term, ox.Literal) else _text(term)
    except UnreadableError:
        return _text(term)


def _is_address(value: str) -> bool:
    """Whether a text can be a resource of the web as it stands."""
    if not value.startswith(_WEB):
        return False
    try:
        ox.NamedNode(value)
    except ValueError:
        return False
    return True


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
