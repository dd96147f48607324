"""A name of another list finds who is meant: legal forms, brackets, umlauts, other names and slips do not matter."""

from __future__ import annotations

import time

import pytest

from graph.analysis import analysis_for
from graph.protocol import Store
from graph.reconcile import candidates
from graph.reconcile.candidates import NameList, ReconcileQuery
from graph.reconcile.names import comparable, spellings
from graph.terms import BASE
from tests.support.statements import add

TOWN = """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Stadt"@de .
<stadt/vhs> a org:Organization ; skos:prefLabel "Volkshochschule Stadt e. V."@de ; skos:altLabel "VHS"@de ;
  netz:inNetwork <stadt/netzwerk> ; org:classification nk:association ;
  schema:sameAs <https://d-nb.info/gnd/2007986-6>, <http://www.wikidata.org/entity/Q1726> .
<stadt/amt> a org:Organization ; skos:prefLabel "Amt für Soziales"@de, "Office of Social Affairs"@en ;
  netz:inNetwork <stadt/netzwerk> ; org:classification nk:municipality ;
  schema:sameAs <http://dcat-ap.de/def/politicalGeocoding/municipalityKey/15003000> .
<stadt/ag-nord> a netz:WorkingGroup ; skos:prefLabel "AG Nord"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/ag-sued> a netz:WorkingGroup ; skos:prefLabel "AG Süd"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/buero-1> a org:Organization ; skos:prefLabel "Müller & Söhne GmbH"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/buero-2> a org:Organization ; skos:prefLabel "Müller und Söhne KG"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/person/1> a foaf:Person ; foaf:name "Ada Zwirnnysen" .
"""


@pytest.fixture
def names(store: Store) -> NameList:
    add(store, TOWN)
    return NameList(analysis_for(store))


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("Volkshochschule Stadt e. V.", "vhs"),
        ("Volkshochschule Stadt", "vhs"),
        ("VOLKSHOCHSCHULE STADT e.V.", "vhs"),
        ("Stadt, Volkshochschule", "vhs"),
        ("Volkshochschule Stadt (VHS)", "vhs"),
        ("VHS", "vhs"),
        ("Volkshochshule Stadt", "vhs"),
        ("Amt fuer Soziales", "amt"),
        ("Office of Social Affairs", "amt"),
        ("AG Süd", "ag-sued"),
    ],
)
def test_a_name_in_another_spelling_is_a_match(names: NameList, asked: str, slug: str) -> None:
    first, *_ = names.find(ReconcileQuery(asked))
    assert (first.actor.iri, first.is_match) == (f"{BASE}stadt/{slug}", True)


@pytest.mark.parametrize("asked", ["Müller und Söhne", "Feuerwehr", "", "   ", "e. V.", "!!!", "x" * 10_000])
def test_what_two_are_called_or_nobody_is_no_match(names: NameList, asked: str) -> None:
    assert not any(one.is_match for one in names.find(ReconcileQuery(asked)))


def test_two_of_one_name_are_both_offered_and_what_else_is_known_decides(names: NameList) -> None:
    assert {one.actor.iri for one in names.find(ReconcileQuery("Müller und Söhne"))[:2]} == {
        f"{BASE}stadt/buero-{number}" for number in (1, 2)
    }
    known = (("iri", (f"{BASE}stadt/buero-2",)),)
    assert names.find(ReconcileQuery("Müller und Söhne", properties=known))[0].actor.iri == f"{BASE}stadt/buero-2"


def test_a_number_of_a_register_counts(names: NameList) -> None:
    with_it, without = (
        names.find(ReconcileQuery("Amt Soziale", properties=known))[0] for known in ((("ags", ("15003000",)),), ())
    )
    assert with_it.actor.iri == without.actor.iri == f"{BASE}stadt/amt"
    assert with_it.score > without.score
    (found,) = names.find(ReconcileQuery("Irgendwas", properties=(("gnd", ("2007986-6",)),)))
    assert (found.actor.iri, found.is_match) == (f"{BASE}stadt/vhs", True)


@pytest.mark.parametrize(
    ("types", "slugs"),
    [
        ({"group"}, {"ag-nord", "ag-sued"}),
        ({"actor"}, {"vhs", "amt", "buero-1", "buero-2"}),
        ({"civil"}, {"vhs"}),
        ({"nonsense"}, set()),
    ],
)
def test_a_type_leaves_out_everybody_else(names: NameList, types: set[str], slugs: set[str]) -> None:
    found = [
        names.find(ReconcileQuery(asked, frozenset(types), most=50))
        for asked in ("AG Nord", "Volkshochschule Stadt", "Amt")
    ]
    assert {one.actor.iri.removeprefix(BASE + "stadt/") for each in found for one in each} <= slugs


def test_a_person_is_never_found(names: NameList) -> None:
    found = [one for asked in ("Ada Zwirnnysen", "Zwirnnysen") for one in names.find(ReconcileQuery(asked, most=50))]
    assert not any("person" in one.actor.iri or one.is_match for one in found)
    assert names.beginning("Zwirn", 10) == []


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Müller & Söhne GmbH & Co. KG", "Mueller und Söhne"),
        ("AWO Kreisverb. Nord gGmbH", "Arbeiterwohlfahrt Kreisverband Nord e. V."),
        ("AG", "Arbeitsgruppe"),
        ("  Amt\nfür  Soziales ", "Amt fuer Soziales"),
        ("Ev. Kita Petristr. 3", "Evangelische Kindertagesstätte Petristr. 3"),
        ("Bezirk 7", "Bezirk 07"),
    ],
)
def test_legal_forms_signs_and_abbreviations_make_no_other_name(name: str, same: str) -> None:
    assert comparable(name) == comparable(same) != ""


@pytest.mark.parametrize(
    ("name", "other"), [("Bezirk 7", "Bezirk 8"), ("Ev. Kita", "Kath. Kita"), ("Ελλάς", "Ρωσία"), ("北京", "上海")]
)
def test_what_tells_two_names_apart_stays(name: str, other: str) -> None:
    assert comparable(name) != comparable(other)


def test_what_stands_in_brackets_is_a_name_as_well() -> None:
    assert spellings(["Kulturverein Stadt e. V. (Kulti)"])[1:] == ("kulturverein stadt", "kulti")


def test_fifty_names_among_ten_thousand_take_a_second_or_two(store: Store) -> None:
    lines = [
        f'<stadt/a{number}> a org:Organization ; skos:prefLabel "Dienst {number} für Hilfe, Bezirk {number % 97}"@de .'
        for number in range(10_000)
    ]
    add(store, "\n".join(lines))
    names = NameList(analysis_for(store))
    begun = time.process_time()
    for number in range(50):
        first = names.find(ReconcileQuery(f"Dienst {number * 7} fuer Hilfe Bezirk {number * 7 % 97}"))[0]
        assert first.actor.iri.endswith(f"/a{number * 7}")
    assert time.process_time() - begun < 4


def test_what_else_is_known_is_made_comparable_once_and_no_longer_than_a_name(
    names: NameList, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was done for each candidate: one request of 1.6 MB took minutes."""
    made = list[str]()

    def noting(text: str) -> str:
        made.append(text)
        return comparable(text)

    monkeypatch.setattr(candidates, "comparable", noting)
    assert len(names.find(ReconcileQuery("AG", properties=(("kind", ("x " * 5_000,)), ("iri", ("y " * 5_000,)))))) > 1
    long = [text for text in made if text[:2] in ("x ", "y ")]
    assert [len(text) for text in long] == [candidates.LONGEST_NAME] * 2
