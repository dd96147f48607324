"""Text of the data as people read it: labels in the languages there are, German letters unfolded, names in addresses.

A label comes from the properties of NAMES, each language for itself from the first of them that has it; else from
those of OTHER_NAMES; else it is the last part of the IRI. It is one line, and shows what it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

import pyoxigraph as ox

from graph.model import LANGUAGES, Text
from graph.protocol import Term
from graph.terms import DCT, FOAF, ORG, RDFS, SCHEMA, SKOS, VCARD, local_name

JOINT = "; "
"""What stands between several values in one cell of a table, in files that are written and read."""
_SCHEMA_WITHOUT_TLS = "http://schema.org/"
_ROV = "http://www.w3.org/ns/regorg#"
NAMES = (
    SKOS + "prefLabel",
    RDFS + "label",
    FOAF + "name",
    SCHEMA + "name",
    _SCHEMA_WITHOUT_TLS + "name",
    DCT + "title",
    VCARD + "fn",
    SCHEMA + "legalName",
    _SCHEMA_WITHOUT_TLS + "legalName",
    _ROV + "legalName",
)
OTHER_NAMES = (
    SKOS + "altLabel",
    FOAF + "nick",
    ORG + "identifier",
)
"""What names a resource that has no name: an abbreviation must not stand before a name in another language."""
LABELS = (*NAMES, *OTHER_NAMES)
_ON_ONE_LINE = frozenset(LABELS)

_LONG_FORMS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
PLAIN_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
"""Letters of other alphabets that are no letter with an accent, and what people type for them."""
_CAPITALS = {
    letter.upper(): plain.capitalize() for letter, plain in PLAIN_LETTERS.items() if not letter.upper().isascii()
}
_PLAIN_LETTERS = str.maketrans(PLAIN_LETTERS | _CAPITALS)
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")
"""Control characters, and marks that turn the direction of whatever follows them."""
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+"
)
"""What nobody sees, by its number: which characters there are, each Python knows otherwise. Joiners are not among it:
they part or join the letters beside them, as Persian and many signs need it."""
_MOST_DIGITS = 15
_SEVERAL = 2
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60

Literals = Mapping[str, Iterable[ox.Literal]]
"""The literals of one resource by property."""


def name(term: Term | None) -> str:
    """A term as the model writes it: an IRI or a literal's text as it is, a blank node as `_:b0`."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def natural_number(text: str) -> int | None:
    """The number that a text says in digits; None for anything else, and for one longer than any that is meant.

    Python refuses to read some thousand digits, SQLite more than 19, and SPARQL as well.
    """
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def node(iri: str) -> ox.NamedNode | ox.BlankNode:
    """The resource that a name stands for, as `name` writes it."""
    return ox.BlankNode(iri.removeprefix("_:")) if iri.startswith("_:") else ox.NamedNode(iri)


def label(literals: Literals) -> Text | None:
    """What a resource is called by its literals; None for one without a name."""
    return first_wording(literals, NAMES) or first_wording(literals, OTHER_NAMES)


def first_wording(literals: Literals, properties: Iterable[str]) -> Text | None:
    """Each language from the first property that has it, a name as one line; None where there are but blanks."""
    return wording(
        _on_one_line(literal) if one in _ON_ONE_LINE else literal
        for one in properties
        if one in literals
        for literal in _in_order(literals[one])
    )


def wording(literals: Iterable[ox.Literal]) -> Text | None:
    """Our languages from literals of several, the first of each; None where there are but blanks.

    One without a language serves the first language that is missing, one in a foreign language where there is nothing
    else.
    """
    found: dict[str, str] = {}
    for literal in literals:
        if not is_blank(literal.value):
            found.setdefault((literal.language or "").partition("-")[0], literal.value)
    if not found:
        return None
    untagged = found.pop("", "")
    missing = next((language for language in LANGUAGES if language not in found), "")
    if missing and (untagged or found.keys().isdisjoint(LANGUAGES)):
        found[missing] = untagged or next(iter(found.values()))
    return Text(*[found.get(language, "") for language in LANGUAGES])


def label_of_iri(iri: str) -> Text:
    """What a resource without a name is called: the last part of its IRI, written in letters where it is encoded."""
    last = local_name(iri)
    if last.count(":") and "/" not in iri and not last.startswith("_:"):
        last = last.rstrip(":").rpartition(":")[2] or last
    try:
        decoded = unquote(last, errors="strict")
    except UnicodeDecodeError:
        return Text(last)
    return Text(decoded if decoded.isprintable() and not is_blank(decoded) else last)


def is_blank(text: str) -> bool:
    """Whether there is nothing to be seen: no letter, only spaces and signs without a width."""
    return not text[:1].isalnum() and not any(sign.isprintable() and not sign.isspace() for sign in text)


def without_unseen(text: str) -> str:
    """The text without characters that nobody sees: they break files, or turn round what stands beside them."""
    return _UNSEEN.sub("", text)


def xml_text(text: str) -> str:
    """A text without the characters that no XML can hold: what is drawn, and what is in files for other programs."""
    return _NOT_IN_XML.sub("", text)


def long_form(text: str) -> str:
    """In small letters without accents, umlauts unfolded: `muenchen` for München."""
    return without_accents(unicodedata.normalize("NFC", text).lower().translate(_LONG_FORMS))


def without_accents(text: str) -> str:
    """The same letters without accents: `Munchen` for München, `Soren` for Søren."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text).translate(_PLAIN_LETTERS)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug_for(text: str, longest: int = _LONGEST_SLUG) -> str:
    """A name as it stands in addresses: `arbeit-und-bildung`; "" for one without letters of ours."""
    return _NOT_IN_A_SLUG.sub("-", long_form(text)).strip("-")[:longest].strip("-")


def _on_one_line(literal: ox.Literal) -> ox.Literal:
    """A name without breaks, and without marks that would turn the text after it."""
    text = literal.value
    if text.isprintable() and text.strip() == text:
        return literal
    return ox.Literal(" ".join(_NOT_IN_A_LINE.sub(" ", text).split()), language=literal.language)


def _in_order(literals: Iterable[ox.Literal]) -> Sequence[ox.Literal]:
    """The same whatever order the store gives them in; `de` before `de-AT`. Nearly all resources have one."""
    found = tuple(literals)
    return found if len(found) < _SEVERAL else sorted(found, key=lambda one: (one.language or "", one.value))
