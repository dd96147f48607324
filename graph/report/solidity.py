"""How solid the data are that a paper rests on: what is proven, what was read into a source, what is old."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis import Analysis
from graph.terms import NETZ, NK
from graph.upkeep.open_work.lists import open_work, stated_entries

_CONFIDENCE, _INFERRED = NETZ + "confidence", NK + "inferred"


@dataclass(frozen=True, slots=True)
class Solidity:
    """Of the entries of a network: how many there are, rest on a passage, were only inferred, were long not confirmed.

    Of its actors: how many there are, and were heard, as they or a group that they are in put something forward.
    `old` counts as the page of data does (`graph/upkeep/open_work`): who and what exists, last said two years ago.
    """

    entries: int
    proven: int
    inferred: int
    old: int
    unreadable: int
    actors: int
    heard: int


def solidity_of(analysis: Analysis) -> Solidity:
    """The numbers of a network. O(entries)."""
    index, stated, work = analysis.model.index, stated_entries(analysis), open_work(analysis)
    return Solidity(
        entries=len(stated),
        proven=len(stated) - len(work.no_evidence),
        inferred=sum(_INFERRED in index.objects(iri, _CONFIDENCE) for iri in stated),
        old=len(work.old),
        unreadable=len(work.unreadable),
        actors=len(analysis.actors),
        heard=len(_heard(analysis)),
    )


def _heard(analysis: Analysis) -> set[str]:
    spoke = {who.iri for finding in analysis.findings for who in finding.raised_by}
    groups_of = analysis.groups_of
    return {
        iri
        for iri in analysis.actors
        if iri in spoke or not spoke.isdisjoint(group.iri for group in groups_of.get(iri, ()))
    }
