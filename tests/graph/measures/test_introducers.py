from __future__ import annotations

import networkx as nx
import pytest

from graph.measures.introducers import Introducer, best_introducer

CIRCLE = {"a", "b"}


def introducer(edges: str, *, blocked: str = "") -> Introducer | None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edges_from((edge[0], edge[1]) for edge in edges.split())
    simple: nx.Graph[str] = nx.Graph(network.to_undirected())
    return best_introducer(network, simple, "n", CIRCLE, lambda iri: iri not in blocked)


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ("na", Introducer("a", 0, belongs=True)),
        ("nx xa", Introducer("x", 1, belongs=False)),
        ("nx ny xa ya yb", Introducer("y", 2, belongs=False)),
        ("nx ny ny xa ya", Introducer("y", 1, belongs=False)),
        ("nx ny xa ya", Introducer("x", 1, belongs=False)),
        ("nx xa xb nb", Introducer("b", 0, belongs=True)),
        ("xn ax", Introducer("x", 1, belongs=False)),
        ("nx xy ya", None),
        ("ab", None),
    ],
    ids=["one step", "two steps", "most partners in the circle", "most ties to both", "first by name", "nearer first",
         "either direction", "three steps", "no tie"],
)  # fmt: skip
def test_the_best_introducer_is_the_shared_partner_with_most_to_do_with_both(
    edges: str, found: Introducer | None
) -> None:
    assert introducer(edges) == found


def test_who_cannot_act_introduces_nobody() -> None:
    assert introducer("nx ny xa ya yb", blocked="y") == Introducer("x", 1, belongs=False)
