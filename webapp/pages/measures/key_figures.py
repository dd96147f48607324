"""The network's key numbers, each with the words that tell a coordinator what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis import Analysis
from webapp.ui.language import gettext
from webapp.ui.wording import KEY_FIGURES

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: its name in the API, its words, its value, what it means, and whether it counts what is missing."""

    name: str
    label: str
    value: float
    meaning: str = ""
    is_gap: bool = False


def key_figures(analysis: Analysis) -> list[Figure]:
    """The five numbers of the start page."""
    found = analysis.key_figures
    return [
        _figure("actors", found.actors),
        _figure("groups", found.groups),
        _figure(
            "existing_ties",
            found.existing_ties,
            gettext(
                "Jede bestehende Beziehung zählt einmal: auch jede Mitgliedschaft in einer Gruppe und die zu einer "
                "Veranstaltung oder zum Netzwerk selbst. Die Karte zeichnet eine Linie für jedes "
                "Paar von Akteuren oder Gruppen, das sie verbindet."
            ),
        ),
        _figure(
            "open_demands",
            found.open_demands,
            gettext(
                "Schnittstellen, Mitgliedschaften, Zuständigkeiten und Gruppen, die gefordert sind und fehlen. Was "
                "Forderungen sonst wollen, steht unter „Entscheiden“."
            ),
            is_gap=True,
        ),
        _figure(
            "unconnected_actors",
            found.unconnected_actors,
            meaning_of_unconnected(analysis),
            is_gap=True,
        ),
    ]


def _figure(name: str, value: int, meaning: str = "", *, is_gap: bool = False) -> Figure:
    return Figure(name, str(KEY_FIGURES[name]), value, meaning, is_gap=is_gap)


def meaning_of_unconnected(analysis: Analysis) -> str:
    """Who counts as being without a tie, on every page that says how many."""
    meaning = gettext(
        "So viele Akteure kommen in keiner der gezählten Beziehungen vor, auch keine ihrer Stellen. Zu einer "
        "Organisation zu gehören ist noch keine Beziehung; Gruppen zählen nicht mit."
    )
    if analysis.network_iri is not None or len(analysis.model.networks) < _SEVERAL:
        return meaning
    of_each = gettext(
        "Alle Netzwerke zählen hier zusammen: Wer in einem verbunden ist, zählt nicht. Die Lücken nennen je Netzwerk, "
        "wer in diesem nicht verbunden ist."
    )
    return f"{meaning} {of_each}"


def network_figures(analysis: Analysis) -> list[Figure]:
    """The measures of the whole network."""
    found = analysis.measures
    components = found.components
    return [
        Figure(
            "pairs",
            gettext("Verbundene Paare"),
            found.pairs,
            gettext("So viele Paare von Akteuren oder Gruppen sind unmittelbar verbunden."),
        ),
        Figure(
            "density",
            gettext("Dichte"),
            found.density,
            gettext(
                "Anteil der verbundenen Paare an allen möglichen, von 0 bis 1. Ein großes Netz ist nie ganz dicht."
            ),
        ),
        Figure(
            "components",
            gettext("Getrennte Teile"),
            len(components) - len(found.isolates),
            gettext(
                "Zwischen diesen Teilen gibt es in den Daten keinen Weg. Akteure ohne Verbindung zählen nicht mit."
            ),
        ),
        Figure(
            "largest",
            gettext("Größter Teil"),
            components[0] if components else 0,
            gettext("So viele Akteure und Gruppen erreichen einander, wenn auch über andere."),
        ),
        Figure(
            "isolates",
            gettext("Ohne Verbindung"),
            len(analysis.unconnected),
            meaning_of_unconnected(analysis),
            is_gap=True,
        ),
        Figure(
            "articulation_points",
            gettext("Unverzichtbare Verbinder"),
            len(found.articulation_points),
            gettext("Fiele einer von ihnen weg, zerfiele der Teil, zu dem er gehört."),
        ),
        Figure(
            "bridges",
            gettext("Einzige Brücken"),
            len(found.bridges),
            gettext("Verbindungen, die allein zwei Seiten des Netzes zusammenhalten."),
        ),
    ]
