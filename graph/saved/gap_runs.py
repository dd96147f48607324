"""The gaps and matters of one run as RDF: what was found, asked of which network and day, at which data revision.

Each run is a netz:GapRun in a named graph of its own beneath RUN_GRAPHS. A later run of the same question (network,
day, kinds, number) takes the place of the one before, which the change log keeps. These graphs are no part of the
model: no gap is ever found because of a gap (`graph.query.memory_copy`, `graph.store.model_revision`). Matters are kept
with a run of all gaps alone: what a group decides on, and how much that weighs, rests on all that follows from a cause.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyoxigraph as ox

from graph.analysis import Analysis
from graph.matters.matter import Matter
from graph.model import GAP_KINDS, LANGUAGES, Gap, GapKind, Text
from graph.protocol import Change
from graph.terms import DCT, NETZ, PROV, RDF, RUN_GRAPHS, XSD, network_slug

_EVERY_NETWORK = "alle"
_CLOSES = NETZ + "closesIfDone"
CLOSING_MOST = 300
"""Actors up to which what closes is tried for each matter: a trial of a larger network takes seconds."""

Value = ox.NamedNode | ox.Literal
Statement = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Run:
    """A kept run: the graph it is in, the revision it was computed from, and that it made; how many it found."""

    graph: str
    gaps: int
    data_revision: int
    revision: int
    matters: int = 0


def keep_run(
    analysis: Analysis,
    *,
    kinds: Collection[GapKind] = GAP_KINDS,
    top: int | None = None,
    author: str = "",
    closed_if_done: Callable[[Analysis, Matter], Collection[str]] | None = None,
) -> Run:
    """Find the gaps of these kinds and write them into the graph of this question, all or nothing; of all, the matters.

    `top`: how many of each statistical kind, None for its own number. `closed_if_done` finds the ids of the gaps that
    close if a matter is done, each by a trial: asked of networks of up to CLOSING_MOST actors. Raises what
    `Store.apply` raises.
    """
    ordered = tuple(kind for kind in GAP_KINDS if kind in kinds)
    everything = ordered == GAP_KINDS and top is None
    gaps = analysis.gaps if everything else analysis.find_gaps(ordered, top=top)
    matters: list[Matter] | None = analysis.matters if everything else None
    graph = ox.NamedNode(graph_of(analysis, ordered, top))
    quads = [
        *_quads(ox.NamedNode(graph.value + "#lauf"), _described(analysis, ordered, top, author), graph),
        *_quads(ox.NamedNode(graph.value + "#lauf"), _counted(gaps, matters), graph),
        *(quad for gap in gaps for quad in _quads(_node(graph, gap), _stated(gap, graph), graph)),
        *(quad for one in matters or () for quad in _quads(_node(graph, one), _said_of_matter(one, graph), graph)),
    ]
    if closed_if_done and len(analysis.actors) <= CLOSING_MOST:
        known = {gap.id for gap in gaps}
        for one in matters or ():
            closed = sorted(known.intersection(closed_if_done(analysis, one)))
            quads += _quads(_node(graph, one), ((_CLOSES, _named(graph, gap)) for gap in closed), graph)
    reason = f"Gap analysis, {len(gaps)} gaps"
    change = Change(add=quads, drop=(graph,), author=author, reason=reason, kind="gap-run", about=str(len(gaps)))
    return Run(graph.value, len(gaps), analysis.revision, analysis.store.apply(change).revision, len(matters or ()))


def graph_of(analysis: Analysis, kinds: Sequence[GapKind], top: int | None) -> str:
    """The graph of a question: `.../graph/lauf/magdeburg`, with the day, kinds and number where they are asked for."""
    network = network_slug(analysis.network_iri or "") or _EVERY_NETWORK
    parts = [network, analysis.at or "", *(kinds if tuple(kinds) != GAP_KINDS else ()), "" if top is None else str(top)]
    return RUN_GRAPHS + "-".join(filter(None, parts))


def _counted(gaps: Sequence[Gap], matters: Sequence[Matter] | None) -> Iterator[Statement]:
    yield NETZ + "gapsFound", _typed(len(gaps), "integer")
    if matters is not None:
        yield NETZ + "mattersFound", _typed(len(matters), "integer")


def _described(analysis: Analysis, kinds: Sequence[GapKind], top: int | None, author: str) -> Iterator[Statement]:
    yield RDF + "type", ox.NamedNode(NETZ + "GapRun")
    yield PROV + "endedAtTime", _typed(datetime.now(UTC).isoformat(timespec="microseconds"), "dateTime")
    yield NETZ + "dataRevision", _typed(analysis.revision, "integer")
    for kind in kinds:
        yield NETZ + "gapKind", ox.Literal(kind)
    if analysis.network_iri:
        yield PROV + "used", ox.NamedNode(analysis.network_iri)
    if analysis.at:
        yield NETZ + "asOf", _typed(analysis.at, "date")
    if top is not None:
        yield NETZ + "mostPerKind", _typed(top, "integer")
    if author:
        yield DCT + "creator", ox.Literal(author)


def _stated(gap: Gap, graph: ox.NamedNode) -> Iterator[Statement]:
    yield RDF + "type", ox.NamedNode(NETZ + "Gap")
    yield PROV + "wasGeneratedBy", ox.NamedNode(graph.value + "#lauf")
    yield DCT + "identifier", ox.Literal(gap.id)
    yield NETZ + "gapKind", ox.Literal(gap.kind)
    yield NETZ + "gapRule", ox.Literal(gap.rule)
    yield NETZ + "gapState", ox.Literal(gap.state)
    yield NETZ + "gapStrength", ox.Literal(gap.strength)
    yield NETZ + "gapScore", _typed(gap.score, "double")
    yield NETZ + "gapSubject", ox.NamedNode(gap.subject.iri)
    for party in gap.parties:
        yield NETZ + "gapParty", ox.NamedNode(party.iri)
    if gap.topic:
        yield NETZ + "gapTopic", ox.NamedNode(gap.topic.iri)
    yield from _worded(DCT + "title", gap.title)
    for reason in gap.reasons:
        yield from _worded(NETZ + "gapReason", reason.text)


def _said_of_matter(matter: Matter, graph: ox.NamedNode) -> Iterator[Statement]:
    yield RDF + "type", ox.NamedNode(NETZ + "Matter")
    yield PROV + "wasGeneratedBy", ox.NamedNode(graph.value + "#lauf")
    yield DCT + "identifier", ox.Literal(matter.id)
    yield NETZ + "matterAudience", ox.Literal(matter.audience)
    yield NETZ + "matterState", ox.Literal(matter.state)
    yield NETZ + "matterScore", _typed(matter.score, "double")
    if matter.rank:
        yield NETZ + "matterRank", _typed(matter.rank, "integer")
    if matter.pinned:
        yield NETZ + "place", _typed(matter.pinned, "integer")
    yield NETZ + "gapSubject", ox.NamedNode(matter.subject.iri)
    for property_name, refs in (("matterDemand", matter.demands), ("matterParty", matter.parties)):
        yield from ((NETZ + property_name, ox.NamedNode(ref.iri)) for ref in refs)
    yield from ((NETZ + "bundles", _node(graph, gap)) for gap in matter.gaps)
    yield from _worded(DCT + "title", matter.title)
    yield from _worded(NETZ + "question", matter.question)


def _worded(property_iri: str, text: Text) -> Iterator[Statement]:
    for language in LANGUAGES:
        if wording := text.only_in(language):
            yield property_iri, ox.Literal(wording, language=language)


def _typed(value: object, name: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + name))


def _node(graph: ox.NamedNode, found: Gap | Matter) -> ox.NamedNode:
    return _named(graph, found.id)


def _named(graph: ox.NamedNode, identifier: str) -> ox.NamedNode:
    return ox.NamedNode(f"{graph.value}#{identifier}")


def _quads(subject: ox.NamedNode, statements: Iterator[Statement], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    for property_iri, value in statements:
        yield ox.Quad(subject, ox.NamedNode(property_iri), value, graph)
