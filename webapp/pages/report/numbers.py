"""The network in five numbers, each read in a sentence and linked with what gives it again."""

from __future__ import annotations

from flask import url_for

from graph.report.paper import PaperFigure, PaperSection
from webapp.pages.report.asked import Asked
from webapp.ui.language import gettext as _
from webapp.ui.links import slug_of
from webapp.ui.page import say_number
from webapp.ui.wording import KEY_FIGURES


def numbers(asked: Asked) -> PaperSection:
    """The section of numbers."""
    found, demands = asked.analysis.key_figures, asked.subject.demands
    query = asked.full(question_url(asked, "key-figures"))
    figures = (
        PaperFigure(say_number(found.actors), str(KEY_FIGURES["actors"]), _of_actors(), query),
        PaperFigure(say_number(found.groups), str(KEY_FIGURES["groups"]), _of_groups(found.groups), query),
        PaperFigure(
            say_number(found.existing_ties),
            str(KEY_FIGURES["existing_ties"]),
            _of_ties(found.existing_ties, found.actors),
            query,
        ),
        PaperFigure(
            say_number(demands.missing),
            _("Gefordertes, das fehlt"),
            _of_demands(demands.missing, demands.by_standing["open"]),
            asked.full(url_for("gaps.index", art="demanded", stand="alle", _anchor="liste")),
        ),
        PaperFigure(
            say_number(found.unconnected_actors),
            str(KEY_FIGURES["unconnected_actors"]),
            _of_unconnected(found.unconnected_actors, found.actors),
            query,
        ),
    )
    return PaperSection(figures=figures)


def question_url(asked: Asked, name: str) -> str:
    """The address of a ready question, about the network of the paper."""
    network = asked.analysis.network_iri
    return url_for("questions.show", frage=name, netzwerk=slug_of(network) if network else None)


def percent(part: int, whole: int) -> str:
    """A share as people say it."""
    return say_number(round(100 * part / whole)) if whole else say_number(0)


def _of_actors() -> str:
    return _("Stellen, Vereine, Unternehmen und Akteursgruppen, die mitarbeiten oder genannt sind.")


def _of_groups(number: int) -> str:
    if not number:
        return _("Wo sich die Akteure treffen, ist nicht erfasst.")
    return _("In ihnen wird heute gearbeitet.")


def _of_ties(ties: int, actors: int) -> str:
    if not ties or not actors:
        return _("Erfasst ist noch keine; das heißt nicht, dass es keine gibt.")
    return _("Im Durchschnitt sind das %(number)s je zehn Akteure.", number=say_number(round(10 * ties / actors, 1)))


def _of_demands(missing: int, waiting: int) -> str:
    if not missing:
        return _("Nichts Gefordertes steht aus.")
    if waiting == missing:
        return _("Verbindungen, Gruppen, Maßnahmen: Beantwortet ist davon noch nichts.")
    return _(
        "Verbindungen, Gruppen, Maßnahmen; davon beantwortet: %(number)s, offen: %(open)s.",
        number=missing - waiting,
        open=waiting,
    )


def _of_unconnected(alone: int, actors: int) -> str:
    if not alone:
        return _("Jeder Akteur ist mit einem anderen verbunden.")
    return _("%(share)s %% aller Akteure. Zu fragen ist, ob sie wirklich allein stehen.", share=percent(alone, actors))
