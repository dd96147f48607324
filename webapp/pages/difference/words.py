"""What became of things between two days, and why nothing is told of a day: in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString

from graph.progress.difference import Change
from graph.progress.former import Unknown
from webapp.pages.changes.since import HEADINGS
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.language import ngettext

CHANGE_WORDS: Mapping[Change, LazyString] = {
    "actors_came": HEADINGS["new_actors"],
    "groups_came": HEADINGS["new_groups"],
    "memberships_came": HEADINGS["new_memberships"],
    "ties_came": HEADINGS["new_ties"],
    "came_true": HEADINGS["fulfilled"],
    "answered": _l("Beantwortete Forderungen"),
    "wanted": _l("Neu gefordert oder geplant"),
    "replaced": _l("Geänderte Verbindungen"),
    "joined": _l("Neu verbunden"),
    "actors_went": _l("Akteure, die nicht mehr dabei sind"),
    "groups_went": _l("Gruppen, die es nicht mehr gibt"),
    "memberships_went": _l("Weggefallene Mitgliedschaften"),
    "ties_went": _l("Weggefallene Verbindungen"),
    "dropped": _l("Nicht mehr gefordert oder geplant"),
    "left": _l("Nicht mehr verbunden"),
}
"""As `/aenderungen/seit` and `/vergleich` call the same."""
STAYED = _l("an beiden Tagen da")
STILL_WANTED = _l("an beiden Tagen gefordert oder geplant")
WHY_UNKNOWN: Mapping[Unknown, LazyString] = {
    "pending": _l("Der Stand vom %(day)s wird gerade berechnet. Sobald er da ist, zeigt ihn diese Seite von selbst."),
    "before": _l("Am %(day)s war zu diesem Netzwerk noch nichts eingetragen."),
    "too_large": _l("Die Daten sind zu groß, um den Stand vom %(day)s zu zeigen."),
    "elsewhere": _l("Was früher eingetragen war, weiß nur der Server, auf dem der Verlauf liegt."),
}


def say_undrawn(number: int) -> str:
    """How many things have no place on the map; "" where all have one."""
    if not number:
        return ""
    return ngettext(
        "Eine Änderung steht nur in der Tabelle: Auf der Karte hat sie keine zwei Beteiligten.",
        "%(num)d Änderungen stehen nur in der Tabelle: Auf der Karte haben sie keine zwei Beteiligten.",
        number,
    )
