"""Whatever order changes come in: taking one back is as if it never was, and any state is what it was then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.analysis import analysis_for
from graph.gaps.decisions import make_decision, record
from graph.load.lists.answers import Answers
from graph.load.spreadsheet.statements import NewNetwork
from graph.matters.agenda import agenda_of, agendas, choose_meeting, take_step
from graph.model import Ref, Text
from graph.protocol import Applied, ChangeKind, Store
from graph.store.open import open_store
from graph.store.past import past_store
from graph.terms import BASE, NK, ORG, SKOS
from graph.upkeep.forms.confirming import change_of_confirmation
from graph.upkeep.forms.deleting import change_of_deletion, deletion_of
from graph.upkeep.forms.ending import Transition, change_of_steps, ending_of, read_end
from graph.upkeep.forms.memberships import change_of_joining, memberships_of
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.several import change_of_kind
from graph.upkeep.forms.splitting import Split, change_of_split
from graph.upkeep.merging.merge import merge, plan_merging, say_different
from graph.upkeep.merging.part import part, plan_parting
from tests.graph.upkeep.forms.entering import SAID, redrafted
from tests.graph.upkeep.forms.entering import drafted as drafted_in
from tests.support.lists import listed, take_over
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

DAY, NETWORK = "2026-11-29", BASE + "n/netzwerk"
OFFICE, CLUB, AWAY, TWIN, OTHER, GROUP = (BASE + f"n/{one}" for one in ("amt", "verein", "weg", "a", "b", "ag"))
TOWN = """<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de .
  <n/amt> a org:FormalOrganization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netzwerk> .
  <n/verein> a org:FormalOrganization ; skos:prefLabel 'Verein'@de ; netz:inNetwork <n/netzwerk> .
  <n/weg> a org:FormalOrganization ; skos:prefLabel 'Weg damit'@de ; netz:inNetwork <n/netzwerk> .
  <n/a> a org:FormalOrganization ; skos:prefLabel 'Tafel'@de ; netz:inNetwork <n/netzwerk> .
  <n/b> a org:FormalOrganization ; skos:prefLabel 'Tafel Elm'@de ; netz:inNetwork <n/netzwerk> .
  <n/ag> a netz:WorkingGroup ; skos:prefLabel 'AG'@de ; netz:inNetwork <n/netzwerk> ; adms:status nk:exists ;
    org:classification nk:standingGroup .
  <n/m> a netz:Membership, org:Membership ; skos:prefLabel 'Amt in AG'@de ; org:member <n/amt> ; adms:status nk:exists ;
    org:organization <n/ag> ; netz:inNetwork <n/netzwerk> ; netz:confidence nk:external .
  <n/m2> a netz:Membership, org:Membership ; skos:prefLabel 'Tafel in AG'@de ; org:member <n/a> ;
    adms:status nk:exists ; org:organization <n/ag> ; netz:inNetwork <n/netzwerk> ; netz:confidence nk:external .
  <n/s> a netz:Interface ; skos:prefLabel 'Amt und Verein'@de ; netz:party <n/amt>, <n/verein> ;
    adms:status nk:demanded ; netz:topic <n/thema> ; netz:inNetwork <n/netzwerk> ; netz:confidence nk:external .
  <n/thema> a skos:Concept ; skos:prefLabel 'Sprache'@de .
  <n/tag> a schema:Event ; skos:prefLabel 'Sitzung'@de ; netz:inNetwork <n/netzwerk> ;
    schema:startDate '2026-12-01'^^xsd:date ."""
LIST = listed(("Akteur", "Art", "Gruppe"), ("Kammer", "", "Runde"), ("Bad", "", ""))
NAME, NOTE = "skos:prefLabel@de", "skos:note@de"


def _added(store: Store) -> Applied:
    draft = drafted_in(store, ORG + "FormalOrganization", {NAME: ["Hafen"], "netz:topic": ["Schwimmen"]})
    return store.apply(change_of(store, draft, SAID))


def _changed(store: Store) -> Applied:
    return store.apply(change_of(store, redrafted(store, OFFICE, {NAME: ["Amt für alle"], NOTE: ["neu"]}), SAID))


def _steps(store: Store, steps: list[Transition], kind: ChangeKind) -> Applied:
    return store.apply(change_of_steps(store, steps, SAID, kind=kind))


def _split(store: Store) -> Applied:
    ties = list(memberships_of(store, GROUP, DAY))[:1]
    _, change = change_of_split(store, Split(GROUP, "AG Neu", ties, "2026-10"), SAID, today=DAY)
    return store.apply(change)


def _parted(store: Store) -> Applied:
    merged = next(head.entry.revision for head in store.heads(200) if head.entry.kind == "merge")
    return part(store, plan_parting(store, merged), (), author="Kim")


def _decided(store: Store) -> Applied:
    gap = analysis_for(store).gaps[0]
    return record(store, gap, make_decision(gap, "no_need", author="Kim", note="läuft"))


def _on_the_agenda(step: str) -> Callable[[Store], Applied]:
    def take(store: Store) -> Applied:
        matters = analysis_for(store).matters
        mark = agenda_of(NETWORK, agendas(store)).mark
        return take_step(store, matters[0], step, present=matters, mark=mark, author="Kim")  # type: ignore[arg-type]  # one of its words

    return take


def _for_a_meeting(store: Store) -> Applied:
    mark = agenda_of(NETWORK, agendas(store)).mark
    return choose_meeting(store, NETWORK, Ref(BASE + "n/tag", Text("Sitzung")), mark=mark, author="Kim")


def _updated(store: Store) -> Applied:
    return store.update(
        f'INSERT {{ GRAPH ?g {{ ?s <{SKOS}note> "alle" }} }} WHERE {{ GRAPH ?g {{ ?s a <{ORG}FormalOrganization> }} }}'
    )


def _delete(store: Store, iri: str) -> Applied:
    return store.apply(change_of_deletion(store, deletion_of(store, iri), author="Kim", reason="nie da"))


KINDS: Mapping[str, Callable[[Store], Applied]] = {
    "entry-added": _added,
    "entry-changed": _changed,
    "entry-ended": lambda store: _steps(store, ending_of(store, CLUB, read_end("2026"), DAY), "entry-ended"),
    "entry-exists": lambda store: _steps(store, [Transition(BASE + "n/s", "exists")], "entry-exists"),
    "entry-deleted": lambda store: _delete(store, AWAY),
    "entries-changed": lambda store: store.apply(change_of_kind(store, [OFFICE, CLUB], NK + "municipality", SAID)),
    "entries-joined": lambda store: store.apply(
        change_of_joining(store, [CLUB, OTHER], "AG Neue Runde", SAID, since="2026", today=DAY)
    ),
    "entry-split": _split,
    "entry-confirmed": lambda store: store.apply(change_of_confirmation(store, [OFFICE], SAID, "Stimmt noch.")),
    "entries-confirmed": lambda store: store.apply(change_of_confirmation(store, [CLUB, GROUP], SAID, "Stimmt noch.")),
    "merge": lambda store: merge(store, plan_merging(store, TWIN, OTHER), author="Kim"),
    "part": _parted,
    "not-the-same": lambda store: say_different(store, OFFICE, CLUB, author="Kim"),
    "import": lambda store: take_over(store, "n", LIST, Answers(), "XY", file="liste.xlsx"),
    "new-network": lambda store: take_over(store, NewNetwork("Halle", "Halle", ""), LIST, Answers(), "XY"),
    "decision": _decided,
    "matter-pinned": _on_the_agenda("pin"),
    "matter-unpinned": _on_the_agenda("unpin"),
    "agenda-meeting": _for_a_meeting,
    "update": _updated,
}
OF_THEIR_OWN = frozenset(
    {"", "ontology", "example", "files", "graph", "undo", "derived", "taken-over", "person-erased", "no-person"}
    | {"matter-moved", "model-moved", "gap-run", "plan", "view-saved", "view-deleted", "story-saved", "story-deleted"}
)
"""Whole files, what tells of persons, and what lies beside the network: each has its test where it is made."""
AFTER = {"part": "merge", "matter-unpinned": "matter-pinned"}


def said(store: Store) -> list[bytes]:
    return sorted(store.dump().splitlines())


def test_every_kind_of_change_is_tried() -> None:
    assert set(KINDS) | OF_THEIR_OWN == set(get_args(ChangeKind))


@settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(order=st.permutations(sorted(KINDS)))
def test_taking_back_is_as_if_it_never_was_and_any_state_is_what_it_was(order: list[str]) -> None:
    order = sorted(order, key=lambda kind: (order.index(AFTER[kind]) + 0.5) if kind in AFTER else order.index(kind))
    store = open_store("memory:")
    load_ontology(store)
    add(store, TOWN, graph="n/graph/daten")
    states: dict[int, list[bytes]] = {}
    for kind in order:
        before = said(store)
        applied = KINDS[kind](store)
        after, (head,) = said(store), store.heads(1)
        assert (head.entry.kind, after != before) == (kind, True)
        undone = store.undo(applied.revision)
        assert said(store) == before, kind
        store.undo(undone.revision)
        assert said(store) == after, kind
        states |= {applied.revision: after, undone.revision: before}
    for revision in (min(states), sorted(states)[len(states) // 2]):
        assert said(past_store(store, revision)) == states[revision], revision
    store.close()
