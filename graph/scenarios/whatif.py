"""What a scenario would do: the network before and after it, measured on a copy. The store itself is not touched.

Whoever leaves closes nothing: a gap counts as closed only where what comes would close it alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.analysis import Analysis
from graph.model import Gap, Ref
from graph.scenarios.closing import tell_apart
from graph.scenarios.losses import Losses, losses
from graph.scenarios.picture import ScenarioFigures, picture
from graph.scenarios.scenario import Scenario, seat_iri
from graph.scenarios.trial import tried


@dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """The same network without and with a scenario; `grown` is the one with what comes, in which nobody goes."""

    before: ScenarioFigures
    after: ScenarioFigures
    grown: ScenarioFigures
    scenario: Scenario
    losses: Losses

    @property
    def new_cut_points(self) -> tuple[Ref, ...]:
        """Who becomes one."""
        known = {ref.iri for ref in self.before.cut_points}
        return tuple(ref for ref in self.after.cut_points if ref.iri not in known)

    @property
    def former_cut_points(self) -> tuple[Ref, ...]:
        """Who ceases to be one; whoever is gone is not among them."""
        left = {ref.iri for ref in self.after.cut_points} | set(self.scenario.remove_actors)
        return tuple(ref for ref in self.before.cut_points if ref.iri not in left)

    @property
    def closed_gaps(self) -> tuple[Gap, ...]:
        """What the rules and demands miss before and no longer after, because of what comes."""
        closed = {gap.id for gap in tell_apart(self.before.open_gaps, self.grown.open_gaps)[0]}
        return tuple(gap for gap in self._vanished if gap.id in closed)

    @property
    def lost_partners(self) -> tuple[Gap, ...]:
        """The open demands of which a partner goes, and which nothing that comes closes."""
        closed, gone = {gap.id for gap in self.closed_gaps}, set(self.scenario.remove_actors)
        open_demands = (gap for gap in self.before.open_gaps if gap.kind == "demanded" and gap.id not in closed)
        return tuple(gap for gap in open_demands if not gone.isdisjoint(ref.iri for ref in (gap.subject, *gap.parties)))

    @property
    def void_gaps(self) -> tuple[Gap, ...]:
        """What else is no longer said because of who or what goes; nobody has solved it."""
        told = {gap.id for gap in (*self.closed_gaps, *self.lost_partners)}
        return tuple(gap for gap in self._vanished if gap.id not in told)

    @property
    def new_gaps(self) -> tuple[Gap, ...]:
        """What the rules and demands miss only after."""
        return tell_apart(self.before.open_gaps, self.after.open_gaps)[1]

    @property
    def _vanished(self) -> tuple[Gap, ...]:
        return tell_apart(self.before.open_gaps, self.after.open_gaps)[0]


def compare(analysis: Analysis, scenario: Scenario) -> ScenarioComparison:
    """The network of an analysis before and after a scenario; rules and measures are those of the pages.

    What comes is measured as if it were there, and counted as planned unless it says that it exists. Raises DataError
    for a scenario that cannot be written as statements.
    """
    before = picture(analysis)
    if scenario.is_empty:
        return ScenarioComparison(before, before, before, scenario, Losses())
    with tried(analysis, scenario) as changed:
        after, lost = picture(changed, _planned(scenario)), losses(analysis, changed, scenario)
    grown = after if not scenario.takes_away else before
    if scenario.takes_away and not scenario.coming.is_empty:
        with tried(analysis, scenario.coming) as added:
            grown = picture(added, _planned(scenario))
    done = ScenarioComparison(before, after, grown, scenario, lost)
    return replace(done, after=_still_demanded(done))


def _planned(scenario: Scenario) -> frozenset[str]:
    """What comes and is not said to exist."""
    ties = (tie.iri for tie in scenario.add_ties if tie.state != "exists")
    seats = (seat_iri(scenario.network, seat) for seat in scenario.add_members)
    return frozenset((*ties, *seats, *scenario.found_groups))


def _still_demanded(done: ScenarioComparison) -> ScenarioFigures:
    """The figures after, in which a demand that nothing closed is open, whoever has gone."""
    closed, known = {gap.id for gap in done.closed_gaps}, set(done.after.open_demands)
    left = tell_apart(done.before.open_gaps, done.after.open_gaps)[0]
    lost = {gap.id for gap in left if gap.kind == "demanded" and gap.id not in closed}
    figures = replace(done.after.figures, open_demands=done.after.figures.open_demands + len(lost))
    return replace(done.after, figures=figures, open_demands=tuple(sorted(known | lost)))
