"""Some networks side by side, everything that a page, a file and a program are told of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis import Analysis, analysis_for
from graph.model import Ref
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.side_by_side.alike_actors import AlikeActors, alike_actors
from graph.side_by_side.common_ground import (
    CommonKind,
    SharedActor,
    SolvedElsewhere,
    common_partners,
    common_rules,
    common_topics,
    shared_actors,
    solved_elsewhere,
)
from graph.side_by_side.comparability import Doubt
from graph.side_by_side.coverage import CoveredTopic, NetworkCoverage, recorded_gaps
from graph.side_by_side.sizes import NetworkSize, SizeName, sizes_of
from graph.side_by_side.topic_matches import topic_matches
from graph.side_by_side.topics import AlikeTopics, SharedTopics

MOST_BESIDE = 8
"""Networks that stand beside each other: more columns nobody reads, and each has an analysis of its own."""


@dataclass(frozen=True, slots=True)
class ComparedNetwork:
    """One network: its figures, and why its topics or the kinds of its actors are not compared."""

    network: Ref
    analysis: Analysis
    sizes: Mapping[SizeName, NetworkSize]
    doubt_of_kinds: Doubt | None
    doubt_of_topics: Doubt | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The networks in the order asked for, never by how they do. Mappings are by the networks' IRIs.

    `is_pending`: matters or gaps of one of them are being computed, so that what is in common may lack some.
    """

    sides: tuple[ComparedNetwork, ...]
    topics: tuple[CoveredTopic, ...]
    only_in: Mapping[str, tuple[Ref, ...]]
    alike: tuple[AlikeTopics, ...]
    common_topics: tuple[CoveredTopic, ...]
    common_partners: tuple[CommonKind, ...]
    common_rules: tuple[CommonKind, ...]
    solved_elsewhere: tuple[SolvedElsewhere, ...]
    shared_actors: tuple[SharedActor, ...]
    alike_actors: tuple[AlikeActors, ...]
    is_pending: bool


def compare_networks(store: Store, networks: Sequence[Ref], order: Callable[[Ref], Any]) -> SideBySide:
    """Networks of one store side by side; `order` tells how topics are sorted.

    O(ties and topics of these networks); what takes longer is computed beside (`graph/cache/beside.py`).
    """
    model, iris = read_model(store), [one.iri for one in networks]
    analyses = {iri: analysis_for(store, iri) for iri in iris}
    covered = {iri: NetworkCoverage(one) for iri, one in analyses.items()}
    used = {iri: one.used for iri, one in covered.items()}
    shared = SharedTopics(model.topics, topic_matches(store, model.broader), used, order)
    rows = [CoveredTopic(row, {iri: covered[iri].of(own) for iri, own in row.own.items()}) for row in shared.rows()]
    gaps = {iri: those for iri, one in analyses.items() if (those := recorded_gaps(one)) is not None}
    matters = {iri: one.matters for iri, one in covered.items() if one.matters is not None}
    return SideBySide(
        sides=tuple(_side(one, analyses[one.iri], covered[one.iri]) for one in networks),
        topics=tuple(rows),
        only_in={iri: tuple(shared.only_in(iri)) for iri in iris},
        alike=tuple(shared.alike()),
        common_topics=tuple(common_topics(rows)),
        common_partners=tuple(common_partners(model, gaps)),
        common_rules=tuple(common_rules(gaps)),
        solved_elsewhere=tuple(solved_elsewhere(matters, rows, shared.nearest)),
        shared_actors=tuple(shared_actors(model, iris)),
        alike_actors=tuple(alike_actors(store, model, iris)),
        is_pending=len(gaps) < len(iris) or len(matters) < len(iris),
    )


def _side(network: Ref, analysis: Analysis, covered: NetworkCoverage) -> ComparedNetwork:
    return ComparedNetwork(network, analysis, sizes_of(analysis), covered.doubt_of_kinds, covered.doubt_of_topics)
