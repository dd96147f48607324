"""DROP and CLEAR of a graph that does not exist, CREATE of one that does, are failures (SPARQL 1.1 Update, 3.2).

So they are for the engine (0.5.13), but as an error without a kind that looks like one of its own. No rule: the
failure is only told from others. Upstream: no issue found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

_GRAPH_STATE = re.compile(r"The graph <(?P<graph>[^>]*)> (?P<state>does not exist|already exists)")


class GraphStateError(Exception):
    """An operation needs a graph that does not exist, or CREATE one that does; with SILENT neither is an error."""

    def __init__(self, graph: str, *, exists: bool) -> None:
        super().__init__(graph)
        self.graph, self.exists = graph, exists


@contextmanager
def graph_states_told() -> Iterator[None]:
    """Raises GraphStateError instead of the engine's error."""
    try:
        yield
    except RuntimeError as error:
        state = _GRAPH_STATE.match(str(error))
        if state is None:
            raise
        raise GraphStateError(state["graph"], exists=state["state"] == "already exists") from error
