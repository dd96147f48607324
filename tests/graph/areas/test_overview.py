"""The overview: who is tied to whom, counted from the statements of ties, by a number of queries that does not grow."""

from collections.abc import Iterable, Iterator

import numpy as np
import pytest

from graph.analysis import Analysis
from graph.areas.known_overviews import overview_for
from graph.areas.overview import Overview, with_rows
from graph.model import STATES
from graph.network.model_reader import read_model
from graph.protocol import Row, Store, Term
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add


def actors(number: int) -> str:
    return "\n".join(
        f"<o/{place:03}> a org:FormalOrganization ; skos:prefLabel 'O {place}'@de ." for place in range(number)
    )


def store_of(lines: str, number: int = 4) -> Store:
    store = open_store("memory:")
    load_ontology(store)
    add(store, f"{actors(number)}\n{lines}")
    return store


def ties_of(overview: Overview) -> list[tuple[str, str, str]]:
    names = [iri.rpartition("/")[2] for iri in overview.actors]
    return [(names[one], names[other], STATES[state]) for one, other, state in overview.ties.tolist()]


def test_each_pair_of_a_ties_parties_is_counted_once() -> None:
    lines = """<t/1> a netz:Interface ; adms:status nk:exists ; netz:party <o/002>, <o/000>, <o/001> .
        <t/2> a netz:Funding ; adms:status nk:demanded ; netz:funder <o/003> ; netz:funded <o/001> .
        <t/3> a netz:Interface ; adms:status nk:exists ; netz:party <o/000> ; netz:toParty <o/000> ."""
    assert ties_of(overview_for(store_of(lines))) == [
        ("000", "001", "exists"),
        ("000", "002", "exists"),
        ("001", "002", "exists"),
        ("001", "003", "demanded"),
    ]


def test_of_rows_that_are_the_same_as_many_go_as_are_gone() -> None:
    rows = np.array([[0, 1, 0], [0, 2, 0], [0, 2, 0], [0, 2, 0], [1, 2, 1]])
    left = with_rows(rows, gone=rows[[1, 2]], come=np.array([[0, 1, 1], [1, 3, 0]]))
    assert left.tolist() == [[0, 1, 0], [0, 1, 1], [0, 2, 0], [1, 2, 1], [1, 3, 0]]
    none = np.empty((0, 3), dtype=np.int64)
    assert with_rows(none, gone=none, come=none).shape == (0, 3)


def test_a_tie_without_a_state_exists_and_one_stated_twice_is_as_in_the_model() -> None:
    lines = """<t/1> a netz:Interface ; netz:party <o/000>, <o/001> .
        <t/2> a netz:Interface ; adms:status nk:exists, nk:planned ; netz:party <o/002>, <o/003> .
        <t/3> a netz:Interface ; adms:status nk:exists, nk:demanded ; netz:party <o/001>, <o/003> .
        <t/4> a netz:Interface ; adms:status <eigener-stand> ; netz:party <o/000>, <o/003> ."""
    store = store_of(lines)
    assert ties_of(overview_for(store)) == [
        ("000", "001", "exists"),
        ("000", "003", "unclear"),
        ("001", "003", "demanded"),
        ("002", "003", "exists"),
    ]
    states = [read_model(store).ties[f"{BASE}t/{number}"].state for number in (1, 4, 3, 2)]
    assert states == ["exists", "unclear", "demanded", "exists"]


def test_a_plain_link_is_a_tie_unless_it_was_derived_from_one() -> None:
    lines = """<o/002> org:linkedTo <o/003> . <o/003> org:linkedTo <o/002> . <o/001> org:linkedTo <o/001> .
        <t/1> a netz:Interface ; adms:status nk:exists ; netz:party <o/000>, <o/001> ."""
    assert ties_of(overview_for(store_of(lines))) == [("000", "001", "exists"), ("002", "003", "exists")]


def test_a_directed_tie_connects_each_source_with_each_target() -> None:
    lines = """<t/1> a netz:Interface ; netz:fromParty <o/000>, <o/001> ; netz:toParty <o/002>, <o/003> ."""
    assert [ends[:2] for ends in ties_of(overview_for(store_of(lines)))] == [
        ("000", "002"),
        ("000", "003"),
        ("001", "002"),
        ("001", "003"),
    ]


def test_a_network_has_its_own_ties_and_whoever_takes_part_in_them() -> None:
    lines = """<n> a netz:Network . <t/1> a netz:Interface ; netz:inNetwork <n> ; netz:party <o/000>, <o/001> .
        <t/2> a netz:Interface ; netz:party <o/001>, <o/002> . <o/003> netz:inNetwork <n> ."""
    overview = overview_for(store_of(lines), f"{BASE}n")
    assert [iri.rpartition("/")[2] for iri in overview.actors] == ["000", "001", "003"]
    assert ties_of(overview) == [("000", "001", "exists")]


def test_nobody_at_all_is_an_overview_too() -> None:
    assert overview_for(store_of("", 0)).ties.shape == (0, 3)


def test_more_actors_ask_no_more_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(number: int) -> int:
        store, queries = store_of("", number), []
        select, rows = type(store).select, type(store).rows

        def note(self: Store, query: str) -> list[Row]:
            queries.append(query)
            return select(self, query)

        def note_rows(self: Store, query: str) -> Iterator[Iterable[Term]]:
            queries.append(query)
            return rows(self, query)

        with monkeypatch.context() as patch:
            patch.setattr(type(store), "select", note)
            patch.setattr(type(store), "rows", note_rows)
            overview_for(store)
        return len(queries)

    assert asked(3) == asked(60)


def test_who_names_no_network_that_can_be_read_belongs_to_the_one_where_it_is_typed() -> None:
    store = store_of('<stadt/netzwerk> a netz:Network . <o/000> netz:inNetwork "Stadt" . <o/001> netz:inNetwork <n> .')
    actors = overview_for(store, f"{BASE}stadt/netzwerk").actors
    assert actors == tuple(sorted(Analysis(store, "stadt").actors)) == tuple(f"{BASE}o/00{one}" for one in (0, 2, 3))


PLAIN = """<stadt/netzwerk> a netz:Network . <stadt/gruppe> a netz:WorkingGroup ; adms:status nk:exists .
    <stadt/geplant> a netz:WorkingGroup ; adms:status nk:planned ; netz:inNetwork <stadt/netzwerk> .
    <o/000> org:memberOf <stadt/gruppe>, <o/001> . <o/001> org:hasMember <o/002> . <o/002> org:linkedTo <o/003> .
    <o/004> org:unitOf <o/005> ; netz:inNetwork <stadt/netzwerk> . <o/005> org:memberOf <stadt/geplant> .
    <m/1> a org:Membership ; org:member <o/006> ; org:organization <stadt/gruppe> ; netz:inNetwork <stadt/netzwerk> .
    <t/1> a netz:Mandate ; netz:holder <o/006> ; netz:object <nirgends/getypt> ; netz:inNetwork <stadt/netzwerk> .
    <b/1> a netz:Challenge ; netz:concerns <o/003> ; netz:inNetwork <stadt/netzwerk> .
    <e/1> a schema:Event . <t/2> a netz:Participation ; netz:participant <o/002> ; netz:event <e/1> ;
      netz:inNetwork <stadt/netzwerk> . <o/007> adms:status nk:planned ; org:linkedTo <o/000> ."""


@pytest.mark.parametrize("network", [None, f"{BASE}stadt/netzwerk"])
def test_overview_and_model_say_the_same_of_plain_data(network: str | None) -> None:
    store = store_of(PLAIN, 8)
    overview, analysis = overview_for(store, network), Analysis(store, network)
    assert list(overview.actors) == list(analysis.actors)
    assert overview.degree.tolist() == [analysis.partners(iri) for iri in analysis.actors]
    untied = {iri for iri, is_untied in zip(overview.actors, overview.is_untied, strict=True) if is_untied}
    assert untied == analysis.unconnected
    assert (overview.adjacency != analysis.arrays.adjacency).nnz == 0
    assert overview.sectors == analysis.arrays.sectors
