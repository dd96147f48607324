"""Which networks the address names, and which are to be chosen from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import request

from graph.model import Ref
from graph.network.model_reader import network_iri as find_network
from graph.side_by_side.comparison import MOST_BESIDE
from webapp.ui.context import get_store, list_networks, network_slug
from webapp.ui.language import say
from webapp.ui.links import network_code
from webapp.ui.sorting import label_key

FIELD = "netzwerk"
"""The parameter that names a network; it comes once for each."""
SHOWN_UNASKED = 4
"""Networks that stand beside each other where nobody chose: as many as a page has room for."""


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """All networks in the order of names, those that are shown, and those that were asked for and have no room."""

    known: tuple[Ref, ...]
    shown: tuple[Ref, ...]
    left_out: tuple[Ref, ...]

    def name(self, network: str) -> str:
        """What a network is called, with its code behind it where another one is called the same."""
        label = self._labels[network]
        return f"{label} ({network_code(network)})" if self._times[label] > 1 else label

    @property
    def _labels(self) -> dict[str, str]:
        return {one.iri: say(one.label) for one in self.known}

    @property
    def _times(self) -> Counter[str]:
        return Counter(self._labels.values())


def chosen_networks() -> NetworkChoice:
    """The choice of this address; without any the first few, the one of ?netz= among them. Raises NotFound."""
    known = sorted(list_networks(), key=lambda one: (label_key(one), one.iri))
    asked = {find_network(get_store(), code) for code in request.args.getlist(FIELD) if code}
    if not asked:
        first = sorted(known, key=lambda one: network_code(one.iri) != network_slug())[:SHOWN_UNASKED]
        asked = {one.iri for one in first}
    wanted = [one for one in known if one.iri in asked]
    return NetworkChoice(tuple(known), tuple(wanted[:MOST_BESIDE]), tuple(wanted[MOST_BESIDE:]))
