"""Between whom gaps lie: sector by sector and group by group, each cell with the list behind it and the ties beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.network.edges import unordered
from webapp.pages.gaps.between import Between, BetweenTable
from webapp.ui.language import gettext
from webapp.ui.links import address_with, with_parameters
from webapp.ui.page import say_number
from webapp.ui.sorting import sort_key
from webapp.ui.tie_quality import say_rated

LEVELS = 4
MOST_SIDES = 12
LIST = "#liste"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The number of gaps between two sides, how dark (0 to 4) it is shown, the address of their list, and the ties."""

    number: int
    level: int
    url: str
    label: str
    ties: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table that reads the same along both edges; `notes` say what is counted."""

    name: str
    title: str
    caption: str
    sides: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]
    notes: tuple[str, ...]


def make_matrices(tables: Sequence[BetweenTable], *, most: int = MOST_SIDES, page: str = "") -> list[Matrix]:
    """Both tables as they are shown, with at most so many sides; one without two sides is left out.

    `page`: the address of the gap list where another page shows them.
    """
    titles = {"sektor": gettext("Zwischen Sektoren"), "gruppe": gettext("Zwischen Gruppen und ihren Mitgliedern")}
    found = [_make(table, titles[table.name], most, page) for table in tables]
    return [matrix for matrix in found if matrix is not None]


def _make(table: BetweenTable, title: str, most_sides: int, page: str) -> Matrix | None:
    weights = table.weights()
    if len(weights) <= 1:
        return None
    frequent = [side for side, _ in sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))[:most_sides]]
    sides = sorted(frequent, key=lambda side: sort_key(table.names.get(side, side)))
    most = max(table.gaps.values(), default=1)

    def cell(one: str, other: str) -> MatrixCell:
        found = table.cell(unordered((one, other)))
        url = _list_between(table.name, one, other, page)
        label = f"{table.names.get(one, one)} – {table.names.get(other, other)}"
        return MatrixCell(found.gaps, -(-found.gaps * LEVELS // most), url, label, _say_ties(found))

    labels = tuple(table.names.get(side, side) for side in sides)
    cells = tuple((label, tuple(cell(one, other) for other in sides)) for label, one in zip(labels, sides, strict=True))
    caption = (
        gettext("Gezeigt sind die %(number)s mit den meisten Lücken und Verbindungen.", number=most_sides)
        if len(weights) > most_sides
        else ""
    )
    return Matrix(table.name, title, caption, labels, cells, table.notes)


def _list_between(level: str, one: str, other: str, page: str) -> str:
    """The gaps between two sides: on this page with its other filters, or on another without."""
    asked = {level: one, f"mit_{level}": other}
    if not page:
        return with_parameters(**asked, seite=None) + LIST
    return address_with(page, asked.items()) + LIST


def _say_ties(cell: Between) -> str:
    """What exists beside what was to be expected, what is demanded, how well it carries; "" where there is nothing."""
    said = []
    if cell.expected is not None:
        expected = say_number(round(cell.expected, 1))
        said.append(gettext("besteht %(number)s, zu erwarten %(expected)s", number=cell.existing, expected=expected))
    elif cell.existing or cell.demanded:
        said.append(gettext("besteht %(number)s", number=cell.existing))
    if cell.demanded:
        said.append(gettext("gefordert %(number)s", number=cell.demanded))
    said += say_rated(cell.rated)
    return ", ".join(said)
