"""The columns of a table that say what was answered: the same of gaps and of matters."""

from __future__ import annotations

from graph.export.spreadsheets import Cell
from graph.gaps.answers import Decision
from graph.gaps.decisions import Answered, is_overdue
from graph.period import day_of, shown_day
from webapp.ui.language import gettext
from webapp.ui.wording import gap_state_label


def answer_cells(answered: Answered | None, decision: Decision | None) -> dict[str, Cell]:
    """The state and the last answer by the headings of their columns; without anything only the headings matter."""
    return {
        gettext("Stand"): _state(answered, decision) if answered else "",
        gettext("Beantwortet von"): decision.author if decision else "",
        gettext("Beantwortet am"): day_of(decision.time) if decision else "",
        gettext("Beschlossen am"): decision.day if decision else "",
        gettext("Vertagt auf"): decision.until if decision else "",
        gettext("Verwiesen an"): decision.referred_to if decision else "",
        gettext("Kümmert sich"): decision.responsible if decision else "",
        gettext("Bis wann"): decision.due if decision else "",
        gettext("Anmerkung"): decision.note if decision else "",
    }


def _state(answered: Answered, decision: Decision | None) -> str:
    return gettext("überfällig") if is_overdue(answered, decision, shown_day()) else gap_state_label(answered.state)
