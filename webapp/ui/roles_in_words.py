"""An actor's place in the network, in sentences instead of numbers alone."""

from __future__ import annotations

from heapq import nlargest

from graph.analysis import Analysis
from graph.measures.centrality import ActorMeasures
from webapp.ui.language import gettext, ngettext
from webapp.ui.memo import memo_without_words

NOTABLE_RANK = 10


def say_role(analysis: Analysis, iri: str) -> tuple[str, ...]:
    """Sentences about connections, brokerage and what hangs on this actor, over existing ties."""
    row = analysis.measures.of(iri)
    if row is None:
        return (gettext("Dieser Akteur kommt im bestehenden Netzwerk nicht vor."),)
    sentences = [
        _say_degree(analysis, row),
        _say_brokerage(analysis, row),
        _say_fragility(row),
        _say_demanded(row),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _say_degree(analysis: Analysis, row: ActorMeasures) -> str:
    if row.degree == 0 and analysis.network_iri is not None:
        return gettext("In diesem Netzwerk ist keine bestehende Verbindung zu anderen erfasst.")
    if row.degree == 0:
        return gettext("In den Daten ist keine bestehende Verbindung zu anderen erfasst.")
    return str(
        ngettext(
            "Mit %(num)d Akteur oder einer Gruppe unmittelbar verbunden.",
            "Mit %(num)d Akteuren und Gruppen unmittelbar verbunden.",
            row.degree,
        )
    )


@memo_without_words
def _foremost(analysis: Analysis) -> list[float]:
    """What the notable brokers have, the most first: whoever has less is not counted for each page."""
    return nlargest(NOTABLE_RANK, (one.betweenness for one in analysis.measures.actors))


def _say_brokerage(analysis: Analysis, row: ActorMeasures) -> str:
    if row.betweenness <= 0:
        return ""
    rank = 1 + sum(other > row.betweenness for other in _foremost(analysis))
    if rank > NOTABLE_RANK:
        return gettext("Vermittelt gelegentlich zwischen anderen.")
    return gettext(
        "Vermittelt zwischen anderen: Platz %(rank)s von %(total)s bei der Zahl der Wege, die hier hindurchführen.",
        rank=rank,
        total=len(analysis.measures.actors),
    )


def _say_fragility(row: ActorMeasures) -> str:
    if not row.is_articulation:
        return ""
    return gettext("Fiele dieser Akteur weg, wären andere vom Netzwerk abgeschnitten.")


def _say_demanded(row: ActorMeasures) -> str:
    if not row.demanded:
        return ""
    return str(
        ngettext(
            "An %(num)d geforderten Verbindung beteiligt.",
            "An %(num)d geforderten Verbindungen beteiligt.",
            row.demanded,
        )
    )
