"""Where fewer than half of the actors have a recorded tie or membership, that is said instead of figures."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.analysis import Analysis
from graph.gaps.fragile import find_fragile_gaps
from graph.gaps.predicted import find_predicted_gaps
from graph.gaps.result import GapResult
from graph.gaps.sufficiency import is_thin
from graph.network.arrays import Arrays
from graph.protocol import Store
from tests.support.small_networks import nameless, snapshot_of
from tests.support.statements import add

SECTORS = {node: "urn:x" if node % 2 else "urn:y" for node in range(100)}


def network(silent: int) -> Arrays:
    """Twenty-five who are all tied to six others, and so many of whom nothing is recorded."""
    talking = nx.circulant_graph(25, [1, 2, 3])
    talking.add_nodes_from(range(25, 25 + silent))
    return snapshot_of(talking, SECTORS)


@pytest.mark.parametrize(("silent", "thin"), [(24, False), (25, False), (26, True)])
def test_half_of_the_actors_is_enough(silent: int, *, thin: bool) -> None:
    taken = network(silent)
    assert taken.recorded == 25
    assert is_thin(taken) is thin
    for found in (find_fragile_gaps, find_predicted_gaps):
        said = notes(found(taken, nameless(), network=None))
        assert ("25 der 51 Akteure" in said) is thin


def test_a_membership_is_a_record_too() -> None:
    talking = nx.circulant_graph(25, [1, 2, 3])
    talking.add_nodes_from(range(25, 60))
    assert is_thin(snapshot_of(talking, SECTORS))
    assert not is_thin(snapshot_of(talking, SECTORS, [range(25, 40)]))


def test_nothing_is_computed_of_a_thin_network(store: Store) -> None:
    ring = "".join(
        f"<stadt/s{one}-{step}> a netz:Interface ; adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> ; "
        f"netz:topic <stadt/sprache> ; netz:party <stadt/a{one}>, <stadt/a{(one + step) % 25}> . "
        for one in range(25)
        for step in (1, 2)
    )
    kinds = "".join(f"<stadt/a{n}> org:classification {'nk:welfare' if n % 2 else 'nk:chamber'} . " for n in range(25))
    silent = "".join(f"<stadt/b{n}> a org:Organization ; netz:inNetwork <stadt/netzwerk> . " for n in range(30))
    add(store, "<stadt/netzwerk> a netz:Network . <stadt/sprache> a skos:Concept . " + ring + kinds)
    before = Analysis(store).statistical
    assert before["predicted"].gaps
    add(store, silent)
    after = Analysis(store).statistical
    assert [notes(after[kind]).count("25 der 55 Akteure") for kind in ("fit", "fragile", "predicted")] == [1, 1, 1]
    assert not after["predicted"].gaps
    assert not after["fragile"].gaps
    assert all(gap.rule == "pair" for gap in after["fit"].gaps), "two on one topic are a matter of those two"
    assert after["fit"].figures["open_triangles"] == before["fit"].figures["open_triangles"]


def notes(found: GapResult) -> str:
    return " ".join(note.de for note in found.notes)
