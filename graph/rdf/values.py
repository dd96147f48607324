"""Literals as values: the only place that says which day, number or truth value a term of the data stands for.

Data may come unchecked, so every term is met here: what cannot be read is no value of the model, and is named.
Read is by what is written, whatever datatype it was given: "2016-11-30" is a day as a text too, "30.11.2016" is none.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import pyoxigraph as ox

from graph.model import Actor, Finding, Text, Tie, Unreadable, UnreadableReason
from graph.paths import ONTOLOGY
from graph.protocol import Term
from graph.rdf.quad_text import QuadText, parsed
from graph.rdf.tie_ratings import questions
from graph.stated import ValueKind, stated_fields
from graph.terms import ADMS, DCT, FOAF, NETZ, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS
from graph.text import LABELS, name

WEBSITES = (FOAF + "homepage", SCHEMA + "url", FOAF + "page")
NOTES = (SKOS + "note", SKOS + "editorialNote", SKOS + "scopeNote", SKOS + "definition", DCT + "description")
_RESOURCES = (
    *(RDF + "type", RDFS + "subClassOf", ADMS + "status", SKOS + "broader", SKOS + "topConceptOf"),
    PROV + "wasQuotedFrom",
    *(ORG + name for name in ("member", "organization", "role", "classification", "unitOf", "subOrganizationOf")),
    *(ORG + name for name in ("postIn", "memberOf", "hasMember", "linkedTo")),
    *(NETZ + name for name in ("party", "fromParty", "toParty", "funder", "funded", "holder", "object")),
    *(NETZ + name for name in ("participant", "event", "confidence", "dateConfidence", "evidence", "inNetwork")),
    *(NETZ + name for name in ("startPrecision", "endPrecision", "standsFor", "dependsOn")),
    *(NETZ + name for name in ("edgeFrom", "edgeTo", "directedFrom", "directedTo")),
)
STATED: Mapping[str, ValueKind] = {
    one.property_iri: one.kind for data_class in (Actor, Tie, Finding) for one in stated_fields(data_class)
}
"""The properties that the model holds as they are stated, each in a field of its own (`graph/model.py`)."""
EXPECTED: Mapping[str, ValueKind] = {
    **STATED,
    **dict.fromkeys(_RESOURCES, "resource"),
    **dict.fromkeys((one.property_iri for one in questions()), "resource"),
    **dict.fromkeys((*LABELS, *NOTES, OA + "exact"), "text"),
    SCHEMA + "startDate": "first day",
    SCHEMA + "endDate": "last day",
    **dict.fromkeys((NETZ + "dueDate", NETZ + "decidedOn", NETZ + "postponedUntil"), "last day"),
    DCT + "created": "first day",
    NETZ + "weight": "number",
    NETZ + "edgeWeight": "number",
    NETZ + "edgeOrder": "number",
    OA + "start": "offset",
    OA + "end": "offset",
    NETZ + "edgeDirected": "truth",
    NETZ + "edgeQuiet": "truth",
}
"""Every property that the model reads, and what it must hold to be read."""

_EXPECTED_WORDS = {f"<{iri}>".encode(): kind for iri, kind in EXPECTED.items()}

LARGEST, SMALLEST = 1e9, 1e-9
"""Beyond these bounds sums and distances of a large network would no longer be numbers."""
_SPACE = " \t\r\n"
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_DAY = re.compile(
    r"(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?)?)?(?:Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)


class UnreadableError(ValueError):
    """A term that stands for no value of the kind wanted; `reason` says why."""

    def __init__(self, reason: UnreadableReason) -> None:
        super().__init__(reason)
        self.reason: UnreadableReason = reason


def read_day(term: Term, *, last: bool = False) -> tuple[str, str]:
    """The ISO day (year 0001 to 9999) a term names, and `year` or `month` where that is all it says, else "".

    Of a year or a month it is the first day, or the last. A point in time is its day as it is written, whatever the
    time zone. Raises UnreadableError.
    """
    return _day(_literal(term), last=last)


def read_number(term: Term) -> float:
    """A number that one can calculate with: 0, or between 1e-9 and 1e9. Raises UnreadableError."""
    text = _literal(term)
    if not _NUMBER.fullmatch(text):
        raise UnreadableError("no_number")
    number = float(text)
    if number != 0 and not SMALLEST <= number <= LARGEST:
        raise UnreadableError("number_out_of_range")
    return abs(number)


def read_offset(term: Term) -> int:
    """A count of characters: a whole number from 0 to a milliard. Raises UnreadableError."""
    number = read_number(term)
    if not number.is_integer():
        raise UnreadableError("no_whole_number")
    return int(number)


def read_truth(term: Term) -> bool:
    """Yes or no. Raises UnreadableError."""
    found = _TRUTHS.get(_literal(term))
    if found is None:
        raise UnreadableError("no_truth")
    return found


def read_text(term: Term) -> ox.Literal:
    """A literal as it is. Raises UnreadableError for a resource."""
    if not isinstance(term, ox.Literal):
        raise UnreadableError("text_expected")
    return term


def read_resource(term: Term) -> str:
    """The IRI of a resource, of a blank node its name. Raises UnreadableError for a literal."""
    if not isinstance(term, ox.NamedNode | ox.BlankNode):
        raise UnreadableError("resource_expected")
    return name(term)


def find_unreadable(quads: Iterable[ox.Quad]) -> tuple[Unreadable, ...]:
    """Each statement of a property of the model whose value is no such value, once, in the order of the resources."""
    if isinstance(quads, QuadText):
        quads = parsed(b"\n".join(quads.lines(_may_be_unreadable)))
    return in_order(set(_unreadable(quads)))


def in_order(found: Iterable[Unreadable]) -> tuple[Unreadable, ...]:
    """By resource, property and value."""
    return tuple(sorted(found, key=lambda one: (one.resource, one.property, one.value)))


def in_words(reason: UnreadableReason) -> Text:
    """What is wrong, and how to mend it."""
    return _sentences()[reason]


@cache
def _sentences() -> Mapping[str, Text]:
    with (ONTOLOGY / "wording" / "unreadable.toml").open("rb") as file:
        return {reason: Text(**text) for reason, text in tomllib.load(file).items()}


def _unreadable(quads: Iterable[ox.Quad]) -> Iterator[Unreadable]:
    for subject, predicate, value, _ in quads:
        kind = EXPECTED.get(predicate.value)
        if kind is not None and (reason := reason_against(kind, value)):
            yield Unreadable(name(subject), predicate.value, name(value), reason)


def _may_be_unreadable(line: bytes) -> bool:
    """Whether a line of canonical N-Quads is worth parsing: of resources and texts one letter tells."""
    _, predicate, rest = line.split(b" ", 2)
    kind = _EXPECTED_WORDS.get(predicate)
    if kind in {"resource", "text"}:
        return rest.startswith(b'"') == (kind == "resource")
    return kind is not None


def reason_against(kind: ValueKind, term: Term) -> UnreadableReason | None:
    """Why a term is no value of a kind; None for one that is."""
    try:
        if kind == "resource":
            read_resource(term)
        elif kind == "text":
            read_text(term)
        elif kind == "number":
            read_number(term)
        elif kind == "offset":
            read_offset(term)
        elif kind == "truth":
            read_truth(term)
        else:
            read_day(term, last=kind == "last day")
    except UnreadableError as error:
        return error.reason
    return None


def _literal(term: Term) -> str:
    return read_text(term).value.strip(_SPACE)


@lru_cache(maxsize=4096)
def _day(text: str, *, last: bool) -> tuple[str, str]:
    found = _DAY.fullmatch(text)
    if found is None:
        raise UnreadableError("no_day")
    year, month, day = found["year"], found["month"], found["day"]
    if len(year) > len("9999") or year == "0000":
        raise UnreadableError("year_out_of_range")
    precision = "" if day else "month" if month else "year"
    month = month or ("12" if last else "01")
    if not "01" <= month <= "12":
        raise UnreadableError("no_such_day")
    longest = calendar.monthrange(int(year), int(month))[1]
    day = day or (str(longest) if last else "01")
    if not 1 <= int(day) <= longest:
        raise UnreadableError("no_such_day")
    return f"{year}-{month}-{day}", precision
