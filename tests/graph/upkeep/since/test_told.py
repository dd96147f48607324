"""What became different since a change is told in groups, all changes taken together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.load.files import read_ontology
from graph.model import Text
from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.store.chain import LONG
from graph.store.open import open_store
from graph.store.past import past_store
from graph.terms import BASE, DERIVED_GRAPH, FOAF, NETZ, RDF, SKOS, TOPICS_GRAPH
from graph.upkeep.forms.confirming import change_of_confirmation
from graph.upkeep.forms.dates import TypedDay
from graph.upkeep.forms.deleting import change_of_deletion, deletion_of
from graph.upkeep.forms.ending import Transition, change_of_steps
from graph.upkeep.merging.merge import merge, plan_merging
from graph.upkeep.since.net_change import net_change
from graph.upkeep.since.told import told_changes
from tests.graph.upkeep.forms.entering import SAID, changed
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

NAME = "skos:prefLabel@de"
NETWORK = BASE + "n/netzwerk"
TOWN = """<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de . <m/netzwerk> a netz:Network ; skos:prefLabel 'M'@de .
  <n/amt> a org:FormalOrganization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netzwerk> .
  <n/verein> a org:FormalOrganization ; skos:prefLabel 'Verein'@de ; netz:inNetwork <n/netzwerk> .
  <n/weg> a org:FormalOrganization ; skos:prefLabel 'Weg damit'@de ; netz:inNetwork <n/netzwerk> .
  <n/ag> a netz:WorkingGroup ; skos:prefLabel 'AG'@de ; netz:inNetwork <n/netzwerk> ; adms:status nk:exists .
  <n/m> a netz:Membership, org:Membership ; skos:prefLabel 'Amt in AG'@de ; org:member <n/amt> ; adms:status nk:exists ;
    org:organization <n/ag> ; netz:inNetwork <n/netzwerk> .
  <n/s> a netz:Interface ; skos:prefLabel 'Amt und Verein'@de ; netz:party <n/amt>, <n/verein> ;
    adms:status nk:demanded ; netz:topic <n/thema> ; netz:inNetwork <n/netzwerk> .
  <n/thema> a skos:Concept ; skos:prefLabel 'Sprache'@de ."""


KEPT = {"objects": LONG, "text": 0, "the first as text": len(TOWN)}
"""How large a change is that stays in the file of the log, and is never objects."""


@pytest.fixture
def town(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    kept = getattr(request, "param", "")
    monkeypatch.setattr("graph.store.log_entries.LONG", KEPT.get(kept, LONG))
    with closing(open_store(f"oxigraph:{tmp_path}/store" if kept else "memory:")) as store:
        load_ontology(store)
        add(store, TOWN, graph="n/graph/daten")
        yield store


however_kept = pytest.mark.parametrize("town", KEPT, indirect=True)


def told(store: Store, after: int, network: str | None = NETWORK) -> dict[str, list[str]]:
    found = told_changes(net_change(store, after), read_model(store), network)
    return {group: [one.ref.label.de for one in those] for group, those in found.items()}


@however_kept
def test_each_kind_of_change_is_told_in_its_group(town: Store) -> None:
    before = town.revision
    add(
        town,
        """<n/neu> a org:FormalOrganization ; skos:prefLabel 'Neu'@de ; netz:inNetwork <n/netzwerk> .
        <n/ag2> a netz:WorkingGroup ; skos:prefLabel 'AG 2'@de ; netz:inNetwork <n/netzwerk> ; adms:status nk:exists .
        <n/m2> a netz:Membership, org:Membership ; skos:prefLabel 'Neu in AG'@de ; org:member <n/neu> ;
          adms:status nk:exists ; org:organization <n/ag> ; netz:inNetwork <n/netzwerk> .
        <n/s2> a netz:Interface ; skos:prefLabel 'Neu und Amt'@de ; netz:party <n/amt>, <n/neu> ;
          adms:status nk:planned ; netz:topic <n/thema> ; netz:inNetwork <n/netzwerk> .
        <n/tag> a schema:Event ; skos:prefLabel 'Sitzung'@de ; netz:inNetwork <n/netzwerk> .""",
        graph="n/graph/daten",
    )
    day = TypedDay("2026-11-20", "day")
    steps = [
        (Transition(BASE + "n/m", "ended", end=day), "entry-ended"),
        (Transition(BASE + "n/s", "exists"), "entry-exists"),
    ]
    for step, kind in steps:
        town.apply(change_of_steps(town, [step], SAID, kind=kind))  # type: ignore[arg-type]
    changed(town, BASE + "n/amt", {NAME: ["Amt für alle"]})
    changed(town, BASE + "n/verein", {"skos:note@de": ["zwei Standorte"]})
    town.apply(change_of_confirmation(town, [BASE + "n/ag"], SAID, "Stimmt noch."))
    town.apply(change_of_deletion(town, deletion_of(town, BASE + "n/weg"), author="Kim", reason="doppelt"))
    assert told(town, before) == {
        "new_actors": ["Neu"],
        "new_groups": ["AG 2"],
        "new_memberships": ["Neu in AG"],
        "fulfilled": ["Amt und Verein"],
        "new_plans": ["Neu und Amt"],
        "ended_memberships": ["Amt in AG"],
        "renamed": ["Amt für alle"],
        "deleted": ["Weg damit"],
        "confirmed": ["AG"],
        "new_others": ["Sitzung"],
        "changed": ["Verein"],
    }


def test_a_renamed_thing_says_what_it_was_called_and_a_merged_one_where_it_went(town: Store) -> None:
    before = town.revision
    changed(town, BASE + "n/amt", {NAME: ["Amt für alle"]})
    merge(town, plan_merging(town, BASE + "n/weg", BASE + "n/verein"), author="KO")
    found = told_changes(net_change(town, before), read_model(town), NETWORK)
    (renamed,), (merged,) = found["renamed"], found["merged"]
    assert (renamed.other, merged.ref.label.de, merged.other) == (Text("Amt"), "Weg damit", Text("Verein"))


@however_kept
def test_what_was_taken_back_is_nothing(town: Store) -> None:
    before = town.revision
    applied = changed(town, BASE + "n/amt", {NAME: ["Amt für alle"]})
    assert told(town, before) == {"renamed": ["Amt für alle"]}
    town.undo(applied.revision)
    assert told(town, before) == {}
    assert net_change(town, before).changes == 2


@however_kept
def test_the_net_change_is_the_difference_of_both_states(town: Store) -> None:
    before = town.revision
    applied = changed(town, BASE + "n/amt", {NAME: ["Amt für alle"]})
    changed(town, BASE + "n/verein", {NAME: ["Klub"], "skos:note@de": ["zwei Standorte"]})
    town.undo(applied.revision)
    changed(town, BASE + "n/amt", {NAME: ["Amt eins"]})
    town.apply(change_of_deletion(town, deletion_of(town, BASE + "n/weg"), author="Kim", reason="doppelt"))
    then, now = (said(one) for one in (past_store(town, before), town))
    found = net_change(town, before)
    assert set(found.added) == now - then
    assert set(found.removed) == then - now


def said(store: Store) -> set[ox.Quad]:
    """All that is stated, without what follows from it."""
    stated = ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS)
    return {one for one in stated if one.graph_name != ox.NamedNode(DERIVED_GRAPH)}


def test_what_happened_in_another_network_is_told_there(town: Store) -> None:
    before = town.revision
    add(town, "<m/amt> a org:FormalOrganization ; skos:prefLabel 'Fern'@de ; netz:inNetwork <m/netzwerk> .")
    assert told(town, before) == {}
    assert told(town, before, BASE + "m/netzwerk") == told(town, before, None) == {"new_actors": ["Fern"]}


def test_from_the_beginning_everything_is_new(town: Store) -> None:
    assert {"Amt", "Verein", "Weg damit"} == set(told(town, 0)["new_actors"])


@however_kept
def test_who_has_become_known_as_a_person_since_is_not_told_of(town: Store) -> None:
    before = town.revision
    label = "'Treffen mit Lore Zwirnnysen'@de"
    add(town, f"<n/x> a schema:Event ; skos:prefLabel {label} ; netz:inNetwork <n/netzwerk> .")
    assert told(town, before) == {"new_others": ["Treffen mit Lore Zwirnnysen"]}
    add(town, f"<n/p> a <{FOAF}Person> ; <{FOAF}name> 'Lore Zwirnnysen' .")
    assert "Zwirnnysen" not in str(told(town, before))


@however_kept
def test_what_went_of_who_has_become_known_as_a_person_since_is_not_told_of(town: Store) -> None:
    label = "'Treffen mit Lore Zwirnnysen'@de"
    add(town, f"<n/x> a schema:Event ; skos:prefLabel {label} ; netz:inNetwork <n/netzwerk> .")
    before = town.revision
    town.undo(before)
    assert "Zwirnnysen" in str(set(net_change(town, before).removed))
    add(town, f"<n/p> a <{FOAF}Person> ; <{FOAF}name> 'Lore Zwirnnysen' .")
    gone = net_change(town, before).removed
    assert {quad.predicate.value for quad in gone} == {RDF + "type", NETZ + "inNetwork"}


def test_passages_answers_to_gaps_and_what_is_pinned_are_told_of_elsewhere(town: Store) -> None:
    before = town.revision
    add(town, f"<n/d> a <{NETZ}GapDecision> ; skos:note 'kein Bedarf' ; netz:inNetwork <n/netzwerk> .")
    add(town, "<n/tagesordnung> a netz:Agenda ; netz:pinned <n/p1> . <n/p1> a netz:PinnedMatter ; netz:place 1 .")
    assert told(town, before) == {}


def test_what_comes_along_with_a_first_network_was_entered_by_nobody(town: Store) -> None:
    shared = {quad.subject for quad in read_ontology() if str(quad.graph_name) == f"<{TOPICS_GRAPH}>"}
    assert shared
    assert not any(quad.subject in shared for quad in net_change(town, 0).added)
    topic = next(iter(sorted(shared, key=str)))
    town.apply(Change(add=[ox.Quad(topic, ox.NamedNode(SKOS + "note"), ox.Literal("neu"), ox.NamedNode(TOPICS_GRAPH))]))
    assert any(quad.subject == topic for quad in net_change(town, 0).added), "what somebody says of one is told"


def test_who_is_entered_as_ended_is_nobody_new(town: Store) -> None:
    before = town.revision
    add(
        town,
        """<n/alt> a org:FormalOrganization ; skos:prefLabel 'Altes Projekt'@de ; netz:inNetwork <n/netzwerk> ;
          adms:status nk:ended .
        <n/runde> a netz:WorkingGroup ; skos:prefLabel 'Alte Runde'@de ; netz:inNetwork <n/netzwerk> ;
          adms:status nk:ended .""",
    )
    assert told(town, before) == {"new_others": ["Alte Runde", "Altes Projekt"]}
