import pytest
from flask import Flask

from webapp.ui.paging import ROWS, cut, page_in_address


@pytest.mark.parametrize(
    ("address", "number"), [("/", 1), ("/?seite=3", 3), ("/?seite=0", 1), ("/?seite=-2", 1), ("/?seite=" + "9" * 99, 1)]
)
def test_page_is_the_number_in_the_address_or_the_first(address: str, number: int) -> None:
    with Flask("test").test_request_context(address):
        assert page_in_address() == number


def test_pages_together_are_all_rows() -> None:
    rows = list(range(2 * ROWS + 1))
    pages = [cut(rows, number) for number in (1, 2, 3)]
    assert [row for page in pages for row in page.rows] == rows
    assert [(page.first, page.last) for page in pages] == [(1, ROWS), (ROWS + 1, 2 * ROWS), (2 * ROWS + 1, len(rows))]


def test_number_beyond_the_end_gives_the_last_page_and_no_row_one_empty_page() -> None:
    assert cut(list(range(ROWS + 1)), 99).number == 2
    empty = cut(list[int](), 5)
    assert (empty.number, empty.count, empty.first, empty.last, empty.total) == (1, 1, 0, 0, 0)
