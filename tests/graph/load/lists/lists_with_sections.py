# ruff: noqa: E501 - a row of a table is a line
"""Lists in sections, answers to forms and to queries, seats and shares, built after real public ones."""

from __future__ import annotations

from collections.abc import Callable

from tests.graph.load.lists.public_lists import Cells, PublicList, as_csv, merged
from tests.support.workbooks import xlsx


def early_help_by_field() -> PublicList:
    rows: Cells = [
        ("Netzwerk Frühe Hilfen – Partner (Stand: 12/2024)", None, None, None),
        (None, None, None, None),
        ("Bereich", "Einrichtung", "Anschrift", "Kontakt"),
        ("Gesundheit", None, None, None),
        (None, "Gesundheitsamt Tal", "Weg 4\n39340 Tal", "Frau Dr. Weid\nTel.: 03904 7240\namt@tal.example"),
        (None, "Klinikum Tal", "Weg 5", "03904 4740"),
        ("Jugendhilfe", None, None, None),
        (None, "Jugendamt Tal", "Weg 6", None),
        ("* ohne Anspruch auf Vollständigkeit", None, None, None),
    ]
    return PublicList("Frühe Hilfen", "hilfen.xlsx", merged(rows, ["A1:D1", "A4:D4", "A7:D7"]), actors=3, contacts=2)


def committee_with_seats() -> PublicList:
    rows: Cells = [
        ("Jugendhilfeausschuss der Stadt Elm",),
        ("Stimmberechtigte Mitglieder",),
        ("Fraktion / Träger", "Mitglied", "Stellvertretung"),
        ("Rote Liste", "Max Muster", "Erika Muster"),
        ("Kinderhilfe Elm", "Paula Schön", "Kai Lind"),
        ("Sportbund Elm", "Jan Hein", ""),
        ("Beratende Mitglieder",),
        ("Jugendamt", "Iris Kern", ""),
        ("Polizei", "", ""),
    ]
    return PublicList("Ausschuss", "ausschuss.xlsx", xlsx({"JHA": rows}), actors=5, contacts=6)


def numbered_seats() -> PublicList:
    rows: Cells = [
        ("Nr.", "Verein/Institution", "Mitglied", "stimmberechtigt"),
        ("Stimmberechtigte Mitglieder", "", "", ""),
        (1, "Lebenswerk Elm", "Frau Ute Kern", "ja"),
        (2, "Blindenverband", "Herr Max Hold", "ja"),
        ("Beratende Mitglieder", "", "", ""),
        (3, "Sozialamt", "Frau Ina Last", "nein"),
    ]
    return PublicList("Beirat", "beirat.xlsx", xlsx({"Beirat": rows}), actors=3, contacts=3)


def care_by_district() -> PublicList:
    rows: Cells = [
        ("Name", "Straße", "Träger"),
        ("Stadtteil Nord", None, None),
        ("Pflegedienst Anna", "Weg 1", "Sozialwerk"),
        ("Stadtteil Süd", None, None),
        ("Seniorenheim Berta", "Weg 3", "Stadtstift"),
    ]
    return PublicList("Pflege", "pflege.xlsx", xlsx({"Liste": rows}), actors=4)


def members_by_group_in_one_table() -> PublicList:
    rows: Cells = [
        ("Institution", "Telefon"),
        ("AG Sprache", ""),
        ("Volkshochschule", "0391 55501"),
        ("Jobcenter", "0391 55502"),
        ("AG Wohnen", ""),
        ("Mieterverein", "0391 55503"),
    ]
    groups = ("AG Sprache", "AG Wohnen")
    return PublicList("Gruppen", "gruppen.xlsx", xlsx({"A": rows}), 3, groups, memberships=3, contacts=3)


def index_of_members() -> PublicList:
    rows: Cells = [
        ("A", "", ""),
        ("Arbeiterhilfe Elm e.V.", "Weg 1", "hilfe-elm.example"),
        ("B", "", ""),
        ("Blaues Band Elm", "Weg 2", ""),
        ("Bund der Gärten Elm", "Weg 3", ""),
    ]
    return PublicList("Mitglieder A-Z", "mitglieder.csv", as_csv(rows), actors=3)


def answers_to_a_form() -> PublicList:
    rows: Cells = [
        ("Zeitstempel", "Wie heißt Ihre Organisation bzw. Einrichtung?", "Mit welchen Organisationen, Einrichtungen und Ämtern arbeiten Sie derzeit regelmäßig zusammen? Bitte nennen Sie bis zu fünf.", "Mit wem würden Sie in Zukunft gerne (stärker) zusammenarbeiten?", "In welchen Themenfeldern sind Sie aktiv?", "An welchen Arbeitsgruppen nehmen Sie teil?", "E-Mail-Adresse"),
        ("03.11.2024 10:12:33", "Spielwerk e.V.", "Jugendclub Knast; Jugendamt", "Polizei", "Jugend, Kultur", "AG Jugend", "info@s.example"),
        ("03.11.2024 11:12:33", "Jugendclub Knast", "Spielwerk e.V.", "", "Jugend", "AG Jugend; AG Kultur", ""),
        ("04.11.2024 11:12:33", "Kulturwerk Fichte", "Kulturamt", "Jugendamt", "Kultur", "AG Kultur", ""),
    ]  # fmt: skip
    return PublicList(
        "Umfrage", "umfrage.xlsx", xlsx({"Antworten": rows}), 6, ("AG Jugend", "AG Kultur"), 4, ties=5, contacts=1
    )


def answer_to_a_query() -> PublicList:
    rows: Cells = [
        ("item", "itemLabel", "type", "typeLabel", "parentLabel", "inception"),
        ("http://www.wikidata.org/entity/Q319171", "Universität Elm", "http://www.wikidata.org/entity/Q3918", "Universität", "", "1993-10-03T00:00:00Z"),
        ("http://www.wikidata.org/entity/Q1622130", "Hochschule Tal", "http://www.wikidata.org/entity/Q1", "Fachhochschule", "Universität Elm", "1991-10-01T00:00:00Z"),
    ]  # fmt: skip
    kinds = {"Universität Elm": "university", "Hochschule Tal": "university"}
    return PublicList("Wikidata", "query.csv", as_csv(rows, ","), actors=2, kinds=kinds)


def regional_action_group() -> PublicList:
    rows: Cells = [
        ("lfd.\nNr.", "Institution/Einrichtung", "Vertreter/-in", "öffentlicher Sektor", "WiSo-Partner", "stimmberechtigt"),
        (1, "Hansestadt Elm", "BM Mandy Schuh", "x", "", "ja"),
        (2, "Bauernverband Elm e.V.", "Raimund Punkt", "", "x", "ja"),
        (3, "Kulturverein Tal", "Heike Schulz", "", "x", "nein"),
        ("", "Anteil", "", "60 %", "40 %", ""),
    ]  # fmt: skip
    kinds = {"Hansestadt Elm": "public", "Kulturverein Tal": ""}
    return PublicList("LAG", "lag.xlsx", xlsx({"LAG": rows}), actors=3, contacts=3, kinds=kinds)


def attendance_of_meetings() -> PublicList:
    rows: Cells = [
        ("Institution", "12.01.", "15.03.", "3. Sitzung", "Summe"),
        ("Jobcenter", "x", "x", "", "2"),
        ("Sozialwerk", "", "x", "x", "2"),
        ("Anwesend", "1", "2", "1", ""),
    ]
    return PublicList("Teilnahme", "teilnahme.xlsx", xlsx({"Teilnahme": rows}), actors=2)


def advice_centres_under_two_headings() -> PublicList:
    rows: Cells = [
        ("Träger", None, "Anschrift", None, "Kontakt"),
        ("Name", "Einrichtung", "PLZ", "Ort", "Telefon"),
        ("Sozialwerk", "Schuldnerberatung Elm", "06449", "Elm", "03473 12345"),
        ("Sozialwerk", "Suchtberatung Tal", "06406", "Tal", "03471 22245"),
    ]
    return PublicList("Beratung", "beratung.xlsx", merged(rows, ["A1:B1", "C1:D1"]), actors=3, contacts=2)


def several_at_the_ends_of_ties() -> PublicList:
    rows: Cells = [
        ("Von", "Zu", "Thema", "Stand"),
        ("Jobcenter", "Sozialwerk; Stadtmission", "Arbeit", "besteht"),
        ("Volkshochschule", "Jobcenter, Sozialwerk", "Sprache", "geplant"),
        ("Stadt Elm, Amt 50", "Jugendamt", "Prävention", "?"),
    ]
    return PublicList("Kooperationen", "ties.xlsx", xlsx({"Verbindungen": rows}), actors=6, ties=5)


def money_by_level() -> PublicList:
    rows: Cells = [
        ("Träger", "Bund", "Land", "Stadt"),
        ("Sozialwerk", 12000, 0, 5000),
        ("Stadtmission", 0, 8000.5, 0),
    ]
    return PublicList("Förderung", "geld.xlsx", xlsx({"Förderung": rows}), actors=2)


def nobody_stands_for_an_organisation() -> PublicList:
    rows: Cells = [
        ("Vorname", "Nachname", "Organisation", "AG-Wunsch"),
        ("Sabine", "Hoffmann", "Volkshochschule Elm", "AG 1"),
        ("Lisa", "Voß", "privat", ""),
        ("Ralf", "Zander", "-", "AG 1"),
    ]
    return PublicList("Fachtag", "tn.csv", as_csv(rows), actors=1, groups=("AG 1",), memberships=1, contacts=1)


def names_in_one_line() -> PublicList:
    return PublicList("Eine Zeile", "tisch.txt", b"Frauenhaus Elm; Polizei Elm; Opferhilfe e. V.\n", actors=3)


def plan_of_an_administration() -> PublicList:
    rows: Cells = [
        ("Stadt Elm (Tal)", "", "", ""),
        ("Ämterverzeichnis", "", "", ""),
        ("Nr.", "Amt / Sachgebiet", "Leitung", "Zimmer"),
        ("1", "Dezernat I – Dienste", "Hr. Müller", "101"),
        ("1.1", "Hauptamt", "Fr. Böhm", "102"),
        ("1.1.1", "SG Personal", "Fr. Krüger", "103"),
        ("1.1.2", "SG IT", "N. N.", "104"),
        ("2", "Dezernat II – Bürger", "Fr. Dr. Lange", "201"),
    ]
    return PublicList("Ämter", "ämter.csv", as_csv(rows, encoding="cp1252"), actors=5, contacts=4)


def names_with_addresses() -> PublicList:
    rows: Cells = [
        ("Mitglieder", "Ansprechpartner"),
        ("Sozialwerk Elm e. V., Weg 1, 39104 Elm", "Frau Kern, Tel. 0391 55501"),
        ("Stadt Elm\nSozialamt\nMarkt 1a, 39104 Elm", "Frau Gut"),
        ("Projekt 2024, Haus 3", ""),
    ]
    names = frozenset({"Sozialwerk Elm e. V.", "Stadt Elm Sozialamt", "Projekt 2024, Haus 3"})
    return PublicList("Adressen", "adressen.xlsx", xlsx({"L": rows}), actors=3, contacts=2, names=names)


def qualities_of_partners() -> PublicList:
    rows: Cells = [
        ("Akteur", "Kontakt vorhanden?", "Vertrag", "bereits eingebunden", "Thema Sprache", "Thema Arbeit"),
        ("Sozialwerk", "x", "nein", "x", "x", ""),
        ("Kammer", "", "ja", "", "", "x"),
        ("Volkshochschule", "x", "", "x", "x", "x"),
    ]
    return PublicList("Partner", "partner.xlsx", xlsx({"L": rows}), actors=3)


def projects_with_funders_and_partners() -> PublicList:
    rows: Cells = [
        ("Projekt", "Träger", "Fördermittelgeber", "Partner", "Laufzeit"),
        ("Sprachcafé", "Sozialwerk", "Bundesamt; Land", "Volkshochschule, Jobcenter", "2022-2024"),
        ("Radwerkstatt", "Radbude e. V.", "Stadt Elm", "", "seit 2023"),
    ]
    return PublicList("Projekte", "projekte.xlsx", xlsx({"L": rows}), actors=5, ties=3)


def members_in_lines_of_a_cell() -> PublicList:
    rows: Cells = [
        ("AG", "Mitglieder"),
        ("AG Sprache", "Volkshochschule\nJobcenter\nSozialwerk"),
        ("AG Wohnen", "Sozialwerk\nJobcenter"),
    ]
    groups = ("AG Sprache", "AG Wohnen")
    return PublicList("AGs", "ags.xlsx", xlsx({"L": rows}), actors=3, groups=groups, memberships=5)


def councillors_in_committees() -> PublicList:
    rows: Cells = [
        ("Name", "Vorname", "Partei", "Ausschuss Soziales", "Ausschuss Kultur"),
        ("Kern", "Anna", "Rote Liste", "x", ""),
        ("Last", "Bert", "Graue Liste", "", "x"),
    ]
    groups = ("Ausschuss Soziales", "Ausschuss Kultur")
    names = frozenset({"Rote Liste", "Graue Liste"})
    return PublicList("Rat", "rat.xlsx", xlsx({"Rat": rows}), 2, groups, memberships=2, contacts=2, names=names)


def who_does_what_where() -> PublicList:
    rows: Cells = [
        ("Wer", "Was", "Wo", "Kontakt"),
        ("Familienzentrum Nord", "Krabbelgruppe, Beratung", "Weg 1", "0391 55501"),
        ("Sportverein Blau", "Fußball", "Halle 3", "info@sv.example"),
    ]
    names = frozenset({"Familienzentrum Nord", "Sportverein Blau"})
    return PublicList("Quartier", "quartier.xlsx", xlsx({"Q": rows}), actors=2, contacts=2, names=names)


SECTIONS: tuple[Callable[[], PublicList], ...] = (
    early_help_by_field,
    committee_with_seats,
    numbered_seats,
    care_by_district,
    members_by_group_in_one_table,
    index_of_members,
    answers_to_a_form,
    answer_to_a_query,
    regional_action_group,
    attendance_of_meetings,
    advice_centres_under_two_headings,
    several_at_the_ends_of_ties,
    money_by_level,
    nobody_stands_for_an_organisation,
    names_in_one_line,
    plan_of_an_administration,
    names_with_addresses,
    qualities_of_partners,
    projects_with_funders_and_partners,
    members_in_lines_of_a_cell,
    councillors_in_committees,
    who_does_what_where,
)
