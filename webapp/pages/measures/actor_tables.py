"""Who stands out: contacts, reach, shortest paths, cut points, roles between sectors, and whose loss hurts most."""

from __future__ import annotations

from graph.analysis import Analysis
from graph.measures.brokerage import LEAST_TIES, Brokerage, find_brokerage
from webapp.pages.measures.tables import Table, TableRow, or_instead, ranked, too_few_ties
from webapp.ui.language import gettext
from webapp.ui.memo import memo, memo_without_words


@memo_without_words
def measure_brokerage(analysis: Analysis) -> Brokerage:
    """Roles and losses with the ties that count."""
    return find_brokerage(analysis.shown_arrays)


@memo
def actor_tables(analysis: Analysis) -> tuple[Table, ...]:
    """The rankings of actors, in the order of the page."""
    return (
        _connected(analysis),
        _reaching(analysis),
        _brokers(analysis),
        _cut_points(analysis),
        _losses(analysis),
        _roles(analysis),
    )


def _connected(analysis: Analysis) -> Table:
    rows = [
        TableRow(analysis.model.ref(row.iri), (row.degree, row.demanded))
        for row in analysis.measures.actors
        if row.degree
    ]
    return or_instead(
        Table(
            "verbindungen",
            gettext("Wer am meisten verbunden ist"),
            gettext(
                "Mit so vielen Akteuren und Gruppen ist eine unmittelbare Verbindung erfasst. Wer hier oben "
                "steht, ist Anlaufstelle und womöglich überlastet."
            ),
            (gettext("Name"), gettext("Verbunden mit"), gettext("Gefordert")),
            ranked(rows),
        ),
        gettext("Es ist keine Verbindung erfasst."),
    )


def _reaching(analysis: Analysis) -> Table:
    reach = analysis.reach
    rows = [TableRow(analysis.model.ref(iri), (number,)) for iri, number in reach.items() if number]
    return or_instead(
        Table(
            "reichweite",
            gettext("Wer mit einer Nachfrage viele erreicht"),
            gettext(
                "So viele andere sind unmittelbar oder über genau eine Zwischenstelle zu erreichen. Wer etwas "
                "verbreiten will, fängt hier an."
            ),
            (gettext("Name"), gettext("Erreicht in höchstens zwei Schritten")),
            ranked(rows),
        ),
        gettext("Es ist keine Verbindung erfasst.")
        if reach or not analysis.measures.nodes
        else gettext("Für ein Netz dieser Größe wird das nicht berechnet."),
    )


def _brokers(analysis: Analysis) -> Table:
    rows = [
        TableRow(analysis.model.ref(row.iri), (row.betweenness,))
        for row in analysis.measures.actors
        if row.betweenness > 0
    ]
    return or_instead(
        Table(
            "vermittlung",
            gettext("Wer vermittelt"),
            gettext(
                "Anteil der kürzesten Wege zwischen je zwei anderen, die über diese Stelle führen (0 bis 1). "
                "Wer hier oben steht, bringt Seiten zusammen, die sonst wenig miteinander zu tun haben."
            ),
            (gettext("Name"), gettext("Vermittlung")),
            tuple(rows),
            note=gettext("Schätzung aus einer Stichprobe") if analysis.measures.is_estimate else "",
        ),
        gettext("Niemand: Kein kürzester Weg führt über eine dritte Stelle."),
    )


def _cut_points(analysis: Analysis) -> Table:
    rows = [
        TableRow(analysis.model.ref(row.iri), (row.degree,)) for row in analysis.measures.actors if row.is_articulation
    ]
    return or_instead(
        Table(
            "unverzichtbar",
            gettext("An wem etwas hängt"),
            gettext(
                "Fiele eine dieser Stellen weg, wären andere vom Netzwerk abgeschnitten. Hier hilft eine "
                "zweite Verbindung oder eine Vertretung."
            ),
            (gettext("Name"), gettext("Verbunden mit")),
            ranked(rows),
        ),
        gettext("Niemand: Es gibt überall einen zweiten Weg."),
    )


def _losses(analysis: Analysis) -> Table:
    found = measure_brokerage(analysis)
    meaning = gettext(
        "Fielen diese Stellen nacheinander weg, verlören besonders viele andere den Anschluss; wer eine Gruppe "
        "teilt, gilt als verbunden. Diese wenigen zusammen abzusichern, nützt mehr als die einzeln Stärksten."
    )
    head = (gettext("Name"), gettext("Vom größten Teil abgeschnitten"))
    table = Table("ausfall", gettext("Wessen Wegfall zusammen am meisten schadet"), meaning, head)
    if found.losses is None:
        return or_instead(table, _not_carried(found, found.ties + found.memberships))
    rows = tuple(TableRow(analysis.model.ref(loss.iri), (loss.lost,)) for loss in found.losses)
    holds = gettext("Niemand: Auch ohne fünf beliebige Stellen bleiben die meisten verbunden.")
    return or_instead(Table("ausfall", table.title, meaning, head, rows), holds)


def _roles(analysis: Analysis) -> Table:
    found = measure_brokerage(analysis)
    head = (
        gettext("Name"),
        gettext("Paare ohne eigene Verbindung"),
        gettext("Alle drei im selben Sektor"),
        gettext("Zwei aus einem fremden Sektor"),
        gettext("Zwischen dem eigenen und einem anderen"),
        gettext("Zwischen zwei fremden"),
        gettext("Abhängigkeit von Kontakten"),
        gettext("Unabhängige Kontakte"),
        gettext("Anteil unabhängiger Kontakte"),
        gettext("Hängt an einem Einzelnen"),
    )
    table = Table(
        "rollen",
        gettext("Wer vermittelt zwischen wem"),
        gettext(
            "Gezählt sind Paare von Kontakten, die untereinander keine Verbindung haben: Für sie ist diese Stelle "
            "der kürzeste Weg. Die mittleren Spalten sagen, zwischen welchen Sektoren. Die Abhängigkeit ist hoch, wenn "
            "alle Kontakte einander kennen, und niedrig, wenn sie aus getrennten Kreisen kommen. Die letzte Spalte "
            "reicht von 0 (alle Kontakte binden gleich) bis 1 (einer bindet allein)."
        ),
        head,
    )
    if found.brokers is None:
        return or_instead(table, _not_carried(found, found.ties))
    rows = tuple(
        TableRow(
            analysis.model.ref(one.iri),
            (
                one.open_pairs,
                one.coordinator,
                one.itinerant,
                one.gatekeeper,
                one.liaison,
                one.constraint,
                one.effective_size,
                one.efficiency,
                one.hierarchy,
            ),
        )
        for one in found.brokers
        if one.open_pairs
    )
    nobody = gettext("Niemand: Alle Kontakte sind auch untereinander verbunden.")
    return or_instead(Table("rollen", table.title, table.meaning, head, rows), nobody)


def _not_carried(found: Brokerage, links: int) -> str:
    if found.is_too_large:
        return gettext("Für ein Netz dieser Größe wird das nicht berechnet.")
    if links == found.ties:
        return too_few_ties(links, LEAST_TIES)
    return gettext(
        "Dafür ist noch zu wenig eingetragen: Erfasst sind Verbindungen zwischen Akteuren (%(ties)s) und "
        "Mitgliedschaften (%(memberships)s), zusammen nötig wären etwa %(least)s.",
        ties=found.ties,
        memberships=found.memberships,
        least=LEAST_TIES,
    )
