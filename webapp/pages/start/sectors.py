"""Who is in a network: by sector, as the colours of the small map on the start page say, and the best connected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from flask import url_for

from graph.analysis import Analysis
from graph.model import Actor, Ref
from graph.terms import local_name
from webapp.ui.language import gettext, say
from webapp.ui.links import map_url
from webapp.ui.palette import UNKNOWN

NAMED = 5


@dataclass(frozen=True, slots=True)
class SectorShare:
    """A sector with the number of its actors, and the list of them."""

    code: str
    label: str
    number: int
    url: str


def sector_shares(actors: Iterable[Actor]) -> list[SectorShare]:
    """The sectors of these actors, the largest first; last, those of whom none is recorded."""
    everyone = list(actors)
    recorded = [actor.sector for actor in everyone if actor.sector]
    sectors, numbers = {sector.iri: sector for sector in recorded}, Counter(sector.iri for sector in recorded)
    known = [
        SectorShare(code, say(sectors[iri].label), number, url_for("actors.index", sektor=code))
        for iri, number in numbers.most_common()
        for code in (local_name(iri),)
    ]
    rest = len(everyone) - len(recorded)
    unsaid = SectorShare("", gettext("Sektor nicht erfasst"), rest, map_url(sektor=UNKNOWN))
    return [*known, unsaid] if rest else known


def best_connected(analysis: Analysis) -> list[Ref]:
    """The actors with the most partners, those that stand for many left out; nobody without a partner. O(actors)."""
    known = ((-analysis.partners(one.iri), one.iri) for one in analysis.actors.values() if not one.is_collective)
    return [analysis.model.ref(iri) for number, iri in nsmallest(NAMED, known) if number]
