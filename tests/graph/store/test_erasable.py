"""Who may be erased: persons, by an IRI or a name; nothing else, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import DataInvalid, NetworkError, NotFound
from graph.protocol import Change
from graph.store.embedded import EmbeddedStore
from graph.terms import FOAF, ORG, RDF
from graph.upkeep.persons import erase_person, what_would_go
from tests.graph.store.test_erasure import note, read
from tests.support.magdeburg import create_with_magdeburg

NETWORK = "https://netz.invalid/id/magdeburg/netzwerk"
BETA = "https://netz.invalid/id/beta/betawerk"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with closing(EmbeddedStore(tmp_path / "store")) as store:
        create_with_magdeburg(store)
        store.apply(Change(add=read(f'<{BETA}> a <{ORG}Organization> ; <{FOAF}name> "Betawerk" .'), author="a.kreis"))
        store.apply(Change(add=read('<urn:p:1> a foaf:Person ; foaf:name "Ada Zwirnnysen" .')))
        store.apply(Change(add=[note("urn:n:1", "laut Frau Zwirnnysen")]))
        yield store


def things_in(store: EmbeddedStore) -> list[str]:
    kinds = {ORG + "FormalOrganization", ORG + "Organization", "https://w3id.org/akteursnetz/ns#Network"}
    found = {quad.subject.value for quad in store.public.quads if quad.predicate.value == RDF + "type"
             if isinstance(quad.subject, ox.NamedNode) and getattr(quad.object, "value", "") in kinds}  # fmt: skip
    return sorted(found)


def test_no_network_actor_or_topic_is_erased_by_its_iri(store: EmbeddedStore) -> None:
    before, names = (store.revision, store.dump()), things_in(store)
    assert {NETWORK, BETA} <= set(names)
    for iri in names:
        with pytest.raises(DataInvalid, match="is no person"):
            erase_person(store, iri)
    assert (store.revision, store.dump()) == before


@pytest.mark.parametrize("whom", ["Betawerk", "BETAWERK", "Beratungsstelle", "magdeburg", "und", "die Stadt", ""])
def test_what_no_person_is_called_is_not_erased(store: EmbeddedStore, whom: str) -> None:
    before = store.dump()
    for ask in (erase_person, what_would_go):
        with pytest.raises(NetworkError):
            ask(store, whom)
    assert store.dump() == before


@pytest.mark.parametrize("whom", ["urn:nobody", "urn:n:1", "https://w3id.org/akteursnetz/ns#Interface", RDF + "type"])
def test_an_iri_that_was_never_a_persons_is_not_erased(store: EmbeddedStore, whom: str) -> None:
    before = store.dump()
    with pytest.raises((NotFound, DataInvalid)):
        erase_person(store, whom)
    assert store.dump() == before


def test_it_is_shown_what_would_go_and_nothing_goes_yet(store: EmbeddedStore) -> None:
    before = store.revision
    going = what_would_go(store, "urn:p:1")
    assert (going.statements, going.texts) == (2, 1)
    assert any("Ada Zwirnnysen" in one for one in going.examples)
    assert "urn:n:1 · comment · laut Frau Zwirnnysen" in going.examples
    assert store.revision == before
    erased = erase_person(store, "urn:p:1")
    assert (erased.dropped, erased.replaced) == (going.statements, going.texts)


def test_who_was_known_once_is_same_as_somebody_or_made_a_change_can_be_erased(store: EmbeddedStore) -> None:
    store.apply(Change(add=read("<urn:p:2> <http://www.w3.org/2002/07/owl#sameAs> <urn:p:1> .")))
    assert what_would_go(store, "urn:p:2").statements >= 2
    store.apply(Change(add=[note("urn:n:2", "von a.kreis")]))
    assert what_would_go(store, "a.kreis").texts == 2
    last = store.apply(Change(add=[note("urn:n:3", "Kram"), *read('<urn:p:3> a foaf:Person ; foaf:name "Jo Quirl" .')]))
    store.undo(last.revision)
    assert what_would_go(store, "urn:p:3").statements == 2
    assert erase_person(store, "urn:p:3").dropped == 4
