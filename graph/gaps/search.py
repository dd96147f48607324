"""The gap list: what the network lacks, of each kind asked for, in an order that is always the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from graph.errors import NotFound
from graph.gaps.decisions import decisions, with_decisions
from graph.gaps.demanded import find_demanded_gaps
from graph.gaps.result import GapResult
from graph.gaps.rules import search_rule_gaps
from graph.gaps.statistical import find_statistical_gaps
from graph.model import GAP_KINDS, Gap, GapKind
from graph.network.model_reader import Model, network_iri, read_model
from graph.protocol import Store
from graph.query.memory_copy import Selects, memory_copy
from graph.query.rule_folders import rule_folders


@runtime_checkable
class Asked(Protocol):
    """An analysis: a store with the network (an IRI) and the day it is about."""

    store: Store
    network_iri: str | None
    at: str | None


def find_gaps(
    asked: Asked | Store,
    kinds: Collection[GapKind] = GAP_KINDS,
    network: str | None = None,
    at: str | None = None,
    top: int | None = None,
) -> list[Gap]:
    """Gaps by kind in the order of `GAP_KINDS`, never mixed; within a kind the strongest first.

    `network` is an IRI or slug, `at` an ISO date; an analysis brings its own. Without a date, ties count as the
    data record them. A gap is what does not exist, whatever states a picture shows. Its own state follows from the
    last answer to it. `top`: how many of each statistical kind, None for its own number. Raises NotFound for an
    unknown network.
    """
    return [gap for found in search_gaps(asked, kinds, network, at, top).values() for gap in found.gaps]


def search_gaps(
    asked: Asked | Store,
    kinds: Collection[GapKind] = GAP_KINDS,
    network: str | None = None,
    at: str | None = None,
    top: int | None = None,
) -> dict[GapKind, GapResult]:
    """The same by kind, with notes on what the data could not carry and what was left out."""
    if isinstance(asked, Asked):
        store, network, at = asked.store, network or asked.network_iri, at or asked.at
    else:
        store = asked
    model, iri, copy = read_model(store), network_iri(store, network), memory_copy(store)
    found = dict(_recorded(copy, model, kinds, network=iri, at=at, folders=rule_folders(store)))
    answers = decisions(copy)
    if set(kinds) - set(found):
        found |= find_statistical_gaps(model, network=iri, at=at, kinds=kinds, top=top, answered=answers)
    return {kind: replace(one, gaps=tuple(with_decisions(one.gaps, answers))) for kind, one in found.items()}


def _recorded(
    copy: Selects,
    model: Model,
    kinds: Collection[GapKind],
    *,
    network: str | None,
    at: str | None,
    folders: Sequence[Path],
) -> Iterator[tuple[GapKind, GapResult]]:
    """What a rule or a demand says is missing."""
    if "rule" in kinds:
        found = search_rule_gaps(copy, model, network=network, at=at, folders=folders)
        yield "rule", GapResult(tuple(sorted(found.gaps, key=_order)), found.notes)
    if "demanded" in kinds:
        demanded = find_demanded_gaps(copy, model, network=network, at=at, folders=folders)
        yield "demanded", GapResult(tuple(sorted(demanded.gaps, key=_order)), demanded.notes)


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
