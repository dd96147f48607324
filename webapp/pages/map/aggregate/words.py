"""What areas are called and look like."""

from __future__ import annotations

from collections.abc import Mapping

from graph.areas.areas import NOBODYS, REST, Area, Cut
from graph.terms import NK
from webapp.ui.language import gettext as _
from webapp.ui.links import slug_of
from webapp.ui.palette import BY_NAME, UNKNOWN, SectorStyle, sector_styles


def style_of(area_id: str, cut: Cut) -> SectorStyle:
    """A sector's own look; a circle or a district looks like nothing in particular."""
    if cut != "sektor" or area_id in {REST, NOBODYS}:
        return BY_NAME[UNKNOWN]
    return sector_styles([slug_code(area_id)])[slug_code(area_id)]


def area_slug(area_id: str) -> str:
    """The id of an area in addresses: the code of a sector, the slug of an actor or a district."""
    return area_id.removeprefix(NK) if area_id.startswith(NK) else slug_of(area_id)


def slug_code(area_id: str) -> str:
    """The code at the end of an IRI."""
    return area_id.rpartition("#")[2]


def area_label(area: Area, cut: Cut, names: Mapping[str, str]) -> str:
    """What an area is called; a circle by its best connected member."""
    if area.id == REST:
        return str(_("weitere, kleinere Gebiete"))
    if area.id == NOBODYS:
        return nobodys_label(cut)
    return str(_("Kreis um %(actor)s", actor=names[area.name_of])) if cut == "gemeinschaft" else names[area.name_of]


def nobodys_label(cut: Cut) -> str:
    """What those are called of whom nothing is recorded."""
    if cut == "sektor":
        return str(_("Sektor nicht erfasst"))
    return str(_("ohne Verbindung") if cut == "gemeinschaft" else _("Stadtteil nicht erfasst"))


def cut_labels() -> dict[str, str]:
    """What the ways to cut a network are called."""
    return {"sektor": _("nach Sektor"), "gemeinschaft": _("nach Kreisen"), "bezirk": _("nach Stadtteil")}


def area_messages() -> dict[str, str]:
    """What the script of this map says beside the words of the other one."""
    return {
        "areaOpen": _("Öffnen"),
        "areaClose": _("Schließen"),
        "areaActors": _("{number} Akteure"),
        "areaUntied": _("{number} davon ohne bestehende Verbindung"),
        "areaWithin": _("Verbindungen innerhalb"),
        "areaTo": _("Verbindungen zu anderen"),
        "areaOthers": _("und {number} weitere"),
        "areaShown": _("Gezeigt sind die {shown} am besten verbundenen."),
        "areaTies": _("{number} Verbindungen"),
        "areaNearby": _("Umfeld zeigen"),
        "areaProfile": _("Zum Akteur"),
        "areaDegree": _("Partner: {number}"),
        "areaIntroduction": _("Jeder große Punkt steht für viele Akteure. Doppelklick oder Eingabe öffnet ihn."),
        "areaCount": _("{number} Akteure, {shown} davon einzeln gezeichnet"),
        "areaThinned": _("Gezeichnet sind je Gebiet die stärksten Verbindungen; die Tabelle nennt alle."),
        "areaTable": _("Als Tabelle"),
    }
