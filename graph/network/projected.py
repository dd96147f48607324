"""The network of one state: as contacts, which stay and follow changes, and as graphs for who needs one.

Graphs are made when somebody asks for them, of this state alone: scenarios, invitations, exports. What every page asks
is answered from the contacts.
"""

from __future__ import annotations

from graph.cache.revisions import locked_property
from graph.libraries import nx
from graph.network.contacts import ShownNetwork, WeightedContacts, contacts, renew_contacts
from graph.network.projection import node_data, project, simple_graph


class Projected:
    """The network of some ties and actors, made when first asked for: from that of a former state, if any.

    The former one is let go of as soon as the contacts are there.
    """

    def __init__(self, side: ShownNetwork, former: Projected | None = None) -> None:
        self.side = side
        self.former: Projected | None = former if former is None or "contacts" in vars(former) else former.former

    @locked_property
    def contacts(self) -> WeightedContacts:
        """Who is connected with whom, and how strongly."""
        former, self.former = self.former, None
        return contacts(self.side) if former is None else renew_contacts(former.contacts, former.side, self.side)

    @locked_property
    def network(self) -> nx.MultiDiGraph[str]:
        """Who takes part, with an edge for each pair of a tie, and part and whole."""
        side, choice = self.side, self.side.choice
        everyone = side.everyone
        return project(side.ties.ties.values(), everyone, states=choice.states, network=choice.network, at=choice.at)

    @locked_property
    def simple(self) -> nx.Graph[str]:
        """The same with one edge for each connected pair."""
        nodes = ((iri, node_data(self.side.everyone[iri])) for iri in self.contacts.of)
        return simple_graph(nodes, self.contacts.pairs)
