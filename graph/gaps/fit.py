"""Gaps of kind `fit`: unconnected actors on the same topic, and sectors that are silent on a topic they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from graph.gaps.common_topics import Common, CommonTopics
from graph.gaps.reliability import LOOKED_AT, band, checked, reliability_reason
from graph.gaps.result import GapResult
from graph.gaps.rules import gap_id
from graph.gaps.sufficiency import LEAST_ACTORS, LEAST_TIES, is_thin, thin_note
from graph.gaps.wording import say
from graph.measures.kernels.baseline import expect_triangles
from graph.measures.kernels.fit import count_triangles, misfits
from graph.measures.kernels.pairs import COLUMN_CAP, SCALE, TopPairs
from graph.measures.kernels.silos import BEYOND_CHANCE, SiloCell, find_silo_cells
from graph.measures.kernels.stability import Stability, rank_ranges
from graph.model import Gap, Passage, Reason, Ref, Text
from graph.network.arrays import Arrays
from graph.network.kept_arrays import of_arrays
from graph.network.reading import Model

MOST_PAIRS, MOST_CELLS = 50, 20
CHECKED_UP_TO = 5_000
"""Actors up to which the trials of `graph.measures.kernels.stability` take a second or two."""
COUNTED_UP_TO = 20_000
"""Actors up to which triangles are counted exactly, for the comparison with chance."""
_UNIT = 1024

Key = tuple[str, int, int, int]


def find_fit_gaps(arrays: Arrays, model: Model, *, network: str | None, top: int = MOST_PAIRS) -> GapResult:
    """The `top` strongest pairs and the silo cells, or notes on what the data do not give."""
    if arrays.size < LEAST_ACTORS:
        return GapResult(notes=(say("fit", "note.small", number=LEAST_ACTORS),))
    if not arrays.topics_of.nnz:
        return GapResult(notes=(say("fit", "note.topics"),))
    pairs = _misfits(arrays, top)
    cells, notes = _cells(arrays)
    chance, figures = _chance(arrays)
    standings = _reliabilities(arrays, top) if len(pairs) or cells else {}
    labels = _Labels(arrays, model)
    unchecked = (say("fit", "note.unchecked", number=CHECKED_UP_TO),) if arrays.size > CHECKED_UP_TO else ()
    return GapResult(
        gaps=(
            *_pair_gaps(arrays, pairs, labels, network or "", standings),
            *_cell_gaps(cells, labels, network or "", standings),
        ),
        notes=(*notes, *chance, *_broad(pairs, labels), *unchecked),
        figures=figures,
    )


@of_arrays
def _misfits(arrays: Arrays, top: int) -> TopPairs:
    return misfits(arrays.acquainted, arrays.topics_of, top, depends=arrays.depends, seated=arrays.seats)


@of_arrays
def _reliabilities(arrays: Arrays, top: int) -> Mapping[Key, Stability]:
    """Pairs and cells as the trials find them, each kind ranked by itself; none in a network too large to try."""
    if arrays.size > CHECKED_UP_TO or arrays.adjacency.nnz // 2 < LEAST_TIES:
        return {}
    return {
        **rank_ranges(arrays, lambda one: _pair_scores(one, LOOKED_AT * top)),
        **rank_ranges(arrays, _cell_scores),
    }


def _pair_scores(arrays: Arrays, top: int) -> dict[Key, float]:
    pairs = misfits(
        arrays.acquainted, arrays.topics_of, top, depends=arrays.depends, seated=arrays.seats
    )  # of a trial: asked once
    ends = zip(pairs.first.tolist(), pairs.second.tolist(), pairs.score.tolist(), strict=True)
    return {("pair", first, second, 0): score for first, second, score in ends}


def _cell_scores(arrays: Arrays) -> dict[Key, float]:
    return {_cell_key(cell): cell.surprise for cell in find_silo_cells(arrays) if cell.lacks_a_tie}


def _cell_key(cell: SiloCell) -> Key:
    return ("silo", cell.sector, cell.other, cell.topic)


class _Labels:
    """The things of a snapshot by their indices, as a gap names them."""

    def __init__(self, arrays: Arrays, model: Model) -> None:
        self._arrays, self._model = arrays, model

    def actor(self, index: int) -> Ref:
        return self._model.ref(self._arrays.actors[index])

    def topic(self, index: int) -> Ref:
        return self._model.ref(self._arrays.topics[index])

    def sector(self, index: int) -> Ref:
        return self._model.ref(self._arrays.sectors[index])

    def evidence(self, topic: Ref) -> tuple[Passage, ...]:
        return self._model.evidence.get(topic.iri, ())


def _pair_gaps(
    arrays: Arrays, pairs: TopPairs, labels: _Labels, network: str, standings: Mapping[Key, Stability]
) -> Iterator[Gap]:
    common = CommonTopics(arrays)
    for rank, (first, second) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        a, b, standing = labels.actor(first), labels.actor(second), standings.get(("pair", first, second, 0))
        found = common.of(first, second)
        reasons = tuple(Reason(_why(one, a, b, labels), one.weight / SCALE) for one in found)
        topic, other = labels.topic(found[0].topic), labels.topic(found[0].other)
        shared = sum(one.topic == one.other for one in found)
        yield Gap(
            id=gap_id("fit", "pair", [a.iri, b.iri], [], []),
            kind="fit",
            rule="pair" if shared else "dependency",
            title=say("fit", "pair.title" if shared else "dependency.title"),
            subject=a,
            parties=(a, b),
            topic=topic,
            score=sum(reason.score for reason in reasons),
            strength=checked(band(rank, len(pairs)), standing),
            reasons=(*reasons, *reliability_reason(standing)),
            recommendation=_advice(a, b, topic, other),
            evidence=tuple(dict.fromkeys((*labels.evidence(topic), *labels.evidence(other)))),
            network=network,
            figures={"open_triangles": shared, "dependencies": len(found) - shared},
        )


def _why(common: Common, a: Ref, b: Ref, labels: _Labels) -> Text:
    topic, other = labels.topic(common.topic).label, labels.topic(common.other).label
    if common.topic == common.other:
        return say("fit", "pair.why", topic=topic, number=common.actors)
    return say("fit", "dependency.why", a=a.label, b=b.label, topic=topic, other=other, number=common.actors)


def _advice(a: Ref, b: Ref, topic: Ref, other: Ref) -> Text:
    if topic == other:
        return say("fit", "pair.recommendation", a=a.label, b=b.label, topic=topic.label)
    return say("fit", "dependency.recommendation", a=a.label, b=b.label, topic=topic.label, other=other.label)


def _cell_gaps(
    cells: Sequence[SiloCell], labels: _Labels, network: str, standings: Mapping[Key, Stability]
) -> Iterator[Gap]:
    for rank, cell in enumerate(cells):
        a, b, topic = labels.sector(cell.sector), labels.sector(cell.other), labels.topic(cell.topic)
        score, standing = round(cell.surprise * _UNIT) / _UNIT, standings.get(_cell_key(cell))
        words: dict[str, Text | str | float] = {
            "a": a.label,
            "b": b.label,
            "topic": topic.label,
            "actors": cell.actors,
            "others": cell.others,
        }
        measured: dict[str, Text | str | float] = {"observed": cell.observed, "expected": cell.expected, "z": cell.z}
        yield Gap(
            id=gap_id("fit", "silo", [topic.iri], [a.iri, b.iri], []),
            kind="fit",
            rule="silo",
            title=say("fit", "silo.title"),
            subject=topic,
            parties=(a, b),
            topic=topic,
            score=score,
            strength=checked(band(rank, len(cells)), standing) if cell.z <= BEYOND_CHANCE else "weak",
            reasons=(Reason(say("fit", "silo.why", **words, **measured), score), *reliability_reason(standing)),
            recommendation=say("fit", "silo.recommendation", a=a.label, b=b.label, topic=topic.label),
            network=network,
            figures={"actors": cell.actors, "others": cell.others, "observed": cell.observed}
            | {"expected": cell.expected, "z": cell.z},
        )


@of_arrays
def _cells(arrays: Arrays) -> tuple[list[SiloCell], list[Text]]:
    ties = arrays.adjacency.nnz // 2
    if len(arrays.sectors) < 2:  # noqa: PLR2004 - a pair of sectors
        return [], [say("fit", "note.sectors")]
    if ties < LEAST_TIES:
        return [], [say("fit", "note.ties", number=ties)]
    if is_thin(arrays):
        return [], [thin_note("fit", arrays)]
    return [cell for cell in find_silo_cells(arrays) if cell.lacks_a_tie][:MOST_CELLS], []


@of_arrays
def _chance(arrays: Arrays) -> tuple[list[Text], dict[str, float]]:
    """Whether there are more gaps than chance would give, said for networks with enough ties to ask; and the counts."""
    if arrays.size > COUNTED_UP_TO:
        return [], {}
    triangles = count_triangles(arrays.adjacency, arrays.topics_of)
    expected = expect_triangles(arrays.adjacency, arrays.topics_of, triangles.open, closed=False)
    closed = expect_triangles(arrays.adjacency, arrays.topics_of, triangles.closed, closed=True)
    figures: dict[str, float] = {"open_triangles": triangles.open, "closed_triangles": triangles.closed}
    figures |= {
        "open_pairs": triangles.pairs,
        "expected_open": expected.expectation,
        "variance_open": expected.variance,
    }
    figures |= {"expected_closed": closed.expectation, "variance_closed": closed.variance}
    if arrays.adjacency.nnz // 2 < LEAST_TIES or is_thin(arrays):
        return [], figures
    key = "note.chance_more" if expected.is_more else "note.chance_not"
    deviation = sqrt(expected.variance)
    words = {"count": triangles.open, "expected": expected.expectation, "deviation": deviation}
    return [say("fit", key, **words)], figures


def _broad(pairs: TopPairs, labels: _Labels) -> list[Text]:
    if not len(pairs.skipped):
        return []
    names = [labels.topic(index).label for index in pairs.skipped.tolist()]
    topics = Text.in_each(lambda language: ", ".join(name.in_language(language) for name in names))
    return [say("fit", "note.broad", number=COLUMN_CAP, topics=topics)]
