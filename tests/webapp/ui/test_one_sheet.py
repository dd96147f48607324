from __future__ import annotations

import pytest

from webapp.ui.one_sheet import shared_out, shown_on_paper


@pytest.mark.parametrize(
    ("lengths", "lines", "shown"),
    [
        ([], 3, 0),
        ([5, 5, 5], 3, 3),
        ([5, 5, 5, 5], 3, 2),
        ([25, 5], 4, 2),
        ([25, 5], 3, 0),
        ([5, 25, 5], 4, 1),
        ([0, 0], 2, 2),
        ([5], 0, 0),
    ],
)
def test_what_does_not_fit_leaves_a_line_for_how_much_it_is(lengths: list[int], lines: int, shown: int) -> None:
    assert shown_on_paper(["x" * length for length in lengths], lines=lines, letters=10) == shown


@pytest.mark.parametrize(
    ("needed", "given"),
    [([2, 2], [2, 2]), ([20, 0], [10, 0]), ([20, 20], [6, 4]), ([3, 20], [3, 7]), ([5, 20], [5, 5])],
)
def test_lines_that_one_section_leaves_go_to_the_others(needed: list[int], given: list[int]) -> None:
    assert shared_out(needed, [4, 4], 10) == given


def test_the_longest_section_gives_way_where_there_are_fewer_lines() -> None:
    assert shared_out([9, 2, 9], [5, 4, 4], 8) == [3, 2, 3]
    assert shared_out([9, 9], [5, 4], 0) == [1, 1]
