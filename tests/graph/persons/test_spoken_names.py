"""Which texts name a known person, in which spelling, and which only look so."""

from __future__ import annotations

import re
import time
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.load.files import create_with_magdeburg, load_files, load_ontology
from graph.paths import DATA
from graph.persons.directory import Directory
from graph.persons.likeness import Likeness, likeness
from graph.persons.spoken_names import SpokenNames
from graph.store.embedded import EmbeddedStore


def knowing(*names: str) -> Directory:
    directory = Directory()
    text = "".join(f'<urn:{number}> <{_NAME}> "{name}" ; a <{_PERSON}> .' for number, name in enumerate(names))
    directory.learn([ox.Quad(*triple) for triple in ox.parse(text, format=ox.RdfFormat.TURTLE)])
    return directory


_NAME, _PERSON = "http://xmlns.com/foaf/0.1/name", "http://xmlns.com/foaf/0.1/Person"


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Anna Stadt", ["Die Stadt Magdeburg", "STADTRAT", "der Stadt", "stadt-und-land", "Anna und die Stadt"]),
        ("Bernd Amt", ["Das Amt", "Ämter", "Amt 51", "im amt"]),
        ("Erdmute Lang", ["lang und breit", "Lang ist es her", "so lang wie", "lange"]),
        ("Jan Koch", ["der Koch", "Koch und Kellner", "Jan und Jens"]),
        ("Eva Ott", ["Otto", "Wir ott", "Ottersleben"]),
        ("Li Wu", ["Li", "Wuppertal", "wu"]),
        ("Ute Brandt", ["Brandtstraße", "Brand", "Brandenburg", "Ute"]),
        ("Uwe von der Aue", ["in der Aue", "Auen", "von der Elbe"]),
        ("Kim Bildung", ["Arbeitskreis Bildung", "Bildungsträger", "frühkindliche Bildung"]),
    ],
)
def test_an_ordinary_word_swallows_no_text(name: str, texts: list[str]) -> None:
    directory = knowing(name)
    assert [text for text in texts if directory.mentions(text)] == []


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Anna Stadt", ["Frau Stadt", "Anna Stadt", "A. Stadt", "Stadt, Anna", "anna.stadt@x.de", "ANNA STADT"]),
        ("Dr. Erdmute Lang", ["Frau Dr. Lang", "Erdmute Lang", "erdmute-lang", "Langs, Erdmute Langs"]),
        ("Li Wu", ["Li Wu", "Herr Wu", "WU, LI"]),
        ("Uwe von der Aue", ["Herr von der Aue", "von der Aue", "Frau Aue"]),
        ("Jörg Größler", ["Joerg Groessler", "GRÖSSLER", "Grossler", "Größlers"]),
        ("Müller-Lüdenscheidt, Eva", ["Lüdenscheidt", "Mueller-Luedenscheidt", "Müller-\nLüdenscheidt"]),
        ("Sinéad O'Brien", ["Sinead O’Brien", "obrien", "O'Briens"]),
    ],
)
def test_a_name_is_found(name: str, texts: list[str]) -> None:
    directory = knowing(name)
    assert [text for text in texts if not directory.mentions(text)] == []


@given(st.text(alphabet="abcdefghiklmnoprstuvwz", min_size=7, max_size=12), st.randoms(use_true_random=False))
def test_no_break_no_capital_and_no_neighbour_hides_a_name(word: str, random: object) -> None:
    name = word.capitalize()
    directory = knowing(f"Anna {name}x")
    spelled = f"{name}x"
    cut = len(spelled) // 2
    for text in (
        spelled.upper(),
        f"({spelled})",
        f"{spelled[:cut]}-\n{spelled[cut:]}",
        f"1_{spelled}_2",
        f"{spelled}s",
    ):
        assert directory.mentions(text), text


def test_iris_are_looked_through_and_vocabularies_are_not() -> None:
    directory = knowing("Anna Zwirnnysen", "Bert Interface")
    assert directory.is_named_in("https://stadt.example/anna-zwirnnysen")
    assert directory.is_named_in("mailto:zwirnnysen@stadt.example")
    assert not directory.is_named_in("https://w3id.org/akteursnetz/ns#Interface")
    assert directory.is_named_in("https://stadt.example/interface")


def test_shipped_networks_keep_the_same_statements_apart_as_before() -> None:
    with_magdeburg, with_musterstadt = EmbeddedStore(None), EmbeddedStore(None)
    load_ontology(with_musterstadt)
    assert create_with_magdeburg(with_magdeburg).moved == 54
    assert load_files(with_musterstadt, [DATA / "examples" / "musterstadt.ttl"]).moved == 0


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Dr. Ada Brandt", "certain"),
        ("Frau Borris", "certain"),
        ("Brandt, Ada", "certain"),
        ("Anna-Lena Zwirnnysen", "certain"),
        ("Anna von der Aue", "certain"),
        ("Zwirnnysen", "uncertain"),
        ("Lore Ipsum", "uncertain"),
        ("Stadtwerke", "no"),
        ("Caritas e. V.", "no"),
        ("AG Soziales", "no"),
        ("Jugendamt", "no"),
        ("Jobcenter Lindenau", "no"),
        ("Polizeirevier Nord", "no"),
        ("Stadtbücherei Lindenau", "no"),
        ("Ruderclub Elbe", "no"),
        ("Anna-Siemsen-Schule", "no"),
        ("Friedrich-Ebert-Stiftung", "no"),
        ("IHK", "no"),
        ("Koordination", "no"),
        ("", "no"),
        ("Wir treffen uns am Montag", "no"),
        ("Deutscher Bundestag", "no"),
        ("Deutsche Welle", "no"),
        ("Deutsche Forschungsgemeinschaft", "no"),
        ("Evangelische Jugend", "no"),
        ("Gemeinsame Benennung", "no"),
        ("Ada Deutscher", "certain"),
        ("Deutscher Ipsum", "uncertain"),
        ("Dr. Eva Bornheim", "certain"),
        ("Anna Neuhaus", "uncertain"),
        ("Hellweg, Peter", "uncertain"),
        ("Clara Zetkin Haus", "no"),
        ("Maria Kirche", "no"),
        ("Anna Bank", "certain"),
        ("Anna Beispiel AWO", "certain"),
        ("AWO Lindenau", "no"),
        ("Amtsgericht Lindenau", "no"),
        ("Seniorenvertretung Lindenau", "no"),
        ("Kreissparkasse Lindenau", "no"),
        ("Begegnungsstätte Nord", "no"),
        ("DITIB Merkez Camii", "no"),
        ("Refugee Council", "no"),
    ],
)
def test_a_name_is_a_persons_surely_perhaps_or_not(name: str, answer: Likeness) -> None:
    assert likeness(name) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Özlem Yıldız, 0561 7661925", "uncertain"),
        ("Lena Straßmeier 0170 1234567", "uncertain"),
        ("Lena Straßmeier Durchwahl 12", "uncertain"),
        ("Frau Köhler, Tel. 0561/12345", "certain"),
        ("Frau Wagner - Schulamt", "certain"),
        ("Dr. med. Peter Koch, Kinderarzt", "certain"),
        ("Maria Müller (0561-12)", "uncertain"),
        ("Maria Müller, Jugendamt", "uncertain"),
        ("Ahmed Şahin (Jugendamt)", "uncertain"),
        ("Brandt, Ada (Jugendamt)", "uncertain"),
        ("Köhler (Jugendamt)", "uncertain"),
        ("Koch, 0561 123456", "uncertain"),
        ("Lore Ipsum; 0561/7872000", "uncertain"),
        ("maria.mueller@kassel.de", "uncertain"),
        ("lena.strassmeier (at) kassel.de", "uncertain"),
        ("Ulla Wagner & Peter Koch", "uncertain"),
        ("Anna Brandt / Peter Koch", "uncertain"),
        ("Anna „Anni“ Brandt", "uncertain"),
        ("Ansprechpartnerin: Anna Brandt", "uncertain"),
        ("Jugendamt (Frau Köhler)", "uncertain"),
        ("Pfarrer Groß", "uncertain"),
        ("Zwirnnysen, Anna (AWO)", "uncertain"),
        ("Zwirnnysen (AWO)", "uncertain"),
        ("Zwirnnysen, \ufdfa (AWO)", "uncertain"),
        ("Amt, \u00b2 \u00aa (AWO)", "no"),
        ("Talsperrenbetrieb AöR", "no"),
        ("Arbeiterwohlfahrt (AWO)", "no"),
        ("IHK Lindenau, Geschäftsstelle Nord", "no"),
        ("Bürgermeisterin Wagner", "uncertain"),
        ("Polizeipräsidium Nordhessen", "no"),
        ("Jugendamt, Tel. 0561 787123", "no"),
        ("Zentrale 0561 123456", "no"),
        ("+49 561 123456", "no"),
        ("info@kassel.de", "no"),
        ("jugendamt@kassel.de", "no"),
        ("Bündnis 90/Die Grünen", "no"),
        ("Caritas e. V. (Anna Brandt)", "no"),
        ("Kita „Maria Königin“", "no"),
        ("Hort & Kita Sonnenschein", "no"),
        ("Koch & Söhne GmbH", "no"),
        ("AG Kinder, Jugend & Familie", "no"),
        ("06112 Halle", "no"),
        ("Projekt 2014-2016", "no"),
        ("IHK (Magdeburg)", "no"),
    ],
)
def test_what_a_list_writes_beside_a_name_makes_it_no_less_a_persons(cell: str, answer: Likeness) -> None:
    assert likeness(cell) == answer


_PARTING = re.compile(r"[,;:/&()@]|\d")


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.ttl")), ids=lambda path: path.stem)
def test_no_organisation_of_the_examples_is_asked_about_for_what_stands_beside_its_name(path: Path) -> None:
    labels = re.findall(r'(?:prefLabel|altLabel)\s+"([^"]+)"', path.read_text(encoding="utf-8"))
    assert [label for label in labels if _PARTING.search(label) and likeness(label) != "no"] == []


def test_two_thousand_persons_of_one_given_name_cost_a_text_no_more_than_one() -> None:
    names, firsts = SpokenNames(), "bdfgklmnprst"
    families = [f"Zwi{a}o{b}u{c}en" for a, b, c in product(firsts, repeat=3)]
    for family in families:
        names.add(family, f"Lore {family}")
    begin = time.process_time()
    for number in range(1_000):
        assert not names.mentions(f"Lore Anders{number}kamp und L. Petersdorf")
    assert names.mentions("Lore Zwibobuben")
    assert time.process_time() - begin < 0.6, "each name was compared: several seconds"
