"""What a scenario would do, as the page shows it: numbers, gaps, who is left behind; and ties that would help."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Gap, Ref
from graph.network.reading import Model
from graph.scenarios.best_links import PossibleLink
from graph.scenarios.losses import GroupLoss
from graph.scenarios.whatif import ScenarioComparison
from webapp.pages.gaps.rows import gap_title
from webapp.pages.whatif.lines import FigureLine, make_lines
from webapp.pages.whatif.steps import ChosenStep, steps_for_gap
from webapp.ui.language import gettext, ngettext, say
from webapp.ui.links import slug_of
from webapp.ui.page import say_number

_LEAST_SHOWN = 0.005
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tie to add, what it gains, and the step that adds it."""

    name: str
    gain: str
    code: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario would do. `orphaned` are demands that lose a partner, each with who that is."""

    lines: tuple[FigureLine, ...]
    closed: tuple[Gap, ...]
    orphaned: tuple[tuple[Gap, str], ...]
    void: tuple[Gap, ...]
    new: tuple[Gap, ...]
    group_losses: tuple[str, ...]
    cut_off: tuple[Ref, ...]
    new_brokers: tuple[Ref, ...]
    former_brokers: tuple[Ref, ...]
    adds: bool
    takes_away: bool


def make_outcome(comparison: ScenarioComparison) -> Outcome:
    """The comparison as it is shown."""
    scenario = comparison.scenario
    return Outcome(
        tuple(make_lines(comparison)),
        comparison.closed_gaps,
        tuple((gap, _who_goes(gap, scenario.remove_actors)) for gap in comparison.lost_partners),
        comparison.void_gaps,
        comparison.new_gaps,
        tuple(map(_say_loss, comparison.losses.groups)),
        comparison.losses.cut_off,
        comparison.new_cut_points,
        comparison.former_cut_points,
        adds=not scenario.coming.is_empty,
        takes_away=scenario.takes_away,
    )


def _who_goes(gap: Gap, gone: Collection[str]) -> str:
    refs = {ref.iri: ref for ref in (gap.subject, *gap.parties) if ref.iri in gone}
    return ", ".join(say(ref.label) for ref in refs.values())


def _say_loss(loss: GroupLoss) -> str:
    """Which group loses whom, of how many."""
    names = ", ".join(say(ref.label) for ref in loss.members)
    group = say(loss.group.label)
    if loss.is_gone:
        return gettext(
            "%(group)s gibt es nicht mehr; ihre Mitglieder verlieren sie: %(names)s", group=group, names=names
        )
    return gettext(
        "%(group)s verliert %(lost)s von %(all)s Mitgliedern (%(share)s %%): %(names)s",
        group=group,
        lost=len(loss.members),
        all=loss.before,
        share=round(100 * loss.share),
        names=names,
    )


def make_suggestions(links: Sequence[PossibleLink], goal: str) -> tuple[Suggestion, ...]:
    """Ties to add, each with the step for it."""
    return tuple(
        Suggestion(
            f"{say(link.a.label)} – {say(link.b.label)}",
            _gain(goal, link.gain),
            str(ChosenStep("beziehung", (slug_of(link.a.iri), slug_of(link.b.iri), "Interface", ""))),
        )
        for link in links
    )


def suggest_demands(open_gaps: Sequence[Gap], model: Model, most: int) -> tuple[Suggestion, ...]:
    """The demands that most ask for, each as it was demanded: its own step is what meets it."""
    demands = sorted((gap for gap in open_gaps if gap.kind == "demanded"), key=lambda gap: -len(gap.demanded_by))
    gain = gettext("Erfüllt eine offene Forderung.")
    found = ((gap_title(gap), steps_for_gap(gap, model)) for gap in demands)
    return tuple(Suggestion(title, gain, steps[0]) for title, steps in found if steps)[:most]


def _gain(goal: str, gain: float) -> str:
    if goal == "components":
        return gettext("Zwei bisher getrennte Teile hängen dann zusammen.")
    if goal == "distance":
        steps = say_number(gain) if gain >= _LEAST_SHOWN else gettext("weniger als 0,01")
        return gettext("Der mittlere Weg wird um %(steps)s Schritte kürzer.", steps=steps)
    return ngettext(
        "An einem Akteur oder einer Gruppe weniger hängt alles.",
        "An %(num)d Akteuren oder Gruppen weniger hängt alles.",
        round(gain),
    )


def goals() -> dict[str, str]:
    """What may be wanted, by the code of the address."""
    return {
        "demands": gettext("Forderungen erfüllen"),
        "components": gettext("Getrennte Teile zusammenführen"),
        "distance": gettext("Wege verkürzen"),
        "cut-points": gettext("Von Einzelnen unabhängiger werden"),
    }


def say_limits(analysis: Analysis) -> str:
    """What the data do not carry: with few existing ties, ways and parts say what was recorded; "" where they do."""
    existing = [tie for tie in analysis.ties if tie.state == "exists"]
    members = sum(tie.kind == "Membership" for tie in existing)
    between = sum(len({party.iri for party in tie.parties} & analysis.actors.keys()) >= _PAIR for tie in existing)
    if 2 * between >= len(analysis.actors):
        return ""
    return gettext(
        "Vorsicht: In den Daten bestehen zwischen Akteuren nur wenige Verbindungen (Akteure: %(actors)s, Verbindungen: "
        "%(ties)s, Mitgliedschaften: %(members)s). Wege, Teile und wer unentbehrlich ist, sagen darum mehr über das "
        "Erfasste als über das Netzwerk. Verlässlich ist, welche Forderungen erfüllt werden.",
        actors=len(analysis.actors),
        ties=between,
        members=members,
    )


def name_actors(analysis: Analysis, most: int) -> list[str]:
    """Names to choose from; none where there are too many for a page."""
    names = {say(actor.label) for actor in analysis.actors.values()}
    return sorted(names, key=str.casefold) if len(names) <= most else []
