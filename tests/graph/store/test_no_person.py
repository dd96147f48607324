"""A surname that a network is called by hides nothing; an entry that was no person gives back what it alone moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import NotFound
from graph.load.spreadsheet.statements import NewNetwork
from graph.network.network_list import networks
from graph.protocol import Change
from graph.store.check import check_store
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import list_persons
from graph.terms import network_slug
from graph.upkeep.hidden_by_persons import MANY, hidden_by_persons
from tests.graph.store.test_erasure import content_of, note, read
from tests.support.magdeburg import create_with_magdeburg
from tests.support.new_networks import make_network

SLIP = "urn:p:slip"
OTHER = '<urn:p:other> a foaf:Person ; foaf:name "Bert Grimmelbek" .'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(path: Path) -> Iterator[EmbeddedStore]:
    with closing(EmbeddedStore(path)) as store:
        create_with_magdeburg(store)
        network_of(store, "Quartier Westerhüsen", ["Betawerk", "Verein Alte Post"])
        yield store


def network_of(store: EmbeddedStore, name: str, actors: list[str], persons: tuple[str, ...] = ()) -> int:
    return make_network(store, NewNetwork(name, "", ""), actors, persons=persons).revision


def lines_of(store: EmbeddedStore) -> set[str]:
    return set(store.dump().decode().splitlines())


@pytest.mark.parametrize(
    "name", ["Tim Westerhüsen", "Jan Integration", "Eva Sprecher", "Anna Betawerk", "Kai Teilhabe", "Uwe Post"]
)
def test_a_surname_that_is_a_word_of_the_stores_own_names_hides_nothing(
    store: EmbeddedStore, path: Path, name: str
) -> None:
    before = lines_of(store)
    assert hidden_by_persons(store, [name]) == 0
    revision = network_of(store, "Klein Tim", ["Kleinverein Delta", name], (name,))
    assert before <= lines_of(store)
    store.close()
    with closing(EmbeddedStore(path)) as again:
        again.apply(Change(add=[note("urn:n:1", f"{name.split()[1]} ist schön"), note("urn:n:2", f"{name} kam")]))
        assert "ist schön" in again.dump().decode()
        assert f"{name} kam" not in again.dump().decode()
        assert "quartier-westerhuesen" in {network_slug(known.iri) for known in networks(again)}
        again.undo(revision)
        assert before <= lines_of(again)


def test_it_is_said_before_how_much_a_person_would_hide(store: EmbeddedStore) -> None:
    store.apply(Change(add=[note(f"urn:n:{number}", "laut Zwirnnysen") for number in range(MANY)]))
    assert hidden_by_persons(store, ["Ada Zwirnnysen"]) == MANY
    assert hidden_by_persons(store, ["Ada Pumpelwitz"]) == 0
    assert hidden_by_persons(store, []) == 0


def test_an_entry_that_was_no_person_gives_back_what_it_alone_moved(store: EmbeddedStore, path: Path) -> None:
    store.apply(Change(add=[note("urn:n:1", "in Olvenkuhle"), note("urn:n:2", "Olvenkuhle und Grimmelbek")]))
    store.apply(Change(add=[note("urn:x:olvenkuhle/1", "ein Platz")]))
    store.apply(Change(add=read(OTHER)))
    before = lines_of(store)
    store.apply(Change(add=read(f'<{SLIP}> a foaf:Person ; foaf:name "Ada Olvenkuhle" .')))
    store.apply(Change(add=[note("urn:n:3", "später in Olvenkuhle")]))
    assert "olvenkuhle" not in store.dump().decode().casefold()
    release = store.releasing(SLIP)
    assert (len(release.gone), len(release.back)) == (2, 3)
    applied = store.release(SLIP, author="KO")
    assert (applied.added, applied.kept_apart) == (3, 0)
    assert lines_of(store) - before == {str(note("urn:n:3", "später in Olvenkuhle")) + " ."}
    assert before <= lines_of(store)
    assert [line.iri for line in list_persons(store) if line.iri.startswith("urn:p")] == ["urn:p:other"]
    assert "Grimmelbek" not in store.dump().decode()
    assert not store.names_somebody("Olvenkuhle")
    with pytest.raises(NotFound):
        store.release(SLIP)
    store.close()
    assert check_store(path) == []
    with closing(EmbeddedStore(path)) as again:
        assert before <= lines_of(again)
        last = again.apply(Change(add=[note("urn:n:4", "wieder Olvenkuhle")]))
        again.undo(last.revision)
        again.undo(again.revision)
        assert "wieder Olvenkuhle" in again.dump().decode()
        assert "no-person" in {head.entry.kind for head in again.heads(30)}


def test_a_thing_that_was_taken_for_a_person_is_a_thing_again(store: EmbeddedStore) -> None:
    office = '<urn:o:1> a <http://www.w3.org/ns/org#Organization> ; foaf:name "Haus Abendrot" .'
    store.apply(Change(add=read(office)))
    before = lines_of(store)
    store.apply(Change(add=read('<urn:o:1> a foaf:Person ; foaf:givenName "Abend" .')))
    assert "urn:o:1" not in store.dump().decode()
    store.release("urn:o:1")
    assert lines_of(store) == before


def test_what_names_who_was_forgotten_stays_apart_when_another_entry_was_none(store: EmbeddedStore) -> None:
    known = store.apply(Change(add=[*read(OTHER), note("urn:n:9", "harmlos")]))
    store.apply(Change(add=[note("urn:n:2", "Olvenkuhle und Grimmelbek")]))
    store.undo(known.revision)
    store.apply(Change(add=read(f'<{SLIP}> a foaf:Person ; foaf:name "Ada Olvenkuhle" .')))
    assert store.release(SLIP).added == 0
    assert "Grimmelbek" not in store.dump().decode()


def test_erasing_who_is_called_like_a_network_leaves_the_network(store: EmbeddedStore, path: Path) -> None:
    before = lines_of(store)
    store.apply(Change(add=read(f'<{SLIP}> a foaf:Person ; foaf:name "Tim Westerhüsen" .')))
    store.apply(Change(add=[note("urn:n:1", "Herr Westerhüsen kam, tim.westerhuesen@stadt.example")]))
    store.erase(SLIP)
    assert lines_of(store) >= before
    store.close()
    assert "tim.westerhuesen" not in content_of(path)
    assert "herr westerhu" not in content_of(path)


@pytest.mark.parametrize("text", ["0391/555 12 34", "tel:+493915551234", "wilhelmine.z@stadt.example", "Zwirn\nnysen"])
def test_numbers_and_addresses_are_apart_in_other_texts_and_gone_after_erasure(
    store: EmbeddedStore, path: Path, text: str
) -> None:
    store.apply(Change(add=[note("urn:n:1", f"Ruf an: {text}")]))
    store.apply(Change(add=read(
        '<urn:p:77> a foaf:Person ; foaf:name "Wilhelmine Zwirnnysen" ; '
        'vcard:hasEmail <mailto:wilhelmine.z@stadt.example> ; '
        'vcard:hasTelephone [ vcard:hasValue <tel:+493915551234> ] .'
    )))  # fmt: skip
    store.apply(Change(add=[note("urn:n:2", f"Noch einmal: {text}")]))
    assert b"Ruf an" not in store.dump()
    assert b"Noch einmal" not in store.dump()
    store.close()
    with closing(EmbeddedStore(path)) as again:
        again.apply(Change(add=[note("urn:n:3", f"Zum dritten: {text}")]))
        assert b"Zum dritten" not in again.dump()
        again.erase("urn:p:77")
    content = content_of(path)
    assert [word for word in ("5551234", "555 12 34", "wilhelmine.z@", "zwirn\\nnysen") if word in content] == []


def test_an_organisation_keeps_its_number(store: EmbeddedStore) -> None:
    schema = "https://schema.org/telephone"
    office = f'<urn:o:1> a <http://www.w3.org/ns/org#Organization> ; <{schema}> "0391 5551234" .'
    store.apply(Change(add=read(office)))
    before = lines_of(store)
    store.apply(Change(add=read(f'<urn:p:1> a foaf:Person ; foaf:name "Ada Quirl" ; <{schema}> "+49 391 5551234" .')))
    assert lines_of(store) == before
    assert ox.Literal("0391 5551234") in {quad.object for quad in store.public.quads}
