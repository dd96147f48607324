"""Where beside the store a person is named, in the reader's words: of a page, or of the command line."""

from __future__ import annotations

from collections.abc import Callable


def where_label(where: str, gettext: Callable[[str], str]) -> str:
    """Which kind of thing a mention is."""
    return {
        "account": gettext("Konto"),
        "attempt": gettext("Fehlgeschlagene Anmeldung"),
        "copy": gettext("Ältere Kopie, die die Person enthalten kann"),
        "draft": gettext("Liste, die noch nicht übernommen ist"),
        "network": gettext("Kürzel eines Netzwerks bei Konten"),
        "place": gettext("Platz auf der Karte"),
        "proposal": gettext("Vorschlag"),
        "rule": gettext("Datei mit Regeln"),
        "session": gettext("Browser einer Anmeldung"),
        "token": gettext("Name eines Schlüssels"),
    }.get(where, where)
