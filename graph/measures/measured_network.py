"""One network at one revision, for one choice of states and day: who is in it, how all are tied, what is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Self, TypeVar

from graph.cache.beside import Results
from graph.cache.made_of import MadeOf
from graph.cache.revisions import locked_property
from graph.libraries import nx
from graph.measures.centrality import Measures, PlainNetwork, measure_plain
from graph.measures.cohesion import actors_by_topic, two_step_reach
from graph.model import EXISTING, Actor, Finding, Group, Ref, State, Tie
from graph.network.arrays import Arrays, make_arrays
from graph.network.changed import have_same_shape
from graph.network.connected import unconnected
from graph.network.contacts import ShownNetwork, ShownTies, WeightedContacts
from graph.network.edges import counting_ties, counts, goes_on
from graph.network.kept_arrays import arrays_of
from graph.network.members import groups_of_member, members_by_group
from graph.network.model_reader import network_iri, read_model
from graph.network.of_parties import OfParties, of_parties
from graph.network.projected import Projected
from graph.network.projection import node_data
from graph.network.ties_by_party import TiesByParty, ties_by_party
from graph.network.worked_on import least_ties, topics_of_actor
from graph.protocol import Store
from graph.query.memory_copy import model_revision

T = TypeVar("T")
_OF_SHAPE = frozenset({"measures", "reach"})
"""Results that say nothing of names, notes and evidence: true as long as who is tied to whom, and how, is the same."""


class MeasuredNetwork:
    """A network as the data state it and as its measures count it, computed when first asked for and kept.

    `network` is an IRI or slug, None for all; `states` decide which ties and groups the network shows; `at` is
    an ISO date. `model` holds the whole store's model objects, as they were when this was made; `results` what takes
    longer than a page may; `made` what is made of parts that a change may leave as they are. Raises NotFound for an
    unknown network.
    """

    def __init__(
        self, store: Store, network: str | None = None, states: Sequence[State] = EXISTING, at: str | None = None
    ) -> None:
        self.store, self.states, self.at = store, tuple(states), at
        self.revision = model_revision(store)
        self.network_iri = network_iri(store, network)
        self.model = read_model(store)
        self.results = Results({}, self.is_present)
        self.made = MadeOf()
        self._former_projected: Projected | None = None

    def follow(self, former: Self) -> None:
        """Take over from that of a former state what the changes between do not reach.

        What is slow and may have changed is computed beside (`results.pending`), where somebody has no patience.
        """
        self.results = Results(former.results.known, self.is_present, former.results.pace)
        self.results.pace.note_state()
        self._former_projected = vars(former).get("_projected", former._former_projected)
        self.made = former.made
        parts = (former.everyone, self.everyone), (former.ties_by_iri, self.ties_by_iri)
        if all(have_same_shape(before, present) for before, present in parts):
            for name in _OF_SHAPE.intersection(former.results.made):
                self.results.take_over(name)

    def is_present(self) -> bool:
        """Whether the store's model is still the one that this is of."""
        return model_revision(self.store) == self.revision

    @locked_property
    def actors(self) -> dict[str, Actor]:
        """Actors by IRI who go on, on the day asked for or today; working groups left out."""
        ever = self.actors_ever
        return self.made.get(
            "actors", (ever,), lambda: {iri: actor for iri, actor in ever.items() if goes_on(actor, self.at)}
        )

    @locked_property
    def actors_ever(self) -> dict[str, Actor]:
        """The same with those who have ended."""
        model = self.model
        return self.made.get("actors_ever", (model.actors,), lambda: model.actors_in(self.network_iri))

    @locked_property
    def former(self) -> dict[str, Actor]:
        """The actors who have ended: they count nowhere, and are shown where former things are."""
        return {iri: actor for iri, actor in self.actors_ever.items() if iri not in self.actors}

    @locked_property
    def groups(self) -> dict[str, Group]:
        """Working groups by IRI, of every state."""
        model = self.model
        return self.made.get("groups", (model.groups,), lambda: model.groups_in(self.network_iri))

    @locked_property
    def ties(self) -> list[Tie]:
        """Ties of every state and day; `network` holds those of the states and day asked for."""
        return self.model.ties_in(self.network_iri)

    @locked_property
    def ties_by_iri(self) -> Mapping[str, Tie]:
        """The ties by their IRIs."""
        return self.model.ties if self.network_iri is None else {tie.iri: tie for tie in self.ties}

    @locked_property
    def findings(self) -> list[Finding]:
        """Challenges, demands, criticism and what else was recorded."""
        return self.model.findings_in(self.network_iri)

    @locked_property
    def everyone(self) -> dict[str, Actor]:
        """Actors and groups by IRI."""
        parts = self.actors, self.groups
        return self.made.get("everyone", parts, lambda: {**parts[0], **parts[1]})

    @locked_property
    def named_networks(self) -> dict[str, Group]:
        """The networks that ties name as a party, by IRI.

        They are nodes of the map, so that what is demanded of a network has two ends there; but not of `network`
        and its measures, which would become a star around them.
        """
        named = {party.iri for tie in self.ties for party in tie.parties} & set(self.model.networks)
        return {iri: Group(iri, self.model.networks[iri].label, networks=(iri,)) for iri in sorted(named)}

    @locked_property
    def parts(self) -> dict[str, tuple[Actor, ...]]:
        """The actors and groups that are part of each one."""
        everyone = self.everyone
        return self.made.get("parts", (everyone,), lambda: by_mention(everyone.values(), lambda one: one.part_of))

    @property
    def ties_by_party(self) -> Mapping[str, tuple[Tie, ...]]:
        """The ties of every state that each resource takes part in."""
        return self.by_party.of

    @locked_property
    def by_party(self) -> TiesByParty:
        """The same with the ties by their IRIs, which tell what differs from those of another state."""
        if self.network_iri is None:
            return self.model.by_party
        return self.made.follow("by_party", (), lambda former: ties_by_party(self.ties_by_iri, former))

    def parties(self, states: Collection[State]) -> AbstractSet[str]:
        """Who takes part in a tie of these states on the day asked for, by IRI."""

        def find(_: str, own: tuple[Tie, ...]) -> bool | None:
            return any(counts(tie, states, self.at) for tie in own) or None

        name = f"parties of {sorted(states)}"
        return self.made.follow(name, (), lambda former: of_parties(self.by_party, find, former)).of.keys()

    @locked_property
    def findings_about(self) -> dict[str, tuple[Finding, ...]]:
        """The findings that concern each resource or were raised by it."""
        return by_mention(self.findings, lambda finding: (*finding.concerns, *finding.raised_by))

    def node(self, iri: str) -> Actor | Ref:
        """An actor or group, or for an event, a network or any other end of a tie its label."""
        return self.everyone.get(iri) or self.former.get(iri) or self.model.ref(iri)

    @property
    def network(self) -> nx.MultiDiGraph[str]:
        """Actors, groups and programmes with the ties of the chosen states and day."""
        return self._projected.network

    @property
    def simple(self) -> nx.Graph[str]:
        """The same with one edge for each connected pair."""
        return self._projected.simple

    @locked_property
    def _projected(self) -> Projected:
        choice = ShownTies(self.states, self.network_iri, self.at)
        return Projected(ShownNetwork(self.by_party, self.everyone, choice), self._former_projected)

    @property
    def contacts(self) -> WeightedContacts:
        """The same pairs as numbers: what pages ask, and what is kept from one state to the next."""
        return self._projected.contacts

    def partners(self, iri: str) -> int:
        """How many other actors and groups somebody is connected with, the whole it is part of among them."""
        return len(self.contacts.of.get(iri, ()))

    @property
    def reach(self) -> dict[str, int]:
        """How many others each actor and group reaches in at most two steps; empty for very large networks."""
        found: dict[str, int] = self.results.get("reach", lambda: two_step_reach(self.contacts.of))
        return found

    @property
    def measures(self) -> Measures:
        """Figures of the network and of each actor in it."""
        found: Measures = self.results.get("measures", self._measure)
        return found

    def _measure(self) -> Measures:
        nodes = ((iri, str(node_data(self.everyone[iri])["sector"])) for iri in self.contacts.of)
        return measure_plain(PlainNetwork.of(nodes, self.contacts.pairs, self.contacts.edges), self.ties)

    @locked_property
    def counting_ties(self) -> list[Tie]:
        """The ties of the states and day asked for."""
        return counting_ties(self.ties, self.states, self.at)

    @locked_property
    def actors_by_topic(self) -> dict[str, frozenset[str]]:
        """Who works on each topic, by ties of the states and day asked for and by what entries name."""
        return actors_by_topic(self.shown_arrays)

    @locked_property
    def topics_of(self) -> dict[str, tuple[Ref, ...]]:
        """The topics that each actor works on, in the order of their IRIs."""
        found: defaultdict[str, list[Ref]] = defaultdict(list)
        for topic, actors in self.actors_by_topic.items():
            for actor in actors:
                found[actor].append(self.model.ref(topic))
        return {actor: tuple(topics) for actor, topics in found.items()}

    def topics_of_actor(self, iri: str) -> tuple[Ref, ...]:
        """The same of one actor: its page need not wait until everybody's are counted. Nothing for a group."""
        with_a_row, least = self._rows
        if iri not in with_a_row:
            return ()
        those = counting_ties(self.ties_by_party.get(iri, ()), self.states, self.at)
        return tuple(map(self.model.ref, topics_of_actor(self.actors[iri], those, least, with_a_row)))

    @locked_property
    def _rows(self) -> tuple[frozenset[str], int]:
        """The actors of the arrays, and how many ties on a topic tell that one of them works on it."""
        with_a_row = frozenset(self.actors.keys() - self.groups.keys())
        return with_a_row, least_ties([self.actors[iri] for iri in with_a_row])

    @locked_property
    def unconnected(self) -> frozenset[str]:
        """The actors without a tie of the states and day asked for."""
        return unconnected(self.actors, self.parties(self.states), self.everyone)

    @locked_property
    def members(self) -> dict[str, frozenset[str]]:
        """Members of each group, by memberships of the states and day asked for."""
        return members_by_group(self.ties, self.groups, self.states, self.at)

    @property
    def groups_of(self) -> Mapping[str, tuple[Ref, ...]]:
        """The groups each actor or group is a member of by existing memberships."""
        return self._groups_of.of

    @locked_property
    def _groups_of(self) -> OfParties[tuple[Ref, ...]]:
        groups = self.groups

        def find(iri: str, own: tuple[Tie, ...]) -> tuple[Ref, ...] | None:
            return tuple(map(self.model.ref, groups_of_member(iri, own, groups, self.at))) or None

        return self.made.follow("groups_of", (groups,), lambda former: of_parties(self.by_party, find, former))

    @locked_property
    def arrays(self) -> Arrays:
        """Actors and existing ties of the day as arrays: a gap is what does not exist, whatever states are shown."""
        return self._make_arrays(EXISTING)

    @locked_property
    def shown_arrays(self) -> Arrays:
        """The same of the states asked for."""
        return self.arrays if self.states == EXISTING else self._make_arrays(self.states)

    def _make_arrays(self, states: Collection[State]) -> Arrays:
        """Those of before, with what was computed from them, where the changes between did not reach them."""
        model, parts = self.model, (self.actors, self.groups, self.ties_by_iri)

        def make() -> Arrays:
            return make_arrays(
                *(self.actors, self.groups, self.ties),
                states=states,
                at=self.at,
                depends=model.dependencies,
                joining=model.joining,
                broader=model.broader,
            )

        said = model.dependencies, model.joining, dict(model.broader)
        name = f"arrays of {sorted(states)}"
        return self.made.follow(name, (), lambda former: arrays_of(parts, said, make, former)).arrays


def by_mention(items: Iterable[T], mentioned: Callable[[T], Iterable[Ref]]) -> dict[str, tuple[T, ...]]:
    """Items by the resources they mention, each once and in their order."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for iri in dict.fromkeys(ref.iri for ref in mentioned(item)):
            found[iri].append(item)
    return {iri: tuple(those) for iri, those in found.items()}
