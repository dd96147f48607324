# ruff: noqa: E501 - a row of a table is a line
"""Lists as clerks of different offices keep them and programs of offices save them; all names are invented.

Each of them was read wrongly without a word, or left out what its author meant, when it was first tried.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import Workbook

from tests.graph.load.lists.public_lists import Cells, PublicList, as_csv, merged, pairs_of


def providers_of_a_youth_office() -> PublicList:
    rows: Cells = [
        ("Landkreis Sarn – Jugendamt, SG Hilfen zur Erziehung",),
        ("Übersicht freie Träger (Stand 03/26, Bearb.: Fr. Lohse)",),
        (),
        ("lfd.", "Träger", "", "Ansprechperson", "", "", "Leistungen (§§ SGB VIII)", "", "", "AG nach § 78", ""),
        ("Nr.", "Name", "Anschrift", "Name", "Tel./Mobil", "Mail", "§ 27 ff.", "§ 35a", "§ 41", "Mitglied", "seit"),
        (
            "1",
            "Kinderhaus Sarn gGmbH",
            "Mühlweg 3, 39340 Sarn",
            "Kathrin Weber",
            "03904/7110",
            "k.weber@kinderhaus.example",
            "x",
            "",
            "x",
            "ja",
            "2015",
        ),
        (
            "2",
            "Internationaler Bund (IB)\nBetriebsstätte Sarn",
            "Am Markt 1\n39340 Sarn",
            "Herr Thoms\n(Bereichsleiter)",
            "03904-4451",
            "thoms@ib.example",
            "x",
            "x",
            "",
            "ja",
            "09/2018",
        ),
        ("3", "AWO KV Sarn e.V.", "", "N.N.", "", "", "x", "", "", "nein", ""),
        ("", "", "", "Frau Dr. Ute Sommer (Vertretung)", "03904 4499", "", "", "", "", "", ""),
        ("4", "Erziehungshilfe Elm", "Ring 5", "", "", "", "", "x", "", "", ""),
        ("", "Summe: 4 Träger"),
        ("x = Leistungsvereinbarung liegt vor",),
    ]
    content = merged(rows, ["A1:K1", "B4:C4", "D4:F4", "G4:I4", "J4:K4"])
    return PublicList("Träger", "traeger.xlsx", content, actors=4, groups=("AG nach § 78",), memberships=2, contacts=3)


def mailing_list_of_a_seniors_office() -> PublicList:
    text = """Seniorenbüro Brück;;;;;
Anrede;Name, Vorname;Einrichtung / Funktion;Straße;PLZ/Ort;Tel.;E-Mail;Runder Tisch;Seniorenbeirat;Bem.
Frau;Grünert, Helga;Volkssolidarität OG Nord;Weg 3;39001 Brück;0391 5550;;X;X;Mo-Do
Herr;Böttcher, Karl-Heinz;Volkssolidarität OG Süd;;;;kh.boettcher@vs.example;X;;–
Herr;Pfarrer Weiß;Ev. Kirchengemeinde St. Marien;Kirchplatz 1;39001 Brück;;;;X;
Frau;;Pflegestützpunkt Brück;Ring 9;39001 Brück;0391 5551;psp@brueck.example;X;;
"""
    return PublicList(
        "Verteiler", "senioren.csv", text.encode("cp1252"), actors=4, groups=("Runder Tisch", "Seniorenbeirat"), memberships=5, contacts=4,
    )  # fmt: skip


def volunteering_with_hidden_columns() -> PublicList:
    book = Workbook()
    for row in (
        ("ID", "Organisation", "Interne Notiz", "Koordinator/in", "Kooperation mit"),
        ("17", "Tafel Brück", "zahlt nicht, Frau Nolte fragen: 0391 777 888", "Frau M. Lindt", "DRK Brück; Caritas"),
        ("18", "DRK Brück", "", "Sven Otto", ""),
    ):
        book.active.append(row)
    book.active.column_dimensions["A"].hidden = book.active.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    return PublicList("Börse", "boerse.xlsx", out.getvalue(), actors=3, ties=2, contacts=2)


def table_of_a_word_processor() -> PublicList:
    text = """Nr.\tEinrichtung\tAufgabe im Stab\tTelefon
1\tLandkreis Sarn
Amt für Brand- und Katastrophenschutz\tLeitung\t03904 100
2\tTHW OV Sarn\tTechnik,
Logistik\t03904 200
Weitere
3\tWasserwacht\tBoote\t
"""
    names = frozenset({"Landkreis Sarn Amt für Brand- und Katastrophenschutz", "THW OV Sarn", "Wasserwacht"})
    return PublicList("Stab", "stab.txt", text.encode(), actors=3, contacts=2, names=names)


def staff_on_call() -> PublicList:
    text = """Behörde/Organisation;Erreichbarkeit Tag;Erreichbarkeit Nacht;Vertreter
Landkreis Sarn, Amt 32;03904-100;0170-1;Fr. Maas
Kreisfeuerwehrverband;112;112;KBM Otto
Talsperrenbetrieb AöR;;03904-300 (Rufbereitschaft);
"""
    return PublicList("Rufbereitschaft", "stab.csv", text.encode(), actors=3, contacts=3)


def contacts_of_an_office_program() -> PublicList:
    text = """"Anrede","Vorname","Weitere Vornamen","Nachname","Suffix","Firma","Abteilung","Position","Straße geschäftlich","Ort geschäftlich","Postleitzahl geschäftlich","Telefon geschäftlich","E-Mail-Adresse","E-Mail: Angezeigter Name","Geburtstag"
"Frau","Anna","","Müller","","Jobcenter Brück","Team 3","Teamleiterin","Ring 1","Brück","39001","0391 1","a.mueller@jc.example","Anna Müller","0.0.00"
"","","","","","Kreishandwerkerschaft","","","","Sarn","","","info@kh.example","","0.0.00"
"""
    return PublicList("Kontakte", "kontakte.csv", text.encode("cp1252"), actors=2, contacts=2)


def whom_a_mail_goes_to() -> PublicList:
    text = 'An: Anna Müller (Jobcenter) <a.mueller@jc.example>; "Otto, Sven" <otto@drk.example>; Tafel Brück e. V. <info@tafel.example>; rat@brueck.example'
    return PublicList(
        "Mail", "mail.txt", text.encode(), actors=2, contacts=2, names=frozenset({"Jobcenter", "Tafel Brück e. V."})
    )


def stakeholders_of_an_energy_network() -> PublicList:
    rows: Cells = [
        ("Netzwerk Energie", "", "", ""),
        ("Kategorie", "Akteur", "Arbeitet zusammen mit", "Anzahl Kooperationen"),
        ("Kommune", "Stadt Brück", "HWK Sarn", 3),
        ("", "Stadtwerke Brück GmbH", "Stadtwerke; HWK Sarn", 1),
        ("Wirtschaft", "HWK Sarn", "", 0),
    ]
    return PublicList(
        "Energie", "energie.xlsx", merged(rows, ["A3:A4"]), actors=4, ties=3, kinds={"Stadtwerke Brück GmbH": "municipality"},
        pairs=pairs_of(("Stadtwerke", "Stadtwerke Brück GmbH")),
    )  # fmt: skip


def committees_with_a_legend() -> PublicList:
    rows: Cells = [
        ("", "", "Handlungsfelder", "", "Gremien", "", ""),
        ("Kürzel", "Institution", "Sprache", "Arbeit", "LG", "AG 1", "AG 2"),
        ("JC", "Jobcenter Sarn", "", "1", "S", "M", ""),
        ("VHS", "VHS Sarn", "1", "", "", "M", "M"),
        ("", "Mieterbund", "", "", "G", "", ""),
        ("", "", "", "", "", "", ""),
        ("S = Sprecher, M = Mitglied, G = Gast",),
    ]
    return PublicList(
        "Gremien",
        "gremien.xlsx",
        merged(rows, ["C1:D1", "E1:G1"]),
        actors=3,
        groups=("LG", "AG 1", "AG 2"),
        memberships=5,
    )


def parishes_with_what_they_offer() -> PublicList:
    rows: Cells = [
        ("Kirchenkreis Sarn – Verzeichnis, Stand 3/2026",),
        (),
        (
            "Gemeinde / Einrichtung",
            "Region",
            "Ansprechpartner/in",
            "",
            "Angebote für Geflüchtete",
            "",
            "Ökumenische Partner",
        ),
        ("", "", "Name", "Telefon", "Deutschkurs", "Café", ""),
        ("Ev. Gemeinde St. Michael", "Mitte", "Pfrn. Wiebke Altmärker", "0391 555-0101", "x", "", "Pfarrei St. Hedwig"),
        ("Ev.-ref. Gemeinde", "", "N. N.", "", "", "x", "Jüdische Gemeinde; Ev. Gemeinde St. Michael"),
        (),
        ("x = regelmäßiges Angebot",),
    ]
    return PublicList("Kirche", "kirche.xlsx", merged(rows, ["C3:D3", "E3:F3", "B5:B6"]), actors=4, ties=3, contacts=1)


def places_of_volunteers() -> PublicList:
    rows: Cells = [
        ("Einsatzstellen Sarn-Süd",),
        (),
        ("Einsatz in", "Träger", "Tätigkeit", "Ansprechp.", "seit"),
        ("Seniorenheim Lindenhof", "AWO Kreisverband", "Vorlesen", "Frau Tiebelhorn, Tel. 0391 77701", "03/2018"),
        ("Grundschule am Westring", "Stadt", "Lesepaten; Hausaufgaben", "Jördis Plettenwald", "2015"),
        ("Tafel Süd", "Tafel e.V.", "Ausgabe", "Hr. Quandtmeier", "seit Mai 2020"),
        ("Anzahl:", "3"),
    ]
    return PublicList(
        "Ehrenamt", "ehrenamt.xlsx", merged(rows, []), actors=6, contacts=3,
        pairs=pairs_of(("Tafel e.V.", "Tafel Süd")), names=frozenset({"Tafel Süd", "Seniorenheim Lindenhof"}),
    )  # fmt: skip


def coalition_of_a_county() -> PublicList:
    rows: Cells = [
        ("Organization", "Type", "Coalition / Committee", "Works with", "Joined", "Primary contact"),
        (
            "Riverside Church",
            "Faith-based",
            "Housing Committee",
            "Adams County Food Bank",
            "03/14/2019",
            "Rev. Thad Okonjo",
        ),
        ("Adams County Food Bank", "Nonprofit", "Housing Committee", "", "11/02/2018", ""),
        ("Adams County Health Dept.", "Healthcare", "Health Committee", "", "1/5/2017", ""),
        ("Total: 3", "", "", "", "", ""),
    ]
    return PublicList(
        "Coalition", "coalition.csv", as_csv(rows, ","), actors=3, groups=("Housing Committee", "Health Committee"),
        memberships=3, ties=1, contacts=1, kinds={"Riverside Church": "church", "Adams County Food Bank": "civil"},
    )  # fmt: skip


CLERKS: tuple[Callable[[], PublicList], ...] = (
    providers_of_a_youth_office,
    mailing_list_of_a_seniors_office,
    volunteering_with_hidden_columns,
    table_of_a_word_processor,
    staff_on_call,
    contacts_of_an_office_program,
    whom_a_mail_goes_to,
    stakeholders_of_an_energy_network,
    committees_with_a_legend,
    parishes_with_what_they_offer,
    places_of_volunteers,
    coalition_of_a_county,
)
