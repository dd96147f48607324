"""The rows of every rule of a kind, side by side: the engine lets other threads run while it answers."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph.errors import NetworkError, QueryError
from graph.gaps.rule_settings import Failure, RuleSettings, read_rule_settings, read_rules, rule_rows
from graph.gaps.rules_of_model import FROM_MODEL, RuleQuestion, kept_rows_of_model, rows_of_model
from graph.model import GapKind
from graph.network.reading import Model
from graph.protocol import Row
from graph.query.kept_rows import KeptRows
from graph.query.memory_copy import Selects
from graph.query.named import NamedQuery
from graph.query.rule_folders import rule_folders
from graph.text import name

AT_ONCE = 4
"""Rules that run side by side at most: each may hold a hundred megabytes of a large network."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """A rule, its rows, and how many there are: where the model gives the rows, only the first come along."""

    rule: NamedQuery
    rows: Sequence[Row]
    number: int


def value_of(row: Row, column: str) -> str:
    """What a column of a row says, an IRI or a text; "" when it is unbound."""
    term = row.get(column)
    return "" if term is None else name(term)


def run_rules(
    store: Selects,
    model: Model,
    kind: GapKind,
    *,
    network: str | None = None,
    at: str | None = None,
    folders: Sequence[Path] | None = None,
    names: Collection[str] | None = None,
) -> tuple[list[RuleAnswer], list[Failure]]:
    """The rows of every rule of a kind as the networks have set them, and the rules that failed.

    `folders`: where rules lie, None for those that `graph.query.rule_folders` names without a store. `names`: of these
    rules alone.
    """
    rules, failures = read_rules(*(rule_folders() if folders is None else folders))
    rules = [rule for rule in rules if names is None or rule.name in names]
    ask = partial(_answer, store, model, read_rule_settings(store), network=network, at=at)
    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as threads:
        answers = list(threads.map(ask, (rule for rule in rules if rule.header.get("kind", "rule") == kind)))
    failures = [failure for failure in failures if failure.kind == kind]
    failures += [answer for answer in answers if isinstance(answer, Failure)]
    return [answer for answer in answers if isinstance(answer, RuleAnswer)], failures


def _answer(
    store: Selects,
    model: Model,
    settings: RuleSettings,
    rule: NamedQuery,
    *,
    network: str | None,
    at: str | None,
) -> RuleAnswer | Failure:
    try:
        if rule.name in FROM_MODEL:
            asked = RuleQuestion(rule.name, network, at, frozenset(settings.disabled.get(rule.name, ())))
            kept = kept_rows_of_model(store.store, asked) if isinstance(store, KeptRows) else None
            return RuleAnswer(rule, *(kept or rows_of_model(model, asked)))
        rows = list(rule_rows(store, rule, settings, network=network, at=at))
        _check_subjects(rule, rows)
    except Exception as error:  # noqa: BLE001 - a rule is somebody's own file: whatever it raises, the others run
        return failure_of(rule, error)
    return RuleAnswer(rule, rows, len(rows))


def failure_of(rule: NamedQuery, error: Exception) -> Failure:
    """A rule that could not be run, or whose rows make no gap. What no rule should raise stands in the log."""
    foreseen = isinstance(error, NetworkError | SyntaxError)
    if not foreseen:
        _LOG.error("The rule %s.rq failed.", rule.name, exc_info=error)
    reason = str(error) if foreseen else f"{type(error).__name__}: {error}"
    return Failure(f"{rule.name}.rq", reason, rule.header.get("kind", "rule"))


def _check_subjects(rule: NamedQuery, rows: Sequence[Row]) -> None:
    if any(row.get("subject") is None for row in rows):
        raise QueryError(
            "The rule %(rule)s has rows without ?subject.",
            hint="A gap is about something: let each row bind ?subject.",
            rule=rule.name,
        )
