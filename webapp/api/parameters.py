"""What the addresses of the API take: each parameter with its type and its meaning, and how numbers are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from flask import request
from msgspec import Meta

from graph.model import LANGUAGES
from graph.progress.meetings import MOST as MOST_MEETINGS
from graph.upkeep.open_work.lists import AGES, OPEN_LISTS
from webapp.http.errors import BadRequestError
from webapp.ui.language import lazy_gettext as _l

SUGGESTED, MOST_SUGGESTED = 5, 20
SHOWN_CHANGES, MOST_CHANGES = 50, 1000


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field of the address: its name, its type (of which its schema is made), its meaning in the reader's words."""

    name: str
    type: Any
    meaning: object


LANGUAGE = Parameter(
    "lang",
    Literal[tuple(LANGUAGES)],
    _l("Sprache der Antwort; ohne Angabe die des Kopfes Accept-Language, sonst Deutsch."),
)
NETWORK = Parameter("netz", str, _l("Kennung eines Netzwerks, z. B. magdeburg; ohne Angabe alle."))

ACTOR_FILTERS = (
    NETWORK,
    Parameter("suche", str, _l("Wörter, die alle in den Namen eines Akteurs vorkommen.")),
    Parameter("sektor", str, _l("Kennung eines Sektors, z. B. public oder civil.")),
    Parameter("gruppe", str, _l("Kennung einer Gruppe, zu der ein Akteur gehört.")),
)
TIE_FILTERS = (
    NETWORK,
    Parameter("art", str, _l("Art der Verbindung, z. B. Interface oder Membership.")),
    Parameter("stand", str, _l("Stand der Verbindung, z. B. exists oder demanded.")),
)
GAP_FILTERS = (
    NETWORK,
    Parameter(
        "art", Literal["rule", "demanded", "fit", "fragile", "predicted"], _l("Art der Lücke; ohne Angabe alle.")
    ),
    Parameter("regel", str, _l("Kennung der Regel, die eine Lücke gefunden hat.")),
    Parameter("staerke", Literal["strong", "medium", "weak"], _l("Stärke des Hinweises.")),
    Parameter("suche", str, _l("Wörter, die alle in Titel, Beteiligten, Thema oder Begründung vorkommen.")),
    Parameter(
        "stand",
        Literal[
            *("open", "lapsed", "decided", "postponed", "referred", "exists", "in_progress", "no_need"),
            *("alle", "beantwortet", "ueberfaellig", "zurueckgestellt"),
        ],
        _l("Stand der Lücke; ohne Angabe alle."),
    ),
    Parameter("thema", str, _l("Kennung eines Themas.")),
    Parameter("sektor", str, _l("Kennung eines Sektors, aus dem jemand beteiligt ist.")),
    Parameter("mit_sektor", str, _l("Kennung des anderen Sektors: Lücken zwischen beiden.")),
    Parameter("gruppe", str, _l("Kennung einer Gruppe, aus der jemand beteiligt ist.")),
    Parameter("mit_gruppe", str, _l("Kennung der anderen Gruppe: Lücken zwischen beiden.")),
    Parameter("akteur", str, _l("Kennung eines Beteiligten.")),
)
BEST_LINKS = (
    NETWORK,
    Parameter(
        "ziel",
        Literal["demands", "components", "distance", "cut-points"],
        _l("Was neue Verbindungen erreichen sollen; ohne Angabe demands."),
    ),
    Parameter(
        "anzahl", Annotated[int, Meta(ge=1, le=MOST_SUGGESTED)], _l("Wie viele Verbindungen höchstens; ohne Angabe 5.")
    ),
)
CHANGES = (
    Parameter(
        "grenze", Annotated[int, Meta(ge=1, le=MOST_CHANGES)], _l("Wie viele Änderungen höchstens; ohne Angabe 50.")
    ),
)
OPEN_WORK = (
    NETWORK,
    Parameter("liste", Literal[OPEN_LISTS], _l("Eine der Listen; ohne Angabe alle.")),
    Parameter(
        "alter", Literal[tuple(map(str, AGES))], _l("Nach wie vielen Jahren ein Eintrag alt ist; ohne Angabe 2.")
    ),
)
PROGRESS = (
    NETWORK,
    Parameter(
        "sitzungen",
        Annotated[int, Meta(ge=1, le=MOST_MEETINGS)],
        _l("Von wie vielen der letzten Sitzungen der Stand gezeigt wird; ohne Angabe 4."),
    ),
)
SINCE = (
    NETWORK,
    Parameter("tag", str, _l("Ein Tag, z. B. 2026-11-12; ohne Angabe der Tag der letzten Sitzung.")),
)
DAYS = (
    NETWORK,
    Parameter("am", str, _l("Ein Tag, z. B. 2026-11-12; ohne Angabe der Tag der letzten Sitzung.")),
    Parameter("vergleich", str, _l("Der andere Tag, z. B. 2026-12-31; ohne Angabe heute.")),
    Parameter(
        "zeit",
        Literal["eingetragen", "gueltig"],
        _l("Verglichen wird, was am Ende beider Tage eingetragen war, oder was nach den heutigen Daten an ihnen galt."),
    ),
)
EXPORT = (
    NETWORK,
    Parameter("stand", list[str], _l("Stände der Verbindungen, z. B. exists; ohne Angabe alle.")),
    Parameter("am", str, _l("Ein Tag, z. B. 2016-11-30: nur was an ihm gilt.")),
    Parameter("sektor", list[str], _l("Kennungen von Sektoren, z. B. public oder civil.")),
    Parameter("gruppe", list[str], _l("Kennungen von Gruppen, zu denen ein Akteur gehört.")),
    Parameter("akteursart", list[str], _l("Kennungen von Arten von Akteuren.")),
    Parameter("art", list[str], _l("Arten der Verbindung, z. B. Interface oder Membership.")),
    Parameter("thema", list[str], _l("Kennungen von Themen.")),
    Parameter("stadtteil", list[str], _l("Kennungen von Stadtteilen.")),
    Parameter("quelle", list[str], _l("Kennungen von Dokumenten, in denen ein Beleg steht.")),
    Parameter("sicht", list[str], _l("Kennungen dessen, wer es sagt.")),
    Parameter("guete", list[str], _l("Wie gut eine Verbindung trägt, z. B. trust-3.")),
    Parameter("sicherheit", list[str], _l("Wie sicher eine Angabe ist, z. B. stated.")),
    Parameter("akteur", str, _l("Kennung eines Akteurs, dessen Umfeld gespeichert wird.")),
    Parameter("tiefe", str, _l("Wie viele Schritte das Umfeld reicht: 1, 2 oder 3.")),
    Parameter("luecke", str, _l("Kennung einer Lücke, deren Beteiligte in jedem Fall dabei sind.")),
    Parameter("abfrage", str, _l("Eine SPARQL-Abfrage: gespeichert wird, was ihr Ergebnis von der Karte nennt.")),
)
MAP = (
    NETWORK,
    Parameter("abfrage", str, _l("Eine SPARQL-Abfrage: gezeigt wird, was ihr Ergebnis von der Karte nennt.")),
)
AREAS = (
    NETWORK,
    Parameter("gebiet", str, _l("Wonach zusammengefasst wird: sektor, gemeinschaft oder bezirk.")),
    Parameter("offen", list[str], _l("Kennungen der Gebiete, deren Akteure gezeigt werden.")),
    Parameter("akteur", str, _l("Kennung eines Akteurs, dessen Umfeld gezeigt wird.")),
    Parameter("tiefe", str, _l("Wie viele Schritte das Umfeld reicht: 1 oder 2.")),
)
BESIDE = (
    Parameter(
        "netzwerk", list[str], _l("Kennungen der Netzwerke, bis zu acht; ohne Angabe die ersten vier nach Namen.")
    ),
)
SEARCH = (Parameter("text", str, _l("Anfang oder Teil eines Namens.")),)


def read_number(name: str, otherwise: int, most: int) -> int:
    """A whole number of the address from 1 to `most`. Raises BadRequestError (400)."""
    text = request.args.get(name, str(otherwise))
    if not text.isascii() or not text.isdigit() or len(text) > len(str(most)) or not 0 < int(text) <= most:
        raise BadRequestError(
            "%(name)s is a number from 1 to %(most)s.", hint="Change the address.", name=name, most=most
        )
    return int(text)
