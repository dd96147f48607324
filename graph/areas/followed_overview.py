"""The overview of a network whose model is at hand: after a change only what that reaches is found anew.

What an overview says of somebody, every page says too, and both have it from the same analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from graph.analysis import Analysis
from graph.areas.overview import Numbers, Overview, coded, state_rows, with_rows
from graph.libraries import Flags, np
from graph.model import Actor, Tie
from graph.network.changed import have_same_shape
from graph.network.edges import pairs_of
from graph.network.ties_by_party import TiesByParty, changed_ties
from graph.terms import DCT

MOST_CHANGED = 1_000
"""Ties up to which an overview is made from the former one; of more it is made of all."""


@dataclass(frozen=True, slots=True)
class FollowedOverview:
    """An overview, and what it was made of."""

    overview: Overview
    everyone: Mapping[str, Actor]
    ties: TiesByParty
    districts: tuple[str, ...]


def overview_of(analysis: Analysis, former: FollowedOverview | None = None) -> FollowedOverview:
    """The overview of an analysis of existing ties; from the former one where the same are in it. O(actors), O(change).

    Made of all ties it takes a tenth of a second for 60,000.
    """
    districts = tuple(map(partial(analysis.model.index.first, property_iri=DCT + "spatial"), analysis.actors))
    made_of = analysis.everyone, analysis.by_party, districts
    if former is None or former.districts != districts or not have_same_shape(former.everyone, analysis.everyone):
        return FollowedOverview(_made(analysis, districts), *made_of)
    changed = changed_ties(former.ties, analysis.by_party)
    if len(changed) > MOST_CHANGED:
        return FollowedOverview(_made(analysis, districts), *made_of)
    gone, come = ([ties[iri] for iri in changed if iri in ties] for ties in (former.ties.ties, analysis.ties_by_iri))
    return FollowedOverview(_followed(former.overview, analysis, gone, come), *made_of)


def _followed(former: Overview, analysis: Analysis, gone: Sequence[Tie], come: Sequence[Tie]) -> Overview:
    """An overview of the same actors with some other ties."""
    if not gone and not come:
        return former
    numbers = analysis.made.get(
        "numbers of actors", (analysis.actors,), lambda: {iri: number for number, iri in enumerate(analysis.actors)}
    )
    degree = former.degree.copy()
    for iri in _beside(analysis, (*gone, *come)) & numbers.keys():
        degree[numbers[iri]] = analysis.partners(iri)
    rows = with_rows(former.ties, gone=_rows(gone, numbers), come=_rows(come, numbers))
    return replace(former, ties=rows, degree=degree, is_untied=_is_untied(analysis))


def _beside(analysis: Analysis, ties: Sequence[Tie]) -> set[str]:
    """Whoever may have more or fewer partners: the parties of these ties, and what they are a part of."""
    parties = {party.iri for tie in ties for party in tie.parties}
    known = (analysis.everyone[iri] for iri in parties if iri in analysis.everyone)
    return parties | {whole.iri for one in known for whole in one.part_of}


def _made(analysis: Analysis, districts: tuple[str, ...]) -> Overview:
    actors = analysis.actors
    sectors, sector_of = coded([actor.sector.iri if actor.sector else "" for actor in actors.values()])
    known, district_of = coded(districts)
    return Overview(
        actors=tuple(actors),
        sectors=sectors,
        sector_of=sector_of,
        districts=known,
        district_of=district_of,
        ties=_rows(analysis.ties, {iri: number for number, iri in enumerate(actors)}),
        degree=np.array([analysis.partners(iri) for iri in actors], dtype=np.int64),
        is_untied=_is_untied(analysis),
    )


def _rows(ties: Iterable[Tie], numbers: Mapping[str, int]) -> Numbers:
    return state_rows(((tie.state, pairs_of(tie)) for tie in ties), numbers)


def _is_untied(analysis: Analysis) -> Flags:
    untied = analysis.unconnected
    return np.array([iri in untied for iri in analysis.actors], dtype=bool)
