"""Further lists of other authors and trades, written before what reads them was tried on them."""

from __future__ import annotations

from tests.graph.load.lists.public_lists import Cells, PublicList, as_csv, merged
from tests.support.workbooks import ods, xlsx


def conference_attendance() -> PublicList:
    rows: Cells = [
        ("Teilnehmerliste Fachtag Sucht", "", "", "", ""),
        ("Datum: 14.11.2025 / Ort: Rathaus", "", "", "", ""),
        ("Lfd.", "Name, Vorname", "Dienststelle/Träger", "E-Mail-Adresse", "Unterschrift"),
        ("1", "Bauer, Lisa", "Suchtberatung Elm", "l.bauer@elm.example", ""),
        ("2", "Özdemir, Can", "Jobcenter Elm", "can@elm.example", ""),
        ("3", "Krug, Theo", "Fachklinik Waldhof", "krug@waldhof.example", ""),
        ("4", "Thal, Ina", "Suchtberatung Elm", "thal@elm.example", ""),
    ]
    return PublicList("Fachtag", "fachtag.csv", as_csv(rows), actors=3, contacts=4)


def sustainability_network() -> PublicList:
    rows: Cells = [
        ("ORGANISATION", "ANSPRECHPARTNER:IN", "KONTAKTDATEN", "THEMEN", "MITARBEIT IN AG", "KOOPERATIONSPARTNER"),
        (
            "Radbude e.V.",
            "Jo Winter",
            "jo@radbude.example, 0176 5551",
            "Mobilität, Reparatur",
            "Verkehr",
            "Foodsharing Elm",
        ),
        (
            "Foodsharing Elm",
            "",
            "foodsharing@elm.example",
            "Ernährung",
            "Ernährung / Konsum",
            "Radbude e.V., Weltladen",
        ),
        ("Weltladen", "Birgit Hahn", "0361 777", "Fairer Handel", "Ernährung / Konsum", ""),
    ]
    return PublicList(
        "Nachhaltigkeit",
        "netz.xlsx",
        xlsx({"Tabelle1": rows, "Tabelle2": [], "Tabelle3": []}),
        actors=3,
        groups=("Verkehr", "Ernährung / Konsum"),
        memberships=3,
        ties=2,
        contacts=3,
    )


def associations_and_committees() -> PublicList:
    rows: Cells = [
        ("Verband", "Landesverband Nord", "Landesverband Süd", "Fachausschuss Pflege"),
        ("Diakonie", "1", "0", "1"),
        ("Caritas", "0", "1", "1"),
        ("Paritätischer", "1", "1", "0"),
    ]
    return PublicList(
        "Verbände",
        "verbaende.csv",
        as_csv(rows),
        actors=3,
        groups=("Landesverband Nord", "Landesverband Süd", "Fachausschuss Pflege"),
        memberships=6,
    )


def english_edge_list() -> PublicList:
    rows: Cells = [
        ("from", "to", "weight", "since", "relation"),
        ("Library", "Museum", "3", "2019", "loan"),
        ("Museum", "Archive", "1", "2020", "loan"),
        ("Archive", "Library", "2", "March 2021", "training"),
    ]
    return PublicList("Edge list English", "edges.tsv", as_csv(rows, "\t"), actors=3, ties=3, must=2)


def schools() -> PublicList:
    rows: Cells = [
        ("Übersicht der Schulen im Landkreis (Schuljahr 2025/26)", None, None, None, None),
        ("Schulname", "Schulform", "Schulträger", "Schulleiter/in", "Schulsozialarbeit"),
        ("Grundschule Ahorn", "Grundschule", "Gemeinde Ahorn", "Frau Pohl", "ja"),
        ("Grundschule Birke", "Grundschule", "Gemeinde Birke", "Herr Lang", "nein"),
        ("Gymnasium Eiche", "Gymnasium", "Landkreis Waldau", "Frau Wirth", "ja"),
        ("Sekundarschule Eiche", "Sekundarschule", "Landkreis Waldau", "", "ja"),
        ("Gesamt: 4", None, None, None, None),
    ]
    return PublicList("Schulen", "schulen.ods", ods({"Schulen": rows}), actors=7, contacts=3)


def english_partnerships() -> PublicList:
    rows: Cells = [
        ("Name of group", "Lead organisation", "Members", "Meets"),
        ("Homelessness Forum", "Shelter Hub", "Shelter Hub; Night Stop; City Council", "monthly"),
        ("Food Alliance", "City Council", "City Council; Food Bank", "quarterly"),
    ]
    return PublicList(
        "English partnerships",
        "groups.xlsx",
        xlsx({"Groups": rows}),
        actors=4,
        groups=("Homelessness Forum", "Food Alliance"),
        memberships=5,
    )


def traders_association() -> PublicList:
    rows: Cells = [
        ("Mitgl.-Nr.", "Mitglied", "Mitgliedsform", "Eintritt", "Straße + Nr.", "PLZ / Ort", "Tel. gesch.", "Mail"),
        (
            "1001",
            "Bäckerei Korn",
            "ordentlich",
            "01.04.2011",
            "Hauptstr. 1",
            "06999 Salz",
            "03471 1",
            "korn@salz.example",
        ),
        ("1002", "Optiker Blick", "ordentlich", "15/03/2012", "Hauptstr. 2", "06999 Salz", "03471 2", ""),
        ("1003", "Sparkasse Salz", "fördernd", "", "Markt 1", "06999 Salz", "03471 3", "info@spk.example"),
    ]
    return PublicList("Gewerbeverein", "gewerbe.csv", as_csv(rows, encoding="cp1252"), actors=3, contacts=3)


def digital_project() -> PublicList:
    rows: Cells = [
        ["", "", "Steuerungsebene", "", "Fachebene", "", ""],
        ["Institution", "Kürzel", "Lenkungskreis", "Beirat", "AG Daten", "AG Recht", "Kontakt"],
        ["Landesamt für Statistik", "LfS", "x", "", "x", "", "stat@land.example"],
        ["Ministerium für Inneres", "MI", "x", "x", "", "x", ""],
        ["Universität Elm", "", "", "x", "x", "", ""],
        ["IT-Dienstleister Nord AöR", "ITN", "", "", "x", "x", ""],
    ]
    return PublicList(
        "Digitalprojekt",
        "projekt.xlsx",
        merged(rows, ["C1:D1", "E1:F1"]),
        actors=4,
        groups=("Lenkungskreis", "Beirat", "AG Daten", "AG Recht"),
        memberships=9,
        contacts=1,
    )


def cooperation_survey() -> PublicList:
    rows: Cells = [
        ("Wer?", "Mit wem?", "Worum geht es?", "Seit wann?", "Status"),
        ("Jugendamt", "Polizei", "Prävention", "2018", "läuft"),
        ("Jugendamt", "Schulen", "Kinderschutz", "Anfang 2020", "läuft"),
        ("Polizei", "Ordnungsamt", "Streife", "", "angedacht"),
    ]
    return PublicList("Fragebogen", "kooperation.xlsx", xlsx({"Antworten": rows}), actors=4, ties=3, must=1)


def violence_protection() -> PublicList:
    rows: Cells = [
        ("Bezeichnung", "Anschrift", "Telefon", "Internet", "Zielgruppe", "Trägertyp"),
        ("Frauenberatung Lilith", "Gasse 1, 01999 Aue", "03771 1", "https://lilith.example", "Frauen", "freier Träger"),
        ("Männerbüro Aue", "Gasse 2, 01999 Aue", "03771 2", "", "Männer", "freier Träger"),
        ("Opferhilfe", "Gasse 3, 01999 Aue", "03771 3", "", "alle", "öffentlich"),
        ("", "", "", "", "", ""),
        ("Frauenschutzhaus Aue", "anonym", "03771 4", "", "Frauen", "Verein"),
        ("Quelle: Landkreis, Stand 2025", "", "", "", "", ""),
    ]
    return PublicList("Gewaltschutz", "schutz.csv", as_csv(rows), actors=4, contacts=4)


MORE = (
    conference_attendance,
    sustainability_network,
    associations_and_committees,
    english_edge_list,
    schools,
    english_partnerships,
    traders_association,
    digital_project,
    cooperation_survey,
    violence_protection,
)
