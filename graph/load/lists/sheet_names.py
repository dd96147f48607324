"""What the names of sheets say where several sheets are one list: one for each district, sector, group or year.

Such sheets have the same headings. The name of each is then a column of its rows, behind the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.load.lists.answers import CellPlace
from graph.load.lists.arrangement import Arrangement, Column, Role, SheetAnswer
from graph.load.lists.contents import is_day
from graph.load.lists.entries import LeftOut, Question, RowPlace
from graph.load.lists.folded import folded, same_name
from graph.load.lists.headings import roles_of
from graph.load.lists.looks import GROUP_LIKE, Known, roles_of_exactly
from graph.load.lists.sections import is_district, is_index
from graph.load.spreadsheet.table import Table

SHEET_NAME = "Name of the sheet"
"""The heading of the column; pages say it in their language."""
_OF_ACTORS: tuple[Role, ...] = ("district", "kind", "topics", "groups", "part_of", "out")
_OFFERED: Mapping[str, tuple[Role, ...]] = {
    "actors": _OF_ACTORS,
    "member-matrix": _OF_ACTORS,
    "ties": ("topic", "tie_kind", "out"),
}
"""What the name may say, by the kind of the sheets; of other kinds it says nothing."""
_BY_ITSELF = re.compile(
    r"(?:tabelle|sheet|blatt|table|liste?|seite|page|worksheet|feuil\d*|arbeitsblatt)[\s_.-]*\d*|kopie von .*"
    r"|copy of .*|.*\bteil \d+|.*\bpart \d+",
    re.IGNORECASE,
)
"""What programs call a sheet, and how a long list is numbered."""
_NUMBERED, _COUNTED = re.compile(r"^\d{1,2}\s?[._)-]\s*(?=\D)"), re.compile(r"\s*\(\d+\)$")
_TIME = re.compile(
    r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?|(?:[1-4]|I{1,3}|IV)\.? ?(?:quartal|halbjahr|sitzung|treffen|q)\b.*"
    r"|(?:q[1-4]|sitzung|treffen|stand|jahr)\b.*",
    re.IGNORECASE,
)
"""Years, parts of them, meetings: when a list was kept says nothing of those in it."""
_AREA = re.compile(
    r"(?:[\w-]*[\s-])?(?:nord|süd|ost|west|mitte|zentrum|innenstadt|kernstadt|umland)(?:[\s-]?(?:ost|west))?"
    r"|[\w-]{2,}(?:stadt|dorf|hausen|heim|feld|berg|burg|bach|brück|ingen|leben|rode|siedlung|tal|hagen|wald|furt|see|viertel|vorstadt)",
    re.IGNORECASE,
)
"""How districts and villages are often called; names of topics seldom are."""
_MOST, _HALF, _NAMED = 0.6, 0.5, 6


def with_sheet_names(
    arrangements: Sequence[Arrangement],
    alike: Mapping[str, str],
    answers: Mapping[str, SheetAnswer],
    known: Known,
    tables: Mapping[str, Table],
) -> tuple[list[Arrangement], list[Question], list[LeftOut]]:
    """The arrangements, those of sheets that are one list with a column of their names; what is asked and left out.

    `alike`: by a sheet the one whose headings it has. What is said of the first sheet of a list holds for all.
    """
    families = defaultdict[str, list[Arrangement]](list)
    for one in arrangements:
        if one.kind in _OFFERED:
            families[alike.get(one.sheet, one.sheet)].append(one)
    found, questions, left_out = {one.sheet: one for one in arrangements}, list[Question](), list[LeftOut]()
    for sheets in families.values():
        names = [name for one in sheets if (name := sheet_name(one.sheet))]
        if len({same_name(name) for name in names}) < 2 or len(names) < len(sheets) / 2:  # noqa: PLR2004 - it tells two apart
            continue
        first = sheets[0]
        place = _width(tables[first.sheet])
        said = (answers.get(first.sheet, SheetAnswer()).roles or {}).get(place)
        told = said or _told_above(sheets, tables)
        role, is_sure = (told, True) if told else _meant(names, first, known)
        if role == "out" and is_sure:
            left_out.append(LeftOut(first.sheet, ", ".join(names), "The names of these sheets are not taken over."))
        elif not is_sure:
            questions.append(_question(first, names, role, place))
        for one in sheets:
            column = Column(_width(tables[one.sheet]), SHEET_NAME, role, sure=is_sure)
            found[one.sheet] = _with_column(one, column, first.sheet, is_said=said is not None)
    return list(found.values()), questions, left_out


def _with_column(one: Arrangement, column: Column, first: str, *, is_said: bool) -> Arrangement:
    """A sheet with the column of its name; its group is what that says, and nothing where somebody said so."""
    group = "" if column.role == "groups" or is_said else one.group
    return replace(one, columns=(*one.columns, column), group=group, named_by=first)


def with_names_filled(tables: Mapping[str, Table], arrangements: Sequence[Arrangement]) -> dict[str, Table]:
    """The tables with the names of the sheets that have a column of them, in each row that is read."""
    found = dict(tables)
    for one in arrangements:
        if one.named_by:
            name, aside = sheet_name(one.sheet), {*one.aside}
            texts = (
                SHEET_NAME if row == one.heading_row else name if row > one.heading_row and row not in aside else ""
                for row in range(len(found[one.sheet]))
            )
            found[one.sheet] = tuple((*cells, text) for cells, text in zip(found[one.sheet], texts, strict=True))
    return found


def groups_by_sheet(arrangements: Sequence[Arrangement]) -> set[str]:
    """The groups that sheets are called by whose rows are their members."""
    return {
        sheet_name(one.sheet)
        for one in arrangements
        if any((column.heading, column.role) == (SHEET_NAME, "groups") for column in one.columns)
    } - {""}


def cells_of_names(tables: Mapping[str, Table], cells: Mapping[CellPlace, str]) -> dict[CellPlace, str]:
    """The mended cells that stand in a column of names of sheets, which is not there before sheets are arranged."""
    return {place: text for place, text in cells.items() if place[2] == _width(tables.get(place[0], ()))}


def sheet_name(title: str) -> str:
    """What a sheet is called without its number and what it counts; "" for one that is only numbered."""
    if _TIME.fullmatch(title):
        return title
    plain = _COUNTED.sub("", _NUMBERED.sub("", title).replace("_", " ")).strip()
    return "" if _BY_ITSELF.fullmatch(plain) or is_index(plain) else plain


def _width(table: Table) -> int:
    return len(table[0]) if table else 0


def _told_above(sheets: Sequence[Arrangement], tables: Mapping[str, Table]) -> Role | None:
    """What the titles of most sheets call their names: `Einrichtungen im Stadtteil Nord` above the sheet `Nord`."""
    found = Counter(
        role
        for one in sheets
        for row in tables[one.sheet][: max(one.heading_row, 0)]
        for cell in row
        if (word := re.search(rf"(\w+):?\s+[„“\"‚']?{re.escape(sheet_name(one.sheet) or one.sheet)}\b", cell))
        for role in roles_of(word[1])[:1]
    )
    role, times = next(iter(found.most_common(1)), (None, 0))
    return role if role in _OFFERED[sheets[0].kind] and times >= _MOST * len(sheets) else None


def _question(first: Arrangement, names: Sequence[str], role: Role, place: int) -> Question:
    offered = _OFFERED[first.kind]
    usual = role if role != "out" else ""
    return Question(
        "column",
        ", ".join([*names[:_NAMED], *["…"][: len(names) - _NAMED]]),
        (RowPlace(first.sheet, max(first.heading_row, 0)),),
        offered=tuple(dict.fromkeys((usual, *offered))) if usual else offered,
        usual=usual,
        must=not usual,
        why="Several sheets have the same columns, and are called so.",
        column=place,
        scheme=SHEET_NAME,
    )


def _meant(names: Sequence[str], first: Arrangement, known: Known) -> tuple[Role, bool]:
    """What the names of sheets say, and whether that is beyond doubt."""
    if all(_TIME.fullmatch(name) or is_day(name) for name in names):
        return "out", True
    if first.kind == "ties":
        return ("out", True) if first.of("topic") else ("topic", _share(names, lambda one: folded(one) in known.topics))
    found: tuple[tuple[Role, bool], ...] = (
        ("groups", _share(names, lambda name: _is_group(name, known))),
        ("kind", _share(names, lambda name: _is_kind(name, known))),
        ("topics", _share(names, lambda name: folded(name) in known.topics)),
        ("district", _share(names, lambda name: same_name(name) in known.districts or is_district(name), _HALF)),
    )
    role: Role = next((role for role, is_so in found if is_so), "out")
    if role != "out":
        return ("out", True) if _is_said(role, first) else (role, True)
    is_area = _share(names, _AREA.fullmatch) and not first.of("district")
    return ("district" if is_area else "out"), False


def _is_said(role: Role, first: Arrangement) -> bool:
    """Whether a column of the sheets says it already."""
    return bool(first.of(role) or (role == "groups" and first.of("group")))


def _is_group(name: str, known: Known) -> bool:
    return (bool(GROUP_LIKE.search(name)) and not roles_of_exactly(name)) or same_name(name) in known.groups


def _is_kind(name: str, known: Known) -> bool:
    word = folded(name)
    return any(word.removesuffix(end) in known.kinds for end in ("", "n", "en", "e", "s"))


def _share(names: Sequence[str], fits: object, least: float = _MOST) -> bool:
    return sum(bool(fits(name)) for name in names) >= least * len(names)  # type: ignore[operator]
