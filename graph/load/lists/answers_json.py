"""Answers as JSON: in a file beside a list (`--mapping`), in a hidden field of the preview, and kept for the next time.

What is kept is how lists of these headings are read; names of persons, cells and verdicts on names are not.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Literal, get_args

import msgspec

from graph.errors import DataError
from graph.json_input import read_json
from graph.load.lists.answers import Answers, DayOrder, GoneAnswer, Side, Verdict
from graph.load.lists.arrangement import Arrangement, Role, SheetAnswer, SheetKind
from graph.load.lists.directions import Direction
from graph.load.lists.folded import folded
from graph.load.lists.sheet_names import SHEET_NAME

_Place = Annotated[int, msgspec.Meta(ge=0)]
_Column = Annotated[str, msgspec.Meta(pattern=r"^\d{1,6}$")]


_NOT_COUNTED = frozenset({"", folded(SHEET_NAME)})
"""Headings that lists have in common or not, and are the same: a workbook grows by a sheet."""
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")


class _Sheet(msgspec.Struct):
    kind: SheetKind | Literal[""] = ""
    heading_row: Annotated[int, msgspec.Meta(ge=-1)] | None = None
    roles: dict[_Column, Role] | None = None


class _Answers(msgspec.Struct):
    """The same as `Answers` in what JSON has: pairs and cells are lists."""

    sheets: dict[str, _Sheet] = {}
    words: dict[str, dict[str, str]] = {}
    splits: dict[str, list[str]] = {}
    pairs: list[tuple[str, str, Verdict]] = []
    persons: list[str] = []
    no_persons: list[str] = []
    cells: list[tuple[str, _Place, _Place, str]] = []
    skipped: list[tuple[str, _Place]] = []
    order: DayOrder = ""
    gone: GoneAnswer = "leave"
    ended_on: str = ""
    sides: dict[str, Side] = {}


def answers_to_json(answers: Answers) -> str:
    """The answers as a text of JSON, those that say nothing left out."""
    said = _Answers(
        sheets={name: _to_json(one) for name, one in answers.sheets.items()},
        words={scheme: dict(words) for scheme, words in answers.words.items()},
        splits={cell: list(parts) for cell, parts in answers.splits.items()},
        pairs=[(*pair, verdict) for pair, verdict in answers.pairs.items()],
        persons=list(answers.persons),
        no_persons=list(answers.no_persons),
        cells=[(*place, text) for place, text in answers.cells.items()],
        skipped=list(answers.skipped),
        order=answers.order,
        gone=answers.gone,
        ended_on=answers.ended_on,
        sides=dict(answers.sides),
    )
    return msgspec.json.encode({name: value for name, value in msgspec.to_builtins(said).items() if value}).decode()


def answers_from_json(text: str) -> Answers:
    """The answers in such a text; none in an empty one. Raises DataError naming what of it is none."""
    said = read_json(text, _Answers, "mapping") if text.strip() else _Answers()
    for scheme, words in said.words.items():
        for word, value in words.items():
            if not may_stand_for(scheme, value):
                raise DataError(
                    "“%(word)s” cannot stand for “%(value)s”.",
                    hint="It stands for the IRI of a code or of a kind of tie.",
                    word=word,
                    value=value,
                )
    return Answers(
        sheets={name: _from_json(one) for name, one in said.sheets.items()},
        words=said.words,
        splits={cell: tuple(parts) for cell, parts in said.splits.items()},
        pairs={(first, second): verdict for first, second, verdict in said.pairs},
        persons=tuple(said.persons),
        no_persons=tuple(said.no_persons),
        cells={(sheet, row, column): cell for sheet, row, column, cell in said.cells},
        skipped=tuple(said.skipped),
        order=said.order,
        gone=said.gone,
        ended_on=said.ended_on,
        sides=said.sides,
    )


def may_stand_for(scheme: str, value: str) -> bool:
    """Whether a word of a scheme may have such a meaning: an IRI, nothing, or what the scheme itself says in words."""
    return not value or scheme == "topics" or (scheme == "directions" and value in get_args(Direction)) or is_iri(value)


def is_iri(text: str) -> bool:
    """Whether a text can be the address of something in the data."""
    return bool(_IRI.fullmatch(text))


def headings_key(arrangements: Iterable[Arrangement]) -> str:
    """What lists of the same headings have in common, whatever the order of their sheets and columns."""
    headings = sorted({folded(column.heading) for one in arrangements for column in one.columns} - _NOT_COUNTED)
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()


def what_is_remembered(answers: Answers, arrangements: Iterable[Arrangement]) -> Answers:
    """The answers without names of persons, cells, pairs, and what was done with one file alone.

    Sheets are known by their headings (as digests) and no longer by their names, so that `answers_for` finds them in
    the next list, whatever its sheets are called and in which order columns stand. Where sheets with the same headings
    were taken differently, or have none, nothing tells which is which.
    """
    said = defaultdict[str, list[SheetAnswer | None]](list)
    for one in arrangements:
        said[" ".join(_marks(one))].append(answers.sheets.get(one.sheet))
    sheets = {mark: answer for mark, several in said.items() if mark and (answer := _said_of_all(several))}
    return Answers(sheets=sheets, words=answers.words, splits=answers.splits, order=answers.order)


def _said_of_all(several: Sequence[SheetAnswer | None]) -> SheetAnswer | None:
    """What was said of sheets with the same headings, of one or of several alike; one alone may be left out."""
    said = [one for one in several if one]
    is_of_one = len(said) < len(several) and any(one.kind == "aside" for one in said)
    return said[0] if said and not is_of_one and said.count(said[0]) == len(said) else None


def answers_for(remembered: Answers, arrangements: Iterable[Arrangement]) -> Answers:
    """What was remembered of lists with these headings, as answers to this one."""
    sheets = {}
    for one in arrangements:
        now = _marks(one)
        said = next((mark for mark in remembered.sheets if sorted(mark.split()) == sorted(now)), None)
        if said is not None:
            answer, before = remembered.sheets[said], said.split()
            roles = {now.index(before[place]): role for place, role in (answer.roles or {}).items() if place < len(now)}
            sheets[one.sheet] = replace(answer, roles=roles if answer.roles is not None else None)
    return replace(remembered, sheets=sheets)


def _marks(one: Arrangement) -> list[str]:
    """The headings of a sheet as digests, in their order; two of the same words are numbered."""
    seen: Counter[str] = Counter()
    marks = []
    for column in one.columns:
        heading = folded(column.heading)
        seen[heading] += 1
        marks.append(hashlib.sha256(f"{heading} {seen[heading]}".encode()).hexdigest()[:12])
    return marks


def _to_json(one: SheetAnswer) -> _Sheet:
    roles = None if one.roles is None else {str(index): role for index, role in one.roles.items()}
    return _Sheet(one.kind, one.heading_row, roles)


def _from_json(one: _Sheet) -> SheetAnswer:
    roles = None if one.roles is None else {int(index): role for index, role in one.roles.items()}
    return SheetAnswer(one.kind, one.heading_row, roles)
