"""What sheets, columns, rows and codes of a list are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import get_translations, ngettext

from graph.load.lists.arrangement import Role, SheetKind
from graph.processes.headway import Step
from graph.upkeep.lists.difference import FieldOutcome, RowOutcome
from webapp.ui.language import gettext
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.list_sums import Words
from webapp.ui.page import say_number

SHEET_KINDS: Mapping[SheetKind, object] = {
    "actors": _l("Akteure, in jeder Zeile einer"),
    "ties": _l("Verbindungen, in jeder Zeile eine"),
    "memberships": _l("Mitgliedschaften, in jeder Zeile eine"),
    "member-matrix": _l("Kreuztabelle: Akteure und ihre Gruppen"),
    "tie-matrix": _l("Kreuztabelle: Akteure untereinander"),
    "aside": _l("nichts davon einlesen"),
}
ROLES: Mapping[Role, object] = {
    "name": _l("Name des Akteurs"),
    "short": _l("Kurzname"),
    "alias": _l("weiterer Name"),
    "kind": _l("Sektor oder Art"),
    "groups": _l("Gruppen"),
    "part_of": _l("gehört zu"),
    "topics": _l("Themen"),
    "district": _l("Stadtteil, Ort"),
    "website": _l("Internetseite"),
    "address": _l("Anschrift"),
    "note": _l("Bemerkung"),
    "contact": _l("Kontaktperson"),
    "function": _l("Funktion der Person"),
    "email": _l("E-Mail"),
    "phone": _l("Telefon"),
    "purpose": _l("Zweck der Speicherung"),
    "keep_until": _l("gespeichert bis"),
    "group": _l("Gruppe"),
    "members": _l("Mitglieder der Gruppe"),
    "lead": _l("Leitung der Gruppe"),
    "member_role": _l("Rolle in der Gruppe"),
    "source": _l("Von (Akteur)"),
    "target": _l("Zu (Akteur)"),
    "wanted": _l("soll zusammenarbeiten mit (gefordert)"),
    "source_id": _l("Von (Kennung)"),
    "target_id": _l("Zu (Kennung)"),
    "tie_kind": _l("Art der Verbindung"),
    "topic": _l("Thema der Verbindung"),
    "state": _l("Stand"),
    "since": _l("seit"),
    "until": _l("bis"),
    "confidence": _l("Sicherheit"),
    "weight": _l("Gewicht"),
    "direction": _l("Richtung"),
    "source_text": _l("wo es steht"),
    "authority": _l("Normdaten (GND, Wikidata, ROR, AGS)"),
    "id": _l("Kennung"),
    "x": _l("Platz auf der Karte: waagerecht"),
    "y": _l("Platz auf der Karte: senkrecht"),
    "number": _l("laufende Nummer (bleibt weg)"),
    "out": _l("bleibt weg"),
}
PAGE_WORDS = Words(gettext, lambda one, many, number: get_translations().ngettext(one, many, number), say_number)
"""How a page says a sum."""
OUTCOMES: Mapping[RowOutcome, object] = {
    "new": _l("neu"),
    "changed": _l("geändert"),
    "same": _l("gleich"),
    "aside": _l("bleibt weg"),
    "fault": _l("zu berichtigen"),
    "asked": _l("Frage offen"),
}

STEP_LABELS: Mapping[Step, object] = {
    "opening": _l("Datei öffnen"),
    "arranging": _l("Spalten zuordnen"),
    "reading": _l("Liste lesen"),
    "matching": _l("Zuordnen: wer schon da ist, was sich ändert"),
    "showing": _l("Vorschau zeigen"),
    "checking": _l("Prüfen"),
    "storing": _l("Speichern"),
    "renewing": _l("Netzwerk neu lesen"),
}
"""What is done one after the other until a list is shown, and when it is taken over."""


def count_in_words(outcome: RowOutcome, number: int) -> str:
    """How many rows come to that: "4 bleiben weg", "1 Frage offen"."""
    shown = say_number(number)
    if outcome == "aside":
        return str(ngettext("eine bleibt weg", "%(shown)s bleiben weg", number, shown=shown))
    if outcome == "asked":
        return str(ngettext("eine Frage offen", "%(shown)s Fragen offen", number, shown=shown))
    return f"{shown} {OUTCOMES[outcome]}"


FIELD_OUTCOMES: Mapping[FieldOutcome, object] = {
    "changed": _l("wird geändert"),
    "kept": _l("hier von Hand geändert, bleibt so"),
    "conflict": _l("an beiden Stellen geändert"),
}
_PARTNERS = _l("arbeitet zusammen mit")
_OF_ACTORS: tuple[Role, ...] = tuple(ROLES)[: tuple(ROLES).index("group")]
_OF_TIES: tuple[Role, ...] = tuple(
    role for role in tuple(ROLES)[tuple(ROLES).index("source") : tuple(ROLES).index("authority")] if role != "wanted"
)
_OF_PERSONS: tuple[Role, ...] = ("contact", "function", "email", "phone")
_OF_EVERY: tuple[Role, ...] = ("id", "number", "out")
ROLES_OF: Mapping[SheetKind, tuple[Role, ...]] = {
    "actors": (
        *_OF_ACTORS,
        "members",
        "lead",
        "target",
        "wanted",
        "since",
        "until",
        "state",
        "authority",
        "x",
        "y",
        *_OF_EVERY,
    ),
    "ties": (*_OF_TIES, "note", *_OF_EVERY),
    "memberships": (
        "name",
        "group",
        "member_role",
        "lead",
        "state",
        "since",
        "until",
        "note",
        *_OF_PERSONS,
        *_OF_EVERY,
    ),
    "member-matrix": ("name", "short", "kind", "group", *_OF_EVERY),
    "tie-matrix": ("name", "target", *_OF_EVERY),
    "aside": (),
}
"""Which roles a column of a sheet may have, in the order of the choice."""


def role_in_words(kind: SheetKind | None, role: Role) -> str:
    """What a column is called in a sheet of this kind: in the row of an actor the others are whom it works with."""
    return str(_PARTNERS if (kind, role) == ("actors", "target") else ROLES[role])
