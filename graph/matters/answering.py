"""What a group says of a matter holds for all that follows from it: one change, taken back by one step."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph.gaps.answers import Decision, decisions, statements_of
from graph.gaps.decisions import graph_of_decisions, is_open, reason_of, still_last
from graph.matters.matter import Matter
from graph.model import Gap
from graph.protocol import Applied, Change, Store


def record_matter(store: Store, matter: Matter, decision: Decision, *, last: str | None = None) -> Applied:
    """Keep an answer to a matter, and with it the same to each of its gaps that is open, checked against the shapes.

    One that was answered along with the matter before is answered anew; one that somebody answered by itself is not.
    What comes to the matter later is open by itself. O(gaps of the matter).
    """
    given = decisions(store)
    answered = [gap for gap in matter.gaps if _is_meant(gap, given.get(gap.id, ())) and _can_be(gap, decision)]
    parts = [_along(gap, decision, number) for number, gap in enumerate(answered)]
    graph = ox.NamedNode(graph_of_decisions(matter))
    return store.apply(
        Change(
            add=[quad for one in (decision, *parts) for quad in statements_of(one, graph)],
            author=decision.author,
            reason=reason_of(decision, "matter"),
            checked=True,
            only_if=still_last(store, matter, last),
            kind="decision",
            about=matter.id,
        )
    )


def _is_meant(gap: Gap, given: Sequence[Decision]) -> bool:
    """Whether an answer to the matter is one to this gap: nobody answered it, or only together with the matter."""
    return is_open(gap) or bool(given and given[-1].along_with)


def _can_be(gap: Gap, decision: Decision) -> bool:
    """Whether a gap can be answered so: a tie or group can exist already, but not a criticism, question or topic."""
    return decision.answer != "exists" or gap.kind in ("demanded", "predicted", "fit")


def _along(gap: Gap, whole: Decision, number: int) -> Decision:
    """The same answer to a gap, which says with which it was given, so that nobody counts it twice."""
    return replace(
        whole,
        iri=f"{whole.iri}-{number}-{uuid.uuid4().hex[:6]}",
        gap_id=gap.id,
        title=gap.title,
        subject=gap.subject.iri,
        fingerprint=gap.fingerprint,
        along_with=whole.iri,
    )
