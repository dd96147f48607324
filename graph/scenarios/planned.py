"""A scenario as statements: to be tried on a copy as if it existed, or kept as planned, by whom and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from graph.errors import DataError
from graph.model import LANGUAGES, MEMBERSHIP, Actor, Ref, Text, Tie
from graph.network.read_ties import joined_label
from graph.network.reading import Model
from graph.network.tie_kinds import SHIPPED, TieKinds
from graph.period import is_day
from graph.protocol import Change
from graph.query.written import Present
from graph.rdf.tie_classes import TieClass
from graph.scenarios.scenario import Scenario, Seat, seat_iri
from graph.terms import ADMS, BASE, DCT, NETZ, NK, ORG, RDF, SKOS, XSD, network_slug

_LEAST_PARTIES = 2
_GRAPH = f"{BASE}graph/scenario"

Said = tuple[str, str, ox.NamedNode | ox.Literal]


def as_change(scenario: Scenario, author: str, day: str, kinds: TieKinds) -> Change:
    """What keeps the scenario's actors, ties and memberships as planned, in a graph of their own beside the data.

    `kinds` are those of the store that keeps it. `author` is initials or a function, `day` an ISO date. What the
    scenario takes away stays: nothing is planned by that; a group it founds stays demanded. Kept twice it makes no
    difference. Raises DataError for a scenario without network or author, for what is no day, and for something that
    cannot be an IRI.
    """
    slug = network_slug(scenario.network)
    if not slug or not author.strip():
        raise DataError("A plan needs a network and the name of who makes it.", hint="Initials or a function will do.")
    if not is_day(day):
        raise DataError("%(day)s is no day.", hint="Write it as 2026-12-31.", day=day)
    quads = _quads(_kept(scenario, author.strip(), day, kinds), f"{BASE}{slug}/graph/planned")
    reason = "Kept from a what-if scenario as planned"
    return Change(add=quads, author=author.strip(), reason=reason, checked=True, kind="plan")


def as_if_real(scenario: Scenario, model: Model, present: Present) -> Change:
    """What makes the scenario so in a copy of the data, of which `present` has all statements.

    Nobody who goes takes part in what comes. Raises DataError for something to take away or to found that is not there.
    """
    _check_known(scenario, model)
    coming = scenario.coming
    come = _quads(chain(_said(coming, "exists", model.kinds), _founded(coming), _vouched(coming)), _GRAPH)
    return Change(add=come, remove=[*_taken(scenario, model, present), *_former_states(coming, present)])


def _taken(scenario: Scenario, model: Model, present: Present) -> list[ox.Quad]:
    """What is said of who and what goes."""
    ends, plain = {ox.NamedNode(iri) for iri in scenario.remove_actors}, set(_plain(scenario))
    subjects = ends | {ox.NamedNode(iri) for iri in _gone(scenario, model) if " " not in iri}
    if not subjects and not plain:
        return []
    asked: list[tuple[ox.NamedNode | None, ox.NamedNode | None, ox.NamedNode | None]] = [
        *((subject, None, None) for subject in subjects),
        *((None, None, end) for end in ends),
        *plain,
    ]
    return list(dict.fromkeys(quad for one in asked for quad in present.find(*one)))


def _founded(scenario: Scenario) -> Iterator[Said]:
    for iri in scenario.found_groups:
        yield iri, ADMS + "status", ox.NamedNode(NK + "exists")


def _vouched(coming: Scenario) -> Iterator[Said]:
    """What is only tried needs no passage: that it has none is nothing the network lacks."""
    for iri in (
        *(tie.iri for tie in coming.add_ties),
        *(seat_iri(coming.network, seat) for seat in coming.add_members),
    ):
        yield iri, NETZ + "evidence", ox.NamedNode(_GRAPH)


def _former_states(coming: Scenario, present: Present) -> list[ox.Quad]:
    """The states of groups that are founded, and of what comes and is planned in the data already."""
    seats = (seat_iri(coming.network, seat) for seat in coming.add_members)
    iris = {ox.NamedNode(iri) for iri in (*coming.found_groups, *(tie.iri for tie in coming.add_ties), *seats)}
    status = ox.NamedNode(ADMS + "status")
    return [quad for iri in iris for quad in present.find(iri, status, None)]


def _quads(said: Iterable[Said], graph: str) -> list[ox.Quad]:
    try:
        return [
            ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(graph))
            for subject, predicate, value in said
        ]
    except ValueError as error:
        raise DataError("The scenario names something that is no IRI: %(reason)s.", reason=error) from error


def _check_known(scenario: Scenario, model: Model) -> None:
    seats = {
        (one.iri, other.iri)
        for tie in model.ties.values()
        if tie.kind == MEMBERSHIP
        for one in tie.sources
        for other in tie.targets
    }
    unknown = [iri for iri in scenario.remove_actors if iri not in model.actors and iri not in model.groups]
    unknown += [iri for iri in scenario.remove_ties if iri not in model.ties]
    wanted = [(seat.member.iri, seat.group.iri) for seat in scenario.remove_members]
    unknown += [" in ".join(seat) for seat in wanted if seat not in seats]
    if unknown:
        raise DataError("The scenario takes away %(name)s, which is not in the data.", name=unknown[0])
    measures = model.measures
    if nowhere := [iri for iri in scenario.found_groups if iri not in model.groups and iri not in measures]:
        raise DataError("The scenario founds %(name)s, which is no group in the data.", name=nowhere[0])


def _gone(scenario: Scenario, model: Model) -> set[str]:
    """IRIs of the ties that go: named ones, memberships, and those that lose all but one of their parties."""
    gone, actors = set(scenario.remove_ties), set(scenario.remove_actors)
    seats = {(seat.member.iri, seat.group.iri) for seat in scenario.remove_members}
    if not actors and not seats:
        return gone
    for tie in model.ties.values():
        left = {party.iri for party in tie.parties} - actors
        if len(left) < min(len(tie.parties), _LEAST_PARTIES) or (
            tie.kind == MEMBERSHIP
            and any((one.iri, other.iri) in seats for one in tie.sources for other in tie.targets)
        ):
            gone.add(tie.iri)
    return gone


def _plain(scenario: Scenario) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    """Plain ORG statements that go, as they are written: `subject property object` is the name of such a tie."""
    for iri in scenario.remove_ties:
        if iri.count(" ") == 2:  # noqa: PLR2004 - three names
            subject, name, value = iri.split(" ")
            yield ox.NamedNode(subject), ox.NamedNode(ORG + name), ox.NamedNode(value)
    for seat in scenario.remove_members:
        member, group = ox.NamedNode(seat.member.iri), ox.NamedNode(seat.group.iri)
        yield member, ox.NamedNode(ORG + "memberOf"), group
        yield group, ox.NamedNode(ORG + "hasMember"), member


def _said(scenario: Scenario, state: str, kinds: TieKinds) -> Iterator[Said]:
    for actor in scenario.add_actors:
        yield from _actor(actor, scenario.network, state)
    for tie in scenario.add_ties:
        yield from _tie(tie, _class_of(tie, kinds), tie.network or scenario.network, state)
    for seat in scenario.add_members:
        yield from _tie(_membership(seat, scenario.network), kinds[MEMBERSHIP], scenario.network, state)


def _actor(actor: Actor, network: str, state: str) -> Iterator[Said]:
    yield actor.iri, RDF + "type", ox.NamedNode(ORG + "Organization")
    yield actor.iri, ADMS + "status", ox.NamedNode(NK + state)
    yield from _labelled(actor.iri, actor.label)
    yield from _pointing(actor.iri, ORG + "classification", [actor.kind] if actor.kind else [])
    yield from _pointing(actor.iri, NETZ + "inNetwork", [Ref(network, Text())] if network else [])


def _class_of(tie: Tie, kinds: TieKinds) -> TieClass:
    if tie.kind not in kinds:
        raise DataError(
            "%(kind)s is no kind of tie.", hint="There are: %(known)s.", kind=tie.kind, known=", ".join(kinds)
        )
    return kinds[tie.kind]


def _tie(tie: Tie, kind: TieClass, network: str, state: str) -> Iterator[Said]:
    source, target = kind.properties_of_ends(directed=tie.directed)
    yield tie.iri, RDF + "type", ox.NamedNode(kind.iri)
    yield tie.iri, ADMS + "status", ox.NamedNode(NK + state)
    yield tie.iri, NETZ + "confidence", ox.NamedNode(NK + "stated")
    yield from _labelled(tie.iri, tie.label)
    yield from _pointing(tie.iri, source, tie.sources)
    yield from _pointing(tie.iri, target, tie.targets)
    yield from _pointing(tie.iri, NETZ + "topic", tie.topics)
    yield from _pointing(tie.iri, NETZ + "targetGroup", tie.target_groups)
    yield from _pointing(tie.iri, kind.detail_property, _detail(tie, kind))
    yield from _pointing(tie.iri, NETZ + "inNetwork", [Ref(network, Text())] if network else [])


def _detail(tie: Tie, kind: TieClass) -> list[Ref]:
    if tie.detail:
        return [tie.detail]
    return [Ref(kind.usual_detail, Text())] if kind.usual_detail else []


def _membership(seat: Seat, network: str) -> Tie:
    return Tie(
        iri=seat_iri(network, seat),
        kind=MEMBERSHIP,
        label=joined_label((seat.member,), (seat.group,), SHIPPED[MEMBERSHIP].forward),
        state="planned",
        confidence="stated",
        sources=(seat.member,),
        targets=(seat.group,),
        directed=True,
        detail=Ref(NK + "member", Text()),
        networks=(network,) if network else (),
    )


def _labelled(iri: str, label: Text) -> Iterator[Said]:
    for language in LANGUAGES:
        if wording := label.only_in(language):
            yield iri, SKOS + "prefLabel", ox.Literal(wording, language=language)


def _pointing(iri: str, name: str, refs: Iterable[Ref]) -> Iterator[Said]:
    for ref in refs:
        yield iri, name, ox.NamedNode(ref.iri)


def _kept(scenario: Scenario, author: str, day: str, kinds: TieKinds) -> Iterator[Said]:
    """All of it as planned; each thing says who planned it and when."""
    by, on = ox.Literal(author), ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
    seen: set[str] = set()
    for said in _said(scenario, "planned", kinds):
        yield said
        if said[0] not in seen:
            seen.add(said[0])
            yield said[0], DCT + "creator", by
            yield said[0], DCT + "created", on
