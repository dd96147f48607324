"""A ranking or count as a table: what it means for the work, its rows, and what is said where the data carry none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.model import Ref
from webapp.ui.language import gettext, say
from webapp.ui.sorting import sort_key

TOP = 10
Value = str | int | float | None


BESIDE_EACH_OTHER = 3
"""Columns of a table that leaves room for another one beside it."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line: what it is about, a resource or only a name, and its values; None where there is none."""

    ref: Ref | None
    values: tuple[Value, ...]
    label: str = ""

    @property
    def name(self) -> str:
        """Its name as text."""
        return say(self.ref.label) if self.ref else self.label


@dataclass(frozen=True, slots=True)
class Table:
    """`name` stands in addresses. `instead`: a sentence in place of rows that the data do not carry.

    head: of the name and of each value. note: what else to know. query: the same as SPARQL. shown: rows on the page;
    files hold all of them.
    """

    name: str
    title: str
    meaning: str
    head: tuple[str, ...]
    rows: tuple[TableRow, ...] = ()
    instead: str = ""
    note: str = ""
    query: str = ""
    shown: int = TOP

    @property
    def on_page(self) -> tuple[TableRow, ...]:
        """The first rows."""
        return self.rows[: self.shown]

    @property
    def columns(self) -> range:
        """Indices of the values."""
        return range(len(self.head) - 1)

    @property
    def is_narrow(self) -> bool:
        """Whether two of them stand beside each other."""
        return len(self.head) <= BESIDE_EACH_OTHER

    @property
    def numbers(self) -> frozenset[int]:
        """The columns that hold numbers on the page, which stand to the right."""
        return frozenset(
            index for index in self.columns if not any(isinstance(row.values[index], str) for row in self.on_page)
        )


def or_instead(table: Table, sentence: str) -> Table:
    """The table, or the sentence where it has no row."""
    return table if table.rows else replace(table, instead=sentence)


def too_few_ties(number: int, least: int) -> str:
    """Why a measure of ties between actors is not shown."""
    return gettext(
        "Dafür ist noch zu wenig eingetragen: Erfasste Verbindungen zwischen Akteuren: %(number)s, "
        "nötig wären etwa %(least)s.",
        number=number,
        least=least,
    )


def ranked(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """Rows by their first value, the highest first, then by name."""
    return tuple(sorted(rows, key=lambda row: (-_number(row.values[0]), sort_key(row.name))))


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
