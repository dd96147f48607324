"""Gaps of kind `predicted`: pairs that probably know each other or should, each with the reasons it was ranked by.

A guess, and worded as one: reconstruction of hidden ties is what the recipe is measured on, and a tie that is not
recorded is not the same as one that ought to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from graph.gaps.pair_reasons import Indices, PairReasons, listed
from graph.gaps.reliability import LOOKED_AT, band, checked, reliability_reason
from graph.gaps.result import GapResult
from graph.gaps.sufficiency import LEAST_ACTORS, LEAST_TIES, is_thin, thin_note
from graph.gaps.wording import say
from graph.libraries import np
from graph.measures.kernels.communities import SEEDS
from graph.measures.kernels.link_prediction import Evidence, Ranking, joined_parts, rank_pairs
from graph.measures.kernels.pairs import COLUMN_CAP
from graph.measures.kernels.stability import Stability, rank_ranges
from graph.model import Gap, Text
from graph.network.arrays import UNKNOWN, Arrays
from graph.network.kept_arrays import KEPT_OF_A_RANKING, of_arrays
from graph.network.reading import Model

MOST_PAIRS = 50
CHECKED_UP_TO, TRIALS, TRIES = 400, 10, 3
"""Actors up to which the guesses are made again for networks recorded a little differently, how often, and with how
many partitions into circles, which take most of the time: 1.3 s for 300 actors. With ten the verdicts are the same."""


def find_predicted_gaps(
    arrays: Arrays,
    model: Model,
    *,
    network: str | None,
    top: int = MOST_PAIRS,
    answered: Collection[str] = (),
) -> GapResult:
    """The `top` likeliest pairs without a tie that nobody answered, and those among them that were.

    Only pairs with a way between them, over ties or a shared group, of whom something true can be said. `answered`:
    ids of gaps with an answer. They take nobody's place and are listed beside the others, so that each answer brings
    up the next guess and stays visible itself. Raises nothing: where the data give no guess, a note says so.
    """
    ties = arrays.adjacency.nnz // 2
    if arrays.size < LEAST_ACTORS:
        return GapResult(notes=(say("predicted", "note.small", number=LEAST_ACTORS),))
    if ties < LEAST_TIES:
        return GapResult(notes=(say("predicted", "note.ties", number=ties, least=LEAST_TIES),))
    if is_thin(arrays):
        return GapResult(notes=(thin_note("predicted", arrays),))
    ranking, is_whole = _likeliest(arrays)
    standings = _reliabilities(arrays, top)
    why = PairReasons(arrays, model, ranking, standings)
    chosen = list(_chosen(why, len(ranking), top, answered))
    if not is_whole and sum(why.gap_id(index) not in answered for index in chosen) < top:
        ranking = _joined_pairs(arrays)
        why = PairReasons(arrays, model, ranking, standings)
        chosen = list(_chosen(why, len(ranking), top, answered))
    gaps = tuple(_gap(why, index, rank, len(chosen), network or "") for rank, index in enumerate(chosen))
    if not gaps:
        return GapResult(notes=(say("predicted", "note.nothing" if len(ranking) else "note.complete"),))
    return GapResult(gaps, tuple(_notes(arrays, model)))


@of_arrays
def _likeliest(arrays: Arrays) -> tuple[Ranking, bool]:
    """The pairs on top, and whether they are all."""
    ranking = _joined_pairs(arrays)
    return ranking.best(KEPT_OF_A_RANKING), len(ranking) <= KEPT_OF_A_RANKING


def _joined_pairs(arrays: Arrays, tries: int = SEEDS) -> Ranking:
    """Nothing is guessed between parts that nothing joins: no tie says that they have to do with each other.

    Nor of a part and its whole, who know each other.
    """
    evidence = evidence_of(arrays)
    ranking = rank_pairs(evidence, tries=tries)
    parts = joined_parts(evidence)
    chosen = parts[ranking.first] == parts[ranking.second]
    if arrays.wholes is not None and len(ranking):
        chosen &= np.asarray(arrays.wholes[ranking.first, ranking.second]).ravel() == 0
    return ranking.chosen(chosen)


@of_arrays
def _reliabilities(arrays: Arrays, top: int) -> Mapping[Indices, Stability]:
    """Pairs as the trials rank them; none in a network too large to try."""
    if arrays.size > CHECKED_UP_TO:
        return {}
    return rank_ranges(arrays, lambda one: _scores(one, LOOKED_AT * top), trials=TRIALS)


def _scores(arrays: Arrays, number: int) -> dict[Indices, float]:
    ranking = _joined_pairs(arrays, tries=TRIES)
    columns = (column[:number].tolist() for column in (ranking.first, ranking.second, ranking.score))
    return {(first, second): score for first, second, score in zip(*columns, strict=True)}


def evidence_of(arrays: Arrays) -> Evidence:
    """What the recipe looks at in a snapshot: ties, sectors and districts, groups, topics."""
    attributes = [codes for codes in (arrays.sector_of, arrays.district_of) if (codes != UNKNOWN).any()]
    return Evidence(arrays.adjacency, attributes, [arrays.members], [arrays.topics_of])


def _chosen(why: PairReasons, number: int, top: int, answered: Collection[str]) -> Iterator[int]:
    """Indices in the ranking until `top` open ones are found; nothing speaks for a pair without a reason in words."""
    found = 0
    for index in range(number):
        if found == top:
            return
        if not why.worded(index):
            continue
        found += why.gap_id(index) not in answered
        yield index


def _gap(why: PairReasons, index: int, rank: int, number: int, network: str) -> Gap:
    (a, b), standing = why.pair(index), why.stability(index)
    reasons = (*why.reasons(index), *reliability_reason(standing))
    return Gap(
        id=why.gap_id(index),
        kind="predicted",
        rule="pair",
        title=say("predicted", "pair.title"),
        subject=a,
        parties=(a, b),
        topic=None,
        score=sum(reason.score for reason in reasons),
        strength=checked(band(rank, number), standing),
        reasons=reasons,
        recommendation=say("predicted", "pair.recommendation", a=a.label, b=b.label),
        network=network,
        figures=why.figures(index),
    )


def _notes(arrays: Arrays, model: Model) -> Iterator[Text]:
    if arrays.size > CHECKED_UP_TO:
        yield say("predicted", "note.unchecked", number=CHECKED_UP_TO)
    hubs = np.flatnonzero(arrays.degree > COLUMN_CAP).tolist()
    if hubs:
        names = listed([model.ref(arrays.actors[index]) for index in hubs])
        yield say("predicted", "note.hubs", number=COLUMN_CAP, names=names)
    parts = _parts(arrays)
    if parts > 1:
        yield say("predicted", "note.parts", number=parts)


def _parts(arrays: Arrays) -> int:
    """How many parts of two or more actors there are that no tie and no group joins."""
    return int((np.bincount(joined_parts(evidence_of(arrays))) > 1).sum())
