from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graph.measures.kernels import brokers
from graph.measures.kernels.brokers import count_roles, measure_holes
from graph.network.arrays import UNKNOWN
from tests.support.small_networks import matrix, well_known


def sectors(size: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    found = np.arange(size) * 7 % 4
    found[::9] = UNKNOWN
    return found.astype(np.int64)


def role(one: int, broker: int, other: int) -> str:
    if one == broker == other:
        return "coordinator"
    if one == other:
        return "itinerant"
    return "gatekeeper" if broker in (one, other) else "liaison"


@pytest.mark.parametrize("name", well_known())
def test_roles_are_those_counted_one_by_one(name: str) -> None:
    network = well_known()[name]
    sector = sectors(len(network))
    counted = {(node, kind): 0 for node in network for kind in ("coordinator", "itinerant", "gatekeeper", "liaison")}
    for broker in network:
        for one, other in combinations(network[broker], 2):
            known = UNKNOWN not in (sector[one], sector[broker], sector[other])
            if known and not network.has_edge(one, other):
                counted[broker, role(sector[one], sector[broker], sector[other])] += 1
    roles = count_roles(matrix(network), sector)
    assert {(node, kind): getattr(roles, kind)[node] for node, kind in counted} == counted
    assert roles.across.tolist() == (roles.gatekeeper + roles.liaison).tolist()


@pytest.mark.parametrize("name", well_known())
def test_constraint_and_effective_size_are_those_of_networkx(name: str) -> None:
    network = well_known()[name]
    holes = measure_holes(matrix(network))
    constraint, effective = nx.constraint(network), nx.effective_size(network)
    for node in network:
        assert holes.constraint[node] == pytest.approx(constraint[node], abs=1e-12, nan_ok=True)
        assert holes.effective_size[node] == pytest.approx(effective[node], abs=1e-12, nan_ok=True)
        degree = network.degree(node)
        if degree:
            assert holes.efficiency[node] == pytest.approx(effective[node] / degree)


@pytest.mark.parametrize("name", ["karate", "les_miserables", "davis", "florentine", "star"])
def test_hierarchy_is_the_inequality_of_networkx_local_constraint(name: str) -> None:
    network = well_known()[name]
    hierarchy = measure_holes(matrix(network)).hierarchy
    for node in network:
        terms = np.array([nx.local_constraint(network, node, contact) for contact in network[node]])
        share = terms / terms.mean()
        size = len(terms)
        expected = (share * np.log(share)).sum() / (size * np.log(size)) if size > 1 else 1.0
        assert hierarchy[node] == pytest.approx(expected, abs=1e-12)


def test_single_contact_constrains_fully_and_a_star_not_at_all() -> None:
    """Burt 1992: constraint 1 with one contact; the centre of a star of six has 6 (1/6)^2."""
    holes = measure_holes(matrix(nx.star_graph(6)))
    assert holes.constraint[0] == pytest.approx(1 / 6)
    assert holes.constraint[1] == 1.0
    assert (holes.effective_size[0], holes.efficiency[0]) == (6.0, 1.0)


def test_some_rows_have_the_values_of_all() -> None:
    ties, sector = matrix(well_known()["karate"]), sectors(34)
    rows = np.array([0, 5, 33])
    assert measure_holes(ties, rows).constraint.tolist() == measure_holes(ties).constraint[rows].tolist()
    assert count_roles(ties, sector, rows).liaison.tolist() == count_roles(ties, sector).liaison[rows].tolist()


def test_blocks_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    ties, sector = matrix(well_known()["les_miserables"]), sectors(77)
    whole, roles = measure_holes(ties), count_roles(ties, sector)
    monkeypatch.setattr(brokers, "_BLOCK_PATHS", 50)
    assert measure_holes(ties).constraint.tolist() == whole.constraint.tolist()
    assert count_roles(ties, sector).liaison.tolist() == roles.liaison.tolist()


def test_nobody_has_no_measures() -> None:
    assert not len(measure_holes(matrix(nx.empty_graph(0))).constraint)
    assert not len(count_roles(matrix(nx.empty_graph(0)), np.empty(0, np.int64)).liaison)
