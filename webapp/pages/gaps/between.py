"""Between whom gaps and ties lie, cell by cell: what the tables of the page, their files and the API say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.analysis import Analysis
from graph.export.spreadsheets import Cell
from graph.gaps.between import Exchange, exchange
from graph.gaps.sufficiency import LEAST_TIES
from graph.measures.tie_quality import Rated
from graph.network.edges import Pair
from graph.rdf.tie_ratings import dimensions
from webapp.pages.gaps.belonging import Belonging
from webapp.pages.gaps.filter import FilterNames, GapFilter
from webapp.pages.gaps.rows import GapRow, named_sides_of
from webapp.ui.language import gettext, say
from webapp.ui.memo import memo_without_words
from webapp.ui.sorting import sort_key
from webapp.ui.tie_quality import dimension_label

Level = Literal["sektor", "gruppe"]
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Between:
    """Of two sides, by their codes: gaps that pass the filters, and ties, whatever the filters; see `Exchange`."""

    one: str
    other: str
    gaps: int
    existing: int
    expected: float | None
    demanded: int
    rated: tuple[Rated, ...] = ()


@dataclass(frozen=True, slots=True)
class BetweenTable:
    """What is between any two sides; `notes` say what is counted, and what is not."""

    name: Level
    gaps: Mapping[Pair, int]
    ties: Exchange
    names: Mapping[str, str]
    notes: tuple[str, ...]

    def cell(self, pair: Pair) -> Between:
        """Of two sides, in the order of their codes."""
        held = (self.gaps.get(pair, 0), self.ties.existing.get(pair, 0))
        demanded, rated = self.ties.demanded.get(pair, 0), self.ties.rated.get(pair, ())
        return Between(*pair, *held, self.ties.expected.get(pair), demanded, rated)

    def weights(self) -> Counter[str]:
        """How many gaps and ties each side has with others and within, sides without any left out. O(what there is)."""
        found: Counter[str] = Counter()
        for counted in (self.gaps, self.ties.existing, self.ties.demanded):
            for pair, number in counted.items():
                for side in set(pair):
                    found[side] += number
        return +found

    def cells(self) -> Iterator[Between]:
        """Every two sides between which there is something or something was to be expected, in their order."""
        return map(self.cell, sorted({*self.gaps, *self.ties.existing, *self.ties.expected, *self.ties.demanded}))


def count_between(
    analysis: Analysis, rows: Sequence[GapRow], chosen: GapFilter, names: FilterNames
) -> tuple[BetweenTable, BetweenTable]:
    """By sector and by group, for the gaps that pass the other filters."""
    by_sector = [row.sectors for row in chosen.passing(rows, ignoring={"sektor"})]
    by_group = [row.groups for row in chosen.passing(rows, ignoring={"gruppe"})]
    sectors, groups = _exchanges(analysis)
    return (
        _table("sektor", by_sector, sectors, names.sectors, _notes(analysis, sectors, "sektor")),
        _table("gruppe", by_group, groups, names.groups, _notes(analysis, groups, "gruppe")),
    )


@memo_without_words
def _exchanges(analysis: Analysis) -> tuple[Exchange, Exchange]:
    sectors, groups = (exchange(analysis.ties, sides, analysis.at) for sides in named_sides_of(analysis))
    return sectors, groups


def _table(
    name: Level,
    belongings: Sequence[Belonging],
    ties: Exchange,
    names: Mapping[str, str],
    notes: tuple[str, ...],
) -> BetweenTable:
    gaps = Counter(pair for belonging in belongings for pair in belonging.cells())
    return BetweenTable(name, gaps, ties, names, notes)


def _notes(analysis: Analysis, ties: Exchange, name: Level) -> tuple[str, ...]:
    """What the numbers are of, and what they leave out."""
    said = [
        gettext(
            "Bestehende Verbindungen ohne Mitgliedschaften, geforderte mit ihnen. Ein Netzwerk zählt bei denen, die es "
            "steuern oder koordinieren, sonst bei denen, die es sollen; eine Gruppe ebenso, sonst bei ihren "
            "Mitgliedern."
        )
        if name == "sektor"
        else gettext(
            "Bestehende Verbindungen ohne Mitgliedschaften, geforderte mit ihnen. Ein Akteur zählt bei jeder Gruppe, "
            "in der er mitarbeitet, ein Netzwerk bei den Gruppen derer, die es steuern oder koordinieren."
        )
    ]
    if not ties.expected:
        said.append(
            gettext("Was zu erwarten wäre, wird erst ab %(least)s gezählten Verbindungen berechnet.", least=LEAST_TIES)
        )
    if ties.uncounted or ties.uncounted_demands:
        said.append(_left_out(analysis, ties, name))
    return tuple(said)


def _left_out(analysis: Analysis, ties: Exchange, name: Level) -> str:
    names = sorted((say(analysis.model.ref(iri).label) for iri in ties.sideless), key=sort_key)
    more = gettext(" und %(number)s weitere", number=len(names) - _NAMED) if len(names) > _NAMED else ""
    values = {"ties": ties.uncounted, "demands": ties.uncounted_demands, "names": "; ".join(names[:_NAMED]) + more}
    if name == "sektor":
        return gettext(
            "Nicht gezählt, weil eine Seite zu keinem Sektor gehört: bestehende Verbindungen %(ties)s, geforderte "
            "%(demands)s. Keinem Sektor gehören an: %(names)s.",
            **values,
        )
    return gettext(
        "Nicht gezählt, weil eine Seite zu keiner Gruppe gehört: bestehende Verbindungen %(ties)s, geforderte "
        "%(demands)s. Keiner Gruppe gehören an: %(names)s.",
        **values,
    )


def as_rows(tables: Sequence[BetweenTable]) -> list[list[Cell]]:
    """Both tables as one of cells, for a spreadsheet, with how well ties carry where anything is said of it."""
    levels = {"sektor": gettext("Sektor"), "gruppe": gettext("Gruppe")}
    head = [gettext("Ebene"), gettext("Eine Seite"), gettext("Andere Seite"), gettext("Lücken")]
    head += [gettext("Verbindungen"), gettext("zu erwarten"), gettext("gefordert")]
    said = {one.dimension for table in tables for rated in table.ties.rated.values() for one in rated}
    qualities = [name for name in dimensions() if name in said]
    return [
        [*head, *map(dimension_label, qualities)],
        *(
            [
                levels[table.name],
                table.names.get(cell.one, cell.one),
                table.names.get(cell.other, cell.other),
                *(cell.gaps, cell.existing, "" if cell.expected is None else round(cell.expected, 2), cell.demanded),
                *({one.dimension: round(one.mean, 2) for one in cell.rated}.get(name, "") for name in qualities),
            ]
            for table in tables
            for cell in table.cells()
        ),
    ]
