"""What the list of topics and the page of each show; whoever works on a narrower topic works on the broader one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.matters.matter import Matter
from graph.measures.topic_holders import TopicHolders, topic_holders
from graph.model import Finding, Gap, Ref, Tie
from graph.network.belonging import downwards, upwards
from graph.network.demands import in_no_demand
from graph.network.edges import pairs_of
from graph.network.topic_tree import in_tree, with_all_below
from graph.protocol import Store
from webapp.pages.resources.view import ResourcePage
from webapp.pages.resources.view import make_page as make_resource_page
from webapp.ui.links import slug_of
from webapp.ui.memo import memo, memo_without_words
from webapp.ui.sorting import label_key
from webapp.ui.tie_lines import TieSection, sections_of


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of the tree, with those below it counted in; `depth` is 0 for one that is below no other.

    `demands` counts as the page of the topic does: see `in_no_demand`.
    """

    topic: Ref
    depth: int
    actors: int
    groups: int
    demands: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything that is recorded of a topic and of those below it; `gaps` is None while they are being computed.

    `recorded_demands` are ties that are demanded and stand in none of the `demands`; `sections` are all others.
    """

    about: ResourcePage
    topic: Ref
    slug: str
    broader: tuple[Ref, ...]
    narrower: tuple[TopicRow, ...]
    actors: tuple[Ref, ...]
    groups: tuple[Ref, ...]
    sections: tuple[TieSection, ...]
    demands: tuple[Finding, ...]
    recorded_demands: tuple[TieSection, ...]
    findings: tuple[Finding, ...]
    matters: tuple[Matter, ...]
    gaps: tuple[Gap, ...] | None
    on_map: Mapping[str, str]
    """What the map is asked with to show it; empty where nobody of the map works on it."""


@memo
def list_topics(analysis: Analysis) -> list[TopicRow]:
    """The topics that something in this network is about, and those above them: a tree in the order of names."""
    return _rows(analysis, "")


def make_page(analysis: Analysis, store: Store, iri: str) -> TopicPage:
    """The page of one topic. O(ties, findings and gaps)."""
    model = analysis.model
    those = frozenset(downwards(model.broader, iri))
    ties = [tie for tie in analysis.ties if _is_about(tie.topics, those)]
    findings = [one for one in analysis.findings if _is_about(one.topics, those)]
    demands = tuple(one for one in findings if one.is_demand)
    alone = in_no_demand(ties, demands)
    left = {tie.iri for tie in alone}
    return TopicPage(
        about=make_resource_page(store, iri),
        topic=model.topics[iri],
        slug=slug_of(iri),
        broader=_named(model.topics[one] for one in model.broader.get(iri, ()) if one in model.topics),
        narrower=tuple(_rows(analysis, iri)),
        actors=_named(Ref(one, analysis.actors[one].label) for one in at_work_on(analysis, iri)),
        groups=_named(Ref(one, analysis.groups[one].label) for one in groups_on(analysis, iri)),
        sections=tuple(sections_of([tie for tie in ties if tie.iri not in left], "")),
        demands=demands,
        recorded_demands=tuple(sections_of(alone, "")),
        findings=tuple(one for one in findings if not one.is_demand),
        matters=tuple(one for one in unless_it_takes_long(lambda: analysis.matters) or () if _is_on(one.topic, those)),
        gaps=_gaps(analysis, those),
        on_map=_on_map(analysis, iri, ties),
    )


def at_work_on(analysis: Analysis, iri: str) -> frozenset[str]:
    """The actors who work on a topic or one below it, by IRI."""
    return _held(analysis).actors.get(iri, frozenset())


def groups_on(analysis: Analysis, iri: str) -> frozenset[str]:
    """The groups that are about a topic or one below it, by IRI."""
    return _held(analysis).groups.get(iri, frozenset())


def everybody_by_topic(analysis: Analysis) -> dict[str, frozenset[str]]:
    """The actors and groups at each topic or one below it: who works on it, and what is about it."""
    held = _held(analysis)
    topics = held.actors.keys() | held.groups.keys()
    return {topic: held.actors.get(topic, frozenset()) | held.groups.get(topic, frozenset()) for topic in topics}


def _rows(analysis: Analysis, top: str) -> list[TopicRow]:
    """All topics as a tree, or those below one."""
    topics, held = analysis.model.topics, _held(analysis)
    used = {above for topic in held.used for above in upwards(analysis.model.broader, topic)} & topics.keys()
    return [
        TopicRow(topics[iri], depth, *(len(one.get(iri, ())) for one in (held.actors, held.groups, held.demands)))
        for iri, depth in in_tree(analysis.model.broader, used, lambda one: label_key(topics[one]), top)
    ]


@memo_without_words
def _held(analysis: Analysis) -> TopicHolders:
    """The holders of each topic, those of the topics below it counted in."""
    return topic_holders(analysis, lambda own: with_all_below(analysis.model.broader, own))


def _on_map(analysis: Analysis, iri: str, ties: Iterable[Tie]) -> dict[str, str]:
    drawn = analysis.actors_ever.keys() | analysis.groups.keys() | analysis.named_networks.keys()
    is_tied = any(drawn >= set(pair) for tie in ties for pair in pairs_of(tie))
    return {"thema": slug_of(iri)} if is_tied or at_work_on(analysis, iri) or groups_on(analysis, iri) else {}


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
    return tuple(sorted(refs, key=label_key))
