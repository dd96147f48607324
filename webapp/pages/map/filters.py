"""The filters of the map, each said once: legend, address, table, query and the browser take them from here.

A new one is a line in `FILTERS`, and the translation of its heading. The picture's JSON carries the table; a value that
actors or ties do not have yet is a field of `MapNode` or `MapEdge` first, and of its row in `schemas.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from flask_babel.speaklater import LazyString

from graph.analysis import Analysis
from graph.model import Actor, Ref, Tie
from graph.network.belonging import upwards
from graph.network.topic_tree import in_tree
from webapp.pages.map.codes import code_of
from webapp.pages.map.model import MapEdge, MapGroup, MapNode
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.links import iri_of, slug_of
from webapp.ui.palette import UNKNOWN
from webapp.ui.sorting import sort_key
from webapp.ui.tie_quality import quality_codes, quality_label
from webapp.ui.wording import CONFIDENCES, STATES, confidence_label, kind_codes, kind_label, state_label

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What the values of filters are called by: a network, and what of it stands on the map, in one language."""

    analysis: Analysis
    groups: Sequence[MapGroup]
    nodes: Sequence[MapNode]
    language: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter by its name in the address, with its heading.

    Its codes stand in actors (`nodes`) or ties (`edges`): `attribute` is that of the model, `field` that of the JSON.
    `labels` are the codes there can be, in the order of the legend; `unsaid` is the code of whatever has none, and
    `unsaid_label` its name. One that is seldom used is folded until it is. `also`: where actors have codes of a filter
    on ties themselves, in model and JSON alike; they are there without a tie, too.
    """

    name: str
    heading: LazyString
    of: Literal["nodes", "edges"]
    attribute: str
    field: str
    labels: Callable[[Named], Labels]
    unsaid: str = UNKNOWN
    unsaid_label: LazyString | str = ""
    is_often_used: bool = False
    also: str = ""

    def own_codes(self, node: MapNode) -> Collection[str]:
        """The codes that an actor or group has itself in a filter on ties."""
        return getattr(node, self.also) if self.also else ()

    def codes(self, item: MapNode | MapEdge) -> Collection[str]:
        """The codes of one actor or one tie."""
        return self._codes_of(getattr(item, self.attribute))

    def count(self, items: Iterable[MapNode | MapEdge]) -> Counter[str]:
        """How many of these have each code. What is said alike is counted first: there are far fewer ways to say it."""
        found = Counter[str]()
        for value, number in Counter(map(attrgetter(self.attribute), items)).items():
            for code in self._codes_of(value):
                found[code] += number
        return found

    def _codes_of(self, value: str | tuple[str, ...]) -> Collection[str]:
        if isinstance(value, str):
            return (value or self.unsaid,)
        return value or ((self.unsaid,) if self.unsaid else ())


def facet_labels(named: Named) -> dict[str, Labels]:
    """The names of what can be filtered by, by filter."""
    return {one.name: one.labels(named) for one in FILTERS}


def facet_depths(named: Named) -> dict[str, Mapping[str, int]]:
    """How far in the codes of a filter stand that is a tree."""
    return {"thema": {code: depth for code, _, depth in reversed(_topic_tree(named))}}


def by_name(refs: Iterable[tuple[str, Ref | Actor]], language: str) -> Labels:
    """Labels by code, in the order of the labels."""
    return order_labels({code: ref.label.in_language(language) for code, ref in refs if code != UNKNOWN})


def order_labels(labels: Labels) -> Labels:
    """The same in the order of a dictionary."""
    return dict(sorted(labels.items(), key=lambda item: sort_key(item[1])))


def _sectors(named: Named) -> Labels:
    sectors = (sector for actor in named.analysis.actors.values() if (sector := actor.sector))
    return by_name(((code_of(sector), sector) for sector in sectors), named.language)


def _groups(named: Named) -> Labels:
    return {group.id: group.label for group in named.groups}


def _actor_kinds(named: Named) -> Labels:
    actors = (node for node in named.nodes if not node.is_group and node.kind != UNKNOWN)
    return order_labels({node.kind: node.kind_label for node in actors})


def _topics(named: Named) -> Labels:
    """Fields of action with their topics below them; one that belongs to two stands below the first."""
    labels: dict[str, str] = {}
    for code, label, _ in _topic_tree(named):
        labels.setdefault(code, label)
    return labels


def _topic_tree(named: Named) -> list[tuple[str, str, int]]:
    model = named.analysis.model
    stated = {topic.iri for tie in named.analysis.ties for topic in tie.topics}
    stated.update(iri_of(slug) for node in named.nodes for slug in node.topics)
    used = {above for one in stated for above in upwards(model.broader, one)}
    labels = {iri: model.ref(iri).label.in_language(named.language) for iri in used}
    tree = in_tree(model.broader, labels, lambda iri: sort_key(labels[iri]))
    return [(slug_of(iri), labels[iri], depth) for iri, depth in tree]


def _districts(named: Named) -> Labels:
    """The districts that actors sit in; one alone, as the city itself, is nothing to choose by."""
    places = {place.iri: place for actor in named.analysis.actors.values() for place in actor.districts}
    several = places.values() if len(places) > 1 else ()
    return by_name(((slug_of(place.iri), place) for place in several), named.language)


def _documents(named: Named) -> Labels:
    analysis = named.analysis
    stated: list[Tie | Actor] = [*analysis.ties, *analysis.actors.values(), *analysis.groups.values()]
    documents = (passage.document for one in stated for passage in one.evidence if passage.document.iri)
    return by_name(((slug_of(document.iri), document) for document in documents), named.language)


def _perspectives(named: Named) -> Labels:
    perspectives = (tie.perspective for tie in named.analysis.ties if tie.perspective)
    return by_name(((code_of(perspective), perspective) for perspective in perspectives), named.language)


def _coded(codes: Callable[[], Iterable[str]], label: Callable[[str], str]) -> Callable[[Named], Labels]:
    """Codes that are the same in every network, in their own order."""
    return lambda _: {code: label(code) for code in codes()}


FILTERS = (
    Filter(
        name="sektor",
        heading=_l("Sektoren"),
        of="nodes",
        attribute="sector",
        field="sector",
        labels=_sectors,
        unsaid_label=_l("Sektor nicht erfasst"),
        is_often_used=True,
    ),
    Filter(
        name="stand",
        heading=_l("Stand der Verbindung"),
        of="edges",
        attribute="state",
        field="state",
        labels=_coded(lambda: STATES, state_label),
        is_often_used=True,
    ),
    Filter(
        name="gruppe",
        heading=_l("Arbeitsgruppen"),
        of="nodes",
        attribute="groups",
        field="groups",
        labels=_groups,
        unsaid="",
        is_often_used=True,
    ),
    Filter(
        name="thema",
        heading=_l("Themen"),
        of="edges",
        attribute="within_topics",
        field="withinTopics",
        labels=_topics,
        unsaid_label=_l("ohne Thema"),
        also="topics",
    ),
    Filter(
        name="art",
        heading=_l("Art der Verbindung"),
        of="edges",
        attribute="kind",
        field="kind",
        labels=_coded(kind_codes, kind_label),
    ),
    Filter(
        name="akteursart",
        heading=_l("Art der Akteure"),
        of="nodes",
        attribute="kind",
        field="kind",
        labels=_actor_kinds,
        unsaid_label=_l("nicht erfasst"),
    ),
    Filter(
        name="stadtteil",
        heading=_l("Stadtteile"),
        of="nodes",
        attribute="districts",
        field="districts",
        labels=_districts,
        unsaid_label=_l("ohne Stadtteil"),
    ),
    Filter(
        name="quelle",
        heading=_l("Quellen"),
        of="edges",
        attribute="documents",
        field="documents",
        labels=_documents,
        unsaid_label=_l("ohne Beleg"),
    ),
    Filter(
        name="sicht",
        heading=_l("Wer es sagt"),
        of="edges",
        attribute="perspective",
        field="perspective",
        labels=_perspectives,
        unsaid_label=_l("nicht erfasst"),
    ),
    Filter(
        name="guete",
        heading=_l("Wie gut sie trägt"),
        of="edges",
        attribute="qualities",
        field="qualities",
        labels=_coded(quality_codes, quality_label),
        unsaid_label=_l("nicht erfasst"),
    ),
    Filter(
        name="sicherheit",
        heading=_l("Sicherheit der Angabe"),
        of="edges",
        attribute="confidence",
        field="confidence",
        labels=_coded(lambda: CONFIDENCES, confidence_label),
    ),
)
"""In the order of the legend."""
BY_NAME: Mapping[str, Filter] = {one.name: one for one in FILTERS}
NODE_FILTERS = tuple(one for one in FILTERS if one.of == "nodes")
EDGE_FILTERS = tuple(one for one in FILTERS if one.of == "edges")
