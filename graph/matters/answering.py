"""What a group says of a matter holds for all that follows from it: one change, taken back by one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyoxigraph as ox

from graph.gaps.answers import Decision, statements_of
from graph.gaps.decisions import graph_of_decisions, is_open, make_decision
from graph.matters.matter import Matter
from graph.protocol import Applied, Change, Store


def answer_matter(store: Store, matter: Matter, answer: str, *, author: str, said: Mapping[str, str]) -> Applied:
    """Keep an answer to a matter, and the same to each of its gaps that is open. Raises what `make_decision` raises.

    `said` are the other fields of `Decision`. What comes to the matter later is open again by itself.
    """
    whole = make_decision(matter, answer, author=author, **said)
    parts = [_same(make_decision(gap, answer, author=author, **said), whole) for gap in matter.gaps if is_open(gap)]
    graph = ox.NamedNode(graph_of_decisions(matter))
    return store.apply(
        Change(
            add=[quad for decision in (whole, *parts) for quad in statements_of(decision, graph)],
            author=whole.author,
            reason=f"Decision on matter {matter.id}",
            checked=True,
            kind="decision",
            about=matter.id,
        )
    )


def _same(part: Decision, whole: Decision) -> Decision:
    """Said at the same time, and said to be a part of it, so that nobody counts it twice."""
    return replace(part, time=whole.time, along_with=whole.iri)
