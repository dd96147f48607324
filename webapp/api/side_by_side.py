"""`/api/v1/nebeneinander`: networks side by side for programs, the same as on the page."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from graph.gaps.rows import RefJson
from graph.model import Ref
from graph.side_by_side.common_ground import CommonKind, SolvedElsewhere
from graph.side_by_side.comparison import ComparedNetwork, SideBySide
from graph.side_by_side.coverage import CoveredTopic, TopicCoverage
from graph.side_by_side.sizes import NetworkSize
from webapp.api.rows import ref, refs
from webapp.http.json_answers import answer_json
from webapp.pages.side_by_side.choice import NetworkChoice, chosen_networks
from webapp.pages.side_by_side.schemas import (
    ActorOfNetworkJson,
    CommonKindJson,
    CoverageJson,
    ElsewhereJson,
    KindNumberJson,
    NetworkBesideJson,
    SharedActorJson,
    SideBySideJson,
    SizeJson,
    SolvedElsewhereJson,
    TopicBesideJson,
    TopicOfNetworkJson,
)
from webapp.pages.side_by_side.view import compare, standing_of
from webapp.pages.side_by_side.words import LABELS, say_doubt
from webapp.ui.context import get_store
from webapp.ui.language import say


def side_by_side() -> ResponseReturnValue:
    """The networks that ?netzwerk= names beside each other, at most eight: figures, topics, what they share."""
    choice = chosen_networks()
    return answer_json(_comparison(compare(choice), choice))


def _comparison(found: SideBySide, choice: NetworkChoice) -> SideBySideJson:
    return SideBySideJson(
        networks=[_network(side, found.only_in[side.network.iri], choice) for side in found.sides],
        left_out=[_named(one, choice) for one in choice.left_out],
        topics=[_topic(found, row) for row in found.topics],
        alike=[[TopicOfNetworkJson(network, ref(one)) for network, one in group.topics] for group in found.alike],
        common_partners=[_kind(one) for one in found.common_partners],
        common_rules=[_kind(one) for one in found.common_rules],
        solved_elsewhere=[_solved(one) for one in found.solved_elsewhere],
        shared_actors=[SharedActorJson(ref(one.actor), list(one.networks)) for one in found.shared_actors],
        alike_actors=[
            [ActorOfNetworkJson(network, ref(one)) for network, one in group.actors] for group in found.alike_actors
        ],
        revision=get_store().revision,
    )


def _network(side: ComparedNetwork, only_here: tuple[Ref, ...], choice: NetworkChoice) -> NetworkBesideJson:
    sizes = [_size(one) for one in side.sizes.values()]
    return NetworkBesideJson(
        _named(side.network, choice), sizes, refs(only_here), side.doubt_of_kinds, side.doubt_of_topics
    )


def _named(network: Ref, choice: NetworkChoice) -> RefJson:
    return RefJson(network.iri, choice.name(network.iri))


def _size(one: NetworkSize) -> SizeJson:
    value = None if one.doubt else one.value
    return SizeJson(one.name, str(LABELS[one.name]), value, one.of, one.doubt, say_doubt(one.doubt))


def _topic(found: SideBySide, row: CoveredTopic) -> TopicBesideJson:
    cells = [_coverage(side, row.cells.get(side.network.iri)) for side in found.sides]
    return TopicBesideJson(ref(row.shared.topic), row.shared.depth, cells)


def _coverage(side: ComparedNetwork, cell: TopicCoverage | None) -> CoverageJson:
    network, standing = side.network.iri, standing_of(cell, side.doubt_of_topics)
    if cell is None:
        return CoverageJson(network, standing, [], [], [], [], [], 0)
    kinds = () if side.doubt_of_kinds else cell.kinds
    return CoverageJson(
        network=network,
        standing=standing,
        actors=refs(cell.actors),
        kinds=[KindNumberJson(ref(kind) if kind else None, number) for kind, number in kinds],
        groups=refs(cell.groups),
        own=refs(cell.own),
        matters=[one.id for one in cell.matters or ()],
        demands=len(cell.demands),
    )


def _kind(one: CommonKind) -> CommonKindJson:
    return CommonKindJson(ref(one.kind), one.numbers)


def _solved(one: SolvedElsewhere) -> SolvedElsewhereJson:
    elsewhere = [ElsewhereJson(network, refs(cell.names)) for network, cell in one.elsewhere.items()]
    return SolvedElsewhereJson(one.network, one.matter.id, say(one.matter.title), ref(one.topic), elsewhere)
