"""The edges of a picture: one for each pair that a tie connects, part and whole, and the topics each is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.analysis import Analysis
from graph.export.content import HIERARCHY_KIND
from graph.measures.tie_quality import codes_of, strength_of
from graph.model import Actor, Passage, Ref, Tie
from graph.network.belonging import upwards
from graph.network.edges import pairs_of
from graph.network.topic_tree import Broader
from webapp.pages.map.codes import code_of
from webapp.pages.map.model import MapEdge
from webapp.ui.links import slug_of
from webapp.ui.memo import of_each
from webapp.ui.wording import say_period


def make_edges(analysis: Analysis, language: str) -> tuple[MapEdge, ...]:
    """An edge for each pair of parties that stand on the map; what else a tie names (topics, events) is left out."""
    known = set(everyone_of(analysis))
    broader = analysis.model.broader
    made = of_each(
        analysis, f"edges {_hash_of(broader)}", analysis.ties, lambda tie: edges_of_tie(tie, language, broader)
    )
    ends = set(map(slug_of, known))
    edges = [edge for of_tie in made for edge in of_tie if edge.source in ends and edge.target in ends]
    wholes = known - set(analysis.named_networks)  # all belong to the network; saying so would draw a star
    return (*edges, *edges_of_hierarchy(analysis, wholes, edges))


def everyone_of(analysis: Analysis) -> dict[str, Actor]:
    """Who stands on the map of some day: actors, groups, and a network that ties name as a party."""
    return {**analysis.actors_ever, **analysis.groups, **analysis.named_networks}


def pair_of(edge: MapEdge) -> frozenset[str]:
    """Both ends, whichever way."""
    return frozenset((edge.source, edge.target))


def edges_of_tie(tie: Tie, language: str, broader: Mapping[str, Sequence[str]]) -> list[MapEdge]:
    """An edge for each pair that a tie connects, wherever its ends stand."""
    slug = slug_of(tie.iri)
    within = dict.fromkeys(slug_of(above) for topic in tie.topics for above in upwards(broader, topic.iri))
    return [
        MapEdge(
            id=f"{slug}~{number}",
            tie=slug,
            source=slug_of(source),
            target=slug_of(target),
            kind=tie.kind,
            state=tie.state,
            label=tie.label.in_language(language),
            detail=tie.detail.label.in_language(language) if tie.detail else "",
            topics=tuple(topic.label.in_language(language) for topic in tie.topics),
            is_directed=tie.directed,
            confidence=tie.confidence,
            evidence=tie.evidence,
            topic_ids=tuple(slug_of(topic.iri) for topic in tie.topics),
            within_topics=tuple(within),
            documents=documents_of(tie.evidence),
            perspective=code_of(tie.perspective) if tie.perspective else "",
            start=tie.start,
            end=tie.end,
            start_precision=tie.start_precision,
            end_precision=tie.end_precision,
            period=say_period(tie.start, tie.end, tie.start_precision, tie.end_precision),
            note=tie.note,
            weight=strength_of(tie),
            qualities=codes_of(tie),
        )
        for number, (source, target) in enumerate(pairs_of(tie))
    ]


def edges_of_hierarchy(analysis: Analysis, known: set[str], edges: Iterable[MapEdge]) -> list[MapEdge]:
    """Part and whole as an edge, where no other tie connects the two already."""
    everyone = {**analysis.actors_ever, **analysis.groups}.values()
    drawn = set(map(pair_of, edges)) if any(part.part_of for part in everyone) else set()
    return [
        MapEdge(
            id=f"{slug_of(part.iri)}~{slug_of(whole.iri)}",
            tie="",
            source=slug_of(part.iri),
            target=slug_of(whole.iri),
            kind=HIERARCHY_KIND,
            state=part.state,
            label="",
            detail="",
            topics=(),
            is_directed=True,
            confidence=part.confidence,
            evidence=part.evidence,
            documents=documents_of(part.evidence),
        )
        for part in everyone
        for whole in part.part_of
        if whole.iri in known and frozenset((slug_of(part.iri), slug_of(whole.iri))) not in drawn
    ]


def documents_of(evidence: Iterable[Passage]) -> tuple[str, ...]:
    """The documents that passages stand in, each once."""
    return tuple(dict.fromkeys(slug_of(one.document.iri) for one in evidence if one.document.iri))


class _Edge(NamedTuple):
    """An edge with the topics that each of its ends names as theirs."""

    id: str
    edge: MapEdge
    of_source: tuple[Ref, ...]
    of_target: tuple[Ref, ...]


def with_shared_topics(analysis: Analysis, edges: Sequence[MapEdge]) -> tuple[MapEdge, ...]:
    """The edges; a tie of two who both name a topic as theirs is about it, too, as measures and gaps count it."""
    broader = analysis.model.broader
    named = {slug_of(iri): one.topics for iri, one in everyone_of(analysis).items() if one.topics}

    def above(topics: Iterable[Ref]) -> set[str]:
        return {one for topic in topics for one in upwards(broader, topic.iri)}

    def told(one: _Edge) -> MapEdge:
        shared = map(slug_of, sorted(above(one.of_source) & above(one.of_target)))
        topics = [topic for topic in shared if topic not in one.edge.within_topics]
        return replace(one.edge, within_topics=(*one.edge.within_topics, *topics)) if topics else one.edge

    both = [_Edge(edge.id, edge, named.get(edge.source, ()), named.get(edge.target, ())) for edge in edges]
    return tuple(of_each(analysis, f"shared topics {_hash_of(broader)}", both, told))


def _hash_of(broader: Broader) -> int:
    """What tells one tree of topics from another: an edge says what lies above its topics."""
    return hash(frozenset(broader.items()))
