"""Sheets that are one list at several times: `2023` and `2024`, `alt` and `neu`. The newest holds, others are named.

Whoever means otherwise says of an older sheet what it is, and it is read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from graph.load.lists.arrangement import Arrangement, SheetAnswer
from graph.load.lists.days import EitherWayError, NoDayError, read_day
from graph.load.lists.entries import LeftOut
from graph.load.lists.folded import folded, same_name
from graph.load.spreadsheet.table import Table

OLDER = "This is an older state of a sheet that is read. To read it as well, say what it contains."
ONLY_OLDER = "Only an older state of a sheet that is read names them. To read it as well, say what it contains."
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)\s?[/–-]\s?(?:19|20)?(\d\d)$")
"""A year of schools or theatres, a season: `2022/23`."""
_BEFORE = frozenset(
    {"alt", "alte", "altes", "alte liste", "bisher", "vorher", "archiv", "fruher", "old", "previous", "archive"}
)
_NOW = frozenset({"neu", "neue", "neues", "neue liste", "aktuell", "jetzt", "nachher", "new", "current", "now"})
_SAYS_NOTHING = frozenset({"stand", "jahr", "liste", "vom", "per", "as of", "year", "list", "tabelle", ""})
_MEETING = re.compile(r"sitzung|treffen|termin|quartal|halbjahr|meeting|session", re.IGNORECASE)
_FIRST, _LAST = "0", "9999"
_MOST, _NAMED = 0.5, 12


@dataclass(frozen=True, slots=True)
class _Time:
    """When a sheet is of: the words beside its time, and an ISO day or part of one, "" where it says none."""

    words: str
    day: str


def without_older_states(
    arrangements: Sequence[Arrangement],
    families: Sequence[Sequence[str]],
    answers: Mapping[str, SheetAnswer],
    tables: Mapping[str, Table],
) -> tuple[list[Arrangement], list[LeftOut]]:
    """The arrangements, older states of a list set aside, and what is said of these: who is in no newer one.

    Sheets of years that name others each, are parts of one list: half of the older names must stand in the newest.
    """
    found, left_out = {one.sheet: one for one in arrangements}, list[LeftOut]()
    for names in families:
        sheets = [found[name] for name in names if found[name].kind != "aside"]
        times = {one.sheet: _time_of(one.sheet) for one in sheets}
        if len(sheets) < 2 or not _are_states([*times.values()]):  # noqa: PLR2004 - it tells two apart
            continue
        sheets.sort(key=lambda one: times[one.sheet].day)
        *older, newest = sheets
        now = _named_in(newest, tables[newest.sheet])
        for one in older:
            before = _named_in(one, tables[one.sheet])
            is_said = bool(answers.get(one.sheet, SheetAnswer()).kind)
            if is_said or not before or len(now.keys() & before.keys()) < _MOST * len(before):
                continue
            gone = [text for name, text in before.items() if name not in now]
            columns = tuple(replace(column, role="out") for column in one.columns)
            found[one.sheet] = replace(one, kind="aside", columns=columns)
            said = ", ".join([*gone[:_NAMED], *["…"][: len(gone) - _NAMED]])
            left_out.append(LeftOut(one.sheet, said or one.sheet, ONLY_OLDER if said else OLDER))
    return list(found.values()), left_out


def _are_states(times: Sequence[_Time]) -> bool:
    """Whether sheets are told apart by their times alone."""
    days = {one.day for one in times}
    return len({one.words for one in times}) == 1 and len(days) == len(times) and "" not in days


def _time_of(title: str) -> _Time:
    """What a title says of the time of its sheet."""
    word = folded(title)
    if word in _BEFORE | _NOW:
        return _Time("", _FIRST if word in _BEFORE else _LAST)
    if _MEETING.search(title):
        return _Time(word, "")
    found = _TWO_YEARS.search(title)
    if found and int(found[2]) == (int(found[1]) + 1) % 100:
        return _Time(_without_common(title[: found.start()]), found[1])
    words = title.split()
    for place in range(len(words)):
        with suppress(NoDayError, EitherWayError):
            if day := read_day(" ".join(words[place:]), "day"):
                return _Time(_without_common(" ".join(words[:place])), day)
    return _Time(word, "")


def _without_common(text: str) -> str:
    return " ".join(one for one in folded(text).split() if one not in _SAYS_NOTHING)


def _named_in(one: Arrangement, table: Table) -> dict[str, str]:
    """Who is named in the rows of a sheet, as names are compared, each as it is written; of ties both ends."""
    columns = [
        column.index for role in ("name", "source", "target", "source_id", "target_id") for column in one.of(role)
    ]
    if one.kind in ("actors", "member-matrix", "tie-matrix"):
        columns = [column.index for column in one.of("name")]
    rows = (table[row] for row in range(one.heading_row + 1, len(table)) if row not in one.aside)
    texts = (" – ".join(filter(None, (cells[index] for index in columns))) for cells in rows)
    return {same_name(text): text for text in texts if text}
