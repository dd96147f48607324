"""The rule `actor-isolated` from the model: in each network the actors that the figure "without a tie" counts.

The query says what the rule means and is what an analyst runs; a test holds both to the same rows.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.network.connected import parties_of, unconnected
from graph.network.edges import counting_ties, goes_on
from graph.network.reading import Model
from graph.protocol import Row
from graph.text import node


def isolated_actors(
    model: Model, *, network: str | None, at: str | None, left_out: Collection[str], most: int
) -> tuple[list[Row], int]:
    """The first rows by network and actor, at most so many, and how many there are in all. O(networks x ties).

    `left_out` are networks that switched the rule off.
    """
    known = {one for actor in model.actors.values() for one in actor.networks}
    asked = known if network is None else {network}
    found = [(one, iri) for one in sorted(asked - set(left_out)) for iri in _isolated(model, one, at)]
    return [{"subject": node(iri), "network": node(one)} for one, iri in found[:most]], len(found)


def _isolated(model: Model, network: str, at: str | None) -> list[str]:
    ties = counting_ties(model.ties_in(network), at=at)
    present = {iri: actor for iri, actor in model.actors_in(network).items() if goes_on(actor, at)}
    return sorted(unconnected(present, parties_of(ties), {**model.actors, **model.groups}))
