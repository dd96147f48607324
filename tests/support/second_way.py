"""The answers of shipped questions from the objects that the pages are made of, without SPARQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations

import networkx as nx

from graph.model import Actor, Tie
from graph.network.reading import Model
from tests.support.answers import AG, Row, Rows, tidy

BOTH_ENDS = {"Interface", "Funding"}  # ties whose targets are parties too, and not what a party is in or in charge of


def existing(model: Model, *kinds: str) -> list[Tie]:
    return [tie for tie in model.ties.values() if tie.state == "exists" and (not kinds or tie.kind in kinds)]


def demanded(model: Model, *kinds: str) -> list[Tie]:
    return [tie for tie in model.ties.values() if tie.state == "demanded" and (not kinds or tie.kind in kinds)]


def iris(refs: Iterable[object]) -> list[str]:
    return [tidy(str(getattr(ref, "iri", ref))) for ref in refs]


def named_actors(model: Model) -> list[Actor]:
    """All that the table of actors lists."""
    return [actor for actor in model.actors.values() if actor.state != "ended"]


def group_ties(model: Model) -> list[Tie]:
    return [tie for tie in existing(model, "Membership") if tie.targets[0].iri in model.groups]


def memberships(model: Model) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tie in group_ties(model):
        found.setdefault(tie.sources[0].iri, set()).add(tie.targets[0].iri)
    return found


def steps(model: Model) -> nx.Graph[str]:
    """Existing interfaces and memberships as plain edges."""
    edges = [pair for tie in existing(model, "Interface") for pair in combinations(iris(tie.parties), 2)]
    edges += [(iris(tie.sources)[0], iris(tie.targets)[0]) for tie in existing(model, "Membership")]
    return nx.Graph(edges)


def sectors(model: Model) -> Rows:
    return {
        (tidy(iri), str(number))
        for iri, number in Counter(actor.sector.iri for actor in named_actors(model) if actor.sector).items()
    }


def actors_by_ties(model: Model) -> Rows:
    count: dict[str, Counter[str]] = {}
    for tie in model.ties.values():
        ends = [end for end in tie.parties if end.iri in model.actors or end.iri in model.groups]
        for end in ends:
            count.setdefault(tidy(end.iri), Counter())[tie.state] += 1
    return {(iri, str(found["exists"]), str(found["demanded"])) for iri, found in count.items()}


def works_on(model: Model) -> dict[tuple[str, str], int]:
    """Each actor with each topic that it works on, and by how many ties: 0 where it names it alone."""
    actors = {actor.iri: actor for actor in named_actors(model)}
    ties = Counter[tuple[str, str]]()
    for tie in existing(model):
        ends = {end.iri for end in tie.parties} & actors.keys()
        helped = {end.iri for end in tie.targets} & actors.keys() if tie.kind in {"Funding", "Mandate"} else set[str]()
        ties.update((end, topic.iri) for end in helped or ends for topic in tie.topics)
    least = 2 if 2 * sum(bool(actor.topics) for actor in actors.values()) > len(actors) else 1
    named = {(iri, topic.iri): 0 for iri, actor in actors.items() for topic in actor.topics}
    return named | {pair: number for pair, number in ties.items() if number >= least}


def actors_by_topic(model: Model) -> Rows:
    return {(tidy(topic), str(number)) for topic, number in Counter(topic for _, topic in works_on(model)).items()}


def findings_by_topic(model: Model) -> Rows:
    all_of, demands_of = Counter[str](), Counter[str]()
    for finding in model.findings.values():
        for topic in finding.topics:
            all_of[tidy(topic.iri)] += 1
            demands_of[tidy(topic.iri)] += finding.is_demand
    return {(topic, str(number), str(demands_of[topic])) for topic, number in all_of.items()}


def groups_by_size(model: Model) -> Rows:
    def members(group: str, ties: Iterable[Tie]) -> str:
        return str(len({tie.sources[0].iri for tie in ties if tie.targets[0].iri == group}))

    present, wanted = existing(model, "Membership"), demanded(model, "Membership")
    return {(tidy(iri), members(iri, present), members(iri, wanted)) for iri in model.groups}


def within_reach(model: Model) -> Rows:
    return {(tidy(AG), other) for other in nx.node_connected_component(steps(model), tidy(AG)) - {tidy(AG)}}


def partners_of_partners(model: Model) -> Rows:
    network, start = steps(model), tidy(AG)
    ways = Counter(other for partner in network[start] for other in network[partner] if other != start)
    return {(other, str(number)) for other, number in ways.items() if other not in network[start]}


def actors_without_interface(model: Model) -> Rows:
    linked = {ref.iri for tie in existing(model, "Interface") for ref in tie.parties}
    wishes = Counter(ref.iri for tie in demanded(model, "Interface") for ref in tie.parties)
    lonely = [actor.iri for actor in named_actors(model) if actor.iri not in linked]
    return {(tidy(iri), str(wishes[iri])) for iri in lonely}


def shared_members(model: Model) -> Rows:
    pairs = Counter(pair for groups in memberships(model).values() for pair in combinations(sorted(iris(groups)), 2))
    return {(*pair, str(number)) for pair, number in pairs.items()}


def between_groups(model: Model) -> Rows:
    return {
        (tidy(actor), *pair)
        for actor, groups in memberships(model).items()
        for pair in combinations(sorted(iris(groups)), 2)
    }


def groups_by_sector(model: Model) -> Rows:
    found = Counter[Row]()
    for tie in group_ties(model):
        sector = model.actors[tie.sources[0].iri].sector
        if sector:
            found[tidy(tie.targets[0].iri), sector.label.de] += 1
    return {(*key, str(number)) for key, number in found.items()}


def in_groups(model: Model) -> Rows:
    return {
        (tidy(parent.iri), tidy(iri), tidy(group))
        for iri, groups in memberships(model).items()
        for parent in model.actors[iri].part_of
        for group in groups
    }


def mandates(model: Model) -> Rows:
    return {
        (tidy(tie.iri), tidy(tie.sources[0].iri), next(iter(iris(tie.targets)), ""), state)
        for tie in model.ties.values()
        if tie.kind == "Mandate"
        for state in [{"exists": "besteht", "demanded": "gefordert", "ended": "beendet"}[tie.state]]
    }


def demands_and_state(model: Model) -> Rows:
    states = {iri: tie.state for iri, tie in model.ties.items()} | {
        iri: group.state for iri, group in model.groups.items()
    }
    states |= dict.fromkeys(model.measures, "demanded")
    names = {"exists": "besteht", "demanded": "gefordert", None: ""}
    return {
        (tidy(finding.iri), tidy(target.iri), names[states.get(target.iri)])
        for finding in model.findings.values()
        if finding.is_demand
        for target in finding.calls_for
    }


def topics_of_actor(model: Model) -> Rows:
    return {(tidy(actor), tidy(topic), str(number)) for (actor, topic), number in works_on(model).items()}


def ties_of_group(model: Model) -> Rows:
    found = [tie for tie in model.ties.values() if AG in {ref.iri for ref in tie.parties}]
    return {(tidy(tie.iri), other) for tie in found for other in iris(tie.parties) if other != tidy(AG)}


def by_perspective(model: Model) -> Rows:
    count = Counter(
        (finding.perspective.label.de, finding.kind.label.de)
        for finding in model.findings.values()
        if finding.perspective and finding.kind
    )
    return {(*pair, str(number)) for pair, number in count.items()}


def dated(model: Model) -> Rows:
    return {(tidy(tie.iri), tie.start, tie.end) for tie in model.ties.values() if tie.end}


def uncertain(model: Model) -> Rows:
    """Those that the registry knows as objects; documents, places and topics are uncertain too."""
    things: list[Actor | Tie] = [*model.actors.values(), *model.groups.values(), *model.ties.values()]
    found = {tidy(one.iri) for one in things if one.confidence != "stated"}
    return {(iri,) for iri in found | {tidy(o.iri) for o in model.findings.values() if o.confidence != "stated"}}


def passages(model: Model) -> Rows:
    return {
        (str(passage.start), str(passage.end), tidy(iri)) for iri, found in model.evidence.items() for passage in found
    }


def views(model: Model) -> Rows:
    return {
        (actor, finding.perspective.label.de, tidy(finding.iri))
        for finding in model.findings.values()
        for actor in iris(finding.concerns)
        if finding.perspective
    }


def topic_findings(model: Model) -> Rows:
    return {(tidy(finding.iri), topic.label.de) for finding in model.findings.values() for topic in finding.topics}


def one_perspective(model: Model) -> Rows:
    """Here every pair is described from one side only, so that each tie with a view is in the answer."""
    return {(tidy(tie.iri),) for tie in model.ties.values() if tie.perspective and len(tie.parties) > 1}


SECOND_WAY: dict[str, tuple[str, Callable[[Model], Rows]]] = {
    "actors-between-groups": ("actor group1 group2", between_groups),
    "actors-by-sector": (
        "actor sectorName kindName",
        lambda r: {
            (tidy(a.iri), a.sector.label.de if a.sector else "", a.kind.label.de if a.kind else "")
            for a in named_actors(r)
        },
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
            (actor, tidy(t.iri))
            for t in demanded(r)
            for actor in iris(t.sources if t.kind in {"Mandate", "Participation"} else t.parties)
        },
    ),
    "demands": ("demand", lambda r: {(tidy(f.iri),) for f in r.findings.values() if f.is_demand}),
    "demands-and-state": ("demand target state", demands_and_state),
    "findings-by-perspective": ("perspectiveName kindName findings", by_perspective),
    "findings-by-topic": ("topic findings demands", findings_by_topic),
    "funding-flows": (
        "funder funded",
        lambda r: {
            (*iris(t.sources), *(iris(t.targets) or ["nk:trainees"])) for t in r.ties.values() if t.kind == "Funding"
        },
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
