"""Gaps of kind `predicted` between an actor and a group: memberships that would fit, each with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from graph.gaps.reliability import band
from graph.gaps.result import GapResult
from graph.gaps.rules import gap_id
from graph.gaps.sufficiency import LEAST_ACTORS, is_thin
from graph.gaps.wording import say
from graph.libraries import np, sp
from graph.measures.kernels.affiliation import TERMS, Affiliations, rank_affiliations
from graph.model import Gap, Reason, Ref, Text
from graph.network.arrays import Arrays
from graph.network.kept_arrays import KEPT_OF_A_RANKING, of_arrays
from graph.network.reading import Model

LEAST_MEMBERSHIPS = 20
MOST, MOST_OF_A_GROUP = 20, 5
RULE = "membership"
_NAMED = 3
_UNIT = 1024


def find_suggested_memberships(
    arrays: Arrays, model: Model, *, network: str | None, top: int = MOST, answered: Collection[str] = ()
) -> GapResult:
    """The `top` likeliest memberships that nobody answered, at most five of a group, and answered ones among them.

    Raises nothing: where the data give no guess, a note says so.
    """
    if arrays.size < LEAST_ACTORS:
        return GapResult()
    if arrays.members.nnz < LEAST_MEMBERSHIPS:
        return GapResult(
            notes=(say("predicted", "note.memberships", number=arrays.members.nnz, least=LEAST_MEMBERSHIPS),)
        )
    if is_thin(arrays):
        return GapResult()
    ranking, is_whole = _likeliest(arrays)
    if not len(ranking):
        return GapResult(notes=(say("predicted", "note.nobody"),))
    words = _Words(arrays, model, ranking)
    chosen = list(_chosen(words, top, answered))
    if not is_whole and sum(words.gap_id(index) not in answered for index in chosen) < top:
        words = _Words(arrays, model, rank_affiliations(arrays))
        chosen = list(_chosen(words, top, answered))
    return GapResult(tuple(words.gap(index, rank, len(chosen), network or "") for rank, index in enumerate(chosen)))


@of_arrays
def _likeliest(arrays: Arrays) -> tuple[Affiliations, bool]:
    """The memberships on top, and whether they are all."""
    ranking = rank_affiliations(arrays)
    return ranking.best(KEPT_OF_A_RANKING), len(ranking) <= KEPT_OF_A_RANKING


def _chosen(words: _Words, top: int, answered: Collection[str]) -> Iterator[int]:
    """Indices in the ranking until `top` open ones are found; those with an answer take nobody's place."""
    taken: Counter[int] = Counter()
    for index, group in enumerate(words.ranking.group.tolist()):
        if sum(taken.values()) >= top:
            return
        if words.gap_id(index) in answered:
            yield index
        elif taken[group] < MOST_OF_A_GROUP:
            taken[group] += 1
            yield index


class _Words:
    """What is said of a membership that would fit."""

    def __init__(self, arrays: Arrays, model: Model, ranking: Affiliations) -> None:
        self._arrays, self._model, self.ranking = arrays, model, ranking

    def gap_id(self, index: int) -> str:
        """The id of the gap of an index in the ranking."""
        actor, group = self._ends(index)
        return gap_id("predicted", RULE, [actor.iri], [group.iri])

    def gap(self, index: int, rank: int, number: int, network: str) -> Gap:
        """The gap of an index in the ranking."""
        actor, group = self._ends(index)
        reasons = tuple(self._reasons(index, group.label))
        return Gap(
            id=self.gap_id(index),
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

    def _ends(self, index: int) -> tuple[Ref, Ref]:
        actor, group = int(self.ranking.actor[index]), int(self.ranking.group[index])
        return self._model.ref(self._arrays.actors[actor]), self._model.ref(self._arrays.groups[group])

    def _reasons(self, index: int, group: Text) -> Iterator[Reason]:
        """The terms that speak for it, the weightiest first."""
        parts = self.ranking.parts[index]
        actor, column = int(self.ranking.actor[index]), int(self.ranking.group[index])
        for term in np.lexsort((np.arange(len(parts)), -parts)).tolist():
            if parts[term]:
                yield Reason(self._sentence(TERMS[term], actor, column, group), int(parts[term]) / _UNIT)

    def _sentence(self, term: str, actor: int, column: int, group: Text) -> Text:
        inside = _column(self._arrays.members, column)
        if term == "spread":
            names = [self._arrays.groups[one] for one in _row(self._arrays.members, actor)]
            return say("predicted", "membership.spread", names=self._listed(names), group=group)
        if term == "contacts":
            known = sorted(inside & set(_row(self._arrays.adjacency, actor)))
            names = [self._arrays.actors[one] for one in known]
            return say("predicted", "membership.contacts", number=len(names), names=self._listed(names))
        theirs = {topic for one in inside for topic in _row(self._arrays.topics_of, one)}
        shared = sorted(theirs & set(_row(self._arrays.topics_of, actor)))
        return say("predicted", "membership.topics", names=self._listed([self._arrays.topics[one] for one in shared]))

    def _listed(self, iris: Collection[str]) -> Text:
        refs = [self._model.ref(iri) for iri in list(iris)[:_NAMED]]
        more = " …" if len(iris) > _NAMED else ""
        return Text.in_each(lambda language: ", ".join(ref.label.in_language(language) for ref in refs) + more)


def _row(matrix: sp.csr_array, index: int) -> list[int]:
    row: list[int] = matrix.indices[matrix.indptr[index] : matrix.indptr[index + 1]].tolist()
    return row


def _column(matrix: sp.csr_array, index: int) -> set[int]:
    return set(np.flatnonzero(matrix[:, [index]].toarray().ravel()).tolist())
