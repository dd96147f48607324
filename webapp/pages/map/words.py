"""Every sentence that the scripts of the map say, in the language of the request."""

from __future__ import annotations

from webapp.pages.map.signs import meanings
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext


def say_shown(total: int) -> str:
    """How many of this many actors are visible; {shown} and {total} are filled in by who knows them."""
    return ngettext("{shown} von einem Akteur sichtbar", "{shown} von {total} Akteuren sichtbar", total)


def messages() -> dict[str, str]:
    """Sentences by name; {curly} names are filled in by the browser."""
    return {
        "shown": say_shown(2),
        "shownOfOne": say_shown(1),
        "unknownSector": _("Sektor nicht erfasst"),
        "groups": _("Arbeitsgruppen"),
        "noPartners": _("In den Daten ist keine Verbindung erfasst."),
        "evidence": _("Beleg"),
        "inSource": _("In der Quelle zeigen"),
        "row": _("Zeile {row}"),
        "profile": _("Ganzes Profil öffnen"),
        "edit": _("Ändern"),
        "end": _("Beenden"),
        "newTie": _("Verbindung eintragen"),
        "drawTie": _("Verbindung ziehen"),
        "drawFrom": _(
            "Verbindung von „{label}“: Jetzt das zweite Zeichen antippen oder oben suchen; mit der Tastatur mit den "
            "Pfeilen hingehen und Eingabe drücken."
        ),
        "drawTo": _("Gewählt: {to}. Eingabe trägt eine Verbindung von {from} zu {to} ein."),
        "drawNone": _("Wählen Sie zuerst ein Zeichen, dann beginnt V eine Verbindung."),
        "drawCancel": _("Abbrechen"),
        "newMembership": _("In eine Gruppe eintragen"),
        "close": _("Schließen"),
        "focus": _("Umfeld"),
        "everything": _("Alles"),
        "oneStep": _("1 Schritt"),
        "twoSteps": _("2 Schritte"),
        "collective": _("steht für mehrere, die nicht einzeln genannt sind"),
        "group": _("Arbeitsgruppe"),
        "gapsHere": _("Lücken, die hier genannt sind"),
        "moreGaps": _("{number} weitere"),
        "withOthers": _("mit {others}"),
        "gapDetails": _("Begründung und Empfehlung lesen"),
        "gapAnswer": _("Beantworten"),
        "gapParties": _("Beteiligte"),
        "matters": _("Was zu entscheiden ist"),
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
        "isolated": _("Noch nicht eingebunden ({number})"),
        "chosen": _("Gewählt: {label}"),
        "savedOn": _("Gespeichert am {day}"),
        "fileName": _("akteursnetz-karte"),
        "threeSteps": _("3 Schritte"),
        "steps": _("Nachbarn bis zu so vielen Schritten:"),
        **filter_messages(),
        **meanings(),
        **relation_messages(),
        **time_messages(),
    }


def filter_messages() -> dict[str, str]:
    """What search and filters say."""
    return {
        "notOnMap": _("nicht auf dieser Karte"),
        "filteredOut": _("von den Filtern ausgeblendet"),
        "hitList": _("Treffer"),
        "searchIn": _("In „{heading}“ suchen"),
        "showAll": _("Alle {number} zeigen"),
        "showFewer": _("Weniger zeigen"),
        "resetFilters": _("Filter zurücksetzen"),
        "nobodyFits": _("Niemand passt zu allen diesen Filtern zugleich."),
        "nobodyThere": _("In diesem Netzwerk ist noch niemand eingetragen."),
    }


def relation_messages() -> dict[str, str]:
    """What the panels about two or more parties say."""
    return {
        "pair": _("Zwei Beteiligte"),
        "whatIf": _("Was wäre, wenn beide verbunden wären?"),
        "toProfile": _("Profil: {label}"),
        "gapsBetween": _("Lücken zwischen beiden"),
        "tiesBetween": _("Verbindungen zwischen beiden"),
        "noTieBetween": _("Zwischen beiden ist keine Verbindung erfasst."),
        "sharedGroups": _("Gemeinsame Arbeitsgruppen"),
        "sharedPartners": _("Gemeinsame Partner"),
        "showShared": _("Alle gemeinsamen Partner auf der Karte zeigen ({number})"),
        "sharedTopics": _("Gemeinsame Themen"),
        "path": _("Kürzester Weg"),
        "pathBetween": _("Von {from} zu {to}"),
        "pathDirect": _("Beide sind unmittelbar verbunden."),
        "pathOne": _("In {steps} Schritten, auf einem einzigen kürzesten Weg."),
        "pathLength": _("In {steps} Schritten, auf {number} gleich kurzen Wegen."),
        "pathHidden": _("Mit diesen Filtern führt kein Weg dorthin. Ohne Filter gibt es diesen:"),
        "noPath": _("Keine Verbindung: In den Daten führt kein Weg von {from} zu {to}."),
        "pathWanted": _("Mit dem, was gefordert oder geplant ist, gäbe es diesen Weg:"),
        "pathWantedDirect": _("Gefordert oder geplant ist eine Verbindung zwischen beiden."),
        "pathNever": _("Auch was gefordert oder geplant ist, würde beide nicht verbinden."),
        "showPath": _("Weg auf der Karte zeigen"),
        "or": _("oder"),
        "moreParties": _("und {number} weitere"),
        "allBetween": _("Alles zwischen beiden"),
        "allWith": _("Alles zwischen beiden: {label}"),
        "withSecond": _("Mit einem zweiten Akteur: Weg, gemeinsame Partner, Lücken"),
        "secondParty": _("Zweiter Akteur"),
        "sharedStart": _("Gemeinsame Partner mit mehreren suchen"),
        "sharedOf": _("Wer ist mit allen {number} verbunden?"),
        "addParty": _("Weiteren Akteur dazunehmen"),
        "removeParty": _("{label} weglassen"),
        "sharedTooFew": _("Nehmen Sie mindestens einen zweiten Akteur dazu."),
        "sharedFound": _("{number} gemeinsame Partner"),
        "sharedNone": _("Niemand ist mit allen verbunden."),
        "tiePeriod": _("Zeitraum"),
        "tieTopics": _("Thema"),
        "tieSays": _("Wer es sagt"),
        "tieQuality": _("Wie gut sie trägt"),
        "tieNote": _("Anmerkung"),
        "tieFromTo": _("von {from} zu {to}"),
        "noEvidence": _("Ohne Belegstelle."),
    }


def time_messages() -> dict[str, str]:
    """What the bar of days and a story say."""
    return {
        "play": _("Abspielen"),
        "pause": _("Anhalten"),
        "playStill": _("Ihr Gerät ist auf wenig Bewegung eingestellt. Bewegen Sie den Regler von Hand."),
        "allDays": _("alle Zeiten"),
        "onDay": _("Stand: {day}. Blass gezeichnet: {undated} Verbindungen ohne Zeitangabe."),
        "onDayAll": _("Stand: {day}."),
        "compared": _(
            "Von „{earlier}“ zu „{later}“: + {new} neu, − {lost} weggefallen, ± {changed} geändert, "
            "{same} unverändert; {undated} ohne Zeitangabe."
        ),
        "step": _("Schritt {number} von {total}"),
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
            "Pfeiltasten gehen zum Nachbarn in dieser Richtung, Eingabe öffnet das Profil, 1, 2 und 3 zeigen das "
            "Umfeld, Escape hebt die Auswahl auf, Plus und Minus ändern die Größe."
        ),
        "frame": _("Ausschnitt"),
        "closer": _("Vergrößern"),
        "farther": _("Verkleinern"),
        "whole": _("Alles zeigen"),
        "legend": _("Legende und Filter"),
        "hint": _("Kreuzen Sie an, was Sie sehen möchten. Solange nichts angekreuzt ist, sehen Sie alles."),
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
