"""Every sentence that the scripts of the map say, in the language of the request."""

from __future__ import annotations

from flask_babel import gettext as _


def messages() -> dict[str, str]:
    """Sentences by name; {curly} names are filled in by the browser."""
    return {
        "shown": _("{shown} von {total} Akteuren sichtbar"),
        "unknownSector": _("Sektor nicht erfasst"),
        "groups": _("Arbeitsgruppen"),
        "noPartners": _("In den Daten ist keine Verbindung erfasst."),
        "evidence": _("Beleg"),
        "position": _("Zeichen {start} bis {end}"),
        "profile": _("Ganzes Profil öffnen"),
        "close": _("Schließen"),
        "focus": _("Umfeld"),
        "everything": _("Alles"),
        "oneStep": _("1 Schritt"),
        "twoSteps": _("2 Schritte"),
        "collective": _("Sammelbezeichnung: Akteure, die nicht einzeln genannt sind"),
        "group": _("Arbeitsgruppe"),
        "gapsHere": _("Lücken, die hier genannt sind"),
        "moreGaps": _("{number} weitere"),
        "withOthers": _("mit {others}"),
        "gapDetails": _("Begründung und Empfehlung lesen"),
        "gapParties": _("Beteiligte"),
        "openDemands": _("Offene Forderungen"),
        "otherGaps": _("Weitere Lücken"),
        "allGaps": _("Alle Lücken ansehen"),
        "introduction": _(
            "Wählen Sie einen Akteur auf der Karte oder über die Suche. Oder beginnen Sie bei dem, was fehlt:"
        ),
        "hiddenByFilter": _("Von den Filtern ausgeblendet."),
        "clearFilters": _("Filter aufheben"),
        "noHits": _("Kein Treffer"),
        "hits": _("{number} Treffer"),
        "loadFailed": _("Die Karte konnte nicht geladen werden. Die Tabelle zeigt denselben Inhalt."),
        "unknownActor": _("Diesen Akteur gibt es auf der Karte nicht."),
        "isolated": _("ohne Verbindung"),
        "chosen": _("Gewählt: {label}"),
        "fileName": _("akteursnetz-karte"),
    }


def export_words() -> dict[str, str]:
    """The words of the file that can be mailed; its scripts say `messages` as well."""
    return {
        "search": _("Akteur oder Gruppe suchen"),
        "hits": _("Treffer"),
        "savePicture": _("Als Bild (PNG)"),
        "map": _("Netzwerkkarte"),
        "mapHint": _("Netzwerkkarte. Derselbe Inhalt steht als Tabelle unter der Karte."),
        "keys": _(
            "Pfeiltasten gehen zum Nachbarn in dieser Richtung, Eingabe öffnet das Profil, 1 und 2 zeigen das Umfeld, "
            "Escape hebt die Auswahl auf, Plus und Minus ändern die Größe."
        ),
        "frame": _("Ausschnitt"),
        "closer": _("Vergrößern"),
        "farther": _("Verkleinern"),
        "whole": _("Alles zeigen"),
        "legend": _("Legende und Filter"),
        "hint": _("Angekreuzt wird gezeigt. Ohne Kreuz ist alles zu sehen."),
        "sectors": _("Sektoren"),
        "groups": _("Arbeitsgruppen"),
        "states": _("Stand der Verbindung"),
        "kinds": _("Art der Verbindung"),
        "reset": _("Filter zurücksetzen"),
        "panel": _("Profil"),
        "toTable": _("Zur Tabelle"),
        "actors": _("Akteure"),
        "ties": _("Verbindungen"),
        "name": _("Name"),
        "sector": _("Sektor"),
        "from": _("Von"),
        "to": _("Zu"),
        "kind": _("Art"),
        "state": _("Stand"),
        "evidence": _("Beleg"),
        "noScript": _("Die Karte braucht JavaScript. Die Tabelle darunter zeigt denselben Inhalt."),
        "origin": _("Diese Datei wurde mit Akteursnetz erzeugt und ruft nichts aus dem Netz ab."),
    }
