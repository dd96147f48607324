"""What a network is about: the topics at the top of its tree that most work on."""

from __future__ import annotations

from heapq import nsmallest

from graph.analysis import Analysis
from graph.model import Ref
from webapp.pages.topics.view import list_topics

NAMED = 4


def main_topics(analysis: Analysis) -> list[Ref]:
    """The topics with the most actors and groups, those below them counted in; none that only a demand names."""
    rows = [row for row in list_topics(analysis) if not row.depth and row.actors + row.groups]
    chosen = nsmallest(NAMED, enumerate(rows), key=lambda one: (-one[1].actors - one[1].groups, one[0]))
    return [row.topic for _, row in chosen]
