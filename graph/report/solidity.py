"""How solid the data are that a paper rests on: what is proven, what was read into a source, what is old."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis import Analysis
from graph.network.read_ties import is_without_node
from graph.network.who import IN_NETWORK
from graph.terms import NETZ, NK
from graph.upkeep.open_work.lists import open_work

_CONFIDENCE, _INFERRED = NETZ + "confidence", NK + "inferred"


@dataclass(frozen=True, slots=True)
class Solidity:
    """Of the entries of a network: how many there are, rest on a passage, were only inferred, were long not confirmed.

    `old` counts as the page of data does (`graph/upkeep/open_work`): who and what exists, last said two years ago.
    """

    entries: int
    proven: int
    inferred: int
    old: int
    unreadable: int


def solidity_of(analysis: Analysis) -> Solidity:
    """The numbers of a network. O(entries)."""
    index, network = analysis.model.index, analysis.network_iri
    stated = {
        iri
        for iri, networks in index.values_of(IN_NETWORK).items()
        if not is_without_node(iri) and (network is None or network in networks)
    }
    work = open_work(analysis)
    return Solidity(
        entries=len(stated),
        proven=len(stated) - len(work.no_evidence),
        inferred=sum(_INFERRED in index.objects(iri, _CONFIDENCE) for iri in stated),
        old=len(work.old),
        unreadable=len(work.unreadable),
    )
