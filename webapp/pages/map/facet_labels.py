"""What the values of the filters are called, from the data of a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.analysis import Analysis
from graph.model import Actor, Ref, Tie
from webapp.pages.map.codes import code_of
from webapp.pages.map.model import MapGroup, MapNode
from webapp.ui.links import slug_of
from webapp.ui.palette import UNKNOWN
from webapp.ui.sorting import sort_key
from webapp.ui.wording import CONFIDENCES, STATES, confidence_label, kind_codes, kind_label, state_label


def facet_labels(
    analysis: Analysis, groups: Iterable[MapGroup], nodes: Iterable[MapNode], language: str
) -> dict[str, dict[str, str]]:
    """The names of what can be filtered by, each filter in the order of its names or of its codes."""
    sectors = [sector for actor in analysis.actors.values() if (sector := actor.sector)]
    perspectives = [tie.perspective for tie in analysis.ties if tie.perspective]
    stated: list[Tie | Actor] = [*analysis.ties, *analysis.actors.values(), *analysis.groups.values()]
    return {
        "sektor": by_name(((code_of(sector), sector) for sector in sectors), language),
        "gruppe": {group.id: group.label for group in groups},
        "akteursart": order_labels(
            {node.kind: node.kind_label for node in nodes if not node.is_group and node.kind != UNKNOWN}
        ),
        "stand": {code: state_label(code) for code in STATES},
        "art": {code: kind_label(code) for code in kind_codes()},
        "thema": by_name(((slug_of(topic.iri), topic) for tie in analysis.ties for topic in tie.topics), language),
        "quelle": by_name(
            ((slug_of(passage.document.iri), passage.document) for one in stated for passage in one.evidence), language
        ),
        "sicht": by_name(((code_of(perspective), perspective) for perspective in perspectives), language),
        "sicherheit": {code: confidence_label(code) for code in CONFIDENCES},
    }


def by_name(named: Iterable[tuple[str, Ref | Actor]], language: str) -> dict[str, str]:
    """Labels by code, in the order of the labels."""
    return order_labels({code: ref.label.in_language(language) for code, ref in named if code != UNKNOWN})


def order_labels(labels: Mapping[str, str]) -> dict[str, str]:
    """The same in the order of a dictionary."""
    return dict(sorted(labels.items(), key=lambda item: sort_key(item[1])))
