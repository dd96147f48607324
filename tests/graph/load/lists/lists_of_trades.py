# ruff: noqa: E501 - a row of a table is a line
"""Lists of eight trades, each with what clerks put beside names: sheets that say something, brackets, marks, strokes.

Written before they were tried; each was read wrongly without a word, or asked what it says. All names are invented.
"""

from __future__ import annotations

from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.graph.load.lists.public_lists import Cells, PublicList, pairs_of
from tests.support.workbooks import ods, saved


def aftercare_of_a_prison() -> PublicList:
    heads = ("Nr.", "Einrichtung", "Anschrift", "Ansprechpartner/in", "Telefon", "Arbeitskreis", "Bem.")
    of_districts: dict[str, Cells] = {
        "Altstadt": [
            (1, "JVA Bützow (Sozialdienst)", "Kühlungsborner Str. 29a", "Hr. Peters", "038461 55101", "AK Übergang", ""),
            (2, "Bewährungshilfe Rostock, NSt. Bützow", "Am Ausfall 1", "Fr. Klatt (i. V. Fr. Benn)", "038461 7712", "AK Übergang, Runder Tisch Wohnen", ""),
            (3, "Stadt Bützow (Ordnungsamt)", "Markt 1", "", "038461 500", "", "nur auf Einladung"),
        ],
        "Nordvorstadt": [
            (1, "Straffälligenhilfe Mecklenburg e.V.", "c/o Pfarramt, Kirchplatz 2", "Hr. Dau", "0172/5512", "AK Übergang", ""),
            (2, "Wohnhilfe Nord gGmbH", "", "Fr. Lenz", "", "Runder Tisch Wohnen", ""),
        ],
        "Wolfshagen": [
            (1, "Jobcenter Güstrow", "Platz 3", "N.N.", "03843 7", "AK Übergang", ""),
            (2, "Straffälligenhilfe Mecklenburg e.V.", "Zweigstelle, Dorfstr. 9", "", "", "AK Übergang", "auch in Nordvorstadt"),
        ],
    }  # fmt: skip
    book = Workbook()
    book.active.title = "Deckblatt"
    for row in (
        ("Netzwerk Übergangsmanagement",),
        ("Stand: 12.03.2026",),
        (),
        ("Bearbeiterin: Frau Voss, Tel. 038461 550",),
    ):
        book.active.append(row)
    for name, rows in of_districts.items():
        sheet = book.create_sheet(name)
        for line in ((f"Einrichtungen im Stadtteil {name}",), (), heads, *rows):
            sheet.append(line)
        sheet.merge_cells("A1:G1")
        for cell in sheet[3]:
            cell.fill = PatternFill("solid", fgColor="DDDDDD")
    for line in (("AK = Arbeitskreis",), ("NSt. = Nebenstelle",)):
        (book["Legende"] if "Legende" in book.sheetnames else book.create_sheet("Legende")).append(line)
    groups = ("AK Übergang", "Runder Tisch Wohnen")
    return PublicList("Übergang", "uebergang.xlsx", saved(book), actors=6, groups=groups, memberships=6, contacts=7)


def partners_of_culture_by_year() -> PublicList:
    by_year: dict[str, Cells] = {
        "2024": [("Musikschule Höxter", "Stadt Höxter", "x", "", ""), ("Stadtarchiv Lemgo", "Stadt Lemgo", "", "x", ""), ("Landestheater Lippe", "Verein", "x", "x", "")],
        "2025": [("Musikschule Höxter", "Stadt Höxter", "x", "", "x"), ("Stadtarchiv Lemgo", "Stadt Lemgo", "", "x", ""), ("Kulturfabrik Weser e.V.", "Verein", "", "", "x")],
    }  # fmt: skip
    book = Workbook()
    book.remove(book.active)
    for year, rows in by_year.items():
        sheet = book.create_sheet(year)
        heads = (("Einrichtung", "Träger", "Arbeitsfelder", "", ""), ("", "", "Musik", "Archivpädagogik", "Theater"))
        for line in ((f"Kooperationen Kulturelle Bildung {year}",), *heads, *rows):
            sheet.append(line)
        for cells in ("C2:E2", "A2:A3", "B2:B3"):
            sheet.merge_cells(cells)
    kinds = {"Kulturfabrik Weser e.V.": "association"}  # who is in the older sheet alone is named
    return PublicList("Kultur", "kultur.xlsx", saved(book), actors=5, kinds=kinds)


def help_for_addicts() -> PublicList:
    text = """Suchthilfe im Landkreis Vechta;;;;;;;
;;;;;;;
Träger / Einrichtung;Ort;ambulant;stationär;teilstationär;mobil;Kooperiert mit;Hinweis
Sozialpsychiatrischer Dienst¹;Vechta;x;;;x;Fachklinik St. Marien-Stift;
Fachklinik St. Marien-Stift;Dinklage;;x;x;;Suchtberatung Diakonie, JVA Vechta;Warteliste
Suchtberatung Diakonie*;Lohne;x;;;;;
Kreuzbund Gruppe Damme²;Damme;x;;;;z. Hd. Herrn Kruse;
JVA Vechta (Frauenabteilung);Vechta;;;;;Suchtberatung Diakonie;
;;;;;;;
¹ untersteht dem Gesundheitsamt;;;;;;;
² trifft sich freitags;;;;;;;
* Förderung endet 31.12.2026;;;;;;;
"""
    names = frozenset({"Sozialpsychiatrischer Dienst", "Suchtberatung Diakonie", "Kreuzbund Gruppe Damme"})
    pairs = pairs_of(("JVA Vechta", "JVA Vechta (Frauenabteilung)"))
    content = text.encode("cp1252")
    return PublicList("Sucht", "sucht.csv", content, actors=6, ties=4, contacts=1, pairs=pairs, names=names)


def ways_of_palliative_care() -> PublicList:
    sheets: dict[str, Cells] = {
        "Übersicht": [
            ("Palliativnetz Westerwald – Wege der Patienten",),
            (),
            ("Dienst", "Art", "Überweisung von", "gibt weiter an", "arbeitet zusammen mit", "Leitung"),
            ("SAPV-Team Hachenburg", "Palliativversorgung", "Hausärztenetz Westerwald; DRK-Krankenhaus Hachenburg", "Hospiz Koblenz", "Hospizverein Westerwald e.V.", "Dr. med. Anja Roth"),
            ("Hospizverein Westerwald e.V.", "Hospizdienst", "SAPV-Team Hachenburg", "", "Ev. Kirchengemeinde Hachenburg (Seelsorge)", "Frau Thiel"),
            ("DRK-Krankenhaus Hachenburg", "Krankenhaus", "", "SAPV-Team Hachenburg / Kurzzeitpflege Haus Elbert", "", ""),
            ("Hospiz Koblenz", "Hospiz", "", "", "", "Hr. Wirth"),
            ("Hausärztenetz Westerwald", "Ärztenetz", "", "SAPV-Team Hachenburg", "", ""),
        ],
        "Tel": [("Dienst", "Telefon"), ("SAPV-Team Hachenburg", "02662 9400"), ("Hospiz Koblenz", "0261 57937")],
    }  # fmt: skip
    return PublicList("Palliativ", "palliativ.ods", ods(sheets), actors=7, ties=7, contacts=5, must=1)


def early_help_of_a_text_document() -> PublicList:
    text = """Netzwerk Frühe Hilfen Kaufbeuren – Teilnehmende 4. Sitzung

Institution\tVertreten durch\tThemen\tMitglied in
Stadt Kaufbeuren (Jugendamt)\tFr. Gruber (Leitung), i. V. Hr. Zeh\tKinderschutz\tSteuerungsgruppe
Stadt Kaufbeuren (Gesundheitsamt)\tDr. Abel\tGesundheit / Prävention\tSteuerungsgruppe, AG Elternbildung
Klinikum Kaufbeuren (Sozialdienst, Frau Huber)\t\tGesundheit\tAG Elternbildung (beratend)
Hebammenpraxis Storch (2 Hebammen)\tMaria Kern\tGeburt\tAG Elternbildung
KoKi Kaufbeuren c/o Stadt Kaufbeuren\tFr. Gruber\tKinderschutz\tSteuerungsgruppe (Vorsitz)
Kinderschutzbund (Ortsverband) / Familienstützpunkt\tz. Hd. Frau Bär\tElternbildung\tAG Elternbildung
Frauenhaus (Adresse vertraulich)\t–\tGewaltschutz\t(ab 2026) Steuerungsgruppe
entschuldigt: Polizeiinspektion Kaufbeuren\t\t\t
"""
    groups = ("Steuerungsgruppe", "AG Elternbildung")
    names = frozenset({"Klinikum Kaufbeuren (Sozialdienst)", "KoKi Kaufbeuren", "Polizeiinspektion Kaufbeuren"})
    return PublicList(
        "Frühe Hilfen", "fh.txt", text.encode(), actors=8, groups=groups, memberships=8, contacts=7, names=names
    )


def members_in_a_mail() -> PublicList:
    text = """Hallo Frau Sommer,

hier wie besprochen die Mitglieder unseres Bündnisses für Biodiversität Uckermark:

- NABU Regionalverband Templin (Herr Fuchs, 03987 1234)
- Naturpark Uckermärkische Seen (Verwaltung)
- Kreisbauernverband Uckermark e.V., Geschäftsstelle Prenzlau
- Landkreis Uckermark – Untere Naturschutzbehörde
- Wasser- und Bodenverband „Uckerseen“
- Hochschule für nachhaltige Entwicklung (HNEE)
- Imkerverein Templin (ruht)
- Stadtforst Templin / Revier Nord

Viele Grüße
Jens Albrecht
"""
    names = frozenset({"NABU Regionalverband Templin", "Imkerverein Templin (ruht)"})
    return PublicList("Mail", "mail.txt", text.encode(), actors=8, contacts=1, names=names)


def ways_of_counselling() -> PublicList:
    text = """Von;Richtung;An;Thema;Häufigkeit
Ankunftszentrum Heidelberg;gibt weiter an;Sozialberatung Pfaffengrund;Asyl;wöchentlich
Sozialberatung Pfaffengrund;erhält von;Jugendamt Heidelberg;Familie;monatlich
Caritas Heidelberg;Austausch;Sozialberatung Pfaffengrund;Asyl;
Sozialberatung Pfaffengrund;verweist an;Fachstelle Trauma (PSZ Nordbaden);Gesundheit;
Jobcenter Heidelberg;<->;IHK Rhein-Neckar;Arbeit;
Schulamt Mannheim;->;VKL Gregor-Mendel-Schule;Bildung;
Refugee Law Clinic;<-;Caritas Heidelberg;Asyl;
"""
    return PublicList("Wege", "wege.csv", text.encode("cp1252"), actors=10, ties=7)


def clubs_with_strokes_and_comments() -> PublicList:
    book = Workbook()
    sheet = book.active
    for row in (
        ("KSB Prignitz – Integration durch Sport",),
        ("grün = Stützpunktverein, durchgestrichen = ausgeschieden",),
        ("Art", "Verein", "Sportart", "Gruppe", "Kontakt", "Region"),
        ("Sportverein", "SV Prignitz 1922", "Fußball", "AG Integration", "info@sv.example", "Perleberg"),
        (None, "Boxclub Wittenberge", "Boxen", "AG Integration", "", "Wittenberge"),
        (None, "TSG Pritzwalk", "Turnen", "", "", "Pritzwalk"),
        ("Behörde", "LK Prignitz (SB Sport)", "", "AG Integration, Beirat", "sport@lk.example", "Perleberg"),
        (None, "Stadt Wittenberge (Amt 3)", "", "Beirat", "", ""),
        ("Schule", "OSZ Prignitz", "", "Beirat", "", "Wittenberge"),
    ):
        sheet.append(row)
    for cells in ("A1:F1", "A4:A6", "A7:A8"):
        sheet.merge_cells(cells)
    sheet["B6"].font = Font(strike=True)
    sheet["B5"].comment = Comment("zieht 2027 um, neue Adresse folgt", "Schulz")
    sheet.row_dimensions[9].hidden = sheet.column_dimensions["E"].hidden = True
    groups = ("AG Integration", "Beirat")
    return PublicList("Sport", "sport.xlsx", saved(book), actors=4, groups=groups, memberships=5)


TRADES: tuple[Callable[[], PublicList], ...] = (
    aftercare_of_a_prison,
    partners_of_culture_by_year,
    help_for_addicts,
    ways_of_palliative_care,
    early_help_of_a_text_document,
    members_in_a_mail,
    ways_of_counselling,
    clubs_with_strokes_and_comments,
)
