"""Long tables in pages of 200: the address says which one (?seite=2), links lead to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")

ROWS = 200


@dataclass(frozen=True, slots=True)
class TablePage(Generic[T]):
    """Some rows of a table: page `number` of `count`, both from 1, with the rows `first` to `last` of `total`."""

    rows: tuple[T, ...]
    number: int
    count: int
    first: int
    last: int
    total: int


def page_in_address() -> int:
    """The number in ?seite=; 1 for none or for what is no number."""
    text = request.args.get("seite", "")
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004 - no table is that long


def has_page_in_address() -> bool:
    """Whether the reader asks for one page: that goes before whatever else would choose it."""
    return "seite" in request.args


def cut(rows: Sequence[T], number: int) -> TablePage[T]:
    """One page of rows; a number beyond the last page gives the last one."""
    count = max(-(-len(rows) // ROWS), 1)
    number = min(number, count)
    start = (number - 1) * ROWS
    some = tuple(rows[start : start + ROWS])
    return TablePage(some, number, count, start + 1 if some else 0, start + len(some), len(rows))
