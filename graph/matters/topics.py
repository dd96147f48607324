"""Under which topic an open point is decided: the topmost one that nobody owns, else its own."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Gap
from graph.network.belonging import upwards
from graph.network.reading import Model


class TopmostTopics:
    """Of these gaps: those about a topic itself say which topics nobody owns."""

    def __init__(self, gaps: Iterable[Gap], model: Model) -> None:
        self.unowned = {gap.subject.iri for gap in gaps if gap.subject.iri in model.topics}
        self._broader = model.broader
        self._known: dict[str, str] = {}

    def of(self, topic: str) -> str:
        """The topmost broader topic that nobody owns, or the topic itself; of several the first by IRI."""
        if topic not in self._known:
            found = [one for one in upwards(self._broader, topic) if one in self.unowned]
            self._known[topic] = found[-1] if found else topic
        return self._known[topic]
