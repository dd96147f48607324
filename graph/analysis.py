"""What the pages and commands show of one network: its figures, what it lacks, what is to be decided, its map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from graph.cache.beside import Results
from graph.cache.of_results import of_results_named
from graph.cache.revisions import RevisionCache, locked_property
from graph.gaps.answers import Decision, decisions
from graph.gaps.decisions import as_answered, is_open
from graph.gaps.missing_sectors import MissingSectors, missing_sectors
from graph.gaps.result import GapResult
from graph.gaps.rule_heads import rule_heads
from graph.gaps.search import RECORDED, search_recorded, search_statistical
from graph.layout import positions, springs
from graph.layout.drawn import drawn_of, positioned
from graph.layout.packing import Position
from graph.matters.agenda import Agenda, agendas
from graph.matters.kept_matters import KeptMatters
from graph.matters.matter import Matter
from graph.matters.search import in_state, make_matters
from graph.measures.measured_network import MeasuredNetwork, by_mention
from graph.model import EXISTING, GAP_KINDS, STATES, STATISTICAL, Gap, GapKind, State, Text
from graph.network.connected import unconnected
from graph.network.edges import counting_ties
from graph.network.model_reader import network_iri
from graph.period import day_looked_back_to, shown_day
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


class Analysis(MeasuredNetwork):
    """What a network is and lacks, and where all stand on its map: use `analysis_for` to share it.

    `rules`: the folders that rules lie in, None for those of the store.
    Raises NotFound for an unknown network.
    """

    def __init__(
        self,
        store: Store,
        network: str | None = None,
        states: Sequence[State] = EXISTING,
        at: str | None = None,
        *,
        rules: Sequence[Path] | None = None,
    ) -> None:
        super().__init__(store, network, states, at)
        self.rules = rules

    def following(self) -> Analysis:
        """The analysis of the present state, which takes over from this one what the changes between do not reach."""
        after = Analysis(self.store, self.network_iri, self.states, self.at, rules=self.rules)
        after.follow(self)
        return after

    def compute(self) -> None:
        """Make everything slow now, the quick first: what pages show of it is right from here on."""
        for made in (lambda: self.measures, lambda: self.recorded, lambda: self.statistical, lambda: self.matters):
            made()

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

    @of_results_named("recorded")
    def recorded(self) -> dict[GapKind, GapResult]:
        """What a rule or a demand says is missing."""
        return self._as_answered("recorded", RECORDED)

    @of_results_named("statistical")
    def statistical(self) -> dict[GapKind, GapResult]:
        """What is computed from the whole network: misfits, weak spots and guesses."""
        return self._as_answered("statistical", STATISTICAL)

    def _as_answered(self, name: str, kinds: Collection[GapKind]) -> dict[GapKind, GapResult]:
        """Gaps, in the state of the present answers even where they are those of a former state of the network."""
        found: dict[GapKind, GapResult] = self.results.get(name, lambda: self.search_gaps(kinds))
        return self.made.get(name, (found, self._answers), lambda: self._in_state(found))

    def _in_state(self, found: Mapping[GapKind, GapResult]) -> dict[GapKind, GapResult]:
        """Gaps in the state that the last answer to each has today."""
        return {
            kind: replace(result, gaps=tuple(as_answered(result.gaps, self.decisions, shown_day())))
            for kind, result in found.items()
        }

    @of_results_named("recorded")
    def missing_sectors(self) -> dict[str, MissingSectors]:
        """From which sectors a group has nobody or hardly anybody, by group; its rows are kept with the gaps'."""
        answered = {gap.id for gap in self.recorded_gaps if not is_open(gap)}
        folders = rule_folders(self.store) if self.rules is None else self.rules
        return missing_sectors(
            KeptRows(self.store),
            self.model,
            network=self.network_iri,
            at=self.at,
            folders=folders,
            answered=answered,
        )

    @of_results_named("recorded")
    def recorded_gaps(self) -> list[Gap]:
        """Rules first, then what is demanded, each gap in the state of its last answer."""
        return [gap for result in self.recorded.values() for gap in result.gaps]

    @of_results_named("recorded", "statistical")
    def gaps(self) -> list[Gap]:
        """What the network lacks, each kind for itself, each gap in the state of its last answer."""
        return [*self.recorded_gaps, *(gap for result in self.statistical.values() for gap in result.gaps)]

    @of_results_named("matters")
    def matters(self) -> list[Matter]:
        """What the gaps come to when each cause is named once: what a group decides first, the weightiest on top."""
        found: list[Matter] = self.results.get("matters", self._make_matters)
        pinned = self.made.same("agendas", self.agendas)
        return self.made.get("matters", (found, self._answers, pinned), lambda: in_state(found, *self._answers, pinned))

    def _make_matters(self) -> list[Matter]:
        def make(former: tuple[list[Matter], KeptMatters] | None) -> tuple[list[Matter], KeptMatters]:
            return make_matters(
                self.gaps,
                self.model,
                rule_heads(rule_folders(self.store)),
                ties=self.ties,
                by_party=self.ties_by_party,
                at=self.at,
                day=shown_day(),
                former=former[1] if former else None,
            )

        return self.made.follow("matters made", (), make)[0]

    @of_results_named("matters")
    def matter_of_gap(self) -> dict[str, Matter]:
        """The one matter that each gap falls under, by the gap's id."""
        found = self.matters
        return self.made.get(
            "matter_of_gap", (found,), lambda: {gap.id: matter for matter in found for gap in matter.gaps}
        )

    @of_results_named("recorded", "statistical")
    def gap_notes(self) -> dict[GapKind, tuple[Text, ...]]:
        """What the data could not carry and what was left out, by kind of gap: said instead of computed."""
        return {kind: result.notes for kind, result in (self.recorded | self.statistical).items()}

    @of_results_named("recorded", "statistical")
    def gap_figures(self) -> dict[GapKind, Mapping[str, float]]:
        """What was counted of the whole network, by kind of gap; nothing for kinds that count nothing."""
        return {kind: result.figures for kind, result in (self.recorded | self.statistical).items()}

    @locked_property
    def decisions(self) -> dict[str, tuple[Decision, ...]]:
        """The answers to gaps by the gap's id, the oldest first."""
        return decisions(self.store)

    @property
    def _answers(self) -> tuple[Mapping[str, tuple[Decision, ...]], date]:
        """The answers to gaps and the day, the same object as long as they say the same."""
        return self.made.same("answers", (self.decisions, shown_day()))

    @locked_property
    def agendas(self) -> dict[str, Agenda]:
        """The matters that are pinned, by the graph of each network's answers."""
        return agendas(self.store)

    @of_results_named("recorded", "statistical")
    def open_gaps(self) -> list[Gap]:
        """The gaps that still wait for an answer, in the order of the list."""
        return self._of_gaps("open", lambda: [gap for gap in self.gaps if is_open(gap)])

    def _of_gaps(self, name: str, make: Callable[[], T]) -> T:
        return self.made.get(f"gaps {name}", (self.recorded, self.statistical), make)

    @of_results_named("recorded", "statistical")
    def gaps_by_party(self) -> dict[str, tuple[Gap, ...]]:
        """The open gaps each actor or group is a party to, in the order of the list."""
        return self._of_gaps("by_party", lambda: by_mention(self.open_gaps, lambda gap: gap.parties))

    @of_results_named("recorded", "statistical")
    def gaps_about(self) -> dict[str, tuple[Gap, ...]]:
        """The open gaps each resource is the subject of or a party to."""
        return self._of_gaps("about", lambda: by_mention(self.open_gaps, lambda gap: (gap.subject, *gap.parties)))

    @property
    def positions(self) -> dict[str, Position]:
        """Pixels on the map for every actor, group and named network, the same whatever states or day are shown.

        As they are kept (`graph/layout/positions.py`): pinned or arranged anew, they change without the data.
        """
        if self.at is not None:
            return analysis_for(self.store, self.network_iri).positions
        nodes = positioned(self).keys()
        return positions.arrange(self.store, self.network_iri, nodes, lambda: drawn_of(self))

    def arrange_anew(self) -> None:
        """Compute all positions of the map again, for everybody; the pinned stay."""
        present = analysis_for(self.store, self.network_iri)
        positions.arrange_anew(self.store, self.network_iri, lambda: springs.positions(*drawn_of(present)))

    @of_results_named("recorded")
    def key_figures(self) -> KeyFigures:
        """Five numbers for the start page."""
        existing = counting_ties(self.ties, EXISTING, self.at)
        waiting = [gap for gap in self.recorded_gaps if is_open(gap)]
        return KeyFigures(
            actors=len(self.actors),
            groups=sum(group.state == "exists" for group in self.groups.values()),
            existing_ties=len(existing),
            open_demands=sum(gap.kind == "demanded" for gap in waiting),
            unconnected_actors=len(unconnected(self.actors, self.parties(EXISTING), self.everyone)),
        )


_KEPT_MOST = 16
Arguments = tuple[str | None, tuple[State, ...], str | None]
_ANALYSES: RevisionCache[Store, Arguments, Analysis] = RevisionCache(
    lambda store, _: (model_revision(store), shown_day()),  # tomorrow more is overdue
    most=_KEPT_MOST,
    renew=lambda _store, _key, former, _since: former.following(),
)
_OF_FORMER_DAYS: RevisionCache[Store, tuple[Arguments, date], Analysis] = RevisionCache(
    lambda store, _: model_revision(store), most=4
)
"""Kept apart: who looks back must not make everybody's analysis be made again."""


def analysis_for(
    store: Store, network: str | None = None, states: Sequence[State] = ("exists",), at: str | None = None
) -> Analysis:
    """The analysis of a store's present model, shared by all who ask for the same until it or the day changes."""
    ordered = tuple(state for state in STATES if state in states)
    arguments: Arguments = (network_iri(store, network), ordered, at)
    if (looked_back := day_looked_back_to()) is not None:
        return _OF_FORMER_DAYS.get(store, (arguments, looked_back), lambda: Analysis(store, *arguments))
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
