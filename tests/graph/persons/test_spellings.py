"""Every usual way of writing a name, a number or an address, for many names: found; the words of a store: not."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.load.files import load_files
from graph.paths import DATA
from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.rdf.skolem import skolemise
from graph.store.embedded import EmbeddedStore
from tests.support.magdeburg import create_with_magdeburg, load_ontology

PREFIXES = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix schema: <https://schema.org/> . @prefix netz: <urn:n:> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix org: <http://www.w3.org/ns/org#> .
"""
GIVEN = ("Anna", "Jörg", "Miriam", "Peter", "Süleyman", "Zoë")
COMMON = ("Koch", "Müller", "Lang", "Weiß", "Schäfer", "Wolf", "Winter", "Richter", "Jung", "Berg", "König", "Vogt")
RARE = ("Zwirnnyßen", "Größler", "Pumpelwitz", "Hohlschratt", "Quarkenbreuck")
SPELLED = (
    "Frau {f}", "Herrn {f}", "Frau Dr. {f}", "Frau {f}s Büro", "FRAU {F}", "{g} {f}", "{g} {f}s Vorschlag", "{f}, {g}",
    "{f} {g}", "{i}. {f}", "Leitung: {f}, {i}.", "{f} {i}.", "{g} Maria {f} leitet", "{g} M. {f}", "{g} von {f}",
    "{f}, Maria {g}", "Ansprechpartnerin {f}", "Leitung: {f}", "Kollegin {f}", "Protokoll: {f}", "Frau Meier und {f}",
    "Ansprechpartner Meier und {f}", "Vorsitzende {f}", "{g}_{f}", "{G} {F}", "<td>{g}</td><td>{f}</td>",
    "{gm}.{fm}@stadt.example", "{fm}@stadt.example", "{im}{fm}@stadt.example", "{im}.{fm} (at) stadt.example",
    "{fm}{im}@stadt.example", "@{im}{fm}", "{g}\n{f}", "{f},\n{g}", "Amtsleiterin {f}",
)  # fmt: skip
RARELY_SPELLED = (
    "{f} sprach", "{f}s Vorschlag", "{head}-\n{tail}", "{head}\n{tail}", "{head}\t{tail}", "{head}=\n{tail}",
    "kommt\n{head}\n{tail} heute", "{dotted}", "{moji}", "{quoted}", "{percent}", "{F}", "{head}**{tail}**", "{fm}",
    "{soft}",
)  # fmt: skip


def knowing(turtle: str, public: str = "") -> Directory:
    directory, held = Directory(), ox.Store()
    held.extend(quads_of(public))
    directory.learn(quads_of(turtle), PublicSide(held))
    return directory


def quads_of(turtle: str) -> list[ox.Quad]:
    return skolemise(list(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)))


def person(name: str, family: str = "") -> str:
    said = f'; foaf:familyName "{family}"' if family else ""
    return f'<urn:p:1> a foaf:Person ; foaf:name "{name}" {said} .'


def mail_letters(word: str) -> str:
    return word.lower().translate(
        {ord(one): two for one, two in zip("äöüßë", ("ae", "oe", "ue", "ss", "e"), strict=True)}
    )


def spelled(pattern: str, given: str, family: str) -> str:
    cut = len(family) // 2
    return pattern.format(
        f=family, g=given, i=given[0], F=family.upper(), G=given.upper(),
        fm=mail_letters(family), gm=mail_letters(given), im=mail_letters(given)[0],
        head=family[:cut], tail=family[cut:], dotted=".".join(family), soft="\u00ad".join(family),
        moji=family.encode().decode("cp1252", "replace") if family.isascii() else _moji(family),
        quoted="".join(f"={byte:02X}" if byte > 127 else chr(byte) for byte in family.encode()),
        percent="".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in family.encode()),
    )  # fmt: skip


def _moji(word: str) -> str:
    return "".join(bytes([byte]).decode("cp1252") for byte in word.encode())


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(GIVEN),
    st.sampled_from(COMMON + RARE),
    st.sampled_from(SPELLED),
    st.sampled_from(("stated", "guessed")),
)
def test_every_spelling_of_every_name_is_found(given: str, family: str, pattern: str, known_by: str) -> None:
    directory = knowing(person(f"{given} {family}", family if known_by == "stated" else ""))
    assert directory.mentions(spelled(pattern, given, family))


@pytest.mark.parametrize("family", RARE)
@pytest.mark.parametrize("pattern", RARELY_SPELLED)
def test_a_rare_name_is_found_however_it_is_torn(family: str, pattern: str) -> None:
    assert knowing(person(f"Anna {family}")).mentions(spelled(pattern, "Anna", family))


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Nguyễn Thị Hương", ["Frau Nguyen", "Frau Huong", "Nguyen Thi Huong", "Thi Huong"]),
        ("Maria García López", ["Frau García", "Frau Garcia Lopez", "Maria Lopez", "Garcia, Maria"]),
        ("Öz, Ali", ["Herr Oez", "Oez, Ali", "ali.oez@stadt.example", "oez@stadt.example"]),
        ("Ali Can", ["Herrn Cans Büro", "Herr Can", "Ali Can", "Can, A."]),
        ("Иван Жуков", ["Herr Schukow", "Ivan Zhukov", "Zhukov sprach", "Iwan Schukow", "Жуков"]),
        ("Олександр Шевченко", ["Oleksandr Schewtschenko", "Frau Shevchenko"]),
        ("Anna Müßigbrodt", ["MÃ¼ÃŸigbrodt", "M=C3=BC=C3=9Figbrodt", "Muessigbrodt", "M%C3%BC%C3%9Figbrodt"]),
    ],
)
def test_names_of_other_orders_and_letters(name: str, texts: list[str]) -> None:
    directory = knowing(person(name))
    assert [text for text in texts if not directory.mentions(text)] == []


@pytest.mark.parametrize("family", [*COMMON, "Stadt", "Bildung", "Integration", "Sprecher"])
@pytest.mark.parametrize(
    "text",
    [
        "{f} und Partner", "die {f}, die", "Im {f} war es", "ein {f} kam", "Protokoll {l} und breit", "{l} ist es",
        "der {f} mit Anna war da", "Anna trifft den {f}", "Peter und der {f}", "{f}: 12", "Leitung {l} gesucht",
        "info@stadt.example", "Kontakt: siehe {f}", "{f}straße 3", "{f}er", "a) b) {l}", "{f} Anhang",
    ],
)  # fmt: skip
def test_an_ordinary_word_stays_public(family: str, text: str) -> None:
    directory = knowing(person(f"Anna {family}"))
    assert not directory.mentions(text.format(f=family, l=family.lower()))


THINGS = """
<https://netz.invalid/id/quartier-westerhuesen/netzwerk> a <https://w3id.org/akteursnetz/ns#Network> ;
  foaf:name "Quartier Westerhüsen" .
<https://netz.invalid/id/beta/betawerk> a org:Organization ; foaf:name "Betawerk Ebendorf e. V." .
<urn:a:own> a <urn:Kita> ; foaf:name "Kita Zauberhut" . <urn:Kita>
  <http://www.w3.org/2000/01/rdf-schema#subClassOf> org:Organization .
"""


@pytest.mark.parametrize("name", ["Tim Westerhüsen", "Ada Betawerk", "Ute Ebendorf", "Uli Zauberhut"])
def test_a_word_that_things_are_called_by_hides_nothing(name: str) -> None:
    directory = knowing(person(name), THINGS)
    assert directory.split(quads_of(THINGS)).private == []
    family = name.split()[1]
    assert directory.mentions(name)
    assert directory.mentions(f"Frau {family}")
    assert not directory.mentions(family)
    assert not directory.is_named_in(f"https://netz.invalid/id/{mail_letters(family)}/x")
    assert knowing(person(name)).mentions(family)


@pytest.mark.parametrize(
    "label",
    ["Praxis Pumpelwitz", "Anna Pumpelwitz", "Beratung durch Frau Pumpelwitz", "Büro Pumpelwitz", "Dr. Pumpelwitz"],
)
def test_a_thing_that_is_called_after_somebody_makes_no_ordinary_word(label: str) -> None:
    thing = f'<urn:a:1> a org:Organization ; foaf:name "{label}" .'
    assert knowing(person("Anna Pumpelwitz"), thing).mentions("Pumpelwitz sprach")


@pytest.mark.parametrize(
    "label", ["Kinderarztpraxis Dr. Pumpelwitz", "Praxis Anna Pumpelwitz", "Pumpelwitz GmbH", "Stiftung A. Pumpelwitz"]
)
def test_the_whole_name_of_an_organisation_called_after_somebody_stays_public(label: str) -> None:
    thing = f'<urn:a:1> a org:Organization ; foaf:name "{label}" .'
    directory = knowing(person("Anna Pumpelwitz"), thing)
    assert directory.split(quads_of(thing)).private == []
    assert directory.mentions(f"{label}, gefragt wurde Anna Pumpelwitz")
    assert directory.mentions("Dr. Pumpelwitz")


@pytest.mark.parametrize(
    "label",
    ["Anna Pumpelwitz", "Frau Pumpelwitz Beratung", "Dr. Pumpelwitz, Jugendamt", "Beratung durch Anna Pumpelwitz"],
)
def test_a_thing_that_is_called_like_a_person_stays_apart(label: str) -> None:
    thing = f'<urn:a:1> a org:Organization ; foaf:name "{label}" .'
    assert knowing(person("Anna Pumpelwitz"), thing).mentions(label)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000 + "\n@",
        "a " * 100_000 + "@\n",
        "1 " * 100_000 + "x",
        "1" * 200_000 + "-\n",
        "a.\n" * 60_000,
        "=C3" * 60_000,
    ],
)
def test_a_long_text_is_read_in_a_time_that_grows_with_it(text: str) -> None:
    directory = knowing(NUMBER.format(n="0391 5551234").replace("Zwirnnyssen", "Koch"))
    begin = time.process_time()
    assert not directory.mentions(text)
    assert time.process_time() - begin < 3


NUMBER = '<urn:p:1> a foaf:Person ; foaf:name "Wilhelmine Zwirnnyssen" ; schema:telephone "{n}" .'
NUMBERS = (
    "+49 391 5551234",
    "0391/5551234",
    "0391 555 12 34",
    "(0391) 555-1234",
    "0049 391 5551234",
    "+49(0)391-5551234",
)
WRITTEN = (
    "Ruf an: +49 391 5551234", "0391/555 12 34", "tel:+493915551234", "(0391) 5551234", "0049 391 5551234",
    "0391-5551234, abends", "+49 (0)391 555 12 34.", "T 0391.555.1234", "03915551234", "Raum 12, 0391 5551234",
)  # fmt: skip


@pytest.mark.parametrize("entered", NUMBERS)
@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_is_found_in_every_way_of_writing(entered: str, text: str) -> None:
    directory = knowing(NUMBER.format(n=entered))
    assert directory.mentions(text)
    assert directory.is_named_in("tel:+49-391-5551234")


@pytest.mark.parametrize(
    "text", ["0391 5551235", "2016", "39104 Magdeburg", "12.05.2016", "5551 235 Euro", "DE02 1203 0000 0000 2020 51"]
)
def test_other_numbers_stay(text: str) -> None:
    assert not knowing(NUMBER.format(n="+49 391 5551234")).mentions(text)


def test_an_address_counts_whole_and_that_of_an_office_or_an_organisation_does_not() -> None:
    known = """<urn:p:1> a foaf:Person ; foaf:name "Ada Zwirnnyssen" ; vcard:hasEmail <mailto:ahz77@stadt.example> ,
      <mailto:info@stadt.example> , <mailto:rathaus7@stadt.example> ;
      vcard:hasTelephone [ vcard:hasValue <tel:+493915550000> ] ;
      schema:email "wz@privat.example" ; schema:telephone "0391 7770000" ."""
    public = (
        '<urn:a:1> a org:Organization ; schema:email "rathaus7@stadt.example" ; schema:telephone "+49 391 7770000" .'
    )
    directory = knowing(known, public)
    for text in (
        "AHZ77@Stadt.example",
        "ahz77 (at) stadt.example",
        "wz@privat.example",
        "0391/5550000",
        "a%40b ahz77%40stadt.example",
    ):
        assert directory.mentions(text), text
    for text in (
        "info@stadt.example",
        "rathaus7@stadt.example",
        "0391 7770000",
        "77@stadt.example",
        "xahz77@stadt.example",
    ):
        assert not directory.mentions(text), text
    assert not directory.split(quads_of(public)).private


@pytest.fixture(scope="module")
def shipped() -> list[ox.Quad]:
    store = EmbeddedStore(None)
    load_ontology(store)
    create_with_magdeburg(store)
    load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    return list(store.public.quads)


def test_no_word_of_a_name_in_the_shipped_networks_hides_a_thing(shipped: list[ox.Quad]) -> None:
    held = ox.Store()
    held.extend(shipped)
    side = PublicSide(held)
    words = sorted(word for word in side.words if len(word) > 3)
    assert len(words) > 300
    directory = Directory()
    text = "".join(person(f"Adalinde {word.capitalize()}").replace("p:1", f"p:{n}") for n, word in enumerate(words))
    directory.learn(quads_of(text), side)
    assert directory.split(shipped).private == []
