"""The districts as the page lists them, with whom a topic or a group leaves of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Ref
from graph.places.localities import By, Locality
from webapp.pages.topics.view import at_work_on, groups_on, list_topics
from webapp.ui.language import say
from webapp.ui.localities import code_of, localities_of
from webapp.ui.sorting import label_key

NAMED_MOST = 20
COLUMNS_MOST = 12


@dataclass(frozen=True, slots=True)
class Place:
    """One district or postcode: who works there (at most 20 by name), and how many that are.

    `code` asks the table of actors for it; `names` are all wordings of its label.
    """

    anchor: str
    code: str
    label: str
    names: tuple[str, ...]
    actors: tuple[Ref, ...]
    number: int
    groups: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class TopicsByPlace:
    """How many work on each field of action in each district, in the order of `topics`."""

    topics: tuple[Ref, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


def places_of(analysis: Analysis, by: By, topic: str, group: str) -> list[Place]:
    """The places in the order of their names, with who works there on a topic and is in a group; "" leaves all."""
    actors, groups = _among(analysis, topic, group)
    found = sorted(localities_of(analysis, by), key=label_key)
    return [_place(analysis, locality.among(actors, groups), number) for number, locality in enumerate(found, 1)]


def _among(analysis: Analysis, topic: str, group: str) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    actors = at_work_on(analysis, topic) if topic else None
    groups = groups_on(analysis, topic) if topic else None
    if group:
        members = analysis.members.get(group, frozenset())
        actors = members if actors is None else actors & members
        groups = frozenset({group}) if groups is None else groups & {group}
    return actors, groups


def _place(analysis: Analysis, locality: Locality, number: int) -> Place:
    actors = _named(Ref(iri, analysis.actors[iri].label) for iri in locality.actors)
    return Place(
        anchor=f"ort-{number}",
        code=code_of(locality),
        label=say(locality.label),
        names=tuple(dict.fromkeys(filter(None, locality.label.wordings))),
        actors=actors[:NAMED_MOST],
        number=len(actors),
        groups=_named(Ref(iri, analysis.groups[iri].label) for iri in locality.groups),
    )


def without_place(analysis: Analysis, by: By, topic: str, group: str) -> tuple[Ref, ...]:
    """The actors of whom no place is known, of those the filters leave."""
    among, _ = _among(analysis, topic, group)
    placed = frozenset[str]().union(*(locality.actors for locality in localities_of(analysis, by)))
    left = (analysis.actors.keys() if among is None else among) - placed
    return _named(Ref(iri, analysis.actors[iri].label) for iri in left if iri in analysis.actors)


def topics_by_place(analysis: Analysis, by: By, first: int, last: int) -> TopicsByPlace:
    """The fields of action that most work on, at most 12, and how many of each of these districts do."""
    fields = [row for row in list_topics(analysis) if not row.depth and row.actors]
    kept = {row.topic.iri for row in sorted(fields, key=lambda row: -row.actors)[:COLUMNS_MOST]}
    topics = tuple(row.topic for row in fields if row.topic.iri in kept)
    at_work = [at_work_on(analysis, topic.iri) for topic in topics]
    found = sorted(localities_of(analysis, by), key=label_key)[first:last]
    return TopicsByPlace(
        topics,
        tuple((say(locality.label), tuple(len(locality.actors & those) for those in at_work)) for locality in found),
    )


def _named(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(sorted(refs, key=label_key))
