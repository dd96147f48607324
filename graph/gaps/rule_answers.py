"""The rows of every rule of a kind, side by side: the engine lets other threads run while it answers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph.errors import NetworkError
from graph.gaps.open_triangles import open_triangles
from graph.gaps.rule_settings import Failure, RuleSettings, read_rule_settings, read_rules, rule_rows
from graph.model import GapKind
from graph.network.property_index import PropertyIndex
from graph.protocol import Row
from graph.query.memory_copy import Selects
from graph.query.named import NamedQuery
from graph.query.rule_folders import rule_folders

ON_ARRAYS = {"triangle-open": open_triangles}
"""Shipped rules that have a faster way to the same rows. A rule of one's own never takes a shipped rule's name."""
AT_ONCE = 4
"""Rules that run side by side at most: each may hold a hundred megabytes of a large network."""
MOST_PER_RULE = 2_000
"""Gaps of one rule that are listed; nobody reads more, and 145,000 of them took 3 GB. A note names the number."""


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """A rule, its rows, and how many there are: where the rows are on arrays, only the first come along."""

    rule: NamedQuery
    rows: Sequence[Row]
    number: int


def run_rules(
    store: Selects,
    index: PropertyIndex,
    kind: GapKind,
    *,
    network: str | None = None,
    at: str | None = None,
    folders: Sequence[Path] | None = None,
) -> tuple[list[RuleAnswer], list[Failure]]:
    """The rows of every rule of a kind as the networks have set them, and the rules that failed.

    `folders`: where rules lie, None for those that `graph.query.rule_folders` names without a store.
    """
    rules, failures = read_rules(*(rule_folders() if folders is None else folders))
    ask = partial(_answer, store, index, read_rule_settings(store), network=network, at=at)
    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as threads:
        answers = list(threads.map(ask, (rule for rule in rules if rule.header.get("kind", "rule") == kind)))
    failures += [answer for answer in answers if isinstance(answer, Failure)]
    return [answer for answer in answers if isinstance(answer, RuleAnswer)], failures


def _answer(
    store: Selects,
    index: PropertyIndex,
    settings: RuleSettings,
    rule: NamedQuery,
    *,
    network: str | None,
    at: str | None,
) -> RuleAnswer | Failure:
    if rule.name in ON_ARRAYS:
        off = settings.disabled.get(rule.name, ())
        return RuleAnswer(rule, *ON_ARRAYS[rule.name](index, network=network, at=at, left_out=off, most=MOST_PER_RULE))
    try:
        rows = list(rule_rows(store, rule, settings, network=network, at=at))
    except (NetworkError, SyntaxError) as error:
        return Failure(f"{rule.name}.rq", str(error))
    return RuleAnswer(rule, rows, len(rows))
