"""Further lists of other authors and trades, written before what reads them was tried on them."""

from __future__ import annotations

from tests.graph.load.lists.public_lists import Cells, PublicList, as_csv, merged, pairs_of
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
        actors=6,
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
    return PublicList("Fragebogen", "kooperation.xlsx", xlsx({"Antworten": rows}), actors=4, ties=3)


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


def council_of_elders() -> PublicList:
    rows: Cells = [
        ("Seniorenbeirat – Kontaktliste", "", "", ""),
        ("Funktion", "Name", "Organisation", "Telefon / Mail"),
        ("Vorsitz", "Gerda Blum", "Sozialverband Moor", "03301 1 / blum@moor.example"),
        ("Stellv. Vorsitz", "Horst Kamm", "Volkssolidarität Moor", "03301 2"),
        ("Beisitz", "Irma Noack", "Kirchenkreis Moor", "noack@moor.example"),
        ("Beisitz", "N.N.", "Stadt Moor", ""),
    ]
    return PublicList("council_of_elders", "beirat.csv", as_csv(rows), actors=4, contacts=3)


def funded_projects() -> PublicList:
    rows: Cells = [
        ("Projektträger", "Projektname", "Förderprogramm", "Laufzeit von", "Laufzeit bis", "Kooperationspartner"),
        (
            "Kulturhof e.V.",
            "Bühne frei",
            "Demokratie leben",
            "01.01.2025",
            "31.12.2026",
            "Grundschule Tal; Jugendhaus Tal",
        ),
        ("Jugendhaus Tal", "Graffiti", "Demokratie leben", "01.03.2025", "30.11.2025", "Kulturhof e.V."),
    ]
    return PublicList("funded_projects", "projekte.xlsx", xlsx({"Projekte 2025": rows}), actors=3, ties=2)


def american_partners() -> PublicList:
    rows: Cells = [
        (
            "Partner ID",
            "Partner Name",
            "Sector",
            "Engagement Level",
            "Primary Contact",
            "Email Address",
            "Phone",
            "Date Joined",
            "Steering Committee",
            "Data Working Group",
        ),
        (
            "P-001",
            "Green Valley Schools",
            "Education",
            "High",
            "Dana Cole",
            "dcole@gv.example",
            "555-0101",
            "2021-03-15",
            "Yes",
            "No",
        ),
        (
            "P-002",
            "Valley Health Clinic",
            "Healthcare",
            "Medium",
            "Omar Reyes",
            "oreyes@vhc.example",
            "555-0102",
            "2020-11-01",
            "Yes",
            "Yes",
        ),
        ("P-003", "United Way Valley", "Nonprofit", "High", "", "", "", "2019-06-30", "No", "Yes"),
    ]
    return PublicList(
        "american_partners",
        "partners.csv",
        as_csv(rows, ","),
        actors=3,
        groups=("Steering Committee", "Data Working Group"),
        memberships=4,
        contacts=2,
    )


def clubs_of_a_town() -> PublicList:
    rows: Cells = [
        ("Name des Vereins", "Gründungsjahr", "Vorsitzende/r", "Anschrift des Vorsitzenden", "Vereinszweck"),
        ("MGV Liederkranz 1888", "1888", "Kurt Stamm", "Ring 1, 37999 Leine", "Gesang"),
        ("Reit- und Fahrverein Leine e. V.", "1954", "Elke Roß", "Ring 2, 37999 Leine", "Reitsport"),
        ("Reit-und Fahrverein Leine", "1954", "", "", "Reitsport"),
        ("DLRG Ortsgruppe Leine", "1960", "Nils Föhr", "Ring 4, 37999 Leine", "Wasserrettung"),
    ]
    return PublicList(
        "clubs_of_a_town",
        "vereine.ods",
        ods({"Vereine A-Z": rows}),
        actors=4,
        contacts=3,
        pairs=pairs_of(("Reit-und Fahrverein Leine", "Reit- und Fahrverein Leine e. V.")),
    )


def palliative_network() -> PublicList:
    rows: Cells = [
        ["Netzwerk Palliativ", "", "", "", "", ""],
        ["Leistungserbringer", "Ort", "AAPV", "SAPV", "Hospiz", "Trauer"],
        ["Hospizverein Rosengarten", "Suhle", "", "", "x", "x"],
        ["SAPV-Team Suhle gGmbH", "Suhle", "", "x", "", ""],
        ["Pflegedienst Hand in Hand", "Suhle", "x", "", "", ""],
        ["Klinikseelsorge", "Suhle", "", "", "", "x"],
    ]
    return PublicList(
        "palliative_network",
        "palliativ.xlsx",
        xlsx({"Matrix": rows}),
        actors=4,
        groups=("AAPV", "SAPV", "Hospiz", "Trauer"),
        memberships=5,
    )


def family_office() -> PublicList:
    rows: Cells = [
        ("Institution", "AnsprechpartnerIn", "Adresse", "Tel", "Mail", "AG Zuordnung"),
        ("Familienbüro", "Fr. Senf", "Weg 1\n99999 Quell", "036 1", "senf@quell.example", "1, 3"),
        ("Kinderschutzbund", "Hr. Pilz", "Weg 2\n99999 Quell", "036 2", "pilz@quell.example", "3"),
        ("Frühförderstelle", "", "Weg 3\n99999 Quell", "", "", "1"),
    ]
    return PublicList(
        "family_office", "ag.xlsx", xlsx({"Liste": rows}), actors=3, groups=("AG 1", "AG 3"), memberships=4, contacts=2
    )


def nodes_with_parents() -> PublicList:
    rows: Cells = [
        ("id", "name", "type", "parent"),
        ("a1", "Ministry of Works", "government", ""),
        ("a2", "Roads Agency", "government", "a1"),
        ("a3", "BuildCo Ltd", "company", ""),
    ]
    edges: Cells = [
        ("source", "target", "relationship", "start_date"),
        ("a1", "a3", "contract", "2024-02-01"),
        ("a2", "a3", "contract", "2024-05-01"),
    ]
    return PublicList(
        "nodes_with_parents",
        "nodes.csv",
        as_csv(rows, ","),
        actors=3,
        ties=2,
        must=1,
        second=("edges.csv", as_csv(edges, ",")),
    )


def offices_of_a_town() -> PublicList:
    rows: Cells = [
        ("Ämter der Stadt Quell", None, None),
        ("Amt", "Leitung", "E-Mail"),
        ("Hauptamt", "Frau Lob", "lob@stadt.example"),
        ("Bauamt", "Herr Stein", "stein@stadt.example"),
        ("Ordnungsamt", "Herr Recht", "recht@stadt.example"),
    ]
    return PublicList("offices_of_a_town", "aemter.xlsx", merged(rows, ["A1:C1"]), actors=3, contacts=3)


def self_help_groups() -> PublicList:
    rows: Cells = [
        ("Adressverzeichnis Selbsthilfe",),
        ("Gruppe", "Kontaktperson", "Tel.", "Treffpunkt", "Turnus"),
        ("Selbsthilfegruppe Angst", "Anna B.", "0541 1", "Haus A", "monatlich"),
        ("Anonyme Alkoholiker", "", "0541 2", "Kirche", "wöchentlich"),
        ("Rheuma-Liga Ortsgruppe", "Karl C.", "0541 3", "Klinik", "monatlich"),
    ]
    return PublicList("self_help_groups", "selbsthilfe.csv", as_csv(rows), actors=3, contacts=3)


def seats_in_committees() -> PublicList:
    rows: Cells = [
        ("Organisation", "Name", "Vorname", "Mail", "Steuerungskreis", "Fachbeirat"),
        ("Uni Wies", "Lohr", "Ada", "lohr@uni.example", "Mitglied", "–"),
        ("Stadt Wies", "Thies", "Jan", "thies@wies.example", "Vorsitz", "Mitglied"),
        ("IHK Wies", "Rau", "Eva", "rau@ihk.example", "–", "Gast"),
    ]
    return PublicList(
        "seats_in_committees",
        "gremien.xlsx",
        xlsx({"2026": rows}),
        actors=3,
        groups=("Steuerungskreis", "Fachbeirat"),
        memberships=4,
        contacts=3,
    )


def interfaces() -> PublicList:
    rows: Cells = [
        ("Stelle A", "Stelle B", "Art der Schnittstelle", "Bemerkung"),
        ("Jugendamt", "Schule", "Meldung §8a", "gut"),
        ("Schule", "Polizei", "Prävention", ""),
    ]
    return PublicList("interfaces", "schnittstellen.ods", ods({"Schnittstellen": rows}), actors=3, ties=2, must=2)


def english_organisations() -> PublicList:
    rows: Cells = [
        ("Organisation name", "Also known as", "Type of organisation", "Website", "Main contact", "Role", "Email"),
        (
            "Westfield Borough Council",
            "WBC",
            "Local authority",
            "https://westfield.example",
            "Ann Lee",
            "Policy officer",
            "ann@westfield.example",
        ),
        ("Westfield Mind", "", "Charity", "", "Bo Marsh", "CEO", "bo@mind.example"),
    ]
    return PublicList("english_organisations", "orgs.csv", as_csv(rows, ","), actors=2, contacts=2)


def partners_of_a_network() -> PublicList:
    rows: Cells = [
        (
            "Netzwerkpartner",
            "Straße",
            "PLZ/Ort",
            "Ansprechpartner (Name, Telefon, Mail)",
            "aktiv seit",
            "AG 1 Sprache",
            "AG 2 Wohnen",
        ),
        ("Verein Brücke", "Weg 1", "12345 Ort", "Mia Sand, 030 123456, mia@bruecke.example", "2019", "X", "X"),
        ("Wohnbau Ort", "Weg 2", "12345 Ort", "", "03/2020", "", "X"),
    ]
    return PublicList(
        "partners_of_a_network",
        "partner.xlsx",
        xlsx({"Partner": rows}),
        actors=2,
        groups=("AG 1 Sprache", "AG 2 Wohnen"),
        memberships=3,
        contacts=1,
    )


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
    council_of_elders,
    funded_projects,
    american_partners,
    clubs_of_a_town,
    palliative_network,
    family_office,
    nodes_with_parents,
    offices_of_a_town,
    self_help_groups,
    seats_in_committees,
    interfaces,
    english_organisations,
    partners_of_a_network,
)
