"""Sheets with the same headings are read alike: one for each district, one for each year. One column may differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.load.lists.arrangement import Arrangement, Role, SheetAnswer
from graph.load.lists.folded import folded
from graph.load.lists.header import find_header
from graph.load.lists.headings import roles_of
from graph.load.spreadsheet.table import Table

_FEWEST_HEADINGS, _FEWEST_SHARED = 2, 3
_TELL_KIND: frozenset[Role] = frozenset({"name", "source", "source_id", "target_id", "group", "groups"})
"""What makes a sheet another kind of list: it is no column that one sheet may lack."""

Heads = tuple[str, ...]


def same_heads(tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer]) -> list[list[str]]:
    """The sheets that have the same headings, or all but one, together; each list in the order of the file."""
    heads: defaultdict[Heads, list[str]] = defaultdict(list)
    for name, table in tables.items():
        headings = _headings_of(table, answers.get(name, SheetAnswer()))
        if sum(map(bool, headings)) >= _FEWEST_HEADINGS:
            heads[headings].append(name)
    families: dict[Heads, list[str]] = {}
    for headings, names in heads.items():
        like = next((one for one in families if _differ_by_one(one, headings)), headings)
        families.setdefault(like, []).extend(names)
    order = {name: place for place, name in enumerate(tables)}
    return [sorted(names, key=order.__getitem__) for names in families.values()]


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


def answer_like(answer: SheetAnswer, leader: Arrangement, table: Table) -> SheetAnswer:
    """What was said of a sheet, completed by how the one is read that it is like; what that one lacks is left open."""
    if leader.kind == "aside" or answer.kind == "aside":
        return answer
    roles = dict(zip(_counted(column.heading for column in leader.columns), leader.columns, strict=True))
    headings = _counted(_headings_of(table, answer), len(next(iter(table), ())))
    return replace(
        answer,
        kind=answer.kind or leader.kind,
        roles={index: roles[head].role for index, head in enumerate(headings) if head in roles},
    )


def as_sure_as(one: Arrangement, leader: Arrangement) -> Arrangement:
    """A sheet that is read like another is to be looked at where that one is."""
    sure = dict(zip(_counted(column.heading for column in leader.columns), leader.columns, strict=True))
    heads = _counted(column.heading for column in one.columns)
    columns = tuple(
        replace(column, sure=sure[head].sure if head in sure else column.sure)
        for head, column in zip(heads, one.columns, strict=True)
    )
    return replace(one, columns=columns, sure=leader.sure)


def joined(names: Sequence[str], tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer]) -> Table:
    """The first of these sheets with the rows of the others below its own: what a column holds in all of them.

    Of the others only rows that say several things: what else stands below their headings may be a note.
    """
    first, *others = names
    width = len(tables[first][0]) if tables[first] else 0
    own = [*_counted(_headings_of(tables[first], answers.get(first, SheetAnswer())), width)]
    rows = list(tables[first])
    for name in others:
        answer = answers.get(name, SheetAnswer())
        heads = [*_counted(_headings_of(tables[name], answer), len(tables[name][0]))]
        places = [heads.index(head) if head in heads else -1 for head in own]
        below = find_header(tables[name], answer.heading_row).row + 1
        full = (cells for cells in tables[name][below:] if sum(map(bool, cells)) > 1)
        rows += [tuple(cells[place] if place >= 0 else "" for place in places) for cells in full]
    return tuple(rows)


def _headings_of(table: Table, answer: SheetAnswer) -> Heads:
    """The folded headings of a sheet, up to the last one; of a sheet without any its first row."""
    header = find_header(table, answer.heading_row)
    headings = tuple(map(folded, header.headings if header.row >= 0 else next(iter(table), ())))
    while headings and not headings[-1]:
        headings = headings[:-1]
    return headings


def _differ_by_one(one: Heads, other: Heads) -> bool:
    """Whether one has a column more than the other, or another one in its place, that does not tell what it lists."""
    more, less = Counter(one) - Counter(other), Counter(other) - Counter(one)
    differing = [*more.elements(), *less.elements()]
    shared = len(one) - more.total()
    is_near = max(more.total(), less.total()) <= 1 and shared >= (_FEWEST_SHARED if more and less else _FEWEST_HEADINGS)
    return is_near and not any(_tells_kind(roles_of(head)) for head in differing)


def _tells_kind(roles: Collection[Role]) -> bool:
    return "target" not in roles and not _TELL_KIND.isdisjoint(roles)  # partners are named in lists of actors as well


def _counted(headings: Iterable[str], width: int = 0) -> Iterator[tuple[str, int]]:
    """Folded headings, those that recur numbered, filled up with empty ones to a width."""
    seen = Counter[str]()
    texts = [folded(heading) for heading in headings]
    for heading in (*texts, *("",) * (width - len(texts))):
        seen[heading] += 1
        yield heading, seen[heading]


def _says_how(answer: SheetAnswer) -> bool:
    return answer.kind != "aside" and bool(answer.kind or answer.roles)
