from graph.protocol import Store
from graph.query.examples import find_examples
from graph.rdf.vocabulary import list_definitions
from graph.terms import BASE, NETZ, NK


def test_class_is_shown_by_one_of_its_members_in_turtle(magdeburg: Store) -> None:
    example = find_examples(magdeburg, list_definitions(NETZ))[NETZ + "Interface"]
    assert example.iri.startswith(BASE + "magdeburg/schnittstelle/")
    assert "a netz:Interface" in example.turtle
    assert "@prefix" not in example.turtle
    assert BASE not in example.turtle


def test_property_is_shown_with_a_value(magdeburg: Store) -> None:
    example = find_examples(magdeburg, list_definitions(NETZ))[NETZ + "number"]
    assert int(example.value) > 0
    assert example.turtle == ""


def test_code_is_shown_where_the_data_use_it(magdeburg: Store) -> None:
    example = find_examples(magdeburg, list_definitions(NK))[NK + "chamber"]
    assert example.iri in {BASE + "magdeburg/" + name for name in ("ihk", "hwk", "kammern")}


def test_what_is_not_in_use_has_no_example(store: Store) -> None:
    assert NETZ + "Interface" not in find_examples(store, list_definitions(NETZ))
    assert find_examples(store, ()) == {}
