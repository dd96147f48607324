"""What sheets, columns, rows and codes of a list are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from graph.load.lists.arrangement import Role, SheetKind
from graph.upkeep.lists.difference import FieldOutcome, RowOutcome

SHEET_KINDS: Mapping[SheetKind, object] = {
    "actors": lazy_gettext("Akteure, in jeder Zeile einer"),
    "ties": lazy_gettext("Verbindungen, in jeder Zeile eine"),
    "memberships": lazy_gettext("Mitgliedschaften, in jeder Zeile eine"),
    "member-matrix": lazy_gettext("Kreuztabelle: Akteure und ihre Gruppen"),
    "tie-matrix": lazy_gettext("Kreuztabelle: Akteure untereinander"),
    "aside": lazy_gettext("nichts davon einlesen"),
}
ROLES: Mapping[Role, object] = {
    "name": lazy_gettext("Name des Akteurs"),
    "short": lazy_gettext("Kurzname"),
    "alias": lazy_gettext("weiterer Name"),
    "kind": lazy_gettext("Sektor oder Art"),
    "groups": lazy_gettext("Gruppen"),
    "part_of": lazy_gettext("gehört zu"),
    "topics": lazy_gettext("Themen"),
    "district": lazy_gettext("Stadtteil, Ort"),
    "website": lazy_gettext("Internetseite"),
    "address": lazy_gettext("Anschrift"),
    "note": lazy_gettext("Bemerkung"),
    "contact": lazy_gettext("Kontaktperson"),
    "function": lazy_gettext("Funktion der Person"),
    "email": lazy_gettext("E-Mail"),
    "phone": lazy_gettext("Telefon"),
    "purpose": lazy_gettext("Zweck der Speicherung"),
    "keep_until": lazy_gettext("gespeichert bis"),
    "group": lazy_gettext("Gruppe"),
    "member_role": lazy_gettext("Rolle in der Gruppe"),
    "source": lazy_gettext("Von (Akteur)"),
    "target": lazy_gettext("Zu (Akteur)"),
    "tie_kind": lazy_gettext("Art der Verbindung"),
    "topic": lazy_gettext("Thema der Verbindung"),
    "state": lazy_gettext("Stand"),
    "since": lazy_gettext("seit"),
    "until": lazy_gettext("bis"),
    "confidence": lazy_gettext("Sicherheit"),
    "weight": lazy_gettext("Gewicht"),
    "direction": lazy_gettext("Richtung"),
    "source_text": lazy_gettext("wo es steht"),
    "authority": lazy_gettext("Normdaten (GND, Wikidata, ROR, AGS)"),
    "id": lazy_gettext("Kennung"),
    "x": lazy_gettext("Platz auf der Karte: waagerecht"),
    "y": lazy_gettext("Platz auf der Karte: senkrecht"),
    "number": lazy_gettext("laufende Nummer (bleibt weg)"),
    "out": lazy_gettext("bleibt weg"),
}
OUTCOMES: Mapping[RowOutcome, object] = {
    "new": lazy_gettext("neu"),
    "changed": lazy_gettext("geändert"),
    "same": lazy_gettext("gleich"),
    "aside": lazy_gettext("bleibt weg"),
    "fault": lazy_gettext("zu berichtigen"),
    "asked": lazy_gettext("Frage offen"),
}
FIELD_OUTCOMES: Mapping[FieldOutcome, object] = {
    "changed": lazy_gettext("wird geändert"),
    "kept": lazy_gettext("hier von Hand geändert, bleibt so"),
    "conflict": lazy_gettext("an beiden Stellen geändert"),
}
_OF_ACTORS: tuple[Role, ...] = tuple(ROLES)[: tuple(ROLES).index("group")]
_OF_TIES: tuple[Role, ...] = tuple(ROLES)[tuple(ROLES).index("source") : tuple(ROLES).index("authority")]
_OF_EVERY: tuple[Role, ...] = ("id", "number", "out")
ROLES_OF: Mapping[SheetKind, tuple[Role, ...]] = {
    "actors": (*_OF_ACTORS, "since", "until", "state", "authority", "x", "y", *_OF_EVERY),
    "ties": (*_OF_TIES, "note", *_OF_EVERY),
    "memberships": ("name", "group", "member_role", "state", "since", "until", "note", *_OF_EVERY),
    "member-matrix": ("name", "short", "kind", "group", *_OF_EVERY),
    "tie-matrix": ("name", "target", *_OF_EVERY),
    "aside": (),
}
"""Which roles a column of a sheet may have, in the order of the choice."""
