"""Gaps of kind `predicted` between an actor and a group: memberships that would fit, each with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import numpy as np
import scipy.sparse as sp

from graph.gaps.reliability import band
from graph.gaps.result import Found
from graph.gaps.rules import gap_id
from graph.gaps.sufficiency import LEAST_ACTORS, is_thin
from graph.gaps.wording import say
from graph.measures.kernels.affiliation import TERMS, Affiliations, rank_affiliations
from graph.model import Gap, Reason, Ref, Text
from graph.network.arrays import Snapshot
from graph.network.model_reader import Registry

LEAST_MEMBERSHIPS = 20
MOST, MOST_OF_A_GROUP = 20, 5
RULE = "membership"
_NAMED = 3
_UNIT = 1024


def find_suggested_memberships(
    snapshot: Snapshot, registry: Registry, *, network: str | None, top: int = MOST, answered: Collection[str] = ()
) -> Found:
    """The `top` likeliest memberships that nobody answered, at most five of a group, and answered ones among them.

    Raises nothing: where the data give no guess, a note says so.
    """
    if snapshot.size < LEAST_ACTORS:
        return Found()
    if snapshot.members.nnz < LEAST_MEMBERSHIPS:
        return Found(
            notes=(say("predicted", "note.memberships", number=snapshot.members.nnz, least=LEAST_MEMBERSHIPS),)
        )
    if is_thin(snapshot):
        return Found()
    ranking = rank_affiliations(snapshot)
    if not len(ranking):
        return Found(notes=(say("predicted", "note.nobody"),))
    words = _Words(snapshot, registry, ranking)
    chosen = list(_chosen(words, top, answered))
    return Found(tuple(words.gap(place, rank, len(chosen), network or "") for rank, place in enumerate(chosen)))


def _chosen(words: _Words, top: int, answered: Collection[str]) -> Iterator[int]:
    """Places until `top` open ones are found; those with an answer take nobody's place."""
    taken: Counter[int] = Counter()
    for place, group in enumerate(words.ranking.group.tolist()):
        if sum(taken.values()) >= top:
            return
        if words.gap_id(place) in answered:
            yield place
        elif taken[group] < MOST_OF_A_GROUP:
            taken[group] += 1
            yield place


class _Words:
    """What is said of a membership that would fit."""

    def __init__(self, snapshot: Snapshot, registry: Registry, ranking: Affiliations) -> None:
        self._snapshot, self._registry, self.ranking = snapshot, registry, ranking

    def gap_id(self, place: int) -> str:
        """The id of the gap in a place of the ranking."""
        actor, group = self._ends(place)
        return gap_id("predicted", RULE, [actor.iri], [group.iri])

    def gap(self, place: int, rank: int, number: int, network: str) -> Gap:
        """The gap in a place of the ranking."""
        actor, group = self._ends(place)
        reasons = tuple(self._reasons(place, group.label))
        return Gap(
            id=self.gap_id(place),
            kind="predicted",
            rule=RULE,
            title=say("predicted", "membership.title"),
            subject=actor,
            parties=(actor, group),
            topic=None,
            score=sum(reason.score for reason in reasons),
            strength=band(rank, number),
            reasons=reasons,
            recommendation=say("predicted", "membership.recommendation", a=actor.label, group=group.label),
            network=network,
        )

    def _ends(self, place: int) -> tuple[Ref, Ref]:
        actor, group = int(self.ranking.actor[place]), int(self.ranking.group[place])
        return self._registry.ref(self._snapshot.actors[actor]), self._registry.ref(self._snapshot.groups[group])

    def _reasons(self, place: int, group: Text) -> Iterator[Reason]:
        """The terms that speak for it, the weightiest first."""
        parts = self.ranking.parts[place]
        actor, column = int(self.ranking.actor[place]), int(self.ranking.group[place])
        for term in np.lexsort((np.arange(len(parts)), -parts)).tolist():
            if parts[term]:
                yield Reason(self._sentence(TERMS[term], actor, column, group), int(parts[term]) / _UNIT)

    def _sentence(self, term: str, actor: int, column: int, group: Text) -> Text:
        inside = _column(self._snapshot.members, column)
        if term == "spread":
            names = [self._snapshot.groups[one] for one in _row(self._snapshot.members, actor)]
            return say("predicted", "membership.spread", names=self._listed(names), group=group)
        if term == "contacts":
            known = sorted(inside & set(_row(self._snapshot.adjacency, actor)))
            names = [self._snapshot.actors[one] for one in known]
            return say("predicted", "membership.contacts", number=len(names), names=self._listed(names))
        theirs = {topic for one in inside for topic in _row(self._snapshot.topics_of, one)}
        shared = sorted(theirs & set(_row(self._snapshot.topics_of, actor)))
        return say("predicted", "membership.topics", names=self._listed([self._snapshot.topics[one] for one in shared]))

    def _listed(self, iris: Collection[str]) -> Text:
        refs = [self._registry.ref(iri) for iri in list(iris)[:_NAMED]]
        more = " …" if len(iris) > _NAMED else ""
        return Text(*(", ".join(ref.label.in_language(language) for ref in refs) + more for language in ("de", "en")))


def _row(matrix: sp.csr_array, place: int) -> list[int]:
    row: list[int] = matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]].tolist()
    return row


def _column(matrix: sp.csr_array, place: int) -> set[int]:
    return set(np.flatnonzero(matrix[:, [place]].toarray().ravel()).tolist())
