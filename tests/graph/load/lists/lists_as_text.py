"""Lists that were copied out of letters, pages of print, wikis and records, built after real public ones."""

from __future__ import annotations

from collections.abc import Callable

from tests.graph.load.lists.public_lists import PublicList


def round_table_with_bullets() -> PublicList:
    text = """Mitglieder des Runden Tisches gegen Gewalt:
- Frauenhaus Elm
- Polizeirevier Elm
- Opferhilfe Nord e. V., Außenstelle Elm
• Amtsgericht Elm
"""
    return PublicList(
        "Runder Tisch", "tisch.txt", text.encode(), actors=4, names=frozenset({"Frauenhaus Elm", "Amtsgericht Elm"})
    )


def numbered_with_gaps() -> PublicList:
    text = "1. Frauenhaus Elm\n2. Polizeirevier Elm\n5. Opferhilfe Nord e. V.\n10. Amtsgericht Elm\n"
    return PublicList(
        "Nummeriert", "tisch.txt", text.encode(), actors=4, names=frozenset({"Frauenhaus Elm", "Amtsgericht Elm"})
    )


def lines_broken_in_words() -> PublicList:
    text = """Träger\tAngebot\tOrt
Helferbund Orts-
verband Elm e. V.\tMigrationsberatung\tElm
Rettungsdienst Kreis-
verband Elm-Tal\tJugendberatung\tElm
Kinder-
und Jugendwerk\tSchuldnerberatung\tTal
"""
    whole = {"Helferbund Ortsverband Elm e. V.", "Rettungsdienst Kreisverband Elm-Tal", "Kinder- und Jugendwerk"}
    return PublicList("Aus einer PDF", "träger.txt", text.encode(), actors=3, names=frozenset(whole))


def records_of_members() -> PublicList:
    text = """Name: Miteinander Elm e.V.
Adresse: Weg 30, 39104 Elm
Telefon: 0391 5550
Mitglied in: AG Vielfalt; AG Bildung

Name: Lernwerk gGmbH
Adresse: Allee 18
Mitglied in: AG Bildung
"""
    return PublicList(
        "Steckbriefe", "steckbriefe.txt", text.encode(), 2, ("AG Vielfalt", "AG Bildung"), memberships=3, contacts=1
    )


def table_of_markdown() -> PublicList:
    text = """# Partner

| Partner | Gruppe | Seit |
|---------|:------:|-----:|
| Sozialamt | AG Wohnen | 2020 |
| Mieterverein e. V. | AG Wohnen | 2021 |
"""
    return PublicList("Markdown", "partner.md", text.encode(), actors=2, groups=("AG Wohnen",), memberships=2)


def table_of_a_wiki() -> PublicList:
    text = "||Partner||Gruppe||\n|Sozialamt|AG Wohnen|\n|Mieterverein e. V.|AG Wohnen|\n"
    return PublicList("Wiki", "partner.txt", text.encode(), actors=2, groups=("AG Wohnen",), memberships=2)


def address_book() -> PublicList:
    text = """BEGIN:VCARD
VERSION:3.0
N:Beispiel;Anna;;Frau;
FN:Anna Beispiel
ORG:Jobcenter Elm;Team 5
TITLE:Teamleiterin
TEL;TYPE=WORK,VOICE:0391 5555
TEL;TYPE=HOME:0391 999999
EMAIL;TYPE=INTERNET:anna@jc.exa
 mple
ADR;TYPE=WORK:;;Weg 1;Elm;;39104;Deutschland
CATEGORIES:Netzwerk Arbeit,AG Sprache
BDAY:1980-01-01
END:VCARD
BEGIN:VCARD
VERSION:2.1
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Stadtmission =C3=96lm=
ühle
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Stadtmission =C3=96lm=
ühle
TEL:0391 777 777
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Bert Muster
END:VCARD
"""
    return PublicList(
        "Adressbuch",
        "kontakte.vcf",
        text.replace("\n", "\r\n").encode(),
        actors=2,
        groups=("Netzwerk Arbeit", "AG Sprache"),
        memberships=2,
        contacts=2,
        names=frozenset({"Jobcenter Elm", "Stadtmission Ölmühle"}),
    )


def address_book_as_table() -> PublicList:
    text = """Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich,Organisation
Anna,Beispiel,Anna Beispiel,anna@jc.example,0391 5555,Jobcenter Elm
"""
    return PublicList("Adressbuch", "adressbuch.csv", text.encode(), actors=1, contacts=1)


def addresses_off_a_website() -> PublicList:
    text = """Jugendamt Elm
Markt 1
39104 Elm
Tel.: 0391 5550
www.elm.example

Sozialwerk Elm e. V.
Frau Kern
Weg 5
39104 Elm
info@sozialwerk.example
"""
    names = frozenset({"Jugendamt Elm", "Sozialwerk Elm e. V."})
    return PublicList("Von einer Seite", "adressen.txt", text.encode(), actors=2, contacts=2, names=names)


TEXTS: tuple[Callable[[], PublicList], ...] = (
    round_table_with_bullets,
    numbered_with_gaps,
    lines_broken_in_words,
    records_of_members,
    table_of_markdown,
    table_of_a_wiki,
    address_book,
    address_book_as_table,
    addresses_off_a_website,
)
