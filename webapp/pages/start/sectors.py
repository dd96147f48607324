"""Who is in a network, by sector: what the colours of the small map on the start page stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from graph.model import Actor
from graph.terms import local_name
from webapp.ui.language import say


@dataclass(frozen=True, slots=True)
class SectorShare:
    """A sector with the number of its actors, and the list of them."""

    code: str
    label: str
    number: int
    url: str


def sector_shares(actors: Iterable[Actor]) -> list[SectorShare]:
    """The sectors of these actors, the largest first."""
    recorded = [actor.sector for actor in actors if actor.sector]
    sectors, numbers = {sector.iri: sector for sector in recorded}, Counter(sector.iri for sector in recorded)
    return [
        SectorShare(code, say(sectors[iri].label), number, url_for("actors.index", sektor=code))
        for iri, number in numbers.most_common()
        for code in (local_name(iri),)
    ]
