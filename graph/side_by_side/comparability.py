"""When a figure of a network can stand beside that of another, and why not: every threshold of the comparison.

A figure that says more of the record than of the work is left out and the reason is said instead.
"""

from __future__ import annotations

from typing import Literal

from graph.measures.brokerage import LEAST_ACTORS, LEAST_TIES

Doubt = Literal["no_actors", "few_actors", "no_ties", "few_ties", "no_entries", "few_kinds", "no_topics", "few_topics"]
"""Why a figure is not compared.

few_actors: of fewer than LEAST_ACTORS one alone moves a share by more than six points in a hundred.
few_ties: density and mean degree of fewer than LEAST_TIES connected pairs tell of the record and not of the work, as
for brokerage (`graph/measures/brokerage.py`); how both depend on size: Faust 2006, "Comparing Social Networks: Size,
Density, and Local Structure". few_kinds, few_topics: of fewer than LEAST_KNOWN of the actors it is said.
"""
LEAST_KNOWN = 0.5
"""Share of actors of whom something must be recorded, before its absence at the others says anything."""


def doubt_of_actors(actors: int) -> Doubt | None:
    """Why a share of the actors is not compared; None where it can be."""
    if not actors:
        return "no_actors"
    return "few_actors" if actors < LEAST_ACTORS else None


def doubt_of_ties(actors: int, pairs: int) -> Doubt | None:
    """Why a figure of how all are tied is not compared."""
    if actors and not pairs:
        return "no_ties"
    return doubt_of_actors(actors) or ("few_ties" if pairs < LEAST_TIES else None)


def doubt_of_entries(entries: int) -> Doubt | None:
    """Why a share of the entries is not compared."""
    return None if entries else "no_entries"


def doubt_of_kinds(known: int, actors: int) -> Doubt | None:
    """Why it is not told by which kind of actor something is covered."""
    if not actors:
        return "no_actors"
    return "few_kinds" if known < LEAST_KNOWN * actors else None


def doubt_of_topics(with_topic: int, actors: int, topics: int) -> Doubt | None:
    """Why an empty cell does not tell that nobody works on a topic."""
    if not topics:
        return "no_topics"
    return "few_topics" if with_topic < LEAST_KNOWN * actors else None
