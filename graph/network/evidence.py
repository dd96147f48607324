"""Do the quoted passages stand in the document where they say, and how much of it do they quote?

The full text of a document is not part of the data, so whoever has it checks the passages against it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graph.errors import DataError
from graph.model import Passage, Ref, Text
from graph.query.memory_copy import Selects
from graph.rdf.values import UnreadableError, read_offset
from graph.terms import DCT, NETZ, OA, PROV, local_name

_PASSAGES = f"""
SELECT ?passage ?exact ?start ?end ?document WHERE {{
  ?passage a <{NETZ}Passage> ; <{OA}exact> ?exact ; <{OA}start> ?start ; <{OA}end> ?end ;
    <{PROV}wasQuotedFrom> ?document .
}}"""
_PARTS = ("exact", "start", "end", "document")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A passage whose wording is not what the document has between its offsets.

    `found` is what stands there; `elsewhere` is where the quote begins instead, None if it is nowhere.
    """

    passage: Passage
    found: str
    elsewhere: int | None

    def __str__(self) -> str:
        passage = self.passage
        where = "nowhere in the file" if self.elsewhere is None else f"at {self.elsewhere}"
        return (
            f"{passage.iri}: {passage.start}-{passage.end} has {self.found!r}; the quote {passage.quote!r} is {where}"
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many letters of a text lie inside at least one passage; digits, spaces and signs do not count."""

    letters_total: int
    letters_cited: int

    @property
    def share(self) -> float:
        """0..1; 0 for a text without letters."""
        return self.letters_cited / self.letters_total if self.letters_total else 0.0


def passages_in(store: Selects, document: str | None = None) -> list[Passage]:
    """The passages of the store in the order of their documents, or those of one document (IRI).

    Raises DataError for an empty passage and for a position that is no number.
    """
    found = (_passage(_value(row["passage"]), row) for row in store.select(_PASSAGES))
    return _in_order(found, document)


def document_with(store: Selects, content: bytes) -> str | None:
    """The document whose `dct:identifier` is the SHA-256 of this file, or None."""
    digest = ox.Literal("sha256:" + hashlib.sha256(content).hexdigest())
    rows = store.select(f"SELECT ?document WHERE {{ ?document <{DCT}identifier> {digest} }} ORDER BY ?document LIMIT 1")
    return _value(rows[0]["document"]) if rows else None


def check_passages(passages: Iterable[Passage], text: str) -> list[Mismatch]:
    """The passages whose quote is not exactly what the text has from start to end."""
    return [_mismatch(passage, text) for passage in passages if not _stands(passage, text)]


def coverage(passages: Iterable[Passage], text: str) -> Coverage:
    """How much of the text lies inside passages. A letter quoted twice counts once; a false quote counts not at all."""
    cited = bytearray(len(text))
    for passage in passages:
        if _stands(passage, text):
            cited[passage.start : passage.end] = b"\x01" * (passage.end - passage.start)
    letters = [offset for offset, sign in enumerate(text) if sign.isalpha()]
    return Coverage(len(letters), sum(cited[offset] for offset in letters))


def _stands(passage: Passage, text: str) -> bool:
    return 0 <= passage.start < passage.end and text[passage.start : passage.end] == passage.quote


def _mismatch(passage: Passage, text: str) -> Mismatch:
    offset = text.find(passage.quote)
    found = text[max(passage.start, 0) : max(passage.end, 0)]
    return Mismatch(passage, found, offset if offset >= 0 else None)


def _in_order(passages: Iterator[Passage], document: str | None) -> list[Passage]:
    wanted = (passage for passage in passages if document in (None, passage.document.iri))
    return sorted(wanted, key=lambda passage: (passage.document.iri, passage.start, passage.end, passage.iri))


def _passage(iri: str, parts: Mapping[str, object]) -> Passage:
    missing = [name for name in _PARTS if not _value(parts.get(name))]
    if missing:
        raise DataError("The passage %(passage)s lacks its %(parts)s.", passage=iri, parts=", ".join(missing))
    document = _value(parts["document"])
    label = local_name(document)
    start, end = _position(iri, parts["start"]), _position(iri, parts["end"])
    return Passage(iri, _value(parts["exact"]), start, end, Ref(document, Text(label, label)))


def _position(iri: str, term: object) -> int:
    try:
        return read_offset(ox.Literal(_value(term)))
    except UnreadableError as error:
        raise DataError("The position of %(passage)s is not a number.", passage=iri) from error


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else ""
