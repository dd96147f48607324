"""What generated networks are made of: sectors with their kinds of actor, fields with their topics, and names.

Every name is put together from common nouns and made-up places, so that it names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

SECTORS = ("public", "economy", "civil", "science")

# How much likelier a tie between two sectors is than the average one: row and column as in SECTORS.
AFFINITY = (
    (2.4, 0.8, 1.5, 1.2),
    (0.8, 1.2, 0.4, 0.8),
    (1.5, 0.4, 1.6, 0.9),
    (1.2, 0.8, 0.9, 1.8),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of actor: its code, its sector, its share of all actors, how active it is, and how it is called."""

    code: str
    sector: str
    share: float
    activity: float
    name: str


KINDS = (
    Kind("municipality", "public", 0.14, 1.6, "Fachdienst {word}"),
    Kind("employmentService", "public", 0.03, 1.6, "Arbeitsförderung {word}"),
    Kind("municipalCompany", "public", 0.03, 1.0, "Stadtgesellschaft {word}"),
    Kind("chamber", "economy", 0.03, 1.6, "Kammer {word}"),
    Kind("employer", "economy", 0.20, 0.8, "{word} GmbH"),
    Kind("welfare", "civil", 0.13, 1.2, "Trägerverbund {word}"),
    Kind("counselling", "civil", 0.07, 1.1, "Beratungsstelle {word}"),
    Kind("migrantOrg", "civil", 0.12, 0.9, "Kulturverein {word} e. V."),
    Kind("association", "civil", 0.06, 0.7, "Verein {word} e. V."),
    Kind("volunteer", "civil", 0.04, 0.7, "Initiative {word}"),
    Kind("school", "science", 0.09, 0.9, "Schule {word}"),
    Kind("educationProvider", "science", 0.06, 1.1, "Bildungswerk {word}"),
)
UNNAMED_KIND = "church"  # no generated actor is of this kind, so that an actor group can stand for it alone

# Fields with their topics. Actors work on those of WORKED; the others are there to be found without anybody.
WORKED = {
    "Sprache": ("Integrationskurse", "Berufssprache", "Sprachmittlung"),
    "Arbeit": ("Stellenvermittlung", "Anerkennung von Abschlüssen", "Gründung"),
    "Bildung": ("Frühe Bildung", "Übergang Schule und Beruf", "Ausbildung"),
    "Wohnen": ("Wohnungssuche", "Nachbarschaft", "Unterbringung"),
    "Gesundheit": ("Ärztliche Versorgung", "Seelische Gesundheit", "Pflege"),
    "Teilhabe": ("Mitbestimmung", "Ehrenamt", "Begegnung"),
}
FIELD_WITHOUT_GROUP = ("Freizeit", ("Sportangebote", "Spielplätze", "Ferienfahrten"))
FIELD_WITHOUT_MANDATE = ("Mobilität", ("Nahverkehr", "Führerschein", "Radverkehr"))

_FIRST = (
    *("Ahorn", "Birken", "Brücken", "Buchen", "Eichen", "Erlen", "Feld", "Garten", "Hafen", "Heide", "Hollunder"),
    *("Kastanien", "Kiefern", "Linden", "Markt", "Mühlen", "Quell", "Rosen", "See", "Silber", "Sonnen", "Ufer"),
    *("Wald", "Weiden", "Wiesen"),
)
_LAST = ("hof", "tal", "weg", "platz", "grund", "winkel", "kamp", "rain", "eck", "park", "bogen", "steg", "anger")
_DISTRICTS = ("Nord", "Süd", "Ost", "West", "Mitte", "Altstadt", "Neustadt", "Vorstadt", "Bahnhof", "Hochufer")


def word(number: int) -> str:
    """A made-up place for each number, the first 325 without a numeral: Ahornhof, ..., Ahornhof 2."""
    turn, index = divmod(number, len(_FIRST) * len(_LAST))
    first, last = divmod(index * _STEP % (len(_FIRST) * len(_LAST)), len(_LAST))
    return f"{_FIRST[first]}{_LAST[last]}" + (f" {turn + 1}" if turn else "")


def district_name(number: int) -> str:
    """The name of a district: Nord, ..., Nord 2."""
    turn, index = divmod(number, len(_DISTRICTS))
    return _DISTRICTS[index] + (f" {turn + 1}" if turn else "")


_STEP = 157  # shares no factor with the number of words, so that neighbours differ in both parts
