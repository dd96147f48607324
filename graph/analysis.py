"""One network at one revision, for one choice of states and day: everything the pages and commands show of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import networkx as nx

from graph.cache.beside import Results, of_results
from graph.cache.revisions import RevisionCache, locked_property
from graph.gaps.answers import Decision, decisions
from graph.gaps.decisions import as_answered, is_open
from graph.gaps.result import GapResult
from graph.gaps.rule_heads import rule_heads
from graph.gaps.search import RECORDED, search_recorded, search_statistical
from graph.gaps.statistical import STATISTICAL
from graph.layout import positions, springs
from graph.layout.springs import Position
from graph.matters.agenda import Agenda, agendas
from graph.matters.matter import Matter
from graph.matters.search import find_matters
from graph.measures.centrality import Measures, measure
from graph.measures.cohesion import two_step_reach
from graph.model import EXISTING, GAP_KINDS, STATES, Actor, Finding, Gap, GapKind, Group, Ref, State, Text, Tie
from graph.network.arrays import Arrays, make_arrays
from graph.network.connected import unconnected
from graph.network.edges import counting_ties, goes_on
from graph.network.kept_arrays import or_former
from graph.network.members import groups_by_member, members_by_group
from graph.network.model_reader import network_iri, read_model
from graph.network.projected import Choice, Projected, have_same_shape
from graph.network.projection import HIERARCHY, project
from graph.period import today
from graph.protocol import Store
from graph.query.kept_rows import KeptRows
from graph.query.memory_copy import model_revision
from graph.query.rule_folders import rule_folders

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Five numbers that tell a coordinator where the network stands.

    actors and groups: recorded actors, and working groups that exist. existing_ties: ties that exist, of every kind
    and with whomever; the map draws those with two ends on it. open_demands: demanded interfaces, memberships, mandates
    and groups that are not there yet. unconnected_actors: actors for whom the data record no existing tie
    (`network/connected.py`).
    """

    actors: int
    groups: int
    existing_ties: int
    open_demands: int
    unconnected_actors: int


class Analysis:
    """What a network is, computed when first asked for and kept: use `analysis_for` to share it.

    `network` is an IRI or slug, None for all; `states` decide which ties and groups the network shows; `at` is
    an ISO date. `model` holds the whole store's model objects, as they were when the analysis was made.
    `rules`: the folders that rules lie in, None for those of the store.
    Raises NotFound for an unknown network.
    """

    def __init__(
        self,
        store: Store,
        network: str | None = None,
        states: Sequence[State] = ("exists",),
        at: str | None = None,
        *,
        rules: Sequence[Path] | None = None,
    ) -> None:
        self.store, self.states, self.at = store, tuple(states), at
        self.rules = rules
        self.revision = model_revision(store)
        self.network_iri = network_iri(store, network)
        self.model = read_model(store)
        self.results = Results({}, self.is_present)
        self._former_projected: Projected | None = None
        self._former_arrays: dict[tuple[State, ...], Arrays] = {}

    def following(self) -> Analysis:
        """The analysis of the present state, which takes over from this one what the changes between do not reach.

        What is slow and may have changed is computed beside (`results.pending`), where somebody has no patience.
        """
        after = Analysis(self.store, self.network_iri, self.states, self.at, rules=self.rules)
        after.results = Results(self.results.known, after.is_present, self.results.pace)
        after.results.pace.note_state()
        after._former_projected = vars(self).get("_projected", self._former_projected)
        after._former_arrays = self._former_arrays
        parts = (self.everyone, after.everyone), (self.ties_by_iri, after.ties_by_iri)
        if all(have_same_shape(former, present) for former, present in parts):
            for name in _OF_SHAPE.intersection(self.results.made):
                after.results.take_over(name)
        return after

    def compute(self) -> None:
        """Make everything slow now, the quick first: what pages show of it is right from here on."""
        for made in (lambda: self.measures, lambda: self.recorded, lambda: self.statistical):
            made()

    def is_present(self) -> bool:
        """Whether the store's model is still the one that this is of."""
        return model_revision(self.store) == self.revision

    @locked_property
    def actors(self) -> dict[str, Actor]:
        """Actors by IRI who go on, on the day asked for or today; working groups left out."""
        return {iri: actor for iri, actor in self.actors_ever.items() if goes_on(actor, self.at)}

    @locked_property
    def actors_ever(self) -> dict[str, Actor]:
        """The same with those who have ended."""
        return self.model.actors_in(self.network_iri)

    @locked_property
    def former(self) -> dict[str, Actor]:
        """The actors who have ended: they count nowhere, and are shown where former things are."""
        return {iri: actor for iri, actor in self.actors_ever.items() if iri not in self.actors}

    @locked_property
    def groups(self) -> dict[str, Group]:
        """Working groups by IRI, of every state."""
        return self.model.groups_in(self.network_iri)

    @locked_property
    def ties(self) -> list[Tie]:
        """Ties of every state and day; `network` holds those of the states and day asked for."""
        return self.model.ties_in(self.network_iri)

    @property
    def ties_by_iri(self) -> dict[str, Tie]:
        """The ties by their IRIs."""
        return {tie.iri: tie for tie in self.ties}

    @locked_property
    def findings(self) -> list[Finding]:
        """Challenges, demands, criticism and what else was recorded."""
        return self.model.findings_in(self.network_iri)

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
        choice = Choice(self.states, self.network_iri, self.at)
        return Projected(self.ties_by_iri, self.everyone, choice, self._former_projected)

    def partners(self, iri: str) -> int:
        """How many other actors and groups somebody is connected with, the whole it is part of among them."""
        return int(self.simple.degree(iri)) if iri in self.simple else 0

    @property
    def reach(self) -> dict[str, int]:
        """How many others each actor and group reaches in at most two steps; empty for very large networks."""
        found: dict[str, int] = self.results.get("reach", lambda: two_step_reach(self.simple))
        return found

    @property
    def measures(self) -> Measures:
        """Figures of the network and of each actor in it."""
        found: Measures = self.results.get("measures", lambda: measure(self.network, demanded=self.ties))
        return found

    @locked_property
    def counting_ties(self) -> list[Tie]:
        """The ties of the states and day asked for."""
        return counting_ties(self.ties, self.states, self.at)

    @locked_property
    def unconnected(self) -> frozenset[str]:
        """The actors without a tie of the states and day asked for."""
        return unconnected(self.actors, self.counting_ties, self.everyone)

    @locked_property
    def members(self) -> dict[str, frozenset[str]]:
        """Members of each group, by memberships of the states and day asked for."""
        return members_by_group(self.ties, self.groups, self.states, self.at)

    @locked_property
    def groups_of(self) -> dict[str, tuple[Ref, ...]]:
        """The groups each actor or group is a member of by existing memberships."""
        found = groups_by_member(members_by_group(self.ties, self.groups, at=self.at))
        return {iri: tuple(self.model.ref(group) for group in groups) for iri, groups in found.items()}

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
        parts, known = (self.actors, self.groups, self.ties), tuple(states)
        made = make_arrays(
            *parts, states=states, at=self.at, depends=self.model.dependencies, joining=self.model.joining
        )
        self._former_arrays = {**self._former_arrays, known: or_former(made, self._former_arrays.get(known))}
        return self._former_arrays[known]

    def search_gaps(
        self, kinds: Collection[GapKind] = GAP_KINDS, *, top: int | None = None
    ) -> dict[GapKind, GapResult]:
        """What the network lacks by kind, searched for anew, with notes on what the data could not carry.

        In the order of `GAP_KINDS`, never mixed; within a kind the strongest first. `top`: how many of each
        statistical kind, None for its own number.
        """
        rows, network, folders = (
            KeptRows(self.store),
            self.network_iri,
            rule_folders(self.store) if self.rules is None else self.rules,
        )
        found: dict[GapKind, GapResult] = {}
        if recorded := set(kinds) & set(RECORDED):
            found |= search_recorded(rows, self.model, kinds=recorded, network=network, at=self.at, folders=folders)
        if statistical := set(kinds) & set(STATISTICAL):
            found |= search_statistical(
                self.arrays, self.model, self.decisions, kinds=statistical, network=network, top=top
            )
        return self._in_state(found)

    def find_gaps(self, kinds: Collection[GapKind] = GAP_KINDS, *, top: int | None = None) -> list[Gap]:
        """The same gaps one after the other."""
        return [gap for result in self.search_gaps(kinds, top=top).values() for gap in result.gaps]

    @of_results
    def recorded(self) -> dict[GapKind, GapResult]:
        """What a rule or a demand says is missing."""
        return self._as_answered("recorded", RECORDED)

    @of_results
    def statistical(self) -> dict[GapKind, GapResult]:
        """What is computed from the whole network: misfits, weak spots and guesses."""
        return self._as_answered("statistical", STATISTICAL)

    def _as_answered(self, name: str, kinds: Collection[GapKind]) -> dict[GapKind, GapResult]:
        """Gaps, in the state of the present answers even where they are those of a former state of the network."""
        found: dict[GapKind, GapResult] = self.results.get(name, lambda: self.search_gaps(kinds))
        return self._in_state(found)

    def _in_state(self, found: Mapping[GapKind, GapResult]) -> dict[GapKind, GapResult]:
        """Gaps in the state that the last answer to each has today."""
        return {
            kind: replace(result, gaps=tuple(as_answered(result.gaps, self.decisions, today())))
            for kind, result in found.items()
        }

    @of_results
    def recorded_gaps(self) -> list[Gap]:
        """Rules first, then what is demanded, each gap in the state of its last answer."""
        return [gap for result in self.recorded.values() for gap in result.gaps]

    @of_results
    def gaps(self) -> list[Gap]:
        """What the network lacks, each kind for itself, each gap in the state of its last answer."""
        return [*self.recorded_gaps, *(gap for result in self.statistical.values() for gap in result.gaps)]

    @of_results
    def matters(self) -> list[Matter]:
        """What the gaps come to when each cause is named once: what a group decides first, the weightiest on top."""
        return find_matters(
            self.gaps,
            self.model,
            rule_heads(rule_folders(self.store)),
            ties=self.ties,
            answers=self.decisions,
            at=self.at,
            day=today(),
            pinned=self.agendas,
        )

    @of_results
    def matter_of_gap(self) -> dict[str, Matter]:
        """The one matter that each gap falls under, by the gap's id."""
        return {gap.id: matter for matter in self.matters for gap in matter.gaps}

    @of_results
    def gap_notes(self) -> dict[GapKind, tuple[Text, ...]]:
        """What the data could not carry and what was left out, by kind of gap: said instead of computed."""
        return {kind: result.notes for kind, result in (self.recorded | self.statistical).items()}

    @of_results
    def gap_figures(self) -> dict[GapKind, Mapping[str, float]]:
        """What was counted of the whole network, by kind of gap; nothing for kinds that count nothing."""
        return {kind: result.figures for kind, result in (self.recorded | self.statistical).items()}

    @locked_property
    def decisions(self) -> dict[str, tuple[Decision, ...]]:
        """The answers to gaps by the gap's id, the oldest first."""
        return decisions(self.store)

    @locked_property
    def agendas(self) -> dict[str, Agenda]:
        """The matters that are pinned, by the graph of each network's answers."""
        return agendas(self.store)

    @of_results
    def open_gaps(self) -> list[Gap]:
        """The gaps that still wait for an answer, in the order of the list."""
        return [gap for gap in self.gaps if is_open(gap)]

    @of_results
    def gaps_by_party(self) -> dict[str, tuple[Gap, ...]]:
        """The open gaps each actor or group is a party to, in the order of the list."""
        return _by_mention(self.open_gaps, lambda gap: gap.parties)

    @of_results
    def gaps_about(self) -> dict[str, tuple[Gap, ...]]:
        """The open gaps each resource is the subject of or a party to."""
        return _by_mention(self.open_gaps, lambda gap: (gap.subject, *gap.parties))

    @locked_property
    def ties_by_party(self) -> dict[str, tuple[Tie, ...]]:
        """The ties of every state that each resource takes part in."""
        return _by_mention(self.ties, lambda tie: (*tie.sources, *tie.targets))

    @locked_property
    def findings_about(self) -> dict[str, tuple[Finding, ...]]:
        """The findings that concern each resource or were raised by it."""
        return _by_mention(self.findings, lambda finding: (*finding.concerns, *finding.raised_by))

    @locked_property
    def parts(self) -> dict[str, tuple[Actor, ...]]:
        """The actors and groups that are part of each one."""
        return _by_mention(self.everyone.values(), lambda actor: actor.part_of)

    @locked_property
    def named_networks(self) -> dict[str, Group]:
        """The networks that ties name as a party, by IRI.

        They are nodes of the map, so that what is demanded of a network has two ends there; but not of `network`
        and its measures, which would become a star around them.
        """
        named = {party.iri for tie in self.ties for party in tie.parties} & set(self.model.networks)
        return {iri: Group(iri, self.model.networks[iri].label, networks=(iri,)) for iri in sorted(named)}

    @property
    def positions(self) -> dict[str, Position]:
        """Pixels on the map for every actor, group and named network, the same whatever states or day are shown.

        As they are kept (`graph/layout/positions.py`): pinned or arranged anew, they change without the data.
        """
        if self.states != STATES or self.at is not None:
            return analysis_for(self.store, self.network_iri, STATES).positions
        return positions.arrange(self.store, self.network_iri, self._drawn, self._drawn_members, self._short_names)

    def arrange_anew(self) -> None:
        """Compute all places of the map again, for everybody; the pinned stay."""
        whole = analysis_for(self.store, self.network_iri, STATES)
        drawn = whole._drawn, whole._drawn_members, whole._short_names  # noqa: SLF001 - our own
        compute = partial(springs.positions, *drawn)
        positions.arrange_anew(self.store, self.network_iri, compute)

    @locked_property
    def _short_names(self) -> dict[str, str]:
        everyone = {**self.former, **self.everyone, **self.named_networks}
        return {iri: actor.short or actor.label.in_language("de") for iri, actor in everyone.items()}

    @locked_property
    def _drawn(self) -> nx.MultiDiGraph[str]:
        """What pulls on the map: every tie, but not that all belong to the network."""
        everyone = {**self.former, **self.everyone, **self.named_networks}  # on the map of a former day
        drawn = project(self.ties, everyone, states=STATES, network=self.network_iri)
        parts = [edge for edge in drawn.in_edges(self.named_networks, keys=True) if edge[2] == HIERARCHY]
        drawn.remove_edges_from(parts)
        return drawn

    @locked_property
    def _drawn_members(self) -> dict[str, frozenset[str]]:
        """Who stands near a group on the map: members of every state and time, so that nobody moves."""
        return members_by_group(self.ties, self.groups, STATES)

    @of_results
    def key_figures(self) -> KeyFigures:
        """Five numbers for the start page."""
        existing = counting_ties(self.ties, EXISTING, self.at)
        waiting = [gap for gap in self.recorded_gaps if is_open(gap)]
        return KeyFigures(
            actors=len(self.actors),
            groups=sum(group.state == "exists" for group in self.groups.values()),
            existing_ties=len(existing),
            open_demands=sum(gap.kind == "demanded" for gap in waiting),
            unconnected_actors=len(unconnected(self.actors, existing, self.everyone)),
        )

    def node(self, iri: str) -> Actor | Ref:
        """An actor or group, or for an event, a network or any other end of a tie its label."""
        return self.everyone.get(iri) or self.former.get(iri) or self.model.ref(iri)

    @locked_property
    def everyone(self) -> dict[str, Actor]:
        """Actors and groups by IRI."""
        return {**self.actors, **self.groups}


_OF_SHAPE = frozenset({"measures", "reach"})
"""Results that say nothing of names, notes and evidence: true as long as who is tied to whom, and how, is the same."""


def _by_mention(items: Iterable[T], mentioned: Callable[[T], Iterable[Ref]]) -> dict[str, tuple[T, ...]]:
    """Items by the resources they mention, each once and in their order."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for iri in dict.fromkeys(ref.iri for ref in mentioned(item)):
            found[iri].append(item)
    return {iri: tuple(those) for iri, those in found.items()}


_KEPT_MOST = 16
Arguments = tuple[str | None, tuple[State, ...], str | None]
_ANALYSES: RevisionCache[Store, Arguments, Analysis] = RevisionCache(
    lambda store, _: (model_revision(store), today()),  # tomorrow more is overdue
    most=_KEPT_MOST,
    renew=lambda _store, _key, former, _since: former.following(),
)


def analysis_for(
    store: Store, network: str | None = None, states: Sequence[State] = ("exists",), at: str | None = None
) -> Analysis:
    """The analysis of a store's present model, shared by all who ask for the same until it or the day changes."""
    ordered = tuple(state for state in STATES if state in states)
    arguments: Arguments = (network_iri(store, network), ordered, at)
    return _ANALYSES.get(store, arguments, lambda: Analysis(store, *arguments))


def pending_results(store: Store) -> tuple[str, ...]:
    """What is being computed of the present model while pages show the former results; in alphabetical order."""
    return tuple(sorted({name for analysis in _ANALYSES.values(store).values() for name in analysis.results.pending}))


def analyses_at_hand(store: Store) -> list[tuple[Arguments, Analysis]]:
    """The analyses of the present model, by network, states and day."""
    return list(_ANALYSES.values(store).items())


def take_up_analysis(store: Store, arguments: Arguments, known: Mapping[str, Any], *, is_right: bool) -> None:
    """An analysis of the present model, whose slow results are known from before; `is_right`: they still hold."""
    analysis = Analysis(store, *arguments)
    analysis.results = Results(known, analysis.is_present)
    for name in known if is_right else ():
        analysis.results.take_over(name)
    _ANALYSES.put(store, arguments, analysis)
