"""What the layout of the map is computed from: every tie and membership of all times, so that nobody moves later."""

from __future__ import annotations

from graph.layout.positions import Drawn
from graph.libraries import nx
from graph.measures.measured_network import MeasuredNetwork
from graph.model import STATES, Actor
from graph.network.members import members_by_group
from graph.network.projection import project, without_stars


def positioned(measured: MeasuredNetwork) -> dict[str, Actor]:
    """All who have a position on the map of a network: its actors, those who have ended, its groups, named networks."""
    return {**measured.former, **measured.everyone, **measured.named_networks}


def drawn_of(measured: MeasuredNetwork) -> Drawn:
    """What their positions are computed from, whatever states and day the network shows."""
    everyone = positioned(measured)
    names = {iri: actor.short or actor.label.in_language("de") for iri, actor in everyone.items()}
    return Drawn(_pulling(measured, everyone), members_by_group(measured.ties, measured.groups, STATES), names)


def _pulling(measured: MeasuredNetwork, everyone: dict[str, Actor]) -> nx.MultiDiGraph[str]:
    """Every tie of every state, but not that all belong to the network."""
    drawn = project(measured.ties, everyone, states=STATES, network=measured.network_iri)
    return without_stars(drawn, measured.named_networks)
