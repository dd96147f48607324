"""Before and after side by side: every number with its meaning and its difference in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Gap, Ref
from graph.network.reading import Model
from graph.scenarios.best_links import PossibleLink
from graph.scenarios.whatif import ScenarioComparison, ScenarioFigures
from webapp.pages.gaps.rows import gap_title
from webapp.pages.whatif.steps import ChosenStep, steps_for_gap
from webapp.ui.language import gettext, ngettext, say
from webapp.ui.links import slug_of
from webapp.ui.page import say_number

_LEAST_SHOWN = 0.005
_PAIR = 2


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One number of both, what it means, and whether the difference is wanted ("better", "worse", "")."""

    label: str
    note: str
    before: str
    after: str
    difference: str
    tone: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tie to add, what it gains, and the step that adds it."""

    name: str
    gain: str
    code: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario would do."""

    lines: tuple[FigureLine, ...]
    closed: tuple[Gap, ...]
    new: tuple[Gap, ...]
    new_brokers: tuple[Ref, ...]
    former_brokers: tuple[Ref, ...]


def make_outcome(comparison: ScenarioComparison) -> Outcome:
    """The comparison as it is shown."""
    before, after = comparison.before, comparison.after
    return Outcome(
        (*_figure_lines(before, after), *_shape_lines(before, after)),
        comparison.closed_gaps,
        comparison.new_gaps,
        comparison.new_cut_points,
        comparison.former_cut_points,
    )


def _figure_lines(before: ScenarioFigures, after: ScenarioFigures) -> list[FigureLine]:
    """The five numbers of the start page."""
    one, two = before.figures, after.figures
    ties = gettext("Schnittstellen, Mitgliedschaften und anderes, was in den Daten besteht.")
    demands = gettext("Was jemand verlangt hat und noch nicht besteht.")
    alone = gettext("Wer genannt ist, aber mit niemandem verbunden.")
    return [
        _line(gettext("Akteure"), gettext("Wer im Netzwerk genannt ist."), one.actors, two.actors),
        _line(gettext("Gruppen"), gettext("Arbeitsgruppen, die bestehen."), one.groups, two.groups),
        _line(gettext("Bestehende Verbindungen"), ties, one.existing_ties, two.existing_ties, wanted=1),
        _line(gettext("Offene Forderungen"), demands, one.open_demands, two.open_demands, wanted=-1),
        _line(gettext("Akteure ohne Verbindung"), alone, one.unconnected_actors, two.unconnected_actors, wanted=-1),
    ]


def _shape_lines(before: ScenarioFigures, after: ScenarioFigures) -> list[FigureLine]:
    """How it hangs together."""
    parts = gettext("So viele Inseln gibt es; wer allein steht, ist eine davon. Zwischen ihnen führt kein Weg.")
    way = gettext("Über so viele Schritte erreichen sich zwei, die verbunden sind; über eine Gruppe sind es zwei.")
    if before.is_estimate or after.is_estimate:
        way += " " + gettext("Geschätzt aus einer Stichprobe.")
    cuts = gettext("Ohne sie zerfällt ein Teil des Netzwerks.")
    silos = gettext("Zwei Sektoren, die an einem Thema arbeiten und seltener verbunden sind als zu erwarten.")
    return [
        _line(gettext("Getrennte Teile, Einzelne mitgezählt"), parts, before.components, after.components, wanted=-1),
        _line(gettext("Mittlerer Weg"), way, before.mean_distance, after.mean_distance),
        _line(gettext("Akteure, an denen alles hängt"), cuts, len(before.cut_points), len(after.cut_points), wanted=-1),
        _line(gettext("Bereiche mit zu wenig Austausch"), silos, len(before.silos), len(after.silos), wanted=-1),
    ]


def _line(label: str, note: str, one: float | None, two: float | None, wanted: int = 0) -> FigureLine:
    tone = ""
    if wanted and one is not None and two is not None and one != two:
        tone = "better" if (two > one) == (wanted > 0) else "worse"
    return FigureLine(label, note, _say(one), _say(two), _difference(one, two, tone), tone)


def _difference(one: float | None, two: float | None, tone: str) -> str:
    if one == two:
        return gettext("gleich")
    if one is None or two is None:
        return gettext("nicht zu vergleichen")
    change = round(two - one, 2)
    number = say_number(abs(change))
    if not change:
        return gettext("fast gleich")
    said = gettext("+%(number)s mehr", number=number) if change > 0 else gettext("−%(number)s weniger", number=number)
    better, worse = gettext("besser"), gettext("schlechter")
    return f"{said}, {better if tone == 'better' else worse}" if tone else said


def _say(number: float | None) -> str:
    return gettext("keiner") if number is None else say_number(number)


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
