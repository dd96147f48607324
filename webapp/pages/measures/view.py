"""The page of measures: all tables, the distributions, and in a sentence how much the record can carry."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis import Analysis
from webapp.pages.measures.actor_tables import actor_tables, measure_brokerage
from webapp.pages.measures.histogram import Histogram, draw
from webapp.pages.measures.key_figures import network_figures
from webapp.pages.measures.part_tables import group_sizes, part_tables
from webapp.pages.measures.tables import Table, TableRow
from webapp.ui.language import gettext, ngettext
from webapp.ui.memo import memo


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything the page shows of one analysis, whose states are those that count."""

    record: str
    whole: Table
    actors: tuple[Table, ...]
    parts: tuple[Table, ...]
    distributions: tuple[Histogram, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in the order of the page."""
        return (self.whole, *self.actors, *self.parts)


@memo
def measure_all(analysis: Analysis) -> Measured:
    """The numbers in the words of the page."""
    return Measured(
        _record(analysis), _whole(analysis), actor_tables(analysis), part_tables(analysis), _drawn(analysis)
    )


def _whole(analysis: Analysis) -> Table:
    rows = tuple(TableRow(None, (figure.value, figure.meaning), figure.label) for figure in network_figures(analysis))
    head = (gettext("Kennzahl"), gettext("Wert"), gettext("Was sie bedeutet"))
    return Table("netz", gettext("Das Netzwerk als Ganzes"), "", head, rows, shown=len(rows))


def _record(analysis: Analysis) -> str:
    """What the numbers rest on, and, where it is little, that they tell of the record."""
    found = measure_brokerage(analysis)
    counted = gettext(
        "Die Zahlen beruhen auf %(actors)s, %(ties)s und %(memberships)s.",
        actors=ngettext("einem Akteur", "%(num)d Akteuren", len(analysis.actors)),
        ties=ngettext("einer Verbindung zwischen Akteuren", "%(num)d Verbindungen zwischen Akteuren", found.ties),
        memberships=ngettext("einer Mitgliedschaft", "%(num)d Mitgliedschaften", found.memberships),
    )
    if analysis.measures.pairs >= analysis.measures.nodes:
        return counted
    thin = gettext(
        "Das ist wenig: Die Ranglisten sagen hier mehr darüber, was erfasst ist, als darüber, wer zusammenarbeitet."
    )
    return f"{counted} {thin}"


def _drawn(analysis: Analysis) -> tuple[Histogram, ...]:
    degrees = [row.degree for row in analysis.measures.actors]
    sizes = list(group_sizes(analysis).values())
    found = (
        draw(
            "verteilung",
            degrees,
            title=gettext("Wie sich die Verbindungen verteilen"),
            axis=gettext("Verbindungen"),
            unit=gettext("Akteure und Gruppen"),
        ),
        draw(
            "groessen",
            sizes,
            title=gettext("Wie groß die Gruppen sind"),
            axis=gettext("Mitglieder"),
            unit=gettext("Gruppen"),
        ),
    )
    return tuple(histogram for histogram in found if histogram is not None)
