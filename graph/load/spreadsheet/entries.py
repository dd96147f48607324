"""Rows of a spreadsheet as entries of a network; what cannot be understood is named by row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.errors import DataError
from graph.load.spreadsheet.codes import codes_of, german_names, sector_of_kinds
from graph.load.spreadsheet.table import ACTOR_NEEDS, ACTORS, TIE_NEEDS, TIES, Sheets, Table, heading_row
from graph.rdf.tie_classes import TieClass, shipped_tie_classes
from graph.terms import NETZ, NK

ACTOR_COLUMNS = ("Akteur", "Kurzname", "Sektor", "Art", "Gruppe")
TIE_COLUMNS = ("Von", "Zu", "Art", "Thema", "Stand", "Seit", "Bis", "Sicherheit")
LONGEST_NAME = 300

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_GERMAN_DATE = re.compile(r"(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?(\d{4})")
_ERROR = re.compile(r"#(REF|BEZUG|NAME|VALUE|WERT|DIV/0|N/A|NV|NUM|ZAHL|NULL)[!?]?|Err:\d{3}|#ERR", re.IGNORECASE)
_SPLIT = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class RowFault:
    """Something that cannot be taken: on which sheet, in which row (as a spreadsheet counts) and column, and why."""

    sheet: str
    row: int
    column: str
    error: DataError


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor by name; `kind` is the IRI of a code of sector or kind, "" when nothing is said."""

    row: int
    name: str
    short: str
    kind: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieEntry:
    """A tie between two actors by their names; state and confidence are IRIs of codes."""

    row: int
    source: str
    target: str
    kind: TieClass
    topic: str
    state: str
    start: str
    end: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Entries:
    """What a spreadsheet says. With faults nothing of it may be stored."""

    actors: tuple[ActorEntry, ...]
    ties: tuple[TieEntry, ...]
    faults: tuple[RowFault, ...]


def read_entries(sheets: Sheets, kinds: Sequence[TieClass] = ()) -> Entries:
    """The entries of both tables, and every fault in them.

    `kinds` are the kinds of tie that rows may name by their labels in either language, those of the ontology if none
    are given; a row that names none has the first.
    """
    reader = _Reader(tuple(kinds) or tuple(one for one in shipped_tie_classes() if one.joins_actors))
    actors = tuple(reader.actors(sheets.actors))
    ties = tuple(reader.ties(sheets.ties, {actor.name for actor in actors}))
    return Entries(actors, ties, tuple(reader.faults))


@dataclass(slots=True)
class _Row:
    """One row by the headings of its columns; faults are noted where they stand."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    note: Callable[[RowFault], None]

    def text(self, column: str) -> str:
        return self.cells.get(column.casefold(), "")

    def fault(self, column: str, error: DataError) -> None:
        self.note(RowFault(self.sheet, self.number, column, error))

    def note_errors(self, columns: Iterable[str]) -> None:
        """A formula that gave an error is named; its cell is not taken for a word."""
        for column in columns:
            if _ERROR.fullmatch(self.text(column)):
                error = DataError(
                    "A formula gives the error %(code)s.", hint="Enter the value itself.", code=self.text(column)
                )
                self.fault(column, error)

    def name(self, column: str) -> str:
        text = self.text(column)
        if not text:
            self.fault(column, DataError("A name is missing.", hint="Enter who is meant."))
        elif len(text) > LONGEST_NAME:
            self.fault(
                column, DataError("The name is longer than %(most)s characters.", hint="Shorten it.", most=LONGEST_NAME)
            )
        return text

    def code(self, column: str, scheme: str, otherwise: str = "", *, only: Collection[str] = ()) -> str:
        text = self.text(column)
        if not text:
            return otherwise
        found = codes_of(scheme).get(text.casefold(), "")
        if not found:
            known = "; ".join(german_names(scheme, only))
            self.fault(
                column,
                DataError("“%(word)s” is not a word we know.", hint="Known are: %(known)s.", word=text, known=known),
            )
        return found

    def day(self, column: str) -> str:
        text = self.text(column)
        day = _as_iso(text)
        if day and not (_DATE.fullmatch(day) and _is_date(day)):
            self.fault(
                column, DataError("“%(word)s” is no date.", hint="Write it as 2026, 2026-05 or 2026-05-31.", word=text)
            )
            return ""
        return day

    def period(self, since: str, until: str) -> tuple[str, str]:
        """Both dates; one before the other, as far as they are known."""
        start, end = self.day(since), self.day(until)
        known = min(len(start), len(end))
        if known and start[:known] > end[:known]:
            self.fault(
                until,
                DataError(
                    "The end %(end)s lies before the beginning %(start)s.", hint="Correct one.", end=end, start=start
                ),
            )
        return start, end


@dataclass(slots=True)
class _Reader:
    """Reads both tables and collects what is wrong with them."""

    kinds: Sequence[TieClass]
    faults: list[RowFault] = field(default_factory=list)

    def actors(self, table: Table) -> Iterator[ActorEntry]:
        seen: dict[str, int] = {}
        for row in self._rows(ACTORS, table, ACTOR_NEEDS):
            name = row.name("Akteur")
            if name in seen:
                row.fault(
                    "Akteur",
                    DataError("“%(word)s” stands in row %(row)s already.", hint="Keep one.", word=name, row=seen[name]),
                )
            seen.setdefault(name, row.number)
            groups = tuple(group for group in _SPLIT.split(row.text("Gruppe")) if group)
            yield ActorEntry(row.number, name, row.text("Kurzname"), _kind_of(row), groups)
        if not seen and not self.faults:
            self.faults.append(
                RowFault(ACTORS, 2, "Akteur", DataError("There is no actor.", hint="Enter at least one."))
            )

    def ties(self, table: Table, names: set[str]) -> Iterator[TieEntry]:
        for row in self._rows(TIES, table, TIE_NEEDS):
            ends = {column: row.name(column) for column in ("Von", "Zu")}
            for column, name in ends.items():
                if name and name not in names:
                    error = DataError(
                        "“%(word)s” is not among the actors.", hint="Spell it as there, or add it.", word=name
                    )
                    row.fault(column, error)
            if ends["Von"] and ends["Von"] == ends["Zu"]:
                row.fault("Zu", DataError("Both sides are the same actor.", hint="Enter who is on the other side."))
            start, end = row.period("Seit", "Bis")
            yield TieEntry(
                row=row.number,
                source=ends["Von"],
                target=ends["Zu"],
                kind=_tie_kind(row, self.kinds),
                topic=row.text("Thema"),
                state=row.code("Stand", "status", NK + "exists"),
                start=start,
                end=end,
                confidence=row.code("Sicherheit", "confidence", NK + "stated"),
            )

    def _rows(self, sheet: str, table: Table, needed: tuple[str, ...]) -> Iterator[_Row]:
        if not table:
            return
        head = heading_row(table, needed)
        heads = [cell.casefold() for cell in table[head]]
        missing = [column for column in needed if column.casefold() not in heads]
        known = {column.casefold() for column in (*ACTOR_COLUMNS, *TIE_COLUMNS)}
        for column in missing:
            error = DataError("The column “%(column)s” is missing.", hint="Use the template.", column=column)
            self.faults.append(RowFault(sheet, head + 1, column, error))
        for title in table[head]:
            if title and title.casefold() not in known:
                error = DataError(
                    "The column “%(column)s” is not one we know.", hint="Rename it or remove it.", column=title
                )
                self.faults.append(RowFault(sheet, head + 1, title, error))
        for number, cells in enumerate(table[head + 1 :], start=head + 2):
            if any(cells) and not missing:
                row = _Row(sheet, number, dict(zip(heads, cells, strict=False)), self.faults.append)
                row.note_errors(table[head])
                yield row


def _kind_of(row: _Row) -> str:
    """The kind of an actor, or else its sector; both may be given when they agree."""
    sectors = set(sector_of_kinds().values())
    sector, kind = row.code("Sektor", "actorKinds", only=sectors), row.code("Art", "actorKinds")
    if sector and sector not in sectors:
        row.fault(
            "Sektor",
            DataError("“%(word)s” is a kind of actor, no sector.", hint="Enter it under Art.", word=row.text("Sektor")),
        )
    elif sector and kind and sector_of_kinds().get(kind, sector) != sector:
        word = row.text("Art")
        row.fault(
            "Art", DataError("“%(word)s” belongs to another sector.", hint="Correct the sector or the kind.", word=word)
        )
    return kind or sector


def _tie_kind(row: _Row, kinds: Sequence[TieClass]) -> TieClass:
    """The kind that a row names; of one that it cannot name the first, beside a fault."""
    word = row.text("Art")
    kind = next((one for one in kinds if word.casefold() in one.words), None) if word else kinds[0]
    if kind is None:
        known = ", ".join(one.label.in_language("de") for one in kinds)
        row.fault(
            "Art", DataError("“%(word)s” is not a word we know.", hint="Known are: %(known)s.", word=word, known=known)
        )
        return kinds[0]
    if kind.iri == NETZ + "Interface" and not row.text("Thema"):
        row.fault("Thema", DataError("An interface needs its topic.", hint="Enter what it is about."))
    return kind


def _as_iso(text: str) -> str:
    """01.05.2026 as 2026-05-01 and 05.2026 as 2026-05; anything else as it is."""
    german = _GERMAN_DATE.fullmatch(text)
    if german is None:
        return text
    day, month, year = german.groups()
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True
