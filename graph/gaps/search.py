"""The gap list: what the network lacks, of each kind asked for, in an order that is always the same.

`Analysis` alone calls the searches, as it has the parts they need: copy, model and arrays of one revision.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from graph.errors import NotFound
from graph.gaps.demanded import find_demanded_gaps
from graph.gaps.result import GapResult
from graph.gaps.rules import search_rule_gaps
from graph.gaps.statistical import find_statistical_gaps
from graph.model import STATISTICAL, Gap, GapKind
from graph.network.arrays import Arrays
from graph.network.reading import Model
from graph.query.memory_copy import Selects

RECORDED: tuple[GapKind, ...] = ("rule", "demanded")


def search_recorded(
    copy: Selects,
    model: Model,
    *,
    kinds: Collection[GapKind] = RECORDED,
    network: str | None,
    at: str | None,
    folders: Sequence[Path],
) -> dict[GapKind, GapResult]:
    """What rules and demands say is missing, by kind, whatever was answered to it.

    `network` is an IRI, `at` an ISO date; without a date, ties count as the data record them. `folders`: where
    rules lie.
    """
    found: dict[GapKind, GapResult] = {}
    if "rule" in kinds:
        found["rule"] = search_rule_gaps(copy, model, network=network, at=at, folders=folders)
    if "demanded" in kinds:
        found["demanded"] = find_demanded_gaps(copy, model, network=network, at=at, folders=folders)
    return {kind: replace(result, gaps=tuple(sorted(result.gaps, key=_order))) for kind, result in found.items()}


def search_statistical(
    arrays: Arrays,
    model: Model,
    answered: Collection[str],
    *,
    kinds: Collection[GapKind] = STATISTICAL,
    network: str | None,
    top: int | None = None,
) -> dict[GapKind, GapResult]:
    """What is computed from the arrays of the whole network, by kind, whatever was answered to it.

    `answered`: the ids of gaps with an answer; `top`: how many of each kind, None for its own number.
    """
    return find_statistical_gaps(arrays, model, network=network, kinds=kinds, top=top, answered=answered)


def find_gap(gaps: Collection[Gap], gap_id: str) -> Gap:
    """The gap of this id. Raises NotFound: it may have been closed since."""
    for gap in gaps:
        if gap.id == gap_id:
            return gap
    raise NotFound(
        "There is no gap %(name)s.", hint="It may have been closed since; the gap list shows what is open.", name=gap_id
    )


def _order(gap: Gap) -> tuple[float, str, str, str]:
    return (-gap.score, gap.rule, gap.subject.label.in_language("de").casefold(), gap.id)
