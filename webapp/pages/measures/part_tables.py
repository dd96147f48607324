"""Sectors, working groups and topics: how they hang together, who is in several, who works on what."""

from __future__ import annotations

from graph.analysis import Analysis
from graph.measures.brokerage import LEAST_TIES
from graph.measures.cohesion import (
    in_several_groups,
    measure_groups,
    measure_sectors,
)
from graph.network.worked_on import least_ties
from webapp.pages.measures.actor_tables import measure_brokerage
from webapp.pages.measures.quality_table import quality_table
from webapp.pages.measures.queries import members_query, several_groups_query, topics_query
from webapp.pages.measures.tables import Table, TableRow, or_instead, ranked
from webapp.ui.language import gettext, say
from webapp.ui.memo import memo, memo_without_words


@memo
def part_tables(analysis: Analysis) -> tuple[Table, ...]:
    """The tables of sectors, groups and topics, in the order of the page."""
    tables = (_sectors(analysis), _groups(analysis), _in_several(analysis), _topics(analysis))
    return (*tables, *quality_table(analysis))


@memo_without_words
def group_sizes(analysis: Analysis) -> dict[str, int]:
    """Members of each group that has any, with the ties that count."""
    return {group: len(those) for group, those in analysis.members.items() if those}


def _sectors(analysis: Analysis) -> Table:
    found = measure_sectors(analysis.measures)
    pairs = sum(row.within for row in found) + sum(row.across for row in found) // 2
    table = Table(
        "sektoren",
        gettext("Wie weit die Sektoren nach außen blicken"),
        gettext(
            "Von den verbundenen Paaren eines Sektors: wie viele innerhalb liegen und wie viele zu anderen "
            "Sektoren führen. Liegt die letzte Spalte deutlich über der davor, bleibt der Sektor unter sich."
        ),
        (
            gettext("Sektor"),
            gettext("Akteure"),
            gettext("Paare innerhalb"),
            gettext("Paare nach außen"),
            gettext("Nach außen bei Zufall etwa"),
        ),
        shown=len(found),
    )
    ref = analysis.model.ref
    if pairs < LEAST_TIES:
        few = gettext(
            "Ob ein Sektor unter sich bleibt, tragen die Daten nicht: Zu wenige verbundene Paare haben auf "
            "beiden Seiten einen bekannten Sektor (%(pairs)s).",
            pairs=pairs,
        )
        rows = tuple(TableRow(ref(row.sector), (row.actors,)) for row in found)
        title = gettext("Sektoren")
        return Table(
            "sektoren", title, gettext("So viele Akteure gehören zu jedem Sektor."), table.head[:2], rows, note=few
        )
    rows = tuple(
        TableRow(
            ref(row.sector), (row.actors, row.within, row.across, round((row.within + row.across) * row.expected_share))
        )
        for row in found
    )
    return or_instead(
        Table(table.name, table.title, table.meaning, table.head, rows), gettext("Es ist kein Sektor erfasst.")
    )


def _groups(analysis: Analysis) -> Table:
    ref = analysis.model.ref
    found = measure_groups(analysis.members, analysis.actors, analysis.counting_ties)
    carried = measure_brokerage(analysis).ties >= LEAST_TIES
    head = (gettext("Gruppe"), gettext("Mitglieder"), gettext("Sektoren darunter"))
    tied = (gettext("Auch unmittelbar verbundene Paare"), gettext("Mögliche Paare"))
    rows = tuple(
        TableRow(
            ref(one.group),
            (one.members, one.sectors, *((one.tied, one.members * (one.members - 1) // 2) if carried else ())),
        )
        for one in found
    )
    return or_instead(
        Table(
            "gruppen",
            gettext("Wie die Gruppen zusammengesetzt sind"),
            gettext(
                "Wie viele Mitglieder erfasst sind und aus wie vielen Sektoren. Sind wenige Mitglieder auch "
                "außerhalb der Sitzungen verbunden, trägt allein die Gruppe."
            ),
            (*head, *tied) if carried else head,
            rows,
            note=""
            if carried
            else gettext(
                "Wie eng die Mitglieder untereinander verbunden sind, tragen die Daten nicht: Zwischen Akteuren "
                "sind zu wenige Verbindungen erfasst (%(number)s).",
                number=measure_brokerage(analysis).ties,
            ),
            query=members_query(analysis.states, analysis.network_iri),
        ),
        gettext("Es ist keine Mitgliedschaft erfasst."),
    )


def _in_several(analysis: Analysis) -> Table:
    ref = analysis.model.ref
    found = in_several_groups(analysis.members)
    rows = [
        TableRow(ref(actor), (len(groups), ", ".join(say(ref(group).label) for group in groups)))
        for actor, groups in found.items()
    ]
    return or_instead(
        Table(
            "mehrfach",
            gettext("Wer in mehreren Gruppen ist"),
            gettext(
                "Über diese Stellen erfährt eine Gruppe von der anderen, ohne dass es eine eigene Absprache braucht."
            ),
            (gettext("Name"), gettext("Gruppen"), gettext("Welche")),
            ranked(rows),
            query=several_groups_query(analysis.states, analysis.network_iri),
        ),
        gettext(
            "Niemand ist als Mitglied von zwei Gruppen erfasst; was eine Gruppe weiß, erfährt die andere nicht von "
            "selbst."
        ),
    )


def _topics(analysis: Analysis) -> Table:
    ref = analysis.model.ref
    found = analysis.actors_by_topic
    return or_instead(
        Table(
            "themen",
            gettext("Themen nach der Zahl der Akteure"),
            gettext(
                "Wer ein Thema selbst nennt oder dazu eine Zuständigkeit oder Verbindung hat; wer eine andere Stelle "
                "nur fördert oder beaufsichtigt, arbeitet damit nicht selbst daran. Nennen die meisten ihre Themen, "
                "zählen erst zwei Verbindungen dazu. Ein Thema mit einem einzigen Akteur hängt an ihm."
            ),
            (gettext("Thema"), gettext("Akteure")),
            ranked([TableRow(ref(topic), (len(those),)) for topic, those in found.items()]),
            query=topics_query(analysis.states, analysis.network_iri, least_ties(analysis.actors.values())),
        ),
        gettext("Zu keinem Thema ist ein Akteur erfasst."),
    )
