"""Shipped rules that have a faster way to the rows of their query: from the model, kept while it has the same shape."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.cache.revisions import RevisionCache
from graph.gaps.followed_triangles import follow_triangles
from graph.gaps.isolated import isolated_actors
from graph.gaps.open_triangles import OpenTriangles, open_triangles
from graph.model import Actor, Tie
from graph.network.changed import changed_keys, have_same_shape
from graph.network.model_reader import read_model
from graph.network.reading import Model
from graph.protocol import Row, Store
from graph.query.memory_copy import model_revision

TRIANGLES = "triangle-open"


def _rows_of_triangles(model: Model, **asked: Any) -> tuple[list[Row], int]:
    found = open_triangles(model, **asked)
    return found.rows, found.number


FROM_MODEL: Mapping[str, Callable[..., tuple[list[Row], int]]] = {
    "actor-isolated": isolated_actors,
    TRIANGLES: _rows_of_triangles,
}
"""A rule of one's own never takes a shipped rule's name."""
MOST_PER_RULE = 2_000
"""Gaps of one rule that are listed; nobody reads more, and 145,000 of them took 3 GB. A note names the number."""


@dataclass(frozen=True, slots=True)
class RuleQuestion:
    """A rule of these, and of which network and day; `left_out` are networks that switched it off."""

    rule: str
    network: str | None
    at: str | None
    left_out: frozenset[str]


def rows_of_model(model: Model, asked: RuleQuestion) -> tuple[list[Row], int]:
    """The first rows of the rule, and how many there are."""
    ask = FROM_MODEL[asked.rule]
    return ask(model, network=asked.network, at=asked.at, left_out=asked.left_out, most=MOST_PER_RULE)


def kept_rows_of_model(store: Store, asked: RuleQuestion) -> tuple[list[Row], int]:
    """The same of a store's present model, kept over changes of what no rule looks at: names, notes, evidence."""
    return _ROWS.get(store, asked, lambda: _made(read_model(store), asked)).rows


@dataclass(frozen=True, slots=True)
class _Made:
    ties: Mapping[str, Tie]
    everyone: tuple[Mapping[str, Actor], Mapping[str, Actor]]
    rows: tuple[list[Row], int]
    triangles: OpenTriangles | None = None


def _made(model: Model, asked: RuleQuestion) -> _Made:
    if asked.rule != TRIANGLES:
        return _Made(model.ties, (model.actors, model.groups), rows_of_model(model, asked))
    return _made_of_triangles(model, open_triangles(model, most=MOST_PER_RULE, **_about(asked)))


def _made_of_triangles(model: Model, found: OpenTriangles) -> _Made:
    return _Made(model.ties, (model.actors, model.groups), (found.rows, found.number), found)


def _about(asked: RuleQuestion) -> dict[str, Any]:
    return {"network": asked.network, "at": asked.at, "left_out": asked.left_out}


def _renew(store: Store, asked: RuleQuestion, former: _Made, _since: object) -> _Made | None:
    model = read_model(store)
    sides = ((former.ties, model.ties), (former.everyone[0], model.actors), (former.everyone[1], model.groups))
    if all(have_same_shape(one, other) for one, other in sides) and _have_same_topics(former.ties, model.ties):
        return replace(former, ties=model.ties, everyone=(model.actors, model.groups))
    if former.triangles is None or former.everyone[1].keys() != model.groups.keys():
        return None
    found = follow_triangles(former.triangles, former.ties, model, **_about(asked))
    return None if found is None else _made_of_triangles(model, found)


def _have_same_topics(former: Mapping[str, Tie], present: Mapping[str, Tie]) -> bool:
    """Whether ties are about the same and hold on the same days: with the shape, all that the rules look at."""
    return all(_topics_and_days(former[iri]) == _topics_and_days(present[iri]) for iri in changed_keys(former, present))


def _topics_and_days(tie: Tie) -> tuple[Collection[str], str, str]:
    return tuple(topic.iri for topic in tie.topics), tie.start_precision, tie.end_precision


_ROWS: RevisionCache[Store, RuleQuestion, _Made] = RevisionCache(
    lambda store, _: model_revision(store), most=64, renew=_renew
)
