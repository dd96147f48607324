"""Ties as the data state them: those of our classes, and plain W3C ORG data.

`TieReader.links` is the only place that decides what is a tie, with which ends, in which state and network; the model
makes objects of them, and a network too large for objects takes them as they are. Which properties hold a tie's ends,
its direction and its weight is said by the table of kinds (`tie_kinds.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from graph.model import INTERFACE, MEMBERSHIP, Ref, State, Text, Tie
from graph.network.property_index import Day, PropertyIndex
from graph.network.read_statements import StatementReader
from graph.network.tie_kinds import SHIPPED, TieKinds
from graph.period import earliest
from graph.persons.recognition import PERSON_CLASSES
from graph.rdf.tie_classes import TieClass
from graph.rdf.tie_ratings import levels, questions
from graph.terms import NETZ, ORG, RDF, SCHEMA, local_name

_TYPE, _IN_NETWORK = RDF + "type", NETZ + "inNetwork"


class Link(NamedTuple):
    """A tie by the IRIs of its ends; `sources` and `targets` of an undirected one both hold all parties.

    `tie_class` is None for a direct property of plain ORG data, which has no node of its own. `networks` are those it
    counts in: of a node the first that it says, of a property all that its ends say.
    """

    iri: str
    kind: str
    tie_class: TieClass | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    directed: bool
    state: State
    networks: tuple[str, ...]

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return frozenset((*self.sources, *self.targets))


class TieReader(StatementReader):
    """Reads ties from the statements by property."""

    def __init__(self, index: PropertyIndex, kinds: TieKinds) -> None:
        super().__init__(index)
        self.classes = kinds.by_iri()
        self._persons = index.with_subclasses(PERSON_CLASSES)

    def ties(self, links: Iterable[Link]) -> tuple[Tie, ...]:
        """Ties with all that is said of them, in the order of their IRIs."""
        return tuple(self.tie(link) for link in sorted(links, key=lambda link: link.iri))

    def links(self) -> Iterator[Link]:
        """All ties by their ends, in no order; not kept: there are millions in a network too large for a model."""
        yield from self._stated_links()
        yield from self._plain_links()

    def link(self, iri: str) -> Link | None:
        """The tie that a resource is by its ends; None for what is none."""
        tie_class = self._class_of(iri)
        if tie_class is not None:
            return self._link(iri, tie_class)
        return self._plain_membership(iri) if ORG + "Membership" in self.index.types(iri) else None

    def _class_of(self, iri: str) -> TieClass | None:
        """The tie class of a resource: its own or, for a subclass of a city's own, the nearest it descends from."""
        classes: Sequence[str] = self.index.objects(iri, _TYPE)
        while classes:
            for one in classes:
                if one in self.classes:
                    return self.classes[one]
            classes = sorted({above for one in classes for above in self.index.superclasses(one)} - set(classes))
        return None

    def _stated_links(self) -> Iterator[Link]:
        for iri in self.index.of_type(self.classes.keys()):
            tie_class = self._class_of(iri)
            if tie_class is not None:
                yield self._link(iri, tie_class)

    def _link(self, iri: str, tie_class: TieClass) -> Link:
        sources, targets, directed = self._ends(iri, tie_class)
        networks = self.index.objects(iri, _IN_NETWORK)[:1] or self._home(iri)
        return Link(iri, tie_class.name, tie_class, sources, targets, directed, self.state(iri), tuple(networks))

    def _home(self, iri: str) -> tuple[str, ...]:
        network = self.index.home_network(iri)
        return (network,) if network else ()

    def _ends(self, iri: str, tie_class: TieClass) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Both ends of a tie. An interface that hands over from one side to the other has a direction."""
        sources, targets = self.index.objects(iri, tie_class.source), self.index.objects(iri, tie_class.target)
        if tie_class.is_directed:
            return sources, targets, True
        handed = (tie_class.handed_from, tie_class.handed_to)
        giving, taking = (self.index.objects(iri, one) if one else () for one in handed)
        if sources is targets and not giving and not taking:
            return sources, targets, False
        others = {*sources, *targets}
        if giving and taking:
            rest = others - {*giving, *taking}
            return tuple(sorted({*giving, *rest})), tuple(sorted({*taking, *rest})), True
        everyone = tuple(sorted({*others, *giving, *taking}))
        return everyone, everyone, False

    def _plain_links(self) -> Iterator[Link]:
        """Ties of plain W3C ORG data: membership nodes without our class, and its direct properties."""
        for iri in self.index.of_type({ORG + "Membership"}):
            if self._class_of(iri) is None and (link := self._plain_membership(iri)) is not None:
                yield link
        yield from (self.plain_link(one) for one in self.index.plain_ties if self.is_between_actors(one[0], one[2]))

    def _plain_membership(self, iri: str) -> Link | None:
        """A membership of plain ORG data; None for that of a person, which is no tie between actors."""
        link = self._link(iri, SHIPPED[MEMBERSHIP])
        return link if self.is_between_actors(*link.sources, *link.targets) else None

    def is_between_actors(self, *ends: str) -> bool:
        """Whether none of these is a person."""
        types = self.index.links[_TYPE]
        return all(self._persons.isdisjoint(types.get(end, ())) for end in ends)

    def plain_link(self, stated: tuple[str, str, str]) -> Link:
        """A direct property of plain ORG data as a tie."""
        source, property_iri, target = stated
        directed = property_iri != ORG + "linkedTo"
        both = tuple(sorted({source, target}))
        return Link(
            f"{source} {local_name(property_iri)} {target}",
            MEMBERSHIP if directed else INTERFACE,
            None,
            (source,) if directed else both,
            (target,) if directed else both,
            directed,
            "exists",
            self._networks_of_plain(source, target, directed=directed),
        )

    def _networks_of_plain(self, source: str, target: str, *, directed: bool) -> tuple[str, ...]:
        """Of a membership those of its group, if that says any, for a member may be in several; else those of both."""
        of_source, of_target = (self.index.objects(end, _IN_NETWORK) for end in (source, target))
        said = (of_target or of_source) if directed else {*of_source, *of_target}
        return tuple(sorted(said)) or self._home(source)

    def tie(self, link: Link) -> Tie:
        """A tie with all that is said of it."""
        index, iri = self.index, link.iri
        sources, targets = self.refs_of(link.sources), self.refs_of(link.targets)
        if link.tie_class is None:
            return Tie(
                iri,
                kind=link.kind,
                label=joined_label(sources, targets, SHIPPED[link.kind].forward if link.directed else None),
                state=link.state,
                confidence="stated",
                sources=sources,
                targets=targets,
                directed=link.directed,
                networks=link.networks,
            )
        stated = self.stated(Tie, iri)
        detail = index.first(iri, NETZ + "kind") or index.first(iri, ORG + "role")
        start, start_precision = self._side(iri, SCHEMA + "startDate", NETZ + "startPrecision")
        end, end_precision = self._side(iri, SCHEMA + "endDate", NETZ + "endPrecision")
        return Tie(
            iri,
            kind=link.kind,
            label=index.labels.get(iri)
            or joined_label(sources, targets or stated["topics"], self._words(link, detail)),
            state=link.state,
            confidence=self.confidence(iri),
            sources=sources,
            targets=targets,
            directed=link.directed,
            weight=_first_known(index.number(iri, NETZ + "weight"), link.tie_class.weight),
            detail=index.ref(detail) if detail else None,
            start=start,
            end=end,
            start_precision=start_precision,
            end_precision=end_precision,
            networks=link.networks,
            note=index.note(iri),
            evidence=self.evidence(iri),
            ratings=self._ratings(iri),
            **stated,
        )

    def _ratings(self, iri: str) -> tuple[tuple[str, int], ...]:
        """What was answered to each question on how well it carries; an answer that is no code of ours is none."""
        said = ((one.name, self.index.first(iri, one.property_iri)) for one in questions())
        return tuple((name, levels()[code]) for name, code in said if code in levels())

    def _words(self, link: Link, detail: str | None) -> Text | None:
        """How a directed tie is read from its start: by its closer kind where that is a verb, else by its class."""
        if not link.directed or link.tie_class is None:
            return None
        return self.index.ref(detail).label if detail and link.tie_class.detail == "verb" else link.tie_class.forward

    def _side(self, iri: str, of_day: str, of_precision: str) -> Day:
        """The day a tie begins or ends, and how exactly it is known."""
        days, codes = self.index.days(iri, of_day), self.index.objects(iri, of_precision)
        return earliest(days, [sys.intern(local_name(code)) for code in codes]) if days or codes else ("", "")


def _first_known(number: float | None, otherwise: float) -> float:
    return otherwise if number is None else number


def joined_label(sources: Sequence[Ref], targets: Sequence[Ref], words: Text | None) -> Text:
    """A name for a tie that has none, as it is read: `Jobcenter in AG Sprache`, undirected `GISE – AQB`."""
    if words is None:
        return Text.in_each(partial(_joined, sources, " – "))
    return Text.in_each(
        lambda language: " ".join(
            (_joined(sources, ", ", language), words.in_language(language), _joined(targets, ", ", language))
        )
    )


def _joined(refs: Sequence[Ref], separator: str, language: str) -> str:
    return separator.join([ref.label.in_language(language) for ref in refs])


def is_without_node(tie: str) -> bool:
    """Whether a tie is one statement of plain ORG data, without a node of its own that something could be said of."""
    return " " in tie or tie.startswith("_:")
