"""Words of the query page: what columns of ready questions are called, and what its scripts say."""

from __future__ import annotations

import re

from webapp.ui.language import gettext as _

WORD_BORDER = re.compile(r"(?<=[a-z])(?=[A-Z])")


def messages() -> dict[str, str]:
    """Sentences that the scripts say, by name; {curly} names are filled in by the browser."""
    return {
        "editor": _("Abfrage in SPARQL"),
        "suggestions": _("Vorschläge"),
        "running": _("Die Abfrage läuft …"),
        "stop": _("Abbrechen"),
        "stopped": _("Abgebrochen."),
        "failed": _("Der Dienst antwortet nicht. Versuchen Sie es noch einmal."),
        "invalidLine": _("Diese Zeile ist kein gültiges SPARQL."),
        "copied": _("Adresse kopiert."),
        "copyFailed": _("Kopieren Sie die Adresse aus der Adresszeile des Browsers."),
        "rename": _("Umbenennen"),
        "remove": _("Löschen"),
        "newName": _("Neuer Name"),
        "saved": _("Gemerkt: {name}"),
        "removed": _("Gelöscht: {name}"),
        "notSaved": _("Dieser Browser lässt kein Merken zu."),
        "shown": _("{shown} von {total} Fragen"),
    }


def column_words() -> dict[str, str]:
    """What the variables of ready questions are called on the page."""
    return {
        "a": _("Beteiligt"),
        "actor": _("Akteur"),
        "actors": _("Akteure"),
        "audience": _("Wer handelt"),
        "b": _("Beteiligt"),
        "characters": _("Zeichen"),
        "class": _("Klasse"),
        "code": _("Code"),
        "confidence": _("Sicherheit"),
        "contributor": _("Mitwirkend"),
        "count": _("Anzahl"),
        "demand": _("Forderung"),
        "demanded": _("gefordert"),
        "demands": _("Forderungen"),
        "document": _("Dokument"),
        "end": _("Ende"),
        "event": _("Veranstaltung"),
        "existing": _("besteht"),
        "finding": _("Befund"),
        "findings": _("Befunde"),
        "funded": _("Gefördert"),
        "funder": _("Förderer"),
        "funding": _("Förderung"),
        "gap": _("Lücke"),
        "gaps": _("Lücken"),
        "graph": _("Graph"),
        "group": _("Arbeitsgruppe"),
        "groups": _("Arbeitsgruppen"),
        "holder": _("Zuständig"),
        "interface": _("Schnittstelle"),
        "item": _("Punkt"),
        "kind": _("Art"),
        "mandate": _("Zuständigkeit"),
        "matter": _("Sache"),
        "member": _("Mitglied"),
        "members": _("Mitglieder"),
        "name": _("Name"),
        "network": _("Netzwerk"),
        "note": _("Anmerkung"),
        "number": _("Anzahl"),
        "object": _("Wofür"),
        "other": _("Verbunden mit"),
        "otherSector": _("Mit Sektor"),
        "pairs": _("Paare"),
        "part": _("Teil"),
        "party": _("Beteiligt"),
        "passages": _("Belegstellen"),
        "perspective": _("Sicht"),
        "place": _("Angeheftet als"),
        "entries": _("Einträge"),
        "inferred": _("erschlossen"),
        "unconnected": _("Akteure ohne erfasste Verbindung"),
        "heard": _("selbst oder durch eine Gruppe zu Wort gekommen"),
        "proven": _("mit Beleg"),
        "questionText": _("Frage"),
        "quote": _("Wortlaut"),
        "rank": _("Rang"),
        "raisedBy": _("Festgehalten von"),
        "resource": _("Belegt"),
        "revision": _("Datenstand"),
        "scheme": _("Verzeichnis"),
        "score": _("Gewicht"),
        "sector": _("Sektor"),
        "share": _("Anteil"),
        "shared": _("Gemeinsame Mitglieder"),
        "short": _("Abkürzung"),
        "start": _("Beginn"),
        "state": _("Stand"),
        "statements": _("Aussagen"),
        "strength": _("Stärke"),
        "subject": _("Gegenstand"),
        "target": _("Gefordert wird"),
        "targets": _("Gefordertes"),
        "thing": _("Gegenstand"),
        "tie": _("Beziehung"),
        "ties": _("Beziehungen"),
        "time": _("Uhrzeit"),
        "titleText": _("Titel"),
        "topic": _("Thema"),
        "unproven": _("ohne Beleg"),
        "ways": _("Wege"),
        "year": _("Jahr"),
        "all": _("insgesamt"),
        "asked": _("Gruppen insgesamt"),
        "begin": _("Beginn"),
        "few": _("aus dem Bereich"),
        "hint": _("Könnte dazu gehören"),
        "one": _("Forderung"),
        "silent": _("nicht zu sagen"),
        "size": _("eingetragene Mitglieder"),
        "topics": _("Themen"),
        "unrecorded": _("nirgends erfasst"),
    }


def column_label(variable: str) -> str:
    """A variable in the reader's words, with its number when there are several; others are set apart into words."""
    stem = variable.removesuffix("Name")
    name = stem.rstrip("0123456789")
    number = stem.removeprefix(name)
    return f"{column_words().get(name) or WORD_BORDER.sub(' ', name).lower()} {number}".rstrip()
