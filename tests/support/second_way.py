"""The answers of shipped questions from the objects that the pages are made of, without SPARQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations

import networkx as nx

from graph.model import Actor, Tie
from graph.network.model_reader import Registry
from tests.support.answers import AG, Row, Rows, tidy

BOTH_ENDS = {"Interface", "Funding"}  # ties whose targets are parties too, and not what a party is in or in charge of


def existing(registry: Registry, *kinds: str) -> list[Tie]:
    return [tie for tie in registry.ties.values() if tie.state == "exists" and (not kinds or tie.kind in kinds)]


def demanded(registry: Registry, *kinds: str) -> list[Tie]:
    return [tie for tie in registry.ties.values() if tie.state == "demanded" and (not kinds or tie.kind in kinds)]


def iris(refs: Iterable[object]) -> list[str]:
    return [tidy(str(getattr(ref, "iri", ref))) for ref in refs]


def named_actors(registry: Registry) -> list[Actor]:
    """Actors of a known or unknown kind that take part in a tie or that a finding concerns."""
    holders = {ref.iri for tie in registry.ties.values() for ref in tie.sources}
    holders |= {ref.iri for tie in registry.ties.values() if tie.kind in BOTH_ENDS for ref in tie.targets}
    holders |= {ref.iri for finding in registry.findings.values() for ref in finding.concerns}
    return [actor for iri, actor in registry.actors.items() if iri in holders and actor.kind]


def group_ties(registry: Registry) -> list[Tie]:
    return [tie for tie in existing(registry, "Membership") if tie.targets[0].iri in registry.groups]


def memberships(registry: Registry) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tie in group_ties(registry):
        found.setdefault(tie.sources[0].iri, set()).add(tie.targets[0].iri)
    return found


def steps(registry: Registry) -> nx.Graph[str]:
    """Existing interfaces and memberships as plain edges."""
    edges = [pair for tie in existing(registry, "Interface") for pair in combinations(iris(tie.parties), 2)]
    edges += [(iris(tie.sources)[0], iris(tie.targets)[0]) for tie in existing(registry, "Membership")]
    return nx.Graph(edges)


def sectors(registry: Registry) -> Rows:
    return {
        (tidy(iri), str(number))
        for iri, number in Counter(actor.sector.iri for actor in named_actors(registry) if actor.sector).items()
    }


def actors_by_ties(registry: Registry) -> Rows:
    count: dict[str, Counter[str]] = {}
    for tie in registry.ties.values():
        ends = tie.sources if tie.kind in {"Mandate", "Participation"} else tie.parties
        for end in ends:
            count.setdefault(tidy(end.iri), Counter())[tie.state] += 1
    return {(iri, str(found["exists"]), str(found["demanded"])) for iri, found in count.items()}


def actors_by_topic(registry: Registry) -> Rows:
    found: dict[str, set[str]] = {}
    for tie in existing(registry, "Interface", "Mandate", "Funding", "Participation"):
        for topic in tie.topics:
            ends = tie.sources if tie.kind in {"Mandate", "Participation"} else tie.parties
            found.setdefault(tidy(topic.iri), set()).update(iris(ends))
    return {(topic, str(len(ends))) for topic, ends in found.items()}


def findings_by_topic(registry: Registry) -> Rows:
    all_of, demands_of = Counter[str](), Counter[str]()
    for finding in registry.findings.values():
        for topic in finding.topics:
            all_of[tidy(topic.iri)] += 1
            demands_of[tidy(topic.iri)] += finding.is_demand
    return {(topic, str(number), str(demands_of[topic])) for topic, number in all_of.items()}


def groups_by_size(registry: Registry) -> Rows:
    def members(group: str, ties: Iterable[Tie]) -> str:
        return str(len({tie.sources[0].iri for tie in ties if tie.targets[0].iri == group}))

    present, wanted = existing(registry, "Membership"), demanded(registry, "Membership")
    return {(tidy(iri), members(iri, present), members(iri, wanted)) for iri in registry.groups}


def within_reach(registry: Registry) -> Rows:
    return {(tidy(AG), other) for other in nx.node_connected_component(steps(registry), tidy(AG)) - {tidy(AG)}}


def partners_of_partners(registry: Registry) -> Rows:
    network, start = steps(registry), tidy(AG)
    ways = Counter(other for partner in network[start] for other in network[partner] if other != start)
    return {(other, str(number)) for other, number in ways.items() if other not in network[start]}


def actors_without_interface(registry: Registry) -> Rows:
    linked = {ref.iri for tie in existing(registry, "Interface") for ref in tie.parties}
    wishes = Counter(ref.iri for tie in demanded(registry, "Interface") for ref in tie.parties)
    lonely = [actor.iri for actor in named_actors(registry) if actor.iri not in linked]
    return {(tidy(iri), str(wishes[iri])) for iri in lonely}


def shared_members(registry: Registry) -> Rows:
    pairs = Counter(pair for groups in memberships(registry).values() for pair in combinations(sorted(iris(groups)), 2))
    return {(*pair, str(number)) for pair, number in pairs.items()}


def between_groups(registry: Registry) -> Rows:
    return {
        (tidy(actor), *pair)
        for actor, groups in memberships(registry).items()
        for pair in combinations(sorted(iris(groups)), 2)
    }


def groups_by_sector(registry: Registry) -> Rows:
    found = Counter[Row]()
    for tie in group_ties(registry):
        sector = registry.actors[tie.sources[0].iri].sector
        if sector:
            found[tidy(tie.targets[0].iri), sector.label.de] += 1
    return {(*key, str(number)) for key, number in found.items()}


def in_groups(registry: Registry) -> Rows:
    return {
        (tidy(parent.iri), tidy(iri), tidy(group))
        for iri, groups in memberships(registry).items()
        for parent in registry.actors[iri].part_of
        for group in groups
    }


def mandates(registry: Registry) -> Rows:
    return {
        (tidy(tie.iri), tidy(tie.sources[0].iri), next(iter(iris(tie.targets)), ""), state)
        for tie in registry.ties.values()
        if tie.kind == "Mandate"
        for state in [{"exists": "besteht", "demanded": "gefordert"}[tie.state]]
    }


def demands_and_state(registry: Registry) -> Rows:
    states = {iri: tie.state for iri, tie in registry.ties.items()} | {
        iri: group.state for iri, group in registry.groups.items()
    }
    names = {"exists": "besteht", "demanded": "gefordert", None: ""}
    return {
        (tidy(finding.iri), tidy(target.iri), names[states.get(target.iri)])
        for finding in registry.findings.values()
        if finding.is_demand
        for target in finding.calls_for
    }


def topics_of_actor(registry: Registry) -> Rows:
    count = Counter(
        (iri, tidy(topic.iri))
        for tie in existing(registry)
        for iri in iris(tie.parties if tie.kind in BOTH_ENDS else tie.sources)
        for topic in tie.topics
    )
    return {(*pair, str(number)) for pair, number in count.items()}


def ties_of_group(registry: Registry) -> Rows:
    found = [tie for tie in registry.ties.values() if AG in {ref.iri for ref in tie.parties}]
    return {(tidy(tie.iri), other) for tie in found for other in iris(tie.parties) if other != tidy(AG)}


def by_perspective(registry: Registry) -> Rows:
    count = Counter(
        (finding.perspective.label.de, finding.kind.label.de)
        for finding in registry.findings.values()
        if finding.perspective and finding.kind
    )
    return {(*pair, str(number)) for pair, number in count.items()}


def dated(registry: Registry) -> Rows:
    return {(tidy(tie.iri), tie.start, tie.end) for tie in registry.ties.values() if tie.end}


def uncertain(registry: Registry) -> Rows:
    """Those that the registry knows as objects; documents, places and topics are uncertain too."""
    things: list[Actor | Tie] = [*registry.actors.values(), *registry.groups.values(), *registry.ties.values()]
    found = {tidy(one.iri) for one in things if one.confidence != "stated"}
    return {(iri,) for iri in found | {tidy(o.iri) for o in registry.findings.values() if o.confidence != "stated"}}


def passages(registry: Registry) -> Rows:
    return {
        (str(passage.start), str(passage.end), tidy(iri))
        for iri, found in registry.evidence.items()
        for passage in found
    }


def views(registry: Registry) -> Rows:
    return {
        (actor, finding.perspective.label.de, tidy(finding.iri))
        for finding in registry.findings.values()
        for actor in iris(finding.concerns)
        if finding.perspective
    }


def topic_findings(registry: Registry) -> Rows:
    return {(tidy(finding.iri), topic.label.de) for finding in registry.findings.values() for topic in finding.topics}


def one_perspective(registry: Registry) -> Rows:
    """Here every pair is described from one side only, so that each tie with a view is in the answer."""
    return {(tidy(tie.iri),) for tie in registry.ties.values() if tie.perspective and len(tie.parties) > 1}


SECOND_WAY: dict[str, tuple[str, Callable[[Registry], Rows]]] = {
    "actors-between-groups": ("actor group1 group2", between_groups),
    "actors-by-sector": (
        "actor sectorName kindName",
        lambda r: {(tidy(a.iri), a.sector.label.de, a.kind.label.de) for a in named_actors(r) if a.sector and a.kind},
    ),
    "actors-by-ties": ("actor existing demanded", actors_by_ties),
    "actors-by-topic": ("topic actors", actors_by_topic),
    "actors-in-one-group": (
        "actor group",
        lambda r: {(tidy(a), tidy(next(iter(g)))) for a, g in memberships(r).items() if len(g) == 1},
    ),
    "actors-without-group": (
        "actor",
        lambda r: {(tidy(a.iri),) for a in named_actors(r) if a.iri not in memberships(r)},
    ),
    "actors-without-interface": ("actor demanded", actors_without_interface),
    "demanded-interfaces": (
        "interface party",
        lambda r: {(tidy(t.iri), party) for t in demanded(r, "Interface") for party in iris(t.parties)},
    ),
    "demanded-of-actor": (
        "actor tie",
        lambda r: {
            (actor, tidy(t.iri)) for t in demanded(r) for actor in iris(t.sources if t.kind == "Mandate" else t.parties)
        },
    ),
    "demands": ("demand", lambda r: {(tidy(f.iri),) for f in r.findings.values() if f.is_demand}),
    "demands-and-state": ("demand target state", demands_and_state),
    "findings-by-perspective": ("perspectiveName kindName findings", by_perspective),
    "findings-by-topic": ("topic findings demands", findings_by_topic),
    "funding-flows": (
        "funder funded",
        lambda r: {(*iris(t.sources), *iris(t.targets)) for t in r.ties.values() if t.kind == "Funding"},
    ),
    "group-members": (
        "group member",
        lambda r: {(*iris(t.targets), *iris(t.sources)) for t in r.ties.values() if t.kind == "Membership"},
    ),
    "groups-by-sector": ("group sectorName members", groups_by_sector),
    "groups-by-size": ("group members demanded", groups_by_size),
    "groups-of-actor": (
        "actor group start",
        lambda r: {(*iris(t.sources), *iris(t.targets), t.start) for t in r.ties.values() if t.kind == "Membership"},
    ),
    "groups-shared-members": ("group1 group2 shared", shared_members),
    "mandates": ("mandate holder object state", mandates),
    "organisations-in-groups": ("actor part group", in_groups),
    "partners-of-partners": ("other ways", partners_of_partners),
    "passages": ("start end resource", passages),
    "sectors": ("sector actors", sectors),
    "ties-begun": (
        "tie start",
        lambda r: {(tidy(t.iri), t.start) for t in r.ties.values() if t.start},
    ),
    "ties-at-date": (
        "ties",
        lambda r: {(str(number),) for number in Counter(t.kind for t in existing(r)).values()},
    ),
    "ties-ended": ("tie start end", dated),
    "ties-of-actor": ("tie other", ties_of_group),
    "ties-one-perspective": ("tie", one_perspective),
    "topics-of-actor": ("actor topic ties", topics_of_actor),
    "topic-findings": ("finding topicName", topic_findings),
    "views-of-actor": ("actor perspectiveName finding", views),
    "within-reach": ("actor other", within_reach),
}
