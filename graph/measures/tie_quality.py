"""How well ties carry as those who take part judge it: the means of intensity, trust and value, each from 1 to 4.

Source: D. Varda and others, PARTNER (2008): the mean of the questions of a dimension, over the ties that are rated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.model import Tie
from graph.network.members import Members
from graph.rdf.tie_ratings import dimensions, questions


@dataclass(frozen=True, slots=True)
class Rated:
    """The mean of one dimension, 1..4, over the number of `ties` of which anything of it is said."""

    dimension: str
    mean: float
    ties: int


def quality_of(tie: Tie) -> dict[str, float]:
    """The mean answer of each dimension, in the order of the ontology; a dimension without an answer is not there."""
    answers: defaultdict[str, list[int]] = defaultdict(list)
    for question, level in tie.ratings:
        answers[_dimension_of()[question]].append(level)
    return {name: sum(answers[name]) / len(answers[name]) for name in dimensions() if name in answers}


def codes_of(tie: Tie) -> tuple[str, ...]:
    """Each dimension with its mean to the nearest level, a half upwards, such as `trust-3`."""
    return tuple(f"{name}-{int(mean + 0.5)}" for name, mean in quality_of(tie).items())


def strength_of(tie: Tie) -> float:
    """How strong a tie is drawn: its weight, doubled for each level that its intensity is above the second."""
    intensity = quality_of(tie).get("intensity")
    return tie.weight if intensity is None else tie.weight * 2 ** (intensity - 2)


def rate(ties: Iterable[Tie]) -> tuple[Rated, ...]:
    """The mean of each dimension over these ties, each tie once, without a dimension that none of them is rated by."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for tie in ties:
        for name, mean in quality_of(tie).items():
            found[name].append(mean)
    return tuple(
        Rated(name, sum(found[name]) / len(found[name]), len(found[name])) for name in dimensions() if found[name]
    )


def rate_groups(members: Members, ties: Iterable[Tie]) -> dict[str, tuple[Rated, ...]]:
    """For each group what its members say: ties between two of them, and their memberships in it. O(rated x groups)."""
    said = [(tie, {party.iri for party in tie.parties}) for tie in ties if tie.ratings]
    found = {}
    for group, those in members.items():
        inside = {group, *those}
        own = rate(tie for tie, parties in said if parties <= inside)
        if own:
            found[group] = own
    return found


@cache
def _dimension_of() -> dict[str, str]:
    return {one.name: one.dimension for one in questions()}
