"""Makes the content of a file from an analysis: everybody in the network, and an edge for each pair of a tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from graph.analysis import Analysis, analysis_for
from graph.export.content import HIERARCHY_KIND, MEAN_OF, Content, ExportEdge, ExportNode, ExportWords, Value
from graph.layout.packing import Position
from graph.layout.positions import POSITIONED_MOST, read_positions
from graph.libraries import nx
from graph.measures.tie_quality import quality_of
from graph.model import Actor, Ref, Tie
from graph.network.edges import counting_ties, state_on
from graph.network.projection import HIERARCHY, project, without_stars
from graph.terms import BASE, local_name
from graph.text import JOINT

PROMPT_MOST = 300
"""Actors up to which gaps, measures and positions take no second, so that every file has them."""


def content_of(
    analysis: Analysis,
    language: str = "de",
    words: ExportWords | None = None,
    title: str = "",
    *,
    is_complete: bool = True,
    ever: bool = False,
) -> Content:
    """Everybody in the network and the ties of the chosen states and day.

    Parties of such a tie are there whatever their own state is; networks that are a party of one are too, though no
    measure counts them. Partners, measures and gaps are those of what exists today, as every page says them.
    A large one that need not be complete has neither gaps nor measures, and only positions that are kept already: of
    1,000 actors they take longer than all else together. `ever`: with actors who have ended.
    """
    said = words or ExportWords()
    everyone: dict[str, Actor] = {
        **(analysis.actors_ever if ever else analysis.actors),
        **analysis.groups,
        **analysis.named_networks,
    }
    projected = _project(analysis, everyone)
    nodes = _Nodes(analysis, language, said, is_complete=is_complete)
    edges = _Edges(analysis, everyone, language, said)
    return Content(
        title=title,
        nodes=tuple(nodes.make(everyone[iri]) for iri in sorted(projected)),
        edges=tuple(edges.all(projected)),
        analysis=analysis,
        language=language,
        words=said,
    )


def _project(analysis: Analysis, everyone: Mapping[str, Actor]) -> nx.MultiDiGraph[str]:
    """The network is a node only where a tie names it."""
    ties = counting_ties(analysis.ties, analysis.states, analysis.at)
    parties = {party.iri for tie in ties for party in tie.parties}
    known: dict[str, Actor | Ref] = {}
    for iri, actor in everyone.items():
        if iri not in analysis.named_networks:
            known[iri] = actor
        elif iri in parties:
            known[iri] = Ref(iri, actor.label)
    projected = project(ties, known, states=analysis.states, at=analysis.at)
    return without_stars(projected, analysis.named_networks)


class _Nodes:
    """Makes nodes with the figures of what exists today."""

    def __init__(self, analysis: Analysis, language: str, words: ExportWords, *, is_complete: bool) -> None:
        self._analysis, self._language, self._words = analysis, language, words
        self._today = analysis_for(analysis.store, analysis.network_iri)
        self._is_complete = is_complete
        self._has_gaps = len(analysis.actors) <= (POSITIONED_MOST if is_complete else PROMPT_MOST)
        self._positions = analysis.positions if self._has_gaps else self._kept_positions()
        gaps = self._today.open_gaps if self._has_gaps else ()
        self._gaps = Counter(party.iri for gap in gaps for party in gap.parties)

    def make(self, actor: Actor) -> ExportNode:
        x, y = self._positions.get(actor.iri, (0.0, 0.0))
        return ExportNode(
            iri=actor.iri,
            label=_said(Ref(actor.iri, actor.label), self._language) or actor.iri,
            attributes=self._about(actor),
            position=(round(float(x), 1), round(float(y), 1)) if actor.iri in self._positions else None,
        )

    def _about(self, actor: Actor) -> dict[str, Value]:
        is_network = actor.iri in self._analysis.named_networks
        return {
            "short": actor.short,
            "sector": _said(actor.sector, self._language),
            "sector_code": _code(actor.sector),
            "kind": self._words.network if is_network else _said(actor.kind, self._language),
            "kind_code": "Network" if is_network else _code(actor.kind),
            "groups": JOINT.join(self._groups_of(actor.iri)),
            "is_group": actor.iri not in self._analysis.actors_ever,
            "is_network": is_network,
            "collective": actor.is_collective,
            "partners": self._today.partners(actor.iri),
            **self._slow_figures(actor.iri),
            "state": self._words.state(actor.state),
            "state_code": actor.state,
            "confidence": self._words.confidence(actor.confidence),
            "confidence_code": actor.confidence,
            **({"same_as": JOINT.join(one.iri for one in actor.same_as)} if actor.same_as else {}),
        }

    def _slow_figures(self, iri: str) -> dict[str, Value]:
        """What takes long to compute: for a large network only where the file has to be complete."""
        gaps = {"gaps": self._gaps[iri]} if self._has_gaps else {}
        if not (self._is_complete or self._has_gaps):
            return {}
        return {**self._today.measures.figures(iri), **gaps}

    def _kept_positions(self) -> Mapping[str, Position]:
        """The positions on the map for who has one, as nobody has to compute them."""
        kept = read_positions(self._analysis.store, self._analysis.network_iri)
        return {**kept.positions, **kept.pins} if len(self._analysis.actors) <= POSITIONED_MOST else {}

    def _groups_of(self, iri: str) -> list[str]:
        """The groups that somebody is a member of today, in the file or not."""
        return sorted(group.label.in_language(self._language) for group in self._today.groups_of.get(iri, ()))


class _Edges:
    """Makes edges of a projection, each with what its tie says."""

    def __init__(self, analysis: Analysis, everyone: Mapping[str, Actor], language: str, words: ExportWords) -> None:
        self._everyone, self._language, self._words = everyone, language, words
        self._ties, self._at = {tie.iri: tie for tie in analysis.ties}, analysis.at

    def all(self, projected: nx.MultiDiGraph[str]) -> Iterator[ExportEdge]:
        numbers: Counter[str] = Counter()
        edges: list[tuple[str, str, str, float]] = sorted(projected.edges(keys=True, data="weight"))
        for source, target, key, weight in edges:
            if key == HIERARCHY:
                yield self._of_hierarchy(self._everyone[source], target, float(weight))
            else:
                yield self._of_tie(self._ties[key], numbers[key], (source, target), float(weight))
                numbers[key] += 1

    def _of_tie(self, tie: Tie, number: int, ends: tuple[str, str], weight: float) -> ExportEdge:
        kind, state = _said(tie.detail, self._language) or self._words.kind(tie.kind), state_on(tie, self._at)
        return ExportEdge(
            id=f"{tie.iri.removeprefix(BASE)}~{number}",
            tie=tie.iri,
            source=ends[0],
            target=ends[1],
            label=tie.label.in_language(self._language) or kind,
            is_directed=tie.directed,
            weight=weight,
            attributes={
                "tie": tie.iri,
                "kind": kind,
                "kind_code": tie.kind,
                "state": self._words.state(state),
                "state_code": state,
                "topics": JOINT.join(_said(topic, self._language) for topic in tie.topics),
                "perspective": _said(tie.perspective, self._language),
                "directed": tie.directed,
                "confidence": self._words.confidence(tie.confidence),
                "confidence_code": tie.confidence,
                "evidence": " | ".join(self._words.quote(passage.quote) for passage in tie.evidence),
                "sources": JOINT.join(
                    dict.fromkeys(_said(passage.document, self._language) for passage in tie.evidence)
                ),
                "note": tie.note,
                **{MEAN_OF + name: mean for name, mean in quality_of(tie).items()},
            },
            start=tie.start,
            end=tie.end,
            start_precision=tie.start_precision,
            end_precision=tie.end_precision,
        )

    def _of_hierarchy(self, part: Actor, whole: str, weight: float) -> ExportEdge:
        kind = self._words.kind(HIERARCHY_KIND)
        return ExportEdge(
            id=f"{part.iri.removeprefix(BASE)}~{whole.removeprefix(BASE)}",
            tie="",
            source=part.iri,
            target=whole,
            label=kind,
            is_directed=True,
            weight=weight,
            attributes={
                "tie": "",
                "kind": kind,
                "kind_code": HIERARCHY_KIND,
                "state": self._words.state(part.state),
                "state_code": part.state,
                "topics": "",
                "perspective": "",
                "directed": True,
                "confidence": self._words.confidence(part.confidence),
                "confidence_code": part.confidence,
                "evidence": " | ".join(self._words.quote(passage.quote) for passage in part.evidence),
                "sources": JOINT.join(
                    dict.fromkeys(_said(passage.document, self._language) for passage in part.evidence)
                ),
                "note": "",
            },
        )


def _said(ref: Ref | None, language: str) -> str:
    return ref.label.in_language(language) if ref else ""


def _code(ref: Ref | None) -> str:
    return local_name(ref.iri) if ref else ""
