"""Matters that are given again after a change: made anew are those whose gaps, parties or demands it has reached.

Most of the time of making matters goes into their words and into who could take them up. What one is made of is found
for all of them, and is the same object as before where the change did not reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.matters.causes import Cause
from graph.matters.matter import Matter
from graph.model import Tie
from graph.network.reading import Model


class KeptMatters:
    """The matters of one state of a network, by their causes, with what each was made of.

    `of_all` is whatever concerns all of them: the day, the words of rules, who is in charge of which topic. `former`
    are those of a state before; where `of_all` has changed since, nothing of it is given again.
    """

    def __init__(
        self,
        model: Model,
        by_party: Mapping[str, Sequence[Tie]],
        of_all: tuple[object, ...],
        former: KeptMatters | None = None,
    ) -> None:
        self._model, self._by_party, self.of_all = model, by_party, of_all
        self._former = former.made if former is not None and former.of_all == of_all else {}
        self.made: dict[tuple[str, str], tuple[tuple[object, ...], Matter]] = {}

    def make(self, cause: Cause, make: Callable[[Cause], Matter]) -> Matter:
        """The matter of a cause: the one of before where it is made of the same. O(its gaps and parties)."""
        key, rests_on = (cause.kind, cause.anchor), self._rests_on(cause)
        held = self._former.get(key)
        if held is None or held[0] != rests_on:
            held = rests_on, make(cause)
        self.made[key] = held
        return held[1]

    def forget_former(self) -> None:
        """Let go of what was made before: it would hold all that was made before that."""
        self._former = {}

    def _rests_on(self, cause: Cause) -> tuple[object, ...]:
        model, by_party = self._model, self._by_party
        found: list[object] = [cause, model.ref(cause.subject)]
        for iri in dict.fromkeys(party.iri for gap in cause.gaps for party in gap.parties):
            found += (model.actors.get(iri), model.groups.get(iri), by_party.get(iri), iri in model.ties)
        for iri in dict.fromkeys(gap.subject.iri for gap in cause.gaps):
            tie = model.ties.get(iri)
            found += (model.findings.get(iri), tie and tie.confidence)
        found += (model.ref(demand.iri) for demand in cause.demands)
        return tuple(found)
