"""What the upkeep lists are called, what their numbers mean, and how a sum went down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import LazyString

from graph.analysis import Analysis
from graph.period import today
from graph.upkeep.meetings import last_meeting, meetings
from graph.upkeep.open_work.lists import OpenList, OpenWork
from graph.upkeep.open_work.noted_sums import note_sum, sum_at
from webapp.ui.context import whole_store
from webapp.ui.language import gettext, ngettext
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.page import say_number
from webapp.ui.wording import say_date

A_WEEK = timedelta(days=7)
HEADINGS: Mapping[OpenList, LazyString] = {
    "unreadable": _l("Nicht zu lesen"),
    "name_only": _l("Noch zu ergänzen"),
    "alike": _l("Klingt gleich"),
    "no_sector": _l("Ohne Sektor"),
    "no_group": _l("In keiner Gruppe"),
    "no_evidence": _l("Ohne Beleg"),
    "old": _l("Lange nicht bestätigt"),
}
_MEANINGS: Mapping[OpenList, LazyString] = {
    "unreadable": _l("Gespeichert, aber nicht zu verstehen; auf Karte und Listen fehlt die Angabe."),
    "name_only": _l(
        "Bekannt ist nur der Name. In der Summe zählt das nicht noch einmal: Sektor und Gruppe fehlen schon."
    ),
    "alike": _l("Zwei Einträge, die derselbe sein können."),
    "no_sector": _l("Die Art des Akteurs fehlt; aus ihr folgt der Sektor."),
    "no_group": _l("Keine bestehende Mitgliedschaft ist erfasst."),
    "no_evidence": _l("Nirgends steht, woher das bekannt ist."),
}


def heading_of(name: OpenList) -> str:
    """What a list is called."""
    return str(HEADINGS[name])


def meaning_of(name: OpenList, age: int) -> str:
    """What waits in a list."""
    if name == "old":
        return ngettext(
            "Zuletzt vor mehr als einem Jahr belegt oder geändert.",
            "Zuletzt vor mehr als %(num)d Jahren belegt oder geändert.",
            age,
        )
    return str(_MEANINGS[name])


def said_on(day: str) -> str:
    """When an entry was last said; of a document that names its year alone, the year."""
    if not day:
        return gettext("seit der Erfassung nicht wieder")
    return gettext("zuletzt %(day)s", day=say_date(day, "year" if day.endswith("-12-31") else ""))


def sum_in_words(total: int, waiting: int = 0) -> str:
    """The sum; where nothing but proposals waits, that."""
    if not total:
        return gettext("Offen sind nur Vorschläge") if waiting else gettext("Nichts offen")
    return ngettext("Ein offener Punkt", "%(number)s offene Punkte", total, number=say_number(total))


def change_in_words(analysis: Analysis, work: OpenWork) -> str:
    """How the sum has moved since the last meeting, without one in a week; "" as long as nobody knows.

    The sum of today is noted with that, for later days.
    """
    if analysis.store is not whole_store() or work.alike is None:
        return ""
    store, network, day = analysis.store, analysis.network_iri, today()
    note_sum(store, network, day.isoformat(), work.total)
    meeting = last_meeting(meetings(store, network), day.isoformat())
    former = sum_at(store, network, meeting.day if meeting else (day - A_WEEK).isoformat(), day.isoformat())
    if former is None:
        return ""
    values = {"number": say_number(abs(work.total - former.total)), "day": say_date(former.day)}
    if work.total < former.total:
        return gettext("%(number)s weniger als am %(day)s", **values)
    if work.total > former.total:
        return gettext("%(number)s mehr als am %(day)s", **values)
    return gettext("so viele wie am %(day)s", **values)
