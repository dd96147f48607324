"""What was answered since a change; the answers themselves are told where they stand."""

from __future__ import annotations

import pyoxigraph as ox

from graph.protocol import Store
from graph.terms import NETZ
from graph.upkeep.since.net_change import net_change, said_with

_GAP_ID, _ANSWER = NETZ + "gapId", NETZ + "answer"


def answered_since(store: Store, after: int) -> frozenset[str]:
    """The ids of gaps and matters that have an answer which was given after a change."""
    added = net_change(store, after).added
    answers = {quad.subject for quad in said_with(added, _ANSWER)}  # what is pinned names its id, too
    return frozenset(
        quad.object.value
        for quad in said_with(added, _GAP_ID)
        if quad.subject in answers and isinstance(quad.object, ox.Literal)
    )
