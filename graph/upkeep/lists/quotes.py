"""A list as a source: each row that brings or changes something is quoted as it stands, with its place in the text.

What names persons is no part of the text: columns of contacts, and columns that were left out.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, count

import pyoxigraph as ox

from graph.load.lists.arrangement import Arrangement
from graph.load.lists.beside_names import without_persons
from graph.load.lists.entries import ListReading, RowPlace
from graph.load.spreadsheet.table import Table, as_text
from graph.terms import DCT, FOAF, NETZ, OA, PROV, RDF, SKOS
from graph.text import slug_for
from graph.upkeep.lists.before import VERSION_OF
from graph.upkeep.lists.fields import Said
from graph.upkeep.lists.present import Present

_NOT_QUOTED = frozenset({"contact", "function", "email", "phone", "purpose", "keep_until", "lead", "out"})
_NAMING = frozenset({"name", "members", "groups", "group", "target", "wanted", "source", "part_of"})
"""Columns in whose cells a person may stand beside an organisation: `Klinikum (Frau Huber)`."""
_BETWEEN = "\n\n"


class Quotes:
    """The text of a list, and the passages in it. The documents of a network are numbered, so that none is another."""

    def __init__(
        self, present: Present, root: str, reading: ListReading, names_somebody: Callable[[str], bool]
    ) -> None:
        plain = f"{root}quelle/tabelle"
        number = next(n for n in count(1) if _numbered(plain, n) not in present.statements)
        self.document = _numbered(plain, number)
        self._beleg = f"{root}beleg/" + (f"tabelle-{number}/" if number > 1 else "")
        read = [one for one in reading.arrangements if one.kind != "aside" and one.sheet in reading.tables]
        tables = {one.sheet: _quotable(reading.tables[one.sheet], one) for one in read}
        self._text = _BETWEEN.join(map(as_text, tables.values()))
        self._starts = dict(_starts(tables))
        self._sheets = _sheet_names(tables, names_somebody)

    def iri(self, place: RowPlace) -> str:
        """The passage of a row; its number is the one that a spreadsheet shows."""
        return f"{self._beleg}{self._sheets.get(place.sheet, 'blatt')}-zeile-{place.row + 1}"

    def is_quotable(self, place: RowPlace) -> bool:
        """Whether there is anything to quote."""
        return place.sheet in self._starts and bool(self._text[slice(*self._span(place))].strip())

    def passage(self, place: RowPlace) -> Iterator[Said]:
        """What is said of the passage of a row."""
        start, end = self._span(place)
        yield RDF + "type", ox.NamedNode(NETZ + "Passage")
        yield OA + "exact", ox.Literal(self._text[start:end])
        yield OA + "start", ox.Literal(start)
        yield OA + "end", ox.Literal(end)
        yield PROV + "wasQuotedFrom", ox.NamedNode(self.document)

    def of_document(self, label: str, list_node: str) -> Iterator[Said]:
        """What is said of the list as a document."""
        digest = hashlib.sha256(self._text.encode()).hexdigest()
        yield RDF + "type", ox.NamedNode(FOAF + "Document")
        yield SKOS + "prefLabel", ox.Literal(label, language="de")
        yield DCT + "identifier", ox.Literal(f"sha256:{digest}")
        yield VERSION_OF, ox.NamedNode(list_node)

    def _span(self, place: RowPlace) -> tuple[int, int]:
        """First and last offset of a row in the text of all tables."""
        starts = self._starts[place.sheet]
        return (starts[place.row], starts[place.row + 1] - 1) if place.row + 1 < len(starts) else (0, 0)


def _numbered(plain: str, number: int) -> str:
    return plain if number == 1 else f"{plain}-{number}"


def _quotable(table: Table, arrangement: Arrangement) -> Table:
    hidden = {column.index for column in arrangement.columns if column.role in _NOT_QUOTED}
    named = {column.index for column in arrangement.columns if column.role in _NAMING}
    if not hidden and not named:
        return table
    return tuple(
        tuple(
            without_persons(cell) if place in named or "c/o" in cell else cell
            for place, cell in enumerate(row)
            if place not in hidden
        )
        for row in table
    )


def _starts(tables: Mapping[str, Table]) -> Iterator[tuple[str, Sequence[int]]]:
    """Where each row of a sheet begins in the text of all tables, and where a further one would."""
    at = 0
    for sheet, table in tables.items():
        sizes = (len("\t".join(cells)) + 1 for cells in table)
        starts = array("L", accumulate(sizes, initial=at))
        yield sheet, starts
        at = starts[-1] - bool(table) + len(_BETWEEN)


def _sheet_names(sheets: Iterable[str], names_somebody: Callable[[str], bool]) -> dict[str, str]:
    """What each sheet is called in addresses: its number where its name says nothing, or names somebody."""
    found: dict[str, str] = {}
    for number, sheet in enumerate(sheets, start=1):
        slug = "" if names_somebody(sheet) else slug_for(sheet)
        found[sheet] = slug if slug and slug not in found.values() else f"blatt-{number}"
    return found
