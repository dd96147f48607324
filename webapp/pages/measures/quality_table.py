"""How well ties carry, of all and by group, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from graph.analysis import Analysis
from graph.measures.tie_quality import Rated, rate
from graph.rdf.tie_ratings import HIGHEST
from webapp.pages.groups.view import rated_groups
from webapp.pages.measures.tables import Table, TableRow, Value
from webapp.ui.language import gettext
from webapp.ui.sorting import sort_key
from webapp.ui.tie_quality import dimension_label


def quality_table(analysis: Analysis) -> tuple[Table, ...]:
    """The table, or none where nothing is said of it."""
    everything = rate(analysis.counting_ties)
    if not everything:
        return ()
    ref, names = analysis.model.ref, [one.dimension for one in everything]
    heads = [(dimension_label(name), gettext("Verbindungen mit Angabe")) for name in names]
    by_group = rated_groups(analysis)
    rows = sorted(
        (TableRow(ref(group), _values(rated, names)) for group, rated in by_group.items()),
        key=lambda row: sort_key(row.name),
    )
    whole = TableRow(None, _values(everything, names), gettext("Alle Verbindungen"))
    return (
        Table(
            "guete",
            gettext("Wie gut die Verbindungen tragen"),
            gettext(
                "Mittel der Einschätzungen von 1 bis %(most)s, und von wie vielen Verbindungen es eine gibt. Bei einer "
                "Gruppe zählen die Verbindungen ihrer Mitglieder untereinander und ihre Mitgliedschaften.",
                most=HIGHEST,
            ),
            (gettext("Gruppe"), *(word for head in heads for word in head)),
            (whole, *rows),
            shown=len(rows) + 1,
        ),
    )


def _values(rated: Iterable[Rated], names: Iterable[str]) -> tuple[Value, ...]:
    found = {one.dimension: one for one in rated}
    means = ((found[name].mean, found[name].ties) if name in found else (None, 0) for name in names)
    return tuple(value for mean, ties in means for value in (None if mean is None else round(mean, 1), ties))
