"""What would be different: a change that somebody thinks through before anybody decides on it.

A scenario is plain values, and comes out of JSON by `graph.json_input.read_json`. It changes nothing;
`graph.scenarios.whatif` says what it would do, and `graph.scenarios.planned` makes a change of the store from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from graph.model import INTERFACE, MEMBERSHIP, Actor, Gap, Ref, State, Text, Tie
from graph.network.read_statements import StatementReader
from graph.network.reading import MEASURE_CLASSES, Model
from graph.rdf.tie_classes import TieClass
from graph.terms import BASE, RDF, network_slug

_TYPE = RDF + "type"
_DIGITS = 10
_ENDS = 2
_TO_COME = frozenset({"demanded", "planned"})


@dataclass(frozen=True, slots=True)
class Seat:
    """An actor's membership of a working group."""

    member: Ref
    group: Ref


@dataclass(frozen=True, slots=True)
class Scenario:
    """What comes and what goes, in one network (an IRI, "" for none in particular).

    Actors and ties that go are given by IRI, as are the demanded groups and measures that come about. Whoever goes
    takes along the ties that have no two parties without them. Added ties are planned unless their state is `exists`,
    memberships and founded groups always.
    """

    add_actors: tuple[Actor, ...] = ()
    remove_actors: tuple[str, ...] = ()
    add_ties: tuple[Tie, ...] = ()
    remove_ties: tuple[str, ...] = ()
    add_members: tuple[Seat, ...] = ()
    remove_members: tuple[Seat, ...] = ()
    network: str = ""
    found_groups: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be different."""
        return self == Scenario(network=self.network)

    @property
    def takes_away(self) -> bool:
        """Whether somebody or something goes."""
        return bool(self.remove_actors or self.remove_ties or self.remove_members)

    @property
    def coming(self) -> Scenario:
        """What comes alone, without what would come of those who go."""
        gone = set(self.remove_actors)
        ties = (tie for tie in self.add_ties if gone.isdisjoint(party.iri for party in tie.parties))
        seats = (seat for seat in self.add_members if gone.isdisjoint({seat.member.iri, seat.group.iri}))
        groups = (iri for iri in self.found_groups if iri not in gone)
        return Scenario(
            add_actors=self.add_actors,
            add_ties=tuple(ties),
            add_members=tuple(seats),
            found_groups=tuple(groups),
            network=self.network,
        )


def planned_tie(network: str, parties: tuple[Ref, ...], topics: tuple[Ref, ...] = (), label: Text | None = None) -> Tie:
    """An undirected interface between these, of the same IRI for the same network, parties and topics."""
    ends = tuple(sorted(set(parties), key=lambda ref: ref.iri))
    return Tie(
        iri=_minted(network, "schnittstelle", [ref.iri for ref in (*ends, *topics)]),
        kind=INTERFACE,
        label=label or Text.in_each(lambda language: " – ".join(ref.label.in_language(language) for ref in ends)),
        state="planned",
        confidence="stated",
        sources=ends,
        targets=ends,
        directed=False,
        topics=topics,
        networks=(network,) if network else (),
    )


def planned_of_kind(network: str, kind: TieClass, source: Ref, target: Ref, topics: tuple[Ref, ...] = ()) -> Tie:
    """A tie of any kind, from one to the other if it has a direction; of the same IRI for the same ends and topics."""
    tie = planned_tie(network, (source, target), topics)
    if kind.name == INTERFACE:
        return tie
    ends = (source, target) if kind.is_directed else tie.parties
    iri = _minted(network, "beziehung", [kind.name, *(ref.iri for ref in (*ends, *topics))])
    if not kind.is_directed:
        return replace(tie, iri=iri, kind=kind.name)
    return replace(tie, iri=iri, kind=kind.name, sources=(source,), targets=(target,), directed=True)


def new_actor(network: str, name: str) -> Actor:
    """An actor that is not in the data, of the same IRI for the same network and name."""
    return Actor(_minted(network, "akteur", [name]), Text(name, name), state="planned")


def seat_iri(network: str, seat: Seat) -> str:
    """The IRI of a planned membership."""
    return _minted(network, "mitgliedschaft", [seat.member.iri, seat.group.iri])


def scenario_for(gap: Gap, model: Model, by_party: Mapping[str, Iterable[Tie]] | None = None) -> Scenario:
    """What closes a gap or, of kind `fragile`, what would happen: one click from the list to the sandbox.

    A demanded tie, membership or group comes, as demanded. Two actors are tied on the gap's topic. A cut point, a
    broker or the key players go; so do the ties of a bridge. Empty for gaps that no single tie closes (silo cells,
    rules). `by_party`: the ties by who takes part, where that is at hand; else all are looked through for a bridge.
    """
    actors = tuple(party for party in gap.parties if party.iri in model.actors)
    if gap.kind == "demanded":
        return scenario_of([gap.subject.iri], model, gap.network)
    if gap.kind == "fragile":
        return _lost(gap, actors, model, by_party)
    groups = [party for party in gap.parties if party.iri in model.groups]
    if gap.kind == "predicted" and actors and groups:
        return Scenario(add_members=(Seat(actors[0], groups[0]),), network=gap.network)
    if gap.kind in {"fit", "predicted"} and len(actors) == _ENDS:
        topics = (gap.topic,) if gap.topic else ()
        return Scenario(add_ties=(planned_tie(gap.network, actors, topics),), network=gap.network)
    return Scenario(network=gap.network)


def scenario_of(demanded: Iterable[str], model: Model, network: str) -> Scenario:
    """All that is demanded comes as it was demanded: ties, memberships, groups, measures; all else is left out."""
    iris, reader = sorted(set(demanded)), StatementReader(model.index)
    classes = model.index.with_subclasses(MEASURE_CLASSES)
    founded = (iri for iri in iris if iri in model.groups or not classes.isdisjoint(model.index.objects(iri, _TYPE)))
    come = [fulfilled(model.ties[iri], model, network) for iri in iris if iri in model.ties]
    return Scenario(
        add_ties=tuple(tie for one in come for tie in one.add_ties),
        add_members=tuple(seat for one in come for seat in one.add_members),
        found_groups=tuple(iri for iri in founded if reader.state(iri) in _TO_COME),
        network=network or next((one.network for one in come if one.network), ""),
    )


def fulfilled(tie: Tie, model: Model, network: str) -> Scenario:
    """A demanded tie or membership comes, as it was demanded."""
    if tie.kind == MEMBERSHIP and all(target.iri in model.groups for target in tie.targets):
        ends = [(member, group) for member in tie.sources for group in tie.targets]
        return Scenario(add_members=tuple(Seat(*end) for end in ends), network=network)
    iri = _minted(network or tie.network, "beziehung", [tie.iri])
    state: State = "planned"
    values = {one.name: getattr(tie, one.name) for one in fields(tie)}
    come = Tie(**{**values, "iri": iri, "state": state, "evidence": (), "start": "", "end": ""})
    return Scenario(add_ties=(come,), network=network or tie.network)


def _lost(gap: Gap, actors: tuple[Ref, ...], model: Model, by_party: Mapping[str, Iterable[Tie]] | None) -> Scenario:
    if gap.rule != "bridge":
        gone = actors if gap.rule == "key-players" else actors[:1]
        return Scenario(remove_actors=tuple(sorted(ref.iri for ref in gone)), network=gap.network)
    ends = {ref.iri for ref in actors}
    near = model.ties.values() if by_party is None else by_party.get(actors[0].iri, ())
    ties = (tie for tie in near if tie.state == "exists" and tie.kind != MEMBERSHIP)
    found = (tie.iri for tie in ties if ends <= {party.iri for party in tie.parties})
    return Scenario(remove_ties=tuple(sorted(found)), network=gap.network)


def _minted(network: str, kind: str, parts: list[str]) -> str:
    name = hashlib.sha256("\n".join([network, kind, *parts]).encode()).hexdigest()[:_DIGITS]
    return f"{BASE}{network_slug(network) or 'gemeinsam'}/geplant/{kind}-{name}"
