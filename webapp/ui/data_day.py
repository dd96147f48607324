"""Of when the data of a network are, in words: not the day on which somebody looks at or prints them."""

from __future__ import annotations

from itertools import chain

from graph.analysis import Analysis
from graph.upkeep.open_work.last_day import last_day
from webapp.ui.memo import memo
from webapp.ui.wording import say_date


@memo
def data_day(analysis: Analysis) -> str:
    """The youngest day that a document behind its actors, groups and ties gives, else of the network's last change."""
    networks = [analysis.network_iri] if analysis.network_iri else list(analysis.model.networks)
    return say_date(*analysis.results.get("last_day", lambda: _last_day(analysis, networks)))


def _last_day(analysis: Analysis, networks: list[str]) -> tuple[str, str]:
    """Where no document has a day, the log is read for it, which takes its time."""
    return last_day(analysis.store, documents_behind(analysis), networks)


def documents_behind(analysis: Analysis) -> set[str]:
    """The documents that the actors, groups and ties of a network rest on. O(passages)."""
    parties = (one.evidence for one in (*analysis.actors_ever.values(), *analysis.groups.values()))
    said = chain(parties, (tie.evidence for tie in analysis.ties))
    return {passage.document.iri for evidence in said for passage in evidence}
