"""Codes of the data in the words of the pages. The words of actors, groups and topics come from the data themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from babel.lists import format_list
from flask_babel import format_date
from flask_babel.speaklater import LazyString

from webapp.ui.context import get_tie_kinds
from webapp.ui.language import gettext, language, say
from webapp.ui.language import lazy_gettext as _l

if TYPE_CHECKING:
    from graph.report.demands import DemandStanding

SYMBOLS = str.maketrans({"\uf0d8": "–", "\uf0df": "←", "\uf0e0": "→"})

NO_TIES: Mapping[str, tuple[LazyString, LazyString]] = {
    "Hierarchy": (_l("Teil von"), _l("Zugehörigkeiten")),
    "Query": (_l("Zeile der Abfrage"), _l("Zeilen der Abfrage")),
}
"""Lines that no tie states, singular and plural; the words of ties come from the ontology."""
STATES: Mapping[str, LazyString] = {
    "exists": _l("besteht"),
    "planned": _l("geplant"),
    "demanded": _l("gefordert"),
    "ended": _l("beendet"),
    "unclear": _l("unklar"),
    "result": _l("laut Abfrage"),
}
CONFIDENCES: Mapping[str, LazyString] = {
    "stated": _l("so gesagt"),
    "inferred": _l("erschlossen"),
    "external": _l("aus anderer Quelle"),
    "unresolved": _l("ungeklärt"),
}
CONFIDENCE_NOTES: Mapping[str, LazyString] = {
    "stated": _l("Die Quelle sagt es mit diesen Worten."),
    "inferred": _l("Aus der Quelle gedeutet."),
    "external": _l("Steht nicht in der Quelle und wurde ergänzt."),
    "unresolved": _l("Die Deutung ist offen und sollte geklärt werden."),
}
AUDIENCES: Mapping[str, LazyString] = {"group": _l("Lenkungsgruppe"), "office": _l("Koordination")}
STRENGTHS: Mapping[str, LazyString] = {"strong": _l("deutlich"), "medium": _l("möglich"), "weak": _l("schwach")}
GAP_KINDS: Mapping[str, LazyString] = {
    "demanded": _l("Was gefordert ist und fehlt"),
    "rule": _l("Was üblicherweise da sein sollte"),
    "fit": _l("Was zusammenpassen würde"),
    "fragile": _l("Was an wenigen hängt"),
    "predicted": _l("Was wahrscheinlich ist"),
}
GAP_KIND_NOTES: Mapping[str, LazyString] = {
    "demanded": _l(
        "Jemand hat es verlangt: eine Verbindung, eine Gruppe, eine Maßnahme. In den Daten ist nicht erfasst, dass es "
        "das gibt."
    ),
    "rule": _l("Eine fachliche Regel erwartet etwas, das in den Daten nicht erfasst ist."),
    "fit": _l(
        "Beide arbeiten am Selben oder an Themen, die voneinander abhängen, und in den Daten ist keine Verbindung "
        "zwischen ihnen erfasst."
    ),
    "fragile": _l("Die Verbindung besteht, hängt aber an einer einzigen Stelle."),
    "predicted": _l("Die Nachbarschaft im Netz spricht dafür; vermutlich, bitte prüfen."),
}

GAP_STATES: Mapping[str, LazyString] = {
    "open": _l("offen"),
    "lapsed": _l("erneut zu klären"),
    "decided": _l("beschlossen"),
    "postponed": _l("vertagt"),
    "referred": _l("verwiesen"),
    "exists": _l("besteht schon"),
    "in_progress": _l("wird angegangen"),
    "no_need": _l("kein Bedarf"),
}
KEY_FIGURES: Mapping[str, LazyString] = {
    "actors": _l("Akteure"),
    "groups": _l("bestehende Gruppen"),
    "existing_ties": _l("bestehende Verbindungen"),
    "open_demands": _l("Gefordertes, noch offen"),
    "unconnected_actors": _l("Akteure ohne erfasste Verbindung"),
}
"""The five numbers of a network by their names in the API, wherever they stand."""
_DEMANDS: Mapping[DemandStanding, LazyString] = {
    "answered": _l("vertagt, verwiesen oder kein Bedarf"),
    "met": _l("erfüllt"),
}
"""Where demands stand beside the states of gaps."""

_PARTS: Mapping[str, LazyString] = {
    "subject": _l("Gegenstand"),
    "topic": _l("Thema"),
    "parties": _l("Beteiligte"),
    "evidence": _l("Belege"),
    "reasons": _l("Gründe"),
    "demands": _l("Forderungen"),
    "asked": _l("Gefordertes"),
}


def parts_changed(parts: Iterable[str]) -> str:
    """Parts of what an answer rested on, in a row of words; "" for none."""
    return format_list([str(_PARTS[part]) for part in parts if part in _PARTS], locale=language())


def kind_codes() -> list[str]:
    """The codes of all kinds of lines, in the order that lists name them: ties, then what no tie states."""
    return [*get_tie_kinds(), *NO_TIES]


def kind_label(kind: str) -> str:
    """A kind of tie in one word."""
    found = get_tie_kinds().get(kind)
    return _capitalised(say(found.label)) if found else str(NO_TIES[kind][0]) if kind in NO_TIES else kind


def kind_plural(kind: str) -> str:
    """A kind of tie as a heading."""
    found = get_tie_kinds().get(kind)
    return _capitalised(say(found.plural)) if found else str(NO_TIES[kind][1]) if kind in NO_TIES else kind


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]


def state_label(state: str) -> str:
    """The state of a tie or a group."""
    return str(STATES.get(state, state))


def confidence_label(confidence: str) -> str:
    """How sure a statement is."""
    return str(CONFIDENCES.get(confidence, confidence))


def confidence_note(confidence: str) -> str:
    """What that kind of certainty means."""
    return str(CONFIDENCE_NOTES.get(confidence, ""))


def audience_label(audience: str) -> str:
    """Who acts on a matter."""
    return str(AUDIENCES.get(audience, audience))


def strength_label(strength: str) -> str:
    """How pressing a gap is."""
    return str(STRENGTHS.get(strength, strength))


def gap_kind_label(kind: str) -> str:
    """A kind of gap as a heading."""
    return str(GAP_KINDS.get(kind, kind))


def gap_kind_note(kind: str) -> str:
    """What that kind of gap means."""
    return str(GAP_KIND_NOTES.get(kind, ""))


def gap_state_label(state: str) -> str:
    """Whether a gap waits for an answer, or what the answer was."""
    return str(GAP_STATES.get(state, state))


def demand_standing_label(standing: DemandStanding) -> str:
    """Where something demanded stands, in the words of the answer to it where it has one."""
    return str(_DEMANDS.get(standing) or gap_state_label(standing))


def say_date(text: str, precision: str = "") -> str:
    """A date as exactly as it is known: "2015", "Mai 2015", "1. Mai 2015", "etwa 2015"."""
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return str(format_date(day, "LLLL y"))
    if precision == "approximate":
        return gettext("etwa %(year)s", year=day.year)
    return str(format_date(day, "long"))


def readable(quote: str) -> str:
    """A quote as it is read: line breaks of the page it came from as spaces, its arrows as arrows.

    Text from a PDF keeps the symbols of the font Wingdings as private characters, which no other font can show.
    """
    return " ".join(quote.translate(SYMBOLS).replace("←→", "↔").split())


def say_since(text: str) -> str:
    """Since when a demand is open: the year when no more is known, which data write as its first day."""
    return say_date(text, "year" if text.endswith("-01-01") else "")


def say_period(start: str, end: str, start_precision: str = "", end_precision: str = "") -> str:
    """When something holds: "seit 2015", "bis 2018", "2015 bis 2018", or nothing."""
    first, last = say_date(start, start_precision), say_date(end, end_precision)
    if first and last:
        return gettext("%(start)s bis %(end)s", start=first, end=last)
    if first:
        return gettext("seit %(start)s", start=first)
    return gettext("bis %(end)s", end=last) if last else ""
