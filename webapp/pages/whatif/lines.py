"""Before and after side by side: every number with its meaning and its difference in words.

Better is only what comes: where somebody goes, fewer demands or cut points are no gain. And of one thing never both is
said: whoever joins two parts is not worse off because they hang together at a point now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from graph.scenarios.picture import ScenarioFigures
from graph.scenarios.whatif import ScenarioComparison
from webapp.ui.language import gettext
from webapp.ui.page import say_number

Tone = Literal["better", "worse", ""]
Numbers = tuple[float | None, float | None, float | None]


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
class _Figure:
    """A number before, after, and with what comes alone; `wanted`: 1 for more, -1 for fewer, 0 for neither."""

    label: str
    note: str
    numbers: Numbers
    wanted: int = 0

    @property
    def tone(self) -> Tone:
        """Worse by all that happens, better only where what comes makes it so."""
        before, after, grown = self.numbers
        if not self.wanted or before is None or after is None or after == before:
            return ""
        if (after > before) != (self.wanted > 0):
            return "worse"
        return "better" if grown is not None and (grown - before) * self.wanted > 0 else ""


def make_lines(done: ScenarioComparison) -> list[FigureLine]:
    """All numbers of a comparison."""
    three = done.before, done.after, done.grown
    figures = [*_key_figures(*three), *_shape(*three)]
    return [_line(figure.label, figure.note, figure.numbers, tone) for figure, tone in figures]


def _key_figures(before: ScenarioFigures, after: ScenarioFigures, grown: ScenarioFigures) -> list[tuple[_Figure, Tone]]:
    """The five numbers of the start page, and what is planned."""
    one, two, three = before.figures, after.figures, grown.figures
    ties = gettext("Schnittstellen, Mitgliedschaften und anderes, was in den Daten besteht.")
    planned = gettext(
        "Verbindungen, Mitgliedschaften und Gruppen, die entstehen sollen; was Sie hier hinzufügen, gehört dazu."
    )
    demands = gettext("Was jemand verlangt hat und noch nicht besteht.")
    alone = gettext("Wer genannt ist, aber mit niemandem verbunden.")
    existing = one.existing_ties, two.existing_ties, three.existing_ties
    to_come = before.planned_ties + before.planned_groups, after.planned_ties + after.planned_groups, None
    open_demands = one.open_demands, two.open_demands, three.open_demands
    unconnected = one.unconnected_actors, two.unconnected_actors, three.unconnected_actors
    figures = [
        _Figure(gettext("Akteure"), gettext("Wer im Netzwerk genannt ist."), (one.actors, two.actors, three.actors)),
        _Figure(gettext("Gruppen"), gettext("Arbeitsgruppen, die bestehen."), (one.groups, two.groups, three.groups)),
        _Figure(gettext("Bestehende Verbindungen"), ties, existing, wanted=1),
        _Figure(gettext("Geplantes"), planned, to_come),
        _Figure(gettext("Offene Forderungen"), demands, open_demands, wanted=-1),
        _Figure(gettext("Akteure ohne Verbindung"), alone, unconnected, wanted=-1),
    ]
    return [(figure, figure.tone) for figure in figures]


def _shape(before: ScenarioFigures, after: ScenarioFigures, grown: ScenarioFigures) -> list[tuple[_Figure, Tone]]:
    """How it hangs together."""
    parts = gettext("So viele Inseln gibt es; wer allein steht, ist eine davon. Zwischen ihnen führt kein Weg.")
    way = gettext("Über so viele Schritte erreichen sich zwei, die verbunden sind; über eine Gruppe sind es zwei.")
    if before.is_estimate or after.is_estimate:
        way += " " + gettext("Geschätzt aus einer Stichprobe.")
    silos = gettext("Zwei Sektoren, die an einem Thema arbeiten und seltener verbunden sind als zu erwarten.")
    three = before, after, grown
    distance = before.mean_distance, after.mean_distance, grown.mean_distance
    islands = _Figure(
        gettext("Getrennte Teile, Einzelne mitgezählt"), parts, _of(three, lambda one: one.components), wanted=-1
    )
    points = _Figure(
        gettext("Akteure, an denen alles hängt"),
        gettext("Ohne sie zerfällt ein Teil des Netzwerks."),
        _of(three, lambda one: len(one.cut_points)),
        wanted=-1,
    )
    if contradicts := {islands.tone, points.tone} == {"better", "worse"}:
        said = gettext("Was vorher getrennt war, hängt jetzt zusammen, und zwar an ihnen.")
        points = replace(points, note=f"{points.note} {said}" if islands.tone == "better" else points.note)
    rare = _Figure(gettext("Bereiche mit zu wenig Austausch"), silos, _of(three, lambda one: len(one.silos)), wanted=-1)
    return [
        (islands, islands.tone),
        (_Figure(gettext("Durchschnittlicher Abstand"), way, distance), ""),
        (points, "" if contradicts else points.tone),
        (rare, rare.tone),
    ]


def _of(figures: tuple[ScenarioFigures, ...], number: Callable[[ScenarioFigures], int]) -> Numbers:
    before, after, grown = map(number, figures)
    return before, after, grown


def _line(label: str, note: str, numbers: Numbers, tone: Tone) -> FigureLine:
    one, two, _ = numbers
    return FigureLine(label, note, _say(one), _say(two), _difference(one, two, tone), tone)


def _difference(one: float | None, two: float | None, tone: Tone) -> str:
    if one == two:
        return gettext("gleich")
    if one is None or two is None:
        return gettext("nicht zu vergleichen")
    change = round(two - one, 2)
    number = say_number(abs(change))
    if not change:
        return gettext("fast gleich")
    said = gettext("%(number)s mehr", number=number) if change > 0 else gettext("%(number)s weniger", number=number)
    better, worse = gettext("besser"), gettext("schlechter")
    return f"{said}, {better if tone == 'better' else worse}" if tone else said


def _say(number: float | None) -> str:
    return gettext("keiner") if number is None else say_number(number)
