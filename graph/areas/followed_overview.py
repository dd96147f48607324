"""The overview of a network whose model is at hand: after a change it is the former one where nobody could tell.

What an overview says of somebody, every page says too, and both have it from the same analysis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.analysis import Analysis
from graph.areas.overview import Overview, coded, state_rows
from graph.model import Actor, Tie
from graph.network.changed import have_same_shape
from graph.network.edges import pairs_of
from graph.terms import DCT


@dataclass(frozen=True, slots=True)
class FollowedOverview:
    """An overview, and what it was made of."""

    overview: Overview
    everyone: Mapping[str, Actor]
    ties: Mapping[str, Tie]
    districts: tuple[str, ...]


def overview_of(analysis: Analysis, former: FollowedOverview | None = None) -> FollowedOverview:
    """The overview of an analysis of existing ties; the former one where both networks have the same shape.

    O(ties) for comparing them, and for making it anew about a tenth of a second for 60,000.
    """
    districts = tuple(analysis.model.index.first(iri, DCT + "spatial") for iri in analysis.actors)
    made_of = analysis.everyone, analysis.ties_by_iri, districts
    if former is not None and former.districts == districts:
        both = (former.everyone, analysis.everyone), (former.ties, analysis.ties_by_iri)
        if all(have_same_shape(before, present) for before, present in both):
            return FollowedOverview(former.overview, *made_of)
    return FollowedOverview(_made(analysis, districts), *made_of)


def _made(analysis: Analysis, districts: tuple[str, ...]) -> Overview:
    actors = analysis.actors
    sectors, sector_of = coded([actor.sector.iri if actor.sector else "" for actor in actors.values()])
    known, district_of = coded(districts)
    pairs = ((tie.state, pairs_of(tie)) for tie in analysis.ties)
    return Overview(
        actors=tuple(actors),
        sectors=sectors,
        sector_of=sector_of,
        districts=known,
        district_of=district_of,
        ties=state_rows(pairs, {iri: number for number, iri in enumerate(actors)}),
        degree=np.array([analysis.partners(iri) for iri in actors], dtype=np.int64),
        is_untied=np.array([iri in analysis.unconnected for iri in actors], dtype=bool),
    )
