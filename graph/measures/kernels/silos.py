"""Silo cells: two sectors that have far fewer ties on a topic than their activity elsewhere lets expect.

o = ties between the two sectors on the topic, or between two whose entries both name it. e = what they would be if the
topic played no part in who talks to whom: the fitted count of the log-linear model without three-way interaction
(Bishop, Fienberg & Holland 1975), which keeps how active each sector is on each topic and how many ties two sectors
have on all topics together. Three things keep a silo from hiding itself:

deleted: of a cell e is what the others say, without its own count (Fuchs & Kenett 1980), m the margins it lies in:
e (m - o) / (m - e) for each of the three. One that takes most of what a sector does on a topic pulls its margin down.
prior: each cell has a fifth of an observation of what the contacts of those who work on the topic let expect
(pseudo-Bayes, ibid. ch. 12; degree-corrected as in Karrer & Newman 2011), for whoever lost all ties on it works on it.
stepwise: the most surprising cell is set aside, the rest is fitted again (Simonoff 1988), eight times.

How surprising: the probability of o or less by a Poisson count whose rate is uncertain by 1/m for each margin, a
negative binomial. So a few ties that are left do not hide a silo, and a guess from a few ties is no surprise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

from graph.libraries import Flags, Reals, np, sp, special
from graph.network.arrays import UNKNOWN, Arrays

LEAST_ACTORS = 2
LEAST_EXPECTED = 2.0
"""Below so many expected ties a missing one says nothing."""
BEYOND_CHANCE = -2.0
"""From this z on a shortfall is hardly chance."""
WITHIN = -0.5
"""Down to this z a count is as good as it was to be expected."""
PRIOR = 0.2
STEPS = 8
_MOST_ROUNDS = 500
_CLOSE = 1e-6
_TINY = 1e-300

Counts = Reals


@dataclass(frozen=True, slots=True)
class SiloCell:
    """Two sectors and a topic by their indices in the arrays, with the ties that there are and should be.

    `actors` and `others`: how many of each sector have a tie on the topic. `uncertainty`: of the expected count, the
    variance of its logarithm. `surprise`: -ln of the probability of as few ties or fewer.
    """

    sector: int
    other: int
    topic: int
    observed: int
    expected: float
    actors: int
    others: int
    uncertainty: float = 0.0
    surprise: float = 0.0

    @property
    def shortfall(self) -> float:
        """Ties that are missing from what was to be expected; negative where there are more."""
        return self.expected - self.observed

    @property
    def z(self) -> float:
        """The same in standard deviations of a negative binomial count; negative where ties are missing.

        (o - e) / sqrt(e + e^2 u) of o observed ties, e expected ones and their uncertainty u.
        """
        variance = self.expected + self.expected**2 * self.uncertainty
        return (self.observed - self.expected) / sqrt(variance) if variance else 0.0

    @property
    def lacks_a_tie(self) -> bool:
        """Whether at least one whole tie is missing (e - o >= 1) and the shortfall is no usual deviation (z <= WITHIN).

        8 of 8.004 are no silence. 8 of 9.7 are one where e is sure (z = -0.55), and none once e is uncertain by 0.02.
        """
        return self.shortfall >= 1 and self.z <= WITHIN


def find_silo_cells(arrays: Arrays) -> list[SiloCell]:
    """The cells with enough actors and expected ties, the most surprising first. O(ties + topics x sectors^2)."""
    if len(arrays.sectors) < 2 or not len(arrays.tie_topics):  # noqa: PLR2004 - a pair of sectors
        return []
    observed = count_cells(arrays)
    actors = np.asarray((arrays.topics_of.T @ arrays.belongs).todense())
    enough = (actors[:, :, None] >= LEAST_ACTORS) & (actors[:, None, :] >= LEAST_ACTORS)
    enough &= np.triu(np.ones(observed.shape[1:], dtype=bool), 1)[None]
    cells = [
        SiloCell(x, y, topic, int(observed[topic, x, y]), mean, int(actors[topic, x]), int(actors[topic, y]), *beside)
        for (topic, x, y), mean, *beside in _in_order(observed, expect_by_contacts(arrays, observed), enough)
    ]
    return list(_falling(cells))


def count_cells(arrays: Arrays) -> Counts:
    """Ties by topic, sector and other sector, each tie counted from both of its ends."""
    first, second, topic = arrays.tie_topics.T
    x, y = arrays.sector_of[first], arrays.sector_of[second]
    known = (x != UNKNOWN) & (y != UNKNOWN)
    counted = np.zeros((len(arrays.topics), len(arrays.sectors), len(arrays.sectors)))
    np.add.at(counted, (topic[known], x[known], y[known]), 1)
    np.add.at(counted, (topic[known], y[known], x[known]), 1)
    return counted


def expect_cells(observed: Counts, weights: Counts | None = None) -> Counts:
    """The table with the same three two-way margins and no three-way interaction, by iterative proportional fitting.

    Of a symmetric table; `weights` are how much of an observation each cell is, one by default. The margins are met to
    a millionth; where empty cells let only a limit meet them, as far as 500 rounds come: to 0.13 in 12,000 tables.
    """
    weights = np.ones_like(observed) if weights is None else weights
    by_topic, between = observed.sum(axis=2), observed.sum(axis=0)
    activity = np.sqrt(by_topic)
    for _ in range(_MOST_ROUNDS):
        both = activity[:, :, None] * activity[:, None, :]
        affinity = _ratio(between, (both * weights).sum(axis=0))
        change = _ratio(by_topic, (both * affinity * weights).sum(axis=2))
        activity = activity * np.sqrt(change)
        if np.abs(change[by_topic > 0] - 1).max(initial=0) < _CLOSE:
            break
    return np.asarray(activity[:, :, None] * activity[:, None, :] * affinity)


def expect_by_contacts(arrays: Arrays, observed: Counts) -> Counts:
    """What the contacts of those who work on a topic let expect, as many on each topic and between two sectors."""
    contacts = sp.csr_array(arrays.belongs * arrays.degree[:, None])
    active = np.asarray((arrays.topics_of.T @ contacts).todense(), dtype=np.float64)
    expected: Counts = active[:, :, None] * active[:, None, :]
    for _ in range(_MOST_ROUNDS):
        before = expected
        for axes in (0, (1, 2)):
            wanted, fitted = (table.sum(axis=axes, keepdims=True) for table in (observed, expected))
            expected = np.asarray(expected * _ratio(wanted, fitted), np.float64)
        if np.abs(expected - before).max() < _CLOSE * max(1.0, expected.max()):
            break
    return expected


Found = tuple[tuple[int, int, int], float, float, float]


def _in_order(observed: Counts, prior: Counts, enough: Flags) -> Iterator[Found]:
    """Cells that can be told (topic, sector, other), each with expectation, uncertainty and surprise."""
    counted = np.ones_like(observed)
    for step in range(STEPS + 1):
        expected, uncertainty = _expect_of_others(observed, counted, prior)
        surprise = _surprise(observed, expected, uncertainty)
        left = np.argwhere(enough & (counted > 0) & (expected >= LEAST_EXPECTED))
        found: list[Found] = [
            (cell, float(expected[cell]), float(uncertainty[cell]), float(surprise[cell]))
            for cell in map(_cell, left.tolist())
        ]
        found.sort(key=lambda one: (-one[3], one[0]))
        yield from found[:1] if step < STEPS else found
        if not found:
            return
        topic, x, y = found[0][0]
        counted[topic, x, y] = counted[topic, y, x] = 0


def _cell(row: list[int]) -> tuple[int, int, int]:
    topic, x, y = row
    return topic, x, y


def _expect_of_others(observed: Counts, counted: Counts, prior: Counts) -> tuple[Counts, Counts]:
    """What all other cells say of each one, and the variance of its logarithm."""
    known = observed * counted + PRIOR * prior
    expected = expect_cells(known, counted + PRIOR)
    own, fitted = observed * counted, expected * counted
    by_topic, between = known.sum(axis=2), known.sum(axis=0)
    alone, uncertainty = expected, np.zeros_like(expected)
    for margin in (by_topic[:, :, None], by_topic[:, None, :], between[None]):
        alone = alone * _ratio(margin - own, margin - fitted)
        uncertainty = uncertainty + 1 / np.maximum(margin - own, _CLOSE)
    return alone, uncertainty


def _surprise(observed: Counts, expected: Counts, uncertainty: Counts) -> Counts:
    """-ln P(X <= o) of a negative binomial with this mean and shape 1 / uncertainty."""
    shape = 1 / np.maximum(uncertainty, _CLOSE)
    chance = special.betainc(shape, observed + 1, shape / (shape + np.maximum(expected, _CLOSE)))
    return np.asarray(-np.log(np.maximum(chance, _TINY)))


def _falling(cells: list[SiloCell]) -> Iterator[SiloCell]:
    """What comes to light only when another is set aside is no more surprising than that."""
    most = np.inf
    for cell in cells:
        most = min(most, cell.surprise)
        yield replace(cell, surprise=most)


def _ratio(one: Counts, other: Counts) -> Counts:
    """0 where nothing is to be divided by."""
    known = other > _TINY
    return np.asarray(one * known / np.where(known, other, 1.0))
