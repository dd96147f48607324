"""Gaps of kind `fit`: unconnected actors on the same topic, and sectors that are silent on a topic they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from graph.gaps.common_topics import Common, CommonTopics
from graph.gaps.reliability import LOOKED_AT, band, checked, standing_reason
from graph.gaps.result import Found
from graph.gaps.rules import gap_id
from graph.gaps.sufficiency import LEAST_ACTORS, LEAST_TIES, is_thin, thin_note
from graph.gaps.wording import say
from graph.measures.kernels.baseline import expect_triangles
from graph.measures.kernels.fit import count_triangles, misfits
from graph.measures.kernels.pairs import COLUMN_CAP, SCALE, TopPairs
from graph.measures.kernels.silos import SiloCell, find_silo_cells
from graph.measures.kernels.stability import Standing, rank_ranges
from graph.model import Gap, Passage, Reason, Ref, Text
from graph.network.arrays import Snapshot
from graph.network.model_reader import Registry

MOST_PAIRS, MOST_CELLS = 50, 20
CHECKED_UP_TO = 5_000
"""Actors up to which the trials of `graph.measures.kernels.stability` take a second or two."""
COUNTED_UP_TO = 20_000
"""Actors up to which triangles are counted exactly, for the comparison with chance."""
_UNIT = 1024

Key = tuple[str, int, int, int]


def find_fit_gaps(snapshot: Snapshot, registry: Registry, *, network: str | None, top: int = MOST_PAIRS) -> Found:
    """The `top` strongest pairs and the silo cells, or notes on what the data do not give."""
    if snapshot.size < LEAST_ACTORS:
        return Found(notes=(say("fit", "note.small", number=LEAST_ACTORS),))
    if not snapshot.topics_of.nnz:
        return Found(notes=(say("fit", "note.topics"),))
    pairs = misfits(snapshot.acquainted, snapshot.topics_of, top, depends=snapshot.depends)
    cells, notes = _cells(snapshot)
    chance, figures = _chance(snapshot)
    standings = _standings(snapshot, top) if len(pairs) or cells else {}
    labels = _Labels(snapshot, registry)
    unchecked = (say("fit", "note.unchecked", number=CHECKED_UP_TO),) if snapshot.size > CHECKED_UP_TO else ()
    return Found(
        gaps=(
            *_pair_gaps(snapshot, pairs, labels, network or "", standings),
            *_cell_gaps(cells, labels, network or "", standings),
        ),
        notes=(*notes, *chance, *_broad(pairs, labels), *unchecked),
        figures=figures,
    )


def _standings(snapshot: Snapshot, top: int) -> Mapping[Key, Standing]:
    """Pairs and cells as the trials find them, each kind ranked by itself; none in a network too large to try."""
    if snapshot.size > CHECKED_UP_TO or snapshot.adjacency.nnz // 2 < LEAST_TIES:
        return {}
    return {
        **rank_ranges(snapshot, lambda one: _pair_scores(one, LOOKED_AT * top)),
        **rank_ranges(snapshot, _cell_scores),
    }


def _pair_scores(snapshot: Snapshot, top: int) -> dict[Key, float]:
    pairs = misfits(snapshot.acquainted, snapshot.topics_of, top, depends=snapshot.depends)
    ends = zip(pairs.first.tolist(), pairs.second.tolist(), pairs.score.tolist(), strict=True)
    return {("pair", first, second, 0): score for first, second, score in ends}


def _cell_scores(snapshot: Snapshot) -> dict[Key, float]:
    return {_cell_key(cell): cell.shortfall for cell in find_silo_cells(snapshot) if cell.shortfall > 0}


def _cell_key(cell: SiloCell) -> Key:
    return ("silo", cell.sector, cell.other, cell.topic)


class _Labels:
    """The things of a snapshot by their places, as a gap names them."""

    def __init__(self, snapshot: Snapshot, registry: Registry) -> None:
        self._snapshot, self._registry = snapshot, registry

    def actor(self, place: int) -> Ref:
        return self._registry.ref(self._snapshot.actors[place])

    def topic(self, place: int) -> Ref:
        return self._registry.ref(self._snapshot.topics[place])

    def sector(self, place: int) -> Ref:
        return self._registry.ref(self._snapshot.sectors[place])

    def evidence(self, topic: Ref) -> tuple[Passage, ...]:
        return self._registry.evidence.get(topic.iri, ())


def _pair_gaps(
    snapshot: Snapshot, pairs: TopPairs, labels: _Labels, network: str, standings: Mapping[Key, Standing]
) -> Iterator[Gap]:
    common = CommonTopics(snapshot)
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
            reasons=(*reasons, *standing_reason(standing)),
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
    cells: Sequence[SiloCell], labels: _Labels, network: str, standings: Mapping[Key, Standing]
) -> Iterator[Gap]:
    for rank, cell in enumerate(cells):
        a, b, topic = labels.sector(cell.sector), labels.sector(cell.other), labels.topic(cell.topic)
        score, standing = round(cell.shortfall * _UNIT) / _UNIT, standings.get(_cell_key(cell))
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
            strength=checked(band(rank, len(cells)), standing),
            reasons=(Reason(say("fit", "silo.why", **words, **measured), score), *standing_reason(standing)),
            recommendation=say("fit", "silo.recommendation", a=a.label, b=b.label, topic=topic.label),
            network=network,
            figures={"actors": cell.actors, "others": cell.others, "observed": cell.observed}
            | {"expected": cell.expected, "z": cell.z},
        )


def _cells(snapshot: Snapshot) -> tuple[list[SiloCell], list[Text]]:
    ties = snapshot.adjacency.nnz // 2
    if len(snapshot.sectors) < 2:  # noqa: PLR2004 - a pair of sectors
        return [], [say("fit", "note.sectors")]
    if ties < LEAST_TIES:
        return [], [say("fit", "note.ties", number=ties)]
    if is_thin(snapshot):
        return [], [thin_note("fit", snapshot)]
    return [cell for cell in find_silo_cells(snapshot) if cell.shortfall > 0][:MOST_CELLS], []


def _chance(snapshot: Snapshot) -> tuple[list[Text], dict[str, float]]:
    """Whether there are more gaps than chance would give, said for networks with enough ties to ask; and the counts."""
    if snapshot.size > COUNTED_UP_TO:
        return [], {}
    triangles = count_triangles(snapshot.adjacency, snapshot.topics_of)
    expected = expect_triangles(snapshot.adjacency, snapshot.topics_of, triangles.open, closed=False)
    closed = expect_triangles(snapshot.adjacency, snapshot.topics_of, triangles.closed, closed=True)
    figures: dict[str, float] = {"open_triangles": triangles.open, "closed_triangles": triangles.closed}
    figures |= {
        "open_pairs": triangles.pairs,
        "expected_open": expected.expectation,
        "variance_open": expected.variance,
    }
    figures |= {"expected_closed": closed.expectation, "variance_closed": closed.variance}
    if snapshot.adjacency.nnz // 2 < LEAST_TIES or is_thin(snapshot):
        return [], figures
    key = "note.chance_more" if expected.is_more else "note.chance_not"
    deviation = sqrt(expected.variance)
    words = {"count": triangles.open, "expected": expected.expectation, "deviation": deviation}
    return [say("fit", key, **words)], figures


def _broad(pairs: TopPairs, labels: _Labels) -> list[Text]:
    if not len(pairs.skipped):
        return []
    names = [labels.topic(place).label for place in pairs.skipped.tolist()]
    topics = Text(*(", ".join(name.in_language(language) for name in names) for language in ("de", "en")))
    return [say("fit", "note.broad", number=COLUMN_CAP, topics=topics)]
