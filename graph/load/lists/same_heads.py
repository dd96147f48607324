"""Sheets with the same headings are read alike: one for each district, one for each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.load.lists.arrangement import Arrangement, SheetAnswer
from graph.load.lists.folded import folded
from graph.load.lists.header import find_header
from graph.load.spreadsheet.table import Table

_FEWEST_HEADINGS = 2


def same_heads(tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer]) -> list[list[str]]:
    """The sheets that have the same headings, together, each list in the order of the file."""
    heads: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, table in tables.items():
        header = find_header(table, answers.get(name, SheetAnswer()).heading_row)
        headings = tuple(map(folded, header.headings if header.row >= 0 else next(iter(table), ())))
        while headings and not headings[-1]:
            headings = headings[:-1]
        if sum(map(bool, headings)) >= _FEWEST_HEADINGS:
            heads[headings].append(name)
    return list(heads.values())


def leaders_of(
    families: Iterable[Sequence[str]], tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer]
) -> dict[str, str]:
    """For each sheet that has the headings of another, the one that it is read like.

    That is the one that somebody said something of, else the longest; to leave a sheet out is said of this one alone.
    """
    found: dict[str, str] = {}
    for names in families:
        said = [name for name in names if _says_how(answers.get(name, SheetAnswer()))]
        leader = said[0] if said else max(names, key=lambda name: len(tables[name]))
        found |= dict.fromkeys((name for name in names if name not in {leader, *said}), leader)
    return found


def answer_like(answer: SheetAnswer, leader: Arrangement) -> SheetAnswer:
    """What was said of a sheet, completed by how the one is read that it is like."""
    if leader.kind == "aside" or answer.kind == "aside":
        return answer
    return replace(
        answer, kind=answer.kind or leader.kind, roles={column.index: column.role for column in leader.columns}
    )


def as_sure_as(one: Arrangement, leader: Arrangement) -> Arrangement:
    """A sheet that is read like another is to be looked at where that one is."""
    sure = {column.index: column.sure for column in leader.columns}
    columns = tuple(replace(column, sure=sure.get(column.index, column.sure)) for column in one.columns)
    return replace(one, columns=columns, sure=leader.sure)


def joined(names: Sequence[str], tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer]) -> Table:
    """The first of these sheets with the rows of the others below its own: what a column holds in all of them.

    Of the others only rows that say several things: what else stands below their headings may be a note.
    """
    first, *others = names
    width = len(tables[first][0]) if tables[first] else 0
    rows = list(tables[first])
    for name in others:
        below = find_header(tables[name], answers.get(name, SheetAnswer()).heading_row).row + 1
        full = (cells for cells in tables[name][below:] if sum(map(bool, cells)) > 1)
        rows += [(*cells, *("",) * width)[:width] for cells in full]
    return tuple(rows)


def _says_how(answer: SheetAnswer) -> bool:
    return answer.kind != "aside" and bool(answer.kind or answer.roles)
