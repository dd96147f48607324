"""What the list of topics and the page of each show; whoever works on a narrower topic works on the broader one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.matters.matter import Matter
from graph.measures.cohesion import actors_by_topic
from graph.model import Actor, Finding, Gap, Group, Ref, Tie
from graph.network.belonging import downwards, upwards
from graph.protocol import Store
from webapp.pages.resources.view import ResourcePage
from webapp.pages.resources.view import make_page as make_resource_page
from webapp.ui.language import say
from webapp.ui.links import slug_of
from webapp.ui.memo import memo
from webapp.ui.sorting import sort_key
from webapp.ui.tie_lines import TieSection, sections_of


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of the tree, with those below it counted in; `depth` is 0 for one that is below no other."""

    topic: Ref
    depth: int
    actors: int
    groups: int
    demands: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything that is recorded of a topic and of those below it; `gaps` is None while they are being computed."""

    about: ResourcePage
    topic: Ref
    slug: str
    broader: tuple[Ref, ...]
    narrower: tuple[TopicRow, ...]
    actors: tuple[Ref, ...]
    groups: tuple[Ref, ...]
    sections: tuple[TieSection, ...]
    demands: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    matters: tuple[Matter, ...]
    gaps: tuple[Gap, ...] | None
    drawn: tuple[str, ...]
    """The slugs of those topics of which the map draws ties."""


@memo
def list_topics(analysis: Analysis) -> list[TopicRow]:
    """The topics that something in this network is about, and those above them: a tree in the order of names."""
    used = {above for topic in _used(analysis) for above in upwards(analysis.model.broader, topic)}
    used &= set(analysis.model.topics)
    below: dict[str, list[str]] = {}
    for topic in used:
        wholes = [one for one in analysis.model.broader.get(topic, ()) if one in used]
        below.setdefault(min(wholes, default=""), []).append(topic)
    seen: set[str] = set()
    rows = list(_rows(analysis, below, "", 0, seen))
    for topic in sorted(used):  # in a circle none is the topmost
        if topic not in seen:
            rows += _rows(analysis, {**below, "": [topic]}, "", 0, seen)
    return rows


def make_page(analysis: Analysis, store: Store, iri: str) -> TopicPage:
    """The page of one topic. O(ties, findings and gaps)."""
    model = analysis.model
    those = frozenset(downwards(model.broader, iri))
    ties = [tie for tie in analysis.ties if _is_about(tie.topics, those)]
    findings = [one for one in _findings(analysis) if _is_about(one.topics, those)]
    return TopicPage(
        about=make_resource_page(store, iri),
        topic=model.topics[iri],
        slug=slug_of(iri),
        broader=_named(model.topics[one] for one in model.broader.get(iri, ()) if one in model.topics),
        narrower=tuple(_below(list_topics(analysis), iri)),
        actors=_actors(analysis, those),
        groups=_groups(analysis, those),
        sections=tuple(sections_of(ties, "")),
        demands=tuple(one for one in findings if one.is_demand),
        findings=tuple(one for one in findings if not one.is_demand),
        matters=tuple(one for one in unless_it_takes_long(lambda: analysis.matters) or () if _is_on(one.topic, those)),
        gaps=_gaps(analysis, those),
        drawn=tuple(sorted({slug_of(topic.iri) for tie in ties for topic in tie.topics if topic.iri in those})),
    )


def _rows(
    analysis: Analysis, below: dict[str, list[str]], whole: str, depth: int, seen: set[str]
) -> Iterator[TopicRow]:
    for iri in sorted(below.get(whole, ()), key=lambda one: sort_key(say(analysis.model.topics[one].label))):
        if iri not in seen:
            seen.add(iri)
            yield _row(analysis, iri, depth)
            yield from _rows(analysis, below, iri, depth + 1, seen)


def _row(analysis: Analysis, iri: str, depth: int) -> TopicRow:
    those = frozenset(downwards(analysis.model.broader, iri))
    return TopicRow(
        analysis.model.topics[iri],
        depth,
        actors=len(_actors(analysis, those)),
        groups=len(_groups(analysis, those)),
        demands=sum(one.is_demand and _is_about(one.topics, those) for one in _findings(analysis)),
    )


def _below(rows: Sequence[TopicRow], iri: str) -> Iterator[TopicRow]:
    """The rows of a tree that stand below one of it."""
    start = next((place for place, row in enumerate(rows) if row.topic.iri == iri), None)
    for row in rows[start + 1 :] if start is not None else ():
        if row.depth <= rows[start or 0].depth:
            return
        yield row


def _used(analysis: Analysis) -> set[str]:
    stated: tuple[Tie | Actor | Group | Finding, ...] = (
        *analysis.ties,
        *analysis.actors.values(),
        *analysis.groups.values(),
        *_findings(analysis),
    )
    return {topic.iri for one in stated for topic in one.topics}


def _findings(analysis: Analysis) -> list[Finding]:
    return analysis.model.findings_in(analysis.network_iri)


@memo
def _by_topic(analysis: Analysis) -> dict[str, frozenset[str]]:
    return actors_by_topic(analysis.actors, analysis.counting_ties)


def _actors(analysis: Analysis, those: Collection[str]) -> tuple[Ref, ...]:
    found = {iri for topic in those for iri in _by_topic(analysis).get(topic, ())}
    return _named(Ref(iri, analysis.actors[iri].label) for iri in found)


def _groups(analysis: Analysis, those: Collection[str]) -> tuple[Ref, ...]:
    found = {iri for iri, group in analysis.groups.items() if _is_about(group.topics, those)}
    found |= {
        party.iri
        for tie in analysis.counting_ties
        if _is_about(tie.topics, those)
        for party in tie.parties
        if party.iri in analysis.groups
    }
    return _named(Ref(iri, analysis.groups[iri].label) for iri in found)


def _gaps(analysis: Analysis, those: Collection[str]) -> tuple[Gap, ...] | None:
    gaps = unless_it_takes_long(lambda: analysis.gaps)
    if gaps is None:
        return None
    found = [gap for gap in gaps if gap.subject.iri in those or _is_on(gap.topic, those)]
    return tuple(sorted(found, key=lambda gap: (gap.kind != "demanded", -gap.score, gap.id)))


def _is_on(topic: Ref | None, those: Collection[str]) -> bool:
    return topic is not None and topic.iri in those


def _is_about(topics: Iterable[Ref], those: Collection[str]) -> bool:
    return any(topic.iri in those for topic in topics)


def _named(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(sorted(refs, key=lambda ref: sort_key(say(ref.label))))
