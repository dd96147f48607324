"""Confirming adds evidence to entries and changes nothing else of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import Conflict, DataInvalid, NotFound
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE, NK, ORG
from graph.upkeep.forms.confirming import change_of_confirmation
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.several import change_of_kind
from graph.upkeep.forms.sources import Source
from tests.graph.upkeep.forms.entering import drafted
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

OFFICE, CLUB = BASE + "n/amt", BASE + "n/verein"
SAID = Source(author="Koordination", day="2026-11-29")
TOWN = """<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de .
  <n/amt> a org:FormalOrganization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netzwerk> ;
    netz:confidence nk:stated ; netz:evidence <n/beleg/1> .
  <n/verein> a org:FormalOrganization ; skos:prefLabel 'Verein'@de ; netz:inNetwork <n/netzwerk> .
  <n/beleg/1> a netz:Passage ; oa:exact 'Amt' ; oa:start 0 ; oa:end 3 ; prov:wasQuotedFrom <n/quelle/1> .
  <n/quelle/1> a foaf:Document ; skos:prefLabel 'Protokoll'@de ."""


@pytest.fixture
def town() -> Iterator[Store]:
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, TOWN, graph="n/graph/daten")
    yield opened
    opened.close()


def confirm(store: Store, *iris: str, source: Source = SAID) -> None:
    store.apply(change_of_confirmation(store, iris, source, "Stimmt noch."))


def test_evidence_is_added_and_how_sure_a_quoted_entry_is_stays(town: Store) -> None:
    before = read_model(town).actors[OFFICE]
    confirm(town, OFFICE)
    after = read_model(town).actors[OFFICE]
    assert (after.label, after.confidence, after.kind) == (before.label, "stated", before.kind)
    documents = {one.document.label.de for one in after.evidence}
    assert documents == {"Angabe von Koordination am 29.11.2026", "Protokoll"}


def test_what_nothing_proved_is_never_as_if_a_document_said_it(town: Store) -> None:
    confirm(town, CLUB)
    assert read_model(town).actors[CLUB].confidence == "external"


def test_several_are_confirmed_in_one_change(town: Store) -> None:
    before = town.revision
    confirm(town, OFFICE, CLUB)
    assert town.revision == before + 1
    assert [head.entry.kind for head in town.heads(1)] == ["entries-confirmed"]


def test_the_same_evidence_twice_a_reason_and_nobody_are_refused(town: Store) -> None:
    confirm(town, OFFICE)
    with pytest.raises(DataInvalid, match="there already"):
        confirm(town, OFFICE)
    with pytest.raises(DataInvalid, match="proves nothing"):
        confirm(town, OFFICE, source=Source("reason", "Kim", "2026-11-29", reason="Name"))
    with pytest.raises(NotFound):
        confirm(town, BASE + "n/niemand")
    with pytest.raises(DataInvalid):
        confirm(town)


@pytest.mark.parametrize(("start", "found"), [("'10'", 16), ("'weit vorn'", 0), (f"'{'9' * 5000}'", 0)])
def test_a_passage_of_nowhere_does_not_keep_another_from_being_quoted(town: Store, start: str, found: int) -> None:
    quote = (
        f"<n/beleg/2> a netz:Passage ; oa:exact 'Unser Verein' ; oa:start {start} ; prov:wasQuotedFrom <n/quelle/1> ."
    )
    add(town, quote, graph="n/graph/daten")
    confirm(town, CLUB, source=Source("document", "Kim", "2026-11-29", "Protokoll", "Verein"))
    assert {one.start for one in read_model(town).actors[CLUB].evidence} == {found}


def test_only_what_has_a_form_is_confirmed(town: Store) -> None:
    add(town, "<n/sicht> a netz:SavedView ; skos:prefLabel 'Sicht'@de .", graph="n/graph/daten")
    for iri in (BASE + "n/sicht", BASE + "n/nichts"):
        with pytest.raises(NotFound):
            confirm(town, OFFICE, iri)


def test_what_somebody_else_changes_meanwhile_is_not_changed_with_several(town: Store) -> None:
    change = change_of_kind(town, [OFFICE, CLUB], NK + "science", SAID, "Art")
    add(town, "<n/verein> skos:note 'gerade eben'@de .", graph="n/graph/daten")
    with pytest.raises(Conflict):
        town.apply(change)


def test_two_new_entries_of_one_name_at_once_do_not_become_one(town: Store) -> None:
    one, other = (drafted(town, ORG + "Organization", {"skos:prefLabel@de": ["Radlerverein"]}) for _ in range(2))
    changes = [change_of(town, draft, SAID, said="neu") for draft in (one, other)]
    town.apply(changes[0])
    with pytest.raises(Conflict):
        town.apply(changes[1])
