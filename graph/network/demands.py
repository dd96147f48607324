"""What is demanded of somebody or on a topic: demands, and what is recorded as demanded and stands in none of them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Finding, Tie


def in_no_demand(ties: Iterable[Tie], demands: Iterable[Finding]) -> list[Tie]:
    """The ties that are recorded as demanded and that none of these demands calls for: each counts as one demand."""
    called = {ref.iri for demand in demands for ref in demand.calls_for}
    return [tie for tie in ties if tie.state == "demanded" and tie.iri not in called]
