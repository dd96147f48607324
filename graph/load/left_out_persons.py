"""Persons in statements that a lenient load left out: their names are heeded all the same.

What cannot be read says nothing in public, but other statements of the file may name the same person: without this,
one broken address would make a name public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

import pyoxigraph as ox

from graph.load.faults import TextFault
from graph.persons.likeness import likeness
from graph.persons.recognition import FAMILY_NAMES, GIVEN_NAMES, PERSON_CLASSES
from graph.terms import FOAF, RDF, local_name

_MOST_LINES = 200
_PERSON_WORD = re.compile(
    r"\b(?:" + "|".join(sorted({local_name(iri) for iri in PERSON_CLASSES | FAMILY_NAMES | GIVEN_NAMES})) + r")\b"
)
_NAMED = re.compile(r'(?:name|label|fn)>?\s+"((?:[^"\\\n]|\\.){3,200})"', re.IGNORECASE)


def persons_left_out(text: bytes, faults: Iterable[TextFault], base: str) -> Iterator[ox.Quad]:
    """Statements that somebody is called so, for each name in what was left out of a text. O(lines left out)."""
    places = sorted({fault.line for fault in faults if fault.line is not None})
    lines = text.decode(errors="replace").split("\n") if places else []
    for name in dict.fromkeys(name for line in places for name in _names_in(_statement_at(lines, line - 1))):
        person = ox.NamedNode(f"{base}person/{sha256(name.encode()).hexdigest()[:12]}")
        yield ox.Quad(person, ox.NamedNode(RDF + "type"), ox.NamedNode(FOAF + "Person"))
        yield ox.Quad(person, ox.NamedNode(FOAF + "name"), ox.Literal(name))


def _names_in(statement: str) -> Iterator[str]:
    """Of a statement about a person all names, of any other those that are certainly a person's."""
    is_of_person = bool(_PERSON_WORD.search(statement))
    for found in _NAMED.finditer(statement):
        how_likely = likeness(found[1])
        if how_likely == "certain" or (is_of_person and how_likely == "uncertain"):
            yield found[1]


def _statement_at(lines: list[str], place: int) -> str:
    """The lines of a statement, from behind the full stop before a line to the next one."""
    first = last = min(place, len(lines) - 1)
    while first > 0 and last - first < _MOST_LINES and not lines[first - 1].rstrip().endswith("."):
        first -= 1
    while last < len(lines) - 1 and last - first < _MOST_LINES and not lines[last].rstrip().endswith("."):
        last += 1
    return "\n".join(lines[first : last + 1])
