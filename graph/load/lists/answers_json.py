"""Answers as JSON: in a file beside a list (`--mapping`), in a hidden field of the preview, and kept for the next time.

What is kept is how lists of these headings are read; names of persons, cells and verdicts on names are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args

from graph.errors import DataError
from graph.load.lists.answers import Answers, CellPlace, DayOrder, GoneAnswer, Pair, Side, Verdict
from graph.load.lists.arrangement import Arrangement, Role, SheetAnswer, SheetKind
from graph.load.lists.folded import folded

V = TypeVar("V")

_FIELDS = frozenset(Answers.__dataclass_fields__)
_SHEET_FIELDS = frozenset(SheetAnswer.__dataclass_fields__)


def answers_to_json(answers: Answers) -> str:
    """The answers as a text of JSON, those that say nothing left out; always in the same order."""
    said: dict[str, Any] = {
        "sheets": {name: _sheet_to_json(one) for name, one in answers.sheets.items()},
        "words": {scheme: dict(words) for scheme, words in answers.words.items()},
        "splits": {cell: list(parts) for cell, parts in answers.splits.items()},
        "pairs": [[*pair, verdict] for pair, verdict in answers.pairs.items()],
        "persons": list(answers.persons),
        "no_persons": list(answers.no_persons),
        "cells": [[*place, text] for place, text in answers.cells.items()],
        "order": answers.order,
        "gone": "" if answers.gone == "leave" else answers.gone,
        "ended_on": answers.ended_on,
        "sides": dict(answers.sides),
    }
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False, sort_keys=True)


def answers_from_json(text: str) -> Answers:
    """The answers in such a text. Raises DataError naming what of it is none."""
    try:
        said = json.loads(text) if text.strip() else {}
    except (json.JSONDecodeError, RecursionError) as error:
        raise DataError("The answers are no JSON: %(detail)s.", hint="Save them anew.", detail=str(error)) from error
    known = _members(said, "", _FIELDS)
    return Answers(
        sheets={name: _sheet(f"sheets.{name}", one) for name, one in _mapping(known, "sheets").items()},
        words={scheme: _words(f"words.{scheme}", words) for scheme, words in _mapping(known, "words").items()},
        splits={cell: _texts(f"splits.{cell}", parts) for cell, parts in _mapping(known, "splits").items()},
        pairs=dict(_pair(one) for one in _list("pairs", known.get("pairs", []))),
        persons=_texts("persons", known.get("persons", [])),
        no_persons=_texts("no_persons", known.get("no_persons", [])),
        cells=dict(_cell(one) for one in _list("cells", known.get("cells", []))),
        order=_choice("order", known.get("order", ""), get_args(DayOrder)),
        gone=_choice("gone", known.get("gone", "leave"), get_args(GoneAnswer)),
        ended_on=_text("ended_on", known.get("ended_on", "")),
        sides={key: _choice(f"sides.{key}", side, get_args(Side)) for key, side in _mapping(known, "sides").items()},
    )


def headings_key(arrangements: Iterable[Arrangement]) -> str:
    """What lists of the same headings have in common, whatever the order of their sheets and columns."""
    headings = sorted({folded(column.heading) for one in arrangements for column in one.columns} - {""})
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()


def what_is_remembered(answers: Answers) -> Answers:
    """The answers without names of persons, cells, pairs and what was done with one file alone."""
    return Answers(sheets=answers.sheets, words=answers.words, splits=answers.splits, order=answers.order)


def _sheet_to_json(one: SheetAnswer) -> dict[str, Any]:
    roles = {str(index): role for index, role in one.roles.items()} if one.roles is not None else None
    said = {"kind": one.kind or None, "heading_row": one.heading_row, "roles": roles}
    return {name: value for name, value in said.items() if value is not None}


def _sheet(place: str, said: object) -> SheetAnswer:
    known = _members(said, place, _SHEET_FIELDS)
    row = known.get("heading_row")
    if row is not None and not (_is_number(row) and row >= -1):
        raise _wrong(f"{place}.heading_row", row)
    roles = known.get("roles")
    return SheetAnswer(
        kind=_choice(f"{place}.kind", known.get("kind", ""), ("", *get_args(SheetKind))),
        heading_row=row,
        roles=None if roles is None else _roles(f"{place}.roles", roles),
    )


def _roles(place: str, said: object) -> dict[int, Role]:
    found: dict[int, Role] = {}
    for index, role in _members(said, place, None).items():
        if not index.isdecimal():
            raise _wrong(place, index)
        found[int(index)] = _choice(f"{place}.{index}", role, get_args(Role))
    return found


def _pair(said: object) -> tuple[Pair, Verdict]:
    first, second, verdict = _row("pairs", said, 3)
    return (_text("pairs", first), _text("pairs", second)), _choice("pairs", verdict, get_args(Verdict))


def _cell(said: object) -> tuple[CellPlace, str]:
    sheet, row, column, text = _row("cells", said, 4)
    if not (_is_number(row) and _is_number(column) and row >= 0 and column >= 0):
        raise _wrong("cells", said)
    return (_text("cells", sheet), row, column), _text("cells", text)


def _words(place: str, said: object) -> dict[str, str]:
    return {word: _text(f"{place}.{word}", iri) for word, iri in _members(said, place, None).items()}


def _members(said: object, place: str, known: Iterable[str] | None) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise _wrong(place or "answers", said)
    odd = set(said) - set(known) if known is not None else set()
    if odd:
        raise _wrong(place or "answers", min(odd))
    return said


def _mapping(known: Mapping[str, Any], name: str) -> dict[str, Any]:
    return _members(known.get(name, {}), name, None)


def _list(place: str, said: object) -> list[Any]:
    if not isinstance(said, list):
        raise _wrong(place, said)
    return said


def _row(place: str, said: object, length: int) -> list[Any]:
    row = _list(place, said)
    if len(row) != length:
        raise _wrong(place, said)
    return row


def _texts(place: str, said: object) -> tuple[str, ...]:
    return tuple(_text(place, one) for one in _list(place, said))


def _text(place: str, said: object) -> str:
    if not isinstance(said, str):
        raise _wrong(place, said)
    return said


def _choice(place: str, said: object, known: Iterable[V]) -> V:
    found = next((one for one in known if one == said and isinstance(said, str)), None)
    if found is None:
        raise _wrong(place, said)
    return found


def _is_number(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool)


def _wrong(place: str, said: object) -> DataError:
    return DataError(
        "In the answers, “%(place)s” cannot be “%(said)s”.",
        hint="Take the answers as they were saved, or answer anew.",
        place=place,
        said=str(said)[:80],
    )


