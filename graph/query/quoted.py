"""What a document was quoted for: its passages in the order of the text, each with its section and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.protocol import Row, Store
from graph.query.kept_rows import rows_of_engine
from graph.query.resource import check_iri, types_of, value
from graph.terms import CV, DCT, FOAF, NETZ, OA, PROV

_DOCUMENTS = frozenset({FOAF + "Document", CV + "ReferenceFramework"})

_PASSAGES = f"""SELECT ?passage ?text ?start ?thing WHERE {{{{
  ?passage <{PROV}wasQuotedFrom> {{document}} ; <{OA}exact> ?text .
  OPTIONAL {{{{ ?passage <{OA}start> ?start }}}}
  OPTIONAL {{{{ ?thing <{NETZ}evidence> ?passage }}}}
}}}}"""
_SECTIONS = f"""SELECT ?document ?passage ?start ?section ?thing WHERE {{
  ?section <{DCT}isPartOf> ?document .
  ?passage <{PROV}wasQuotedFrom> ?document ; <{OA}start> ?start .
  OPTIONAL {{
    {{ ?section <{NETZ}evidence> ?passage BIND(?section AS ?thing) }}
    UNION {{ ?thing <{DCT}isPartOf> ?section ; <{NETZ}evidence> ?passage }}
  }}
}}"""


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage as it stands in its document; `things` are the IRIs of what rests on it, without its section."""

    iri: str
    text: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedSection:
    """Passages that follow each other below one heading; `iri` is "" where the document has no sections."""

    iri: str
    passages: tuple[QuotedPassage, ...]


def document_of(store: Store, iri: str) -> str:
    """The document that a passage or a section is of, a document itself where something is quoted from it, else ""."""
    term = check_iri(iri)
    query = f"""SELECT ?document WHERE {{
      {{ {term} <{PROV}wasQuotedFrom> ?document }}
      UNION {{ BIND({term} AS ?document) ?any <{PROV}wasQuotedFrom> {term} }}
      UNION {{ {term} <{DCT}isPartOf> ?document . ?any <{PROV}wasQuotedFrom> ?document }}
    }} LIMIT 1"""
    return next((value(row["document"]) for row in store.select(query)), "")


def is_document(store: Store, iri: str) -> bool:
    """Whether something is quoted from it, or it is said to be a document and is no section of one that is quoted."""
    quoted = document_of(store, iri)
    return quoted == iri if quoted else not _DOCUMENTS.isdisjoint(types_of(store, [iri]).get(iri, ()))


def read_quoted(store: Store, document: str) -> tuple[QuotedSection, ...]:
    """The passages of a document by section, in the order of the text. O(its passages, and all that have sections)."""
    sections = section_of_passages(store)
    found: dict[str, tuple[int, str, list[str]]] = {}
    for row in store.select(_PASSAGES.format(document=check_iri(document))):
        things = found.setdefault(value(row["passage"]), (_number(row["start"]), value(row["text"]), []))[2]
        thing = value(row["thing"]) if row["thing"] is not None else ""
        if thing and thing != sections.get(value(row["passage"])):
            things.append(thing)
    ordered = sorted(found, key=lambda iri: (found[iri][0], iri))
    return tuple(
        QuotedSection(section, tuple(QuotedPassage(iri, found[iri][1], tuple(sorted(found[iri][2]))) for iri in iris))
        for section, iris in groupby(ordered, key=lambda iri: sections.get(iri, ""))
    )


def section_of_passages(store: Store) -> Mapping[str, str]:
    """The section that each passage stands in, of documents that have some; kept until a change can reach one.

    What rests on a passage says it, or the section itself; any other passage stands where the one before it does.
    """
    rows, held = rows_of_engine(store, _SECTIONS), _OF_PASSAGES.values(store).get(None)
    if held is None or held[0] is not rows:
        held = rows, _sections(rows)
        _OF_PASSAGES.put(store, None, held)
    return held[1]


def _sections(rows: Iterable[Row]) -> dict[str, str]:
    said: dict[tuple[str, int, str], set[tuple[bool, str]]] = {}
    for row in rows:
        key = value(row["document"]), _number(row["start"]), value(row["passage"])
        sections = said.setdefault(key, set())
        if row["thing"] is not None:
            sections.add((row["thing"] != row["section"], value(row["section"])))
    found: dict[str, str] = {}
    for _, of_document in groupby(sorted(said), key=lambda key: key[0]):
        found |= _carried(
            ((passage, sorted(said[document, start, passage])) for document, start, passage in of_document)
        )
    return found


def _carried(passages: Iterable[tuple[str, Sequence[tuple[bool, str]]]]) -> dict[str, str]:
    """Each passage with its section: its own, else of those said the one that goes on, else that of the one before."""
    found: dict[str, str] = {}
    now = ""
    for passage, sections in passages:
        own = [section for is_of_thing, section in sections if not is_of_thing]
        if own or (sections and now not in {section for _, section in sections}):
            now = (own or [section for _, section in sections])[0]
        found[passage] = now
    return found


def _number(term: object) -> int:
    try:
        return int(term.value) if isinstance(term, ox.Literal) else 0
    except ValueError:
        return 0


_OF_PASSAGES: RevisionCache[Store, None, tuple[list[Row], Mapping[str, str]]] = RevisionCache(most=1)
