"""Memberships that would fit, by hand for six actors in three groups, and none where the data say too little."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from graph.gaps import memberships
from graph.gaps.memberships import find_suggested_memberships
from graph.measures.kernels.affiliation import rank_affiliations, spread
from graph.network.arrays import UNKNOWN, Arrays
from graph.network.model_reader import read_model
from graph.protocol import Store

# G0 = {0, 1, 2}, G1 = {0, 3, 4}, G2 = {1, 3, 5}: actors 0, 1 and 3 are in two groups each.
MEMBERS = [(0, 0), (1, 0), (2, 0), (0, 1), (3, 1), (4, 1), (1, 2), (3, 2), (5, 2)]


def taken(members: list[tuple[int, int]], ties: list[tuple[int, int]], actors: int, topics: int = 1) -> Arrays:
    def matrix(cells: list[tuple[int, int]], shape: tuple[int, int]) -> sp.csr_array:
        rows, columns = zip(*cells, strict=True) if cells else ((), ())
        made = sp.csr_array((np.ones(len(cells), np.int64), (rows, columns)), shape=shape)
        made.sort_indices()
        return made

    groups = max(group for _, group in members) + 1
    both = [*ties, *((other, one) for one, other in ties)]
    return Arrays(
        actors=tuple(f"urn:a{place:02}" for place in range(actors)),
        adjacency=matrix(both, (actors, actors)),
        sectors=(),
        sector_of=np.full(actors, UNKNOWN),
        groups=tuple(f"urn:g{place}" for place in range(groups)),
        members=matrix(members, (actors, groups)),
        topics=tuple(f"urn:t{place}" for place in range(topics)),
        topics_of=matrix([], (actors, topics)),
        tie_topics=np.empty((0, 3), np.int64),
    )


def test_weight_spreads_from_groups_to_members_to_their_groups() -> None:
    """G0 and G1 give 1/3 to each member; 1 and 3 pass half of theirs to G2: 1/6 + 1/6."""
    found = spread(taken(MEMBERS, [], 6).members, np.array([0]))
    assert found[0] == pytest.approx([2 / 3 / 2 + 1 / 6 + 1 / 3, 2 / 3 / 2 + 1 / 6 + 1 / 3, 1 / 3])


def test_only_actors_with_two_groups_are_ranked_and_contacts_decide_between_equals() -> None:
    ranking = rank_affiliations(taken(MEMBERS, [(0, 5), (0, 3), (1, 4)], 6))
    assert list(zip(ranking.actor.tolist(), ranking.group.tolist(), strict=True)) == [(0, 2), (1, 1), (3, 0)]
    assert ranking.parts[:, 1].tolist() == sorted(ranking.parts[:, 1].tolist(), reverse=True)
    assert (ranking.parts[:, 2] == 0).all()


def test_whoever_sits_in_a_group_through_a_part_or_the_whole_is_not_missed_there() -> None:
    """0 fits G2; 5, which is in G2, is a part of it."""
    case = taken(MEMBERS, [(0, 5)], 6)
    assert (0, 2) in _ranked(case)
    assert (0, 2) not in _ranked(replace(case, wholes=sp.csr_array(([1, 1], ([0, 5], [5, 0])), shape=(6, 6))))


@pytest.mark.parametrize(("field", "is_ranked"), [(0, True), (1, False), (None, True)])
def test_actor_fits_no_group_that_is_known_to_be_about_something_else(field: int | None, *, is_ranked: bool) -> None:
    case = taken(MEMBERS, [(0, 5)], 6, topics=2)
    about = sp.csr_array(([1], ([2], [field])), shape=(3, 2)) if field is not None else sp.csr_array((3, 2), dtype=int)
    works_on = sp.csr_array(([1], ([0], [0])), shape=(6, 2))
    known = replace(case, topics_of=works_on, fields=sp.eye_array(2, dtype=int, format="csr"), group_fields=about)
    assert ((0, 2) in _ranked(known)) == is_ranked


def _ranked(arrays: Arrays) -> set[tuple[int, int]]:
    ranking = rank_affiliations(arrays)
    return set(zip(ranking.actor.tolist(), ranking.group.tolist(), strict=True))


def test_suggestions_have_reasons_that_add_up_and_an_answer_takes_nobodys_place(
    magdeburg: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [(actor + 6 * copy, group + 3 * copy) for copy in range(3) for actor, group in MEMBERS]
    network, model = taken(whole, [(0, 5), (6, 9)], 18), read_model(magdeburg)
    first = find_suggested_memberships(network, model, network=None, top=1).gaps[0]
    assert (first.kind, first.rule) == ("predicted", "membership")
    assert first.score == sum(reason.score for reason in first.reasons)
    assert "Kontakte in der Gruppe (1): a05." in {reason.text.de for reason in first.reasons}
    again = find_suggested_memberships(network, model, network=None, top=1, answered=[first.id])
    assert [gap.id for gap in again.gaps][0:1] == [first.id]
    assert len(again.gaps) == 2
    for answered in ([], [first.id]):
        kept = find_suggested_memberships(network, model, network=None, answered=answered)
        monkeypatch.setattr(memberships, "KEPT_OF_A_RANKING", 1)
        assert find_suggested_memberships(replace(network), model, network=None, answered=answered) == kept


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (MEMBERS, "zu wenige bestehende Mitgliedschaften erfasst (9)"),
        ([(actor, actor % 2) for actor in range(24)], "mindestens zwei Mitgliedschaften"),
    ],
)
def test_what_the_data_do_not_carry_is_said(magdeburg: Store, members: list[tuple[int, int]], said: str) -> None:
    found = find_suggested_memberships(taken(members, [], 24), read_model(magdeburg), network=None)
    assert not found.gaps
    assert said.casefold() in found.notes[0].de.casefold()
