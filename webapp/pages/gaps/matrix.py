"""Between whom gaps lie: sector by sector and group by group, each cell with the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from webapp.pages.gaps.filter import FilterNames, GapFilter
from webapp.pages.gaps.rows import GapRow, Parties, is_between
from webapp.ui.language import gettext
from webapp.ui.links import with_parameters
from webapp.ui.sorting import sort_key

LEVELS = 4
MOST_SIDES = 12
LIST = "#liste"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The number of gaps between two sides, how dark (0 to 4) it is shown, and the address of their list."""

    number: int
    level: int
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table that reads the same along both edges."""

    name: str
    title: str
    caption: str
    sides: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]


def make_matrices(rows: Sequence[GapRow], chosen: GapFilter, names: FilterNames) -> list[Matrix]:
    """Both tables for the gaps that pass the other filters; one without two sides is left out."""
    by_sector = [row.sectors for row in chosen.passing(rows, ignoring={"sektor"})]
    by_group = [row.groups for row in chosen.passing(rows, ignoring={"gruppe"})]
    found = [
        _make("sektor", gettext("Zwischen Sektoren"), by_sector, names.sectors),
        _make("gruppe", gettext("Zwischen Gruppen und ihren Mitgliedern"), by_group, names.groups),
    ]
    return [matrix for matrix in found if matrix is not None]


def _make(
    name: str, title: str, belongings: Sequence[Mapping[str, Parties]], names: Mapping[str, str]
) -> Matrix | None:
    numbers = Counter(
        pair
        for belonging in belongings
        for pair in combinations_with_replacement(sorted(belonging), 2)
        if is_between(belonging, *pair)
    )
    weights: Counter[str] = Counter()
    for pair, number in numbers.items():
        for side in set(pair):
            weights[side] += number
    if len(weights) <= 1:
        return None
    frequent = [side for side, _ in sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_SIDES]]
    sides = sorted(frequent, key=lambda side: sort_key(names.get(side, side)))
    most = max(numbers.values())

    def cell(one: str, other: str) -> MatrixCell:
        number = numbers[min(one, other), max(one, other)]
        url = with_parameters(**{name: one, f"mit_{name}": other, "seite": None}) + LIST
        label = f"{names.get(one, one)} – {names.get(other, other)}"
        return MatrixCell(number, -(-number * LEVELS // most), url, label)

    labels = tuple(names.get(side, side) for side in sides)
    cells = tuple((label, tuple(cell(one, other) for other in sides)) for label, one in zip(labels, sides, strict=True))
    caption = (
        gettext("Gezeigt sind die %(number)s mit den meisten Lücken.", number=MOST_SIDES)
        if len(weights) > MOST_SIDES
        else ""
    )
    return Matrix(name, title, caption, labels, cells)
