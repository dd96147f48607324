"""The ready questions in their categories, and those that a reader searches for."""

from __future__ import annotations

from dataclasses import dataclass

from graph.query.named import NamedQuery, list_queries, list_rules
from webapp.ui.language import gettext as _
from webapp.ui.language import say
from webapp.ui.sorting import matches

RULES = "rules"


@dataclass(frozen=True, slots=True)
class Category:
    """A heading of the gallery with its questions, by title."""

    name: str
    label: str
    questions: tuple[NamedQuery, ...]


def make_gallery(wanted: str = "") -> list[Category]:
    """All questions by category, the rules for gaps last; with `wanted`, those whose words contain it."""
    labels = category_labels()
    found: dict[str, list[NamedQuery]] = {name: [] for name in labels}
    for question in list_queries():
        found.setdefault(question.category, []).append(question)
    found[RULES] = [*found.pop(RULES), *list_rules()]
    kept = {name: [one for one in questions if _is_wanted(one, wanted)] for name, questions in found.items()}
    return [Category(name, labels.get(name, name), tuple(questions)) for name, questions in kept.items() if questions]


def category_labels() -> dict[str, str]:
    """What each category is called, in the order of the page."""
    return {
        "actors": _("Akteure"),
        "groups": _("Arbeitsgruppen"),
        "ties": _("Verbindungen"),
        "topics": _("Themen"),
        "gaps": _("Forderungen und Lücken"),
        "time": _("Zeit"),
        "evidence": _("Belege und Sicherheit"),
        "network": _("Das ganze Netzwerk"),
        "": _("Weitere Fragen"),
        RULES: _("Regeln für Lücken"),
    }


def _is_wanted(question: NamedQuery, wanted: str) -> bool:
    return matches(wanted, say(question.title), say(question.description), question.name)
