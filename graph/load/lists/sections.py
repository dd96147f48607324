"""Rows that head those below them: "Vereine" or "AG Sprache" in a row alone, letters of an index; what they say."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from graph.load.lists.arrangement import Arrangement, Role
from graph.load.lists.folded import folded
from graph.load.lists.header import Header
from graph.load.lists.looks import GROUP_LIKE
from graph.load.spreadsheet.table import Table

_INDEX = re.compile(r"[A-ZÄÖÜ](?:\s?[-–/]\s?[A-ZÄÖÜ])?|0-9|\d\s?[-–]\s?\d")
_SEATS = re.compile(
    r"(?:(?:nicht )?stimmberechtigte|beratende|ständige|ordentliche|stellvertretende|geborene|gewählte|berufene|weitere"
    r"|kooptierte|assoziierte|fördernde|aktive|passive|korporative|externe|interne|sonstige|voting|advisory|associate)\s"
    r"(?:\w+\s){0,2}(?:mitglieder|partner|vertreter(?:innen)?|teilnehmende|akteure|einrichtungen|gäste|members|partners)"
    r"|gäste|ständige gäste|mitglieder|guests",
    re.IGNORECASE,
)
_DISTRICT = re.compile(
    r"(?:stadtteil|ortsteil|stadtbezirk|bezirk|sozialraum|quartier|planungsraum|landkreis|gemeinde|region)\s\S.*",
    re.IGNORECASE,
)
_SAID_ABOVE: frozenset[Role] = frozenset({"topics", "kind", "district", "groups", "part_of"})
_SEVERAL = 2


class Section(NamedTuple):
    """What heads the rows below it: the column in which it stands and its text."""

    place: int
    text: str

    @property
    def group(self) -> str:
        """The group that they are members of, "" for none."""
        return self.text.rstrip(" :") if GROUP_LIKE.search(self.text) and not _SEATS.fullmatch(self.text) else ""

    @property
    def district(self) -> str:
        """Where they all are, "" for nowhere."""
        return self.text if is_district(self.text) else ""

    @property
    def is_index(self) -> bool:
        """Whether it is but a letter to find them by."""
        return is_index(self.text)


def is_district(text: str) -> bool:
    """Whether a text says that it is a district: `Stadtteil Nord`."""
    return bool(_DISTRICT.fullmatch(text))


def is_index(text: str) -> bool:
    """Whether a text is but a letter, or a span of letters, to find something by."""
    return bool(_INDEX.fullmatch(text))


def section_of(cells: Sequence[str]) -> Section | None:
    """The section that a row begins which is set aside: one cell that says something."""
    said = [(place, cell) for place, cell in enumerate(cells) if cell]
    return Section(*said[0]) if len(said) == 1 else None


def below(section: Section, cells: tuple[str, ...], arrangement: Arrangement) -> tuple[str, ...]:
    """A row with what its section says in a column of its own, where the row itself says nothing in it."""
    place = section.place
    is_said = place < len(cells) and not cells[place] and arrangement.columns[place].role in _SAID_ABOVE
    return (*cells[:place], section.text, *cells[place + 1 :]) if is_said else cells


def section_rows(table: Table, header: Header, kinds: Collection[str], names: Sequence[int]) -> tuple[int, ...]:
    """The rows that head those below them; `names` are the columns that name somebody.

    Sections begin with one: a word for a kind, or the name of a group, further down is an actor called so.
    """
    first = header.row + 1
    filled = {row: sum(map(bool, cells)) for row, cells in enumerate(table[first:], start=first) if any(cells)}
    ones = [row for row, number in filled.items() if number == 1]
    alone = {row: found for row in ones if row < len(table) - 1 and (found := section_of(table[row])) is not None}
    sure = {row for row, one in alone.items() if one.place < _SEVERAL and one.text.endswith(":")}
    if not alone or len(ones) > len(filled) / 2:  # names alone, and no table
        return tuple(sorted(sure))
    full = [table[row] for row, number in filled.items() if number > 1]
    sure |= {row for row, one in alone.items() if _is_beside(one, full, names) or _SEATS.fullmatch(one.text)}
    opening = {row for row, one in alone.items() if folded(one.text) in kinds or one.group}
    recurring = {row for row, one in alone.items() if one.is_index or one.district}
    if len(opening | recurring | sure) < _SEVERAL and not any(alone[row].group for row in opening):
        return tuple(sorted(sure))  # "Stadt" in the first row heads nothing: it is in the list
    begins = next(iter(filled)) in opening | recurring | sure
    sure |= opening if begins else set()
    sure |= recurring if begins or len(recurring) >= _SEVERAL else set()
    return tuple(sorted(sure))


def _is_beside(one: Section, full: Sequence[Sequence[str]], names: Sequence[int]) -> bool:
    """Whether it stands before the names, in a column that is empty in most rows or that only numbers them."""
    if not names or one.place >= min(names):
        return False
    cells = [row[one.place] for row in full if row[one.place]]
    are_numbers = bool(cells) and all(cell.rstrip(".").isdigit() for cell in cells) and not one.text.isdigit()
    return are_numbers or len(cells) < len(full) / 2
