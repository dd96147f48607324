"""What roles and rights are called, for people who give them."""

from __future__ import annotations

from webapp.ui.language import gettext


def role_label(role: str) -> str:
    """A role as people say it."""
    return {
        "lesen": gettext("Lesen"),
        "beitragen": gettext("Beitragen"),
        "koordinieren": gettext("Koordinieren"),
        "analyse": gettext("Analyse"),
        "verwalten": gettext("Verwalten"),
    }.get(role, role)


def role_note(role: str) -> str:
    """What somebody with a role may do."""
    return {
        "lesen": gettext("sieht auch Netzwerke, die nicht öffentlich sind"),
        "beitragen": gettext("schlägt Änderungen vor; sie gelten, wenn jemand sie freigibt"),
        "koordinieren": gettext(
            "ändert das Netzwerk, gibt Vorschläge frei; in allen Netzwerken: sieht auch Kontaktpersonen"
        ),
        "analyse": gettext("ändert auch mit SPARQL und ungeprüft, fragt länger"),
        "verwalten": gettext("darf alles, auch Konten anlegen"),
    }.get(role, "")


def right_label(right: str) -> str:
    """A right of a token as people say it."""
    return {
        "read": gettext("lesen"),
        "propose": gettext("Änderungen vorschlagen"),
        "write": gettext("ändern"),
        "protocol": gettext("mit SPARQL ändern"),
        "long": gettext("lange Abfragen"),
        "unchecked": gettext("ungeprüft ändern"),
        "metrics": gettext("Betriebszahlen"),
        "feed": gettext("Abonnement lesen"),
    }.get(right, right)
