"""Networks that hold nothing, too much or nonsense: every kind of gap has an answer."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.analysis import Analysis, analysis_for
from graph.model import GAP_KINDS, STATISTICAL
from graph.protocol import Store
from tests.support.statements import add

NETWORK = "<stadt/netzwerk> a netz:Network . "


def actors(number: int) -> str:
    return "".join(
        f"<stadt/a{place}> a org:Organization ; skos:prefLabel 'A{place}'@de ; netz:inNetwork <stadt/netzwerk> ; "
        f"org:classification nk:municipality . "
        for place in range(number)
    )


def tie(name: str, one: str, other: str, state: str = "nk:exists") -> str:
    return (
        f"<stadt/{name}> a netz:Interface ; netz:inNetwork <stadt/netzwerk> ; adms:status {state} ; "
        f"netz:party <stadt/{one}> , <stadt/{other}> ; netz:topic <stadt/thema> . "
    )


COMPLETE = "".join(tie(f"t{one}-{other}", f"a{one}", f"a{other}") for one, other in combinations(range(16), 2))
UNKNOWN = "".join(tie(f"u{place}", f"a{place}", f"nobody{place}") for place in range(25))
TWO_STATES = tie("t", "a0", "a1", "nk:exists , nk:demanded")

NETWORKS = {
    "empty": "",
    "one actor": actors(1),
    "all isolated": actors(30),
    "complete": actors(16) + COMPLETE,
    "ties to unknown parties": actors(25) + UNKNOWN,
    "two states at once": actors(2) + TWO_STATES,
}


@pytest.mark.parametrize("name", NETWORKS)
def test_every_kind_has_an_answer(store: Store, name: str) -> None:
    add(store, NETWORK + NETWORKS[name])
    found = Analysis(store).search_gaps()
    assert tuple(found) == GAP_KINDS
    gaps = [gap for one in found.values() for gap in one.gaps]
    assert len({gap.id for gap in gaps}) == len(gaps)
    for kind in STATISTICAL:
        assert found[kind].notes or name == "complete"
        if name != "ties to unknown parties":
            assert not [gap for gap in found[kind].gaps if gap.rule == "pair"]


def test_who_is_named_only_as_a_party_is_an_actor(store: Store) -> None:
    add(store, NETWORK + NETWORKS["ties to unknown parties"])
    measures = analysis_for(store).measures
    assert (measures.nodes, measures.pairs, measures.isolates) == (50, 25, ())


def test_isolated_actors_are_counted_as_such(store: Store) -> None:
    add(store, NETWORK + NETWORKS["all isolated"])
    measures = analysis_for(store).measures
    assert (measures.nodes, measures.pairs, len(measures.isolates)) == (30, 0, 30)
