"""What an older version wrote otherwise is changed once, as a change in the log that anybody in charge can take back.

A membership that is only demanded or planned was stated to be an org:Membership too. Whoever asks in plain W3C ORG for
the members of a network was answered with those who are missing. For what is or was there the class is derived now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.rdf.tie_conclusions import STATUS, TYPE
from graph.terms import NETZ, NK, ORG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.protocol import ChangeKind
    from graph.rdf.party_rules import Pattern
    from graph.store.change_log import ChangeLog

MOVED: ChangeKind = "model-moved"
WHY = "What is only demanded or planned is no org:Membership to whoever asks in plain W3C ORG"
_OURS, _PLAIN = ox.NamedNode(NETZ + "Membership"), ox.NamedNode(ORG + "Membership")
_THERE = {ox.NamedNode(NK + name) for name in ("exists", "ended")}
_READ_AT_ONCE = 500


def plain_memberships(stored: Pattern) -> Iterable[ox.Quad]:
    """The statements that something is an org:Membership, of which some may go."""
    return stored(None, TYPE, _PLAIN, None)


def said_too_much(stored: Pattern) -> list[ox.Quad]:
    """The statements that go. O(memberships)."""
    return [quad for quad in plain_memberships(stored) if _is_to_come(quad.subject, stored)]


def was_moved(log: ChangeLog) -> bool:
    """Whether it was done before, and perhaps taken back: then it stays as it is. O(changes), after upgrades alone."""
    before: int | None = None
    while heads := log.heads(_READ_AT_ONCE, before=before):
        if any(head.entry.kind == MOVED for head in heads):
            return True
        before = heads[-1].entry.revision
    return False


def _is_to_come(subject: object, stored: Pattern) -> bool:
    if not isinstance(subject, ox.NamedNode) or not any(True for _ in stored(subject, TYPE, _OURS, None)):
        return False
    states = {quad.object for quad in stored(subject, STATUS, None, None)}
    return bool(states) and states.isdisjoint(_THERE)
