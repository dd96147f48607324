# ruff: noqa: E501 - a row of a table is a line
"""Lists built after real public ones, of different authors, forms and trades; none of them is our template.

All names are invented. Each says what must come out of it without anybody touching the file: how many actors,
memberships, ties and contacts, which groups, which pairs are truly one organisation, and how many answers are needed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook

from tests.support.workbooks import ods, xlsx

Cells = Sequence[Sequence[object]]


@dataclass(frozen=True)
class PublicList:
    """A list as somebody has it, and what must come out of it."""

    title: str
    file: str
    content: bytes
    actors: int
    groups: tuple[str, ...] = ()
    memberships: int = 0
    ties: int = 0
    contacts: int = 0
    pairs: frozenset[frozenset[str]] = frozenset()
    must: int = 0
    second: tuple[str, bytes] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    """Actors whose names are easily read wrongly."""


def pairs_of(*pairs: tuple[str, str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in pairs)


def as_csv(rows: Cells, separator: str = ";", encoding: str = "utf-8", first: str = "") -> bytes:
    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        return f'"{text}"' if separator in text or "\n" in text else text

    return (first + "\r\n".join(separator.join(map(cell, row)) for row in rows) + "\r\n").encode(encoding)


def merged(rows: Cells, ranges: Sequence[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for one in ranges:
        book.active.merge_cells(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def club_register() -> PublicList:
    rows = [
        ("Vereinsname", "Straße", "PLZ", "Ort", "1. Vorsitzende/r", "Telefon", "E-Mail", "Homepage", "Sparte", "Mitgliederzahl"),
        ("SV Eintracht Bergau 1921 e.V.", "Sportplatz 1", "04999", "Bergau", "Herr Jochen Talberg", "03999/4411", "eintracht@bergau.example", "www.eintracht-bergau.example", "Fußball, Turnen", "312"),
        ("Schützenverein Bergau", "Am Anger 7", "04999", "Bergau", "Frau Ines Holm", "03999/4412", "", "", "Schießsport", "45"),
        ("Heimatverein Bergau e. V.", "Markt 3", "04999", "Bergau", "Frau Ute Sander", "03999/4413", "heimat@bergau.example", "", "Heimatpflege", "88"),
        ("Förderverein Grundschule Bergau e.V.", "Schulstr. 2", "04999", "Bergau", "Herr Kai Lorenz", "", "fv-gs@bergau.example", "", "Bildung", "61"),
        ("Förderverein Freiwillige Feuerwehr Bergau", "Feuerwehrgasse 1", "04999", "Bergau", "Herr Nils Ohm", "03999/4415", "", "", "Feuerwehr", "70"),
        ("Kleingartenverein „Abendsonne“ e.V.", "Weg 4", "04999", "Bergau", "Frau Rita Kolb", "03999/4416", "", "", "Kleingarten", "120"),
        ("Kleingartenverein „Morgensonne“ e.V.", "Weg 9", "04999", "Bergau", "Herr Udo Renz", "03999/4417", "", "", "Kleingarten", "95"),
        ("SV Eintracht Bergau 1921", "Sportplatz 1", "04999", "Bergau", "Herr Jochen Talberg", "", "", "", "Turnen", ""),
        ("Gemischter Chor Bergau", "Markt 3", "04999", "Bergau", "Frau Olga Reim", "03999/4418", "", "", "Musik", "34"),
    ]  # fmt: skip
    return PublicList(
        "Vereinsregister einer Gemeinde", "vereine.csv", as_csv(rows, encoding="cp1252"), actors=9, contacts=9,
        pairs=pairs_of(("SV Eintracht Bergau 1921 e.V.", "SV Eintracht Bergau 1921")),
    )  # fmt: skip


def integration_mailing_list() -> PublicList:
    rows: Cells = [
        ("Netzwerk Integration Neustadt – Verteiler",),
        ("Stand: 12.03.2026",),
        (),
        ("Nr.", "Institution / Organisation", "Art", "Mitglied in", "Ansprechpartner/in", "E-Mail", "Tel.", "Bemerkung"),
        (1, "Sozialamt Neustadt", "Behörde", "Steuerungsgruppe, AG Sprache", "Frau Meerbach", "sozialamt@neustadt.example", "0399 100", "federführend"),
        (2, "Jobcenter Neustadt", "Behörde", "AG Arbeit", "Herr Dr. Quandt", "jobcenter@neustadt.example", "0399 101", ""),
        (3, "Caritasverband Neustadt e. V.", "Träger", "AG Sprache; AG Arbeit", "Frau Ilse Vogt", "vogt@caritas.example", "0399 102", ""),
        (4, "Volkshochschule Neustadt (VHS)", "Bildungsträger", "AG Sprache", "Herr Tarek Azizi", "vhs@neustadt.example", "0399 103", ""),
        (5, "VHS Neustadt", "Bildungsträger", "Steuerungsgruppe", "", "", "", "siehe oben"),
        (6, "Flüchtlingsrat Neustadt e.V.", "Verein", "Runder Tisch Flucht, Asyl und Integration", "Frau Mona Jahn", "rat@neustadt.example", "", ""),
        (7, "Diakonisches Werk", "Träger", "AG Sprache", "", "info@dw.example", "0399 107", ""),
        (8, "Firma Hansen Bau GmbH", "Firma", "AG Arbeit", "Herr Hansen", "", "", "seit 2019 dabei"),
        (9, "Fluechtlingsrat Neustadt", "Verein", "AG Arbeit", "", "", "", ""),
        (),
        ("* Alle Angaben ohne Gewähr. Änderungen bitte an die Koordinierungsstelle melden.",),
    ]  # fmt: skip
    return PublicList(
        "Verteiler eines Integrationsnetzwerks", "Verteiler_Integration.xlsx", xlsx({"Tabelle1": rows}), actors=9,
        groups=("Steuerungsgruppe", "AG Sprache", "AG Arbeit", "Runder Tisch Flucht, Asyl und Integration"),
        memberships=11, contacts=7, must=2,
        pairs=pairs_of(("VHS Neustadt", "Volkshochschule Neustadt (VHS)"), ("Fluechtlingsrat Neustadt", "Flüchtlingsrat Neustadt e.V.")),
    )  # fmt: skip


def authority_directory() -> PublicList:
    rows: Cells = [
        ("Behördenverzeichnis des Landkreises", None, None, None, None, None, None),
        ("Behörde", "Anschrift", None, None, "Kontakt", None, "Leitung"),
        (None, "Straße", "PLZ", "Ort", "Telefon", "E-Mail", None),
        ("Landratsamt, Jugendamt", "Lange Str. 1", "39999", "Altberg", "0390 1", "jugend@kreis.example", "Frau Birte Hagen"),
        ("Landratsamt, Sozialamt", "Lange Str. 1", "39999", "Altberg", "0390 2", "sozial@kreis.example", "Herr Lutz Mahler"),
        ("Landratsamt, Gesundheitsamt", "Lange Str. 3", "39999", "Altberg", "0390 3", "gesund@kreis.example", "Frau Dr. Anke Pohl"),
        ("Agentur für Arbeit Altberg", "Ring 12", "39999", "Altberg", "0390 4", "arbeit@altberg.example", ""),
        ("Polizeirevier Altberg", "Ring 14", "39999", "Altberg", "0390 5", "revier@polizei.example", ""),
        ("Amtsgericht Altberg", "Ring 2", "39999", "Altberg", "0390 6", "", ""),
    ]  # fmt: skip
    return PublicList(
        "Behördenverzeichnis mit zwei Kopfzeilen", "behoerden.xlsx",
        merged(rows, ["A1:G1", "A2:A3", "B2:D2", "E2:F2", "G2:G3"]), actors=6, contacts=6,
    )  # fmt: skip


def doctors() -> PublicList:
    rows: Cells = [
        ("Praxis", "Arzt / Ärztin", "Fachrichtung", "PLZ Ort", "Telefon", "Fax", "QZ Diabetes", "QZ Palliativ", "Vorstand"),
        ("Hausarztpraxis am Markt", "Dr. med. Lena Brook", "Allgemeinmedizin", "39997 Seeheim", "0391 20", "0391 21", "x", "", "Dr. med. Lena Brook"),
        ("Gemeinschaftspraxis Dr. Arndt & Dr. Weil", "Dr. med. Paul Arndt", "Innere Medizin", "39997 Seeheim", "0391 22", "", "x", "x", ""),
        ("Praxis für Kardiologie", "Dr. med. Sina Roth", "Kardiologie", "39997 Seeheim", "0391 24", "", "", "x", ""),
        ("MVZ Seeheim GmbH", "", "Chirurgie", "39997 Seeheim", "0391 26", "", "", "", ""),
        ("Kinderarztpraxis Seeheim", "Dr. med. Ole Kranz", "Pädiatrie", "39997 Seeheim", "0391 28", "", "x", "", ""),
    ]  # fmt: skip
    return PublicList(
        "Ärztenetz", "aerztenetz.ods", ods({"Mitglieder": rows}), actors=5, groups=("QZ Diabetes", "QZ Palliativ"),
        memberships=5, contacts=6,
    )  # fmt: skip


def neighbourhood_round() -> PublicList:
    rows: Cells = [
        ("Quartiersrunde Nordstadt - Anwesenheit",),
        ("Einrichtung", "Vertreten durch", date(2026, 1, 15), date(2026, 2, 12), date(2026, 3, 19)),
        ("Stadtteilbüro Nordstadt", "Frau Lina Ost", "x", "x", "x"),
        ("Kita Sonnenschein", "Herr Ben Dahl", "x", "", "x"),
        ("Grundschule Nordstadt", "Frau Eva Sturm", "", "x", ""),
        ("Wohnungsgenossenschaft Heimstatt eG", "Herr Ralf Timm", "x", "x", ""),
        ("Jugendclub Kwartier", "", "", "", "x"),
        ("Summe", "", "3", "3", "3"),
    ]
    return PublicList(
        "Anwesenheitsliste einer Quartiersrunde", "quartiersrunde.xlsx", xlsx({"2026": rows}), actors=5, contacts=4
    )


def early_help() -> PublicList:
    rows: Cells = [
        ("Netzwerk Frühe Hilfen – Adressliste",),
        ("Einrichtung", "Kontakt", "Angebot"),
        ("Beratungsstellen",),
        ("Schwangerenberatung Aue", "Frau Nina Ott, Tel. 0340 551", "Beratung"),
        ("Erziehungsberatung Aue", "Herr Jan Lief\nlief@eb-aue.example", "Beratung"),
        ("Kindertagesstätten",),
        ("Kita Zwergenland", "Frau Tina Wolk, zwerge@kita.example", "Krabbelgruppe, Elterncafé"),
        ("Kita Spatzennest", "0340 554", "Krabbelgruppe"),
        ("Behörden",),
        ("Jugendamt Aue", "Frau Heike Brand\n0340 556\nheike.brand@aue.example", "Koordination"),
        ("Gesundheitsamt Aue", "", "Erstbesuch"),
    ]
    return PublicList(
        "Frühe Hilfen mit Zwischenüberschriften", "fruehe_hilfen.xlsx", xlsx({"Adressen": rows}), actors=6, contacts=5,
        kinds={"Kita Zwergenland": "school", "Jugendamt Aue": "public", "Schwangerenberatung Aue": "counselling"},
    )  # fmt: skip


def climate() -> PublicList:
    rows: Cells = [
        ("Akteur", "Sektor", "AK Energie", "AK Mobilität", "Klimabeirat"),
        ("Stadtwerke Linden", "kommunales Unternehmen", "x", "x", "seit 2021"),
        ("Umweltamt", "Verwaltung", "x", "", "seit 2020"),
        ("Fahrradclub Linden e.V.", "Verein", "", "x", ""),
        ("Linden Solar GmbH", "Unternehmen", "X", "", "2020-2023"),
        ("Hochschule Linden", "Hochschule", "x", "x", "01.04.2022"),
        ("Bürgerenergie Linden eG", "Initiative", "x", "-", ""),
    ]
    return PublicList(
        "Klimaschutz: Matrix mit Kreuzen und Daten", "klima.xlsx", xlsx({"Übersicht": rows}), actors=6,
        groups=("AK Energie", "AK Mobilität", "Klimabeirat"), memberships=12,
    )  # fmt: skip


def business_development() -> PublicList:
    rows: Cells = [
        ("Firmenname", "Branche", "Anschrift", "Ansprechpartner", "Position", "Mail", "Mitarbeiterzahl", "Cluster", "Kategorie"),
        ("Feinguss Haldern GmbH & Co. KG", "Metall", "Werkstr. 1, 39990 Haldern", "Karla Fink", "Geschäftsführerin", "fink@feinguss.example", "120", "Cluster Metall", "Unternehmen"),
        ("Optik Saale AG", "Optik", "Werkstr. 9, 39990 Haldern", "Bernd Opitz", "Vertrieb", "opitz@optik.example", "80", "Cluster Photonik", "Unternehmen"),
        ("Technologiezentrum Haldern GmbH", "Gründung", "Ring 3, 39990 Haldern", "Silke Manz", "Leitung", "manz@tz.example", "12", "Cluster Metall; Cluster Photonik", "städtische Gesellschaft"),
        ("Industrie- und Handelskammer Haldern", "Kammer", "Markt 1, 39990 Haldern", "Georg Thal", "Referent", "thal@ihk.example", "60", "", "Kammer"),
        ("IHK Haldern", "Kammer", "Markt 1", "", "", "", "", "Cluster Metall", "Kammer"),
        ("Sparkasse Haldern", "Bank", "Markt 9, 39990 Haldern", "Ruth Sommer", "Firmenkunden", "sommer@spk.example", "300", "", "Kreditinstitut"),
    ]  # fmt: skip
    return PublicList(
        "Wirtschaftsförderung", "unternehmen.csv", as_csv(rows, encoding="utf-8-sig", first="sep=;\r\n"), actors=6,
        groups=("Cluster Metall", "Cluster Photonik"), memberships=5, contacts=5, must=1,
        pairs=pairs_of(("IHK Haldern", "Industrie- und Handelskammer Haldern")),
    )  # fmt: skip


def culture() -> PublicList:
    rows: Cells = [
        ("Anrede", "Titel", "Vorname", "Nachname", "Institution", "Straße Nr.", "PLZ", "Ort", "E-Mail", "Newsletter"),
        ("Frau", "Dr.", "Petra", "Lind", "Stadtmuseum Orla", "Burg 1", "07000", "Orla", "lind@museum.example", "ja"),
        ("Herr", "", "Tom", "Weiß", "Theater Orla gGmbH", "Bühne 2", "07000", "Orla", "weiss@theater.example", "ja"),
        ("Frau", "", "Maike", "Thun", "Theater Orla gGmbH", "Bühne 2", "07000", "Orla", "thun@theater.example", "nein"),
        ("", "", "", "", "Stadtbibliothek Orla", "Markt 4", "07000", "Orla", "bibliothek@orla.example", "ja"),
        ("Herr", "Prof.", "Ulf", "Kern", "Kunstverein Orla e. V.", "Hof 5", "07000", "Orla", "kern@kunst.example", "nein"),
        ("Frau", "", "Jule", "Maas", "Kunstverein Orla", "Hof 5", "07000", "Orla", "maas@kunst.example", "ja"),
    ]  # fmt: skip
    return PublicList(
        "Kulturverteiler", "kulturverteiler.txt", as_csv(rows, "\t", "utf-16"), actors=5, contacts=6,
        pairs=pairs_of(("Kunstverein Orla", "Kunstverein Orla e. V.")),
    )  # fmt: skip


def research_network() -> PublicList:
    rows: Cells = [
        ("University", "Department", "Principal Investigator", "Email", "Research area", "Partners", "Start date"),
        ("University of Northfield", "Department of Geography", "Prof. Amy Lorne", "lorne@northfield.example", "Migration; Cities", "Institute for Urban Studies", "May 2024"),
        ("University of Northfield", "School of Public Health", "Dr. Raj Patel", "patel@northfield.example", "Health", "Department of Geography", "September 1, 2023"),
        ("Eastwick College", "Institute for Urban Studies", "Dr. Carla Ruiz", "ruiz@eastwick.example", "Cities", "", "2022"),
        ("Eastwick College", "Centre for Data Science", "Prof. Li Wen", "wen@eastwick.example", "Methods", "School of Public Health; Institute for Urban Studies", "2025-01"),
    ]  # fmt: skip
    return PublicList(
        "University research network", "network.xlsx", xlsx({"Members": rows}), actors=6, ties=4, contacts=4
    )


def english_charities() -> PublicList:
    rows: Cells = [
        ("Charity name", "Charity number", "Type", "Address line", "Postcode", "Website", "Areas of work", "Umbrella body", "Contact name", "Contact email"),
        ("Riverside Advice Centre", "1100001", "Charity", "1 High Street", "RV1 2AB", "https://riverside-advice.example", "Advice, Housing", "Riverside Voluntary Action", "Jane Holt", "jane@rac.example"),
        ("Riverside Voluntary Action", "1100002", "Charity", "2 High Street", "RV1 2AB", "www.rva.example", "Volunteering", "", "Tom Reed", "tom@rva.example"),
        ("St. Mary's Church", "", "Church", "Church Lane", "RV1 3CD", "", "Food bank", "", "", "office@stmarys.example"),
        ("Citizens Advice Riverside", "1100004", "Charity", "5 Mill Road", "RV1 4EF", "", "Advice", "", "Ann Poole", ""),
        ("Riverside Advice Centre Ltd", "1100001", "Charity", "1 High Street", "RV1 2AB", "", "Debt", "", "", ""),
        ("Riverside Council", "", "Local authority", "Town Hall", "RV1 1AA", "https://riverside.gov.example", "", "", "", ""),
        ("Polish Saturday School", "", "Community group", "", "RV1 5GH", "", "Education", "", "Ewa Nowak", ""),
    ]  # fmt: skip
    return PublicList(
        "English NGO directory", "charities.csv", as_csv(rows, ","), actors=7, contacts=5,
        pairs=pairs_of(("Riverside Advice Centre", "Riverside Advice Centre Ltd")),
    )  # fmt: skip


def gephi() -> PublicList:
    nodes: Cells = [
        ("Id", "Label", "timeset", "Kind"),
        ("n0", "Amt A", "", "Behörde"),
        ("n1", "Verein B", "", "Verein"),
        ("n2", "Schule C", "", "Schule"),
    ]
    edges: Cells = [
        ("Source", "Target", "Type", "Id", "Label", "timeset", "Weight"),
        ("n0", "n1", "Undirected", "0", "", "", "1.0"), ("n1", "n2", "Directed", "1", "", "", "2.5"),
    ]  # fmt: skip
    return PublicList(
        "Gephi: Knoten und Kanten",
        "nodes.csv",
        as_csv(nodes, ","),
        actors=3,
        ties=2,
        second=("edges.csv", as_csv(edges, ",")),
    )


def kumu() -> PublicList:
    elements: Cells = [
        ("Label", "Type", "Description", "Tags", "Image"),
        ("Food Bank North", "Charity", "Weekly", "food|poverty", ""),
        ("City Council", "Public body", "", "governance", ""),
        ("Harvest Farm", "Company", "Grows", "food", ""),
    ]
    connections: Cells = [
        ("From", "To", "Direction", "Label", "Type", "Strength", "Tags"),
        ("City Council", "Food Bank North", "directed", "grant 2025", "Funding", "3", "poverty"),
        ("Harvest Farm", "Food Bank North", "mutual", "", "Partnership", "2", "food"),
    ]
    return PublicList(
        "Kumu: elements and connections", "kumu.xlsx", xlsx({"Elements": elements, "Connections": connections}), actors=3, ties=2
    )  # fmt: skip


def own_export() -> PublicList:
    actors: Cells = [
        ("Name", "Kurzname", "Sektor", "Art", "Arbeitsgruppen", "Stand", "Sicherheit", "Verbindungen", "Lücken", "Kennung"),
        ("Ausländerbehörde", "ABH", "Öffentliche Hand", "Kommune und ihre Ämter", "AG Ankommen", "besteht", "so gesagt", 3, 1, "https://netz.invalid/id/n/abh"),
        ("Caritas", "", "Zivilgesellschaft", "Wohlfahrtsverband, freier Träger", "AG Ankommen; AG Arbeit", "besteht", "so gesagt", 2, 0, "https://netz.invalid/id/n/caritas"),
        ("AG Ankommen", "", "", "ständige Arbeitsgruppe", "", "besteht", "so gesagt", 2, 0, "https://netz.invalid/id/n/gruppe/ankommen"),
    ]  # fmt: skip
    ties: Cells = [
        ("Von", "Zu", "Art", "Bezeichnung", "Stand", "Beginn", "Ende", "Thema", "Sicht", "Sicherheit", "Beleg", "Quelle", "Kennung", "Gewicht", "Gerichtet", "Kennung (Von)", "Kennung (Zu)"),
        ("Ausländerbehörde", "Caritas", "Schnittstelle", "Übergabe an Beratung", "besteht", "2016-01-01", "", "Ankommen und Beratung", "", "so gesagt", "„Zitat“", "Protokoll", "https://netz.invalid/id/n/s1", 1, "nein", "https://netz.invalid/id/n/abh", "https://netz.invalid/id/n/caritas"),
        ("Caritas", "AG Ankommen", "Mitgliedschaft", "Caritas – AG Ankommen", "besteht", "", "", "", "", "so gesagt", "", "", "https://netz.invalid/id/n/m1", 1, "ja", "https://netz.invalid/id/n/caritas", "https://netz.invalid/id/n/gruppe/ankommen"),
        ("Ausländerbehörde", "AG Ankommen", "Leitung", "", "besteht", "", "", "", "", "so gesagt", "", "", "https://netz.invalid/id/n/m2", 1, "ja", "https://netz.invalid/id/n/abh", "https://netz.invalid/id/n/gruppe/ankommen"),
    ]  # fmt: skip
    book = {"Akteure": actors, "Verbindungen": ties, "Angaben": [["Netzwerk"], ["Integration"], ["Stand: 2026"]]}
    return PublicList(
        "Unser eigener Export", "netzwerk.xlsx", xlsx(book), actors=3, groups=("AG Ankommen", "AG Arbeit"), memberships=3, ties=1
    )  # fmt: skip


def edge_list() -> PublicList:
    rows: Cells = [
        ("Organisation A", "Organisation B", "Art der Zusammenarbeit", "seit"),
        ("Tafel Ostheim", "Kirchgemeinde Ostheim", "gemeinsames Projekt", "2018"),
        ("Tafel Ostheim", "Sozialamt Ostheim", "Zuwendung", "01.01.2020"),
        ("Kirchgemeinde Ostheim", "Seniorenbeirat", "Austausch", "Mai 2021"),
        ("Seniorenbeirat", "Sozialamt Ostheim", "Kooperationsvereinbarung", "seit 2022"),
    ]
    return PublicList("Kantenliste ohne Akteure", "kooperationen.csv", as_csv(rows), actors=4, ties=4)


def tie_matrix() -> PublicList:
    names = ["Hort Ilm", "Schule Ilm", "Bauhof Ilm", "Verein Ilm"]
    rows: Cells = [
        ["Wer arbeitet mit wem?"],
        ["", *names],
        [names[0], "", 3, 0, 1],
        [names[1], 3, "", "", 2],
        [names[2], 0, "", "", ""],
        [names[3], 1, 2, "", ""],
    ]
    return PublicList("Akteure mal Akteure", "matrix.xlsx", xlsx({"Matrix": rows}), actors=4, ties=3)


def committees() -> PublicList:
    book: dict[str, Cells] = {
        "Deckblatt": [["Gremienbuch 2026"], ["Büro der Oberbürgermeisterin"]],
        "Gremien": [
            ("Gremium", "Mitglied", "Funktion", "seit", "bis"),
            ("Präventionsrat", "Polizeirevier Mitte", "Vorsitz", date(2020, 1, 1), None),
            ("Präventionsrat", "Jugendamt", "Mitglied", date(2020, 1, 1), None),
            ("Präventionsrat", "Stadtsportbund e.V.", "beratend", date(2021, 6, 1), date(2024, 5, 31)),
            ("Inklusionsbeirat", "Lebenshilfe e.V.", "Vorsitz", date(2019, 3, 1), None),
            ("Inklusionsbeirat", "Jugendamt", "Mitglied", None, None),
        ],
        "intern": [["Geheim"]],
    }
    return PublicList(
        "Gremienbuch mit Deckblatt und versteckter Tabelle", "gremien.xlsx", xlsx(book, hidden=["intern"]), actors=4,
        groups=("Präventionsrat", "Inklusionsbeirat"), memberships=5,
    )  # fmt: skip


def without_headings() -> PublicList:
    rows: Cells = [
        ("Bürgerhaus Lindenhof", "lindenhof@viertel.example", "0351 1001", "Treffpunkt"),
        ("Nachbarschaftshilfe Süd e.V.", "hilfe@viertel.example", "0351 1002", "Verein"),
        ("Pfarrei St. Anna", "anna@viertel.example", "0351 1003", "Kirche"),
        ("Seniorentreff Süd", "senioren@viertel.example", "0351 1004", "Treffpunkt"),
    ]
    return PublicList("Liste ohne Überschriften", "kontakte.csv", as_csv(rows, ","), actors=4, contacts=4)


def day_care() -> PublicList:
    rows: Cells = [
        ("lfd. Nr.", "Name der Kita", "Träger", "Stadtteil", "Plätze", "Leitung", "Telefon", "Internet"),
        (
            1,
            "Kita Regenbogen",
            "AWO Kreisverband Selda e.V.",
            "Nord",
            90,
            "Frau Maja Stein",
            "0365 11",
            "www.regenbogen.example",
        ),
        (2, "Kita Regenbogen II", "AWO Kreisverband Selda e.V.", "Süd", 60, "Frau Rosa Klee", "0365 12", ""),
        (3, "Kita Max & Moritz", "Stadt Selda", "Mitte", 110, "Herr Finn Orth", "0365 13", ""),
        (4, "Ev. Kindergarten Selda", "Ev. Kirchgemeinde Selda", "Mitte", 45, "Frau Ilka Born", "0365 14", ""),
        (5, "Evangelischer Kindergarten Selda", "Ev. Kirchgemeinde Selda", "Mitte", 45, "", "", ""),
        (None, "Summe", None, None, 350, None, None, None),
    ]
    return PublicList(
        "Kitas mit Trägern", "kitas.ods", ods({"Kitas": rows}), actors=8, contacts=4,
        pairs=pairs_of(("Ev. Kindergarten Selda", "Evangelischer Kindergarten Selda")),
    )  # fmt: skip


def consortium() -> PublicList:
    rows: Cells = [
        ("No", "Participant legal name", "Short name", "Country", "Type", "WP1", "WP2", "WP3"),
        (1, "Technical University of Halm", "TUH", "DE", "HES", "Lead", "x", ""),
        (2, "Instituto de Ciencias del Mar Azul", "ICMA", "ES", "REC", "x", "Lead", "x"),
        (3, "Blue Ocean Consulting Ltd", "BOC", "IE", "SME", "", "x", "Lead"),
        (4, "Ministry of Fisheries of Norland", "MFN", "NO", "Public body", "x", "", "x"),
    ]
    return PublicList(
        "EU consortium",
        "consortium.xlsx",
        xlsx({"Partners": rows}),
        actors=4,
        groups=("WP1", "WP2", "WP3"),
        memberships=9,
    )


def representatives() -> PublicList:
    rows: Cells = [
        ("Entsendende Institution", "Vertreter/in", "E-Mail", "Stellvertreter/in", "E-Mail 2", "Gremium"),
        (
            "Kreiselternrat",
            "Frau Nora Bell",
            "bell@ker.example",
            "Herr Ingo Raab",
            "raab@ker.example",
            "Bildungsbeirat",
        ),
        ("Stadtschülerrat", "Herr Leo Kamp", "kamp@ssr.example", "", "", "Bildungsbeirat"),
        (
            "Gewerkschaft Erziehung",
            "Frau Gerda Noll",
            "noll@ge.example",
            "Frau Tilda Voss",
            "voss@ge.example",
            "Bildungsbeirat",
        ),
    ]
    return PublicList(
        "Entsandte eines Beirats", "beirat.xlsx", xlsx({"Beirat": rows}), actors=3, groups=("Bildungsbeirat",), memberships=3, contacts=5
    )  # fmt: skip


def grants() -> PublicList:
    rows: Cells = [
        ("Zuwendungsempfänger", "Zuwendungsgeber", "Projekt", "Summe in Euro", "Laufzeit"),
        ("Haus der Jugend e.V.", "Stadt Rabenau", "Offene Tür", "12.500,00", "01.01.2025 - 31.12.2026"),
        ("Frauenhaus Rabenau", "Land", "Schutzplätze", "80.000,00", "2025"),
        ("Haus der Jugend e.V.", "Stiftung Miteinander", "Feriencamp", "4.000,00", "Juli 2025 bis August 2025"),
    ]
    return PublicList("Zuwendungsliste", "zuwendungen.csv", as_csv(rows, encoding="cp1252"), actors=5, ties=3)


def groups_with_members() -> PublicList:
    rows: Cells = [
        ("Arbeitsgruppe", "Mitglieder", "Sprecher/in"),
        ("AG Wohnen", "Wohnbau Elster GmbH, Mieterverein Elster, Sozialamt", ""),
        ("AG Bildung", "Volkshochschule; Sozialamt; Stadtbibliothek", ""),
        ("AG Kultur", "Stadtbibliothek, Mieterverein Elster, Wohnbau Elster GmbH", ""),
    ]
    return PublicList(
        "Arbeitsgruppen, die Mitglieder in einer Zelle", "ags.xlsx", xlsx({"AGs": rows}), actors=5,
        groups=("AG Wohnen", "AG Bildung", "AG Kultur"), memberships=9,
    )  # fmt: skip


def persons_and_offices() -> PublicList:
    rows: Cells = [
        ("Name", "Einrichtung", "Funktion", "Telefon", "AG"),
        ("Ritter, Paul", "Stadtarchiv Wolmar", "Leiter", "0381 1", "AG Erinnern"),
        ("Sommer, Clara", "Gymnasium Wolmar", "Lehrerin", "0381 2", "AG Erinnern, AG Jugend"),
        ("Kuhn, Felix", "Jugendring Wolmar", "", "0381 3", "AG Jugend"),
        ("Lenz, Maria", "Maria Lenz", "Zeitzeugin", "0381 4", "AG Erinnern"),
    ]
    return PublicList(
        "Personenliste mit Einrichtungen", "gedenken.csv", as_csv(rows, encoding="utf-8-sig"), actors=4,
        groups=("AG Erinnern", "AG Jugend"), memberships=5, contacts=4, must=1,
    )  # fmt: skip


def old_template() -> PublicList:
    actors: Cells = [
        ("Akteur", "Kurzname", "Sektor", "Art", "Gruppe"),
        ("Amt", "", "Öffentliche Hand", "", "AG 1; AG 2"),
        ("Verein", "V", "", "Verein", "AG 1"),
    ]
    ties: Cells = [
        ("Von", "Zu", "Art", "Thema", "Stand", "Seit", "Bis", "Sicherheit"),
        ("Amt", "Verein", "Schnittstelle", "Sprache", "geplant", "2026-02", "2027", "so gesagt"),
    ]
    return PublicList(
        "Die bisherige Vorlage", "vorlage.xlsx", xlsx({"Akteure": actors, "Verbindungen": ties}), actors=2, groups=("AG 1", "AG 2"), memberships=3, ties=1
    )  # fmt: skip


def referrals() -> PublicList:
    rows: Cells = [
        ("Von", "An", "Anlass", "Häufigkeit", "Stand"),
        ("Hausarztpraxis Bruck", "Pflegestützpunkt Bruck", "Pflegegrad", "monatlich", "läuft"),
        ("Krankenhaus Bruck", "Pflegestützpunkt Bruck", "Entlassung", "wöchentlich", "läuft"),
        ("Pflegestützpunkt Bruck", "Sozialamt Bruck", "Hilfe zur Pflege", "selten", "geplant"),
    ]
    return PublicList("Überleitungen der Pflegekonferenz", "pflege.ods", ods({"Überleitung": rows}), actors=4, ties=3)


def anchor_institutions() -> PublicList:
    rows: Cells = [
        ("Stakeholder", "Stakeholder group", "Interest", "Contact person", "Member of"),
        ("Northgate Housing Trust", "Charity", "Housing", "Lucy Hale", "Steering group\nHousing working group"),
        ("Northgate College", "College", "Skills", "Mark Dunn", "Skills working group"),
        ("Northgate Hospital", "Hospital", "Health", "", "Steering group"),
        ("Northgate Chamber", "Chamber of commerce", "Jobs", "Sue Lane", "Skills working group\nSteering group"),
    ]
    return PublicList(
        "Stakeholder list of a town", "stakeholders.xlsx", xlsx({"Stakeholders": rows}), actors=4,
        groups=("Steering group", "Housing working group", "Skills working group"), memberships=6, contacts=3,
    )  # fmt: skip


ALL: tuple[Callable[[], PublicList], ...] = (
    club_register, integration_mailing_list, authority_directory, doctors, neighbourhood_round, early_help, climate,
    business_development, culture, research_network, english_charities, gephi, kumu, own_export, edge_list, tie_matrix,
    committees, without_headings, day_care, consortium, representatives, grants, groups_with_members,
    persons_and_offices, old_template, referrals, anchor_institutions,
)  # fmt: skip
