"""How each sheet of a list is read: its kind, its headings, its columns, and what is set aside; proposed or said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.load.lists.answers import SkippedRow
from graph.load.lists.arrangement import Arrangement, Column, Role, SheetAnswer, SheetKind
from graph.load.lists.columns import assign, doubled, with_answers
from graph.load.lists.contents import reaches_somebody
from graph.load.lists.entries import LeftOut, Question, RowPlace
from graph.load.lists.folded import same_name
from graph.load.lists.group_lists import with_heads_of_groups
from graph.load.lists.header import Header, find_header, rows_aside
from graph.load.lists.headings import roles_of
from graph.load.lists.identifiers import with_identifiers
from graph.load.lists.looks import Known, Look, looks_of, sheets_of_groups
from graph.load.lists.older_states import without_older_states
from graph.load.lists.same_heads import answer_like, as_sure_as, joined, leaders_of, same_heads
from graph.load.lists.sections import section_rows
from graph.load.lists.sheet_kinds import doubtful_marks, is_of_words, sheet_kind
from graph.load.lists.sheet_names import with_sheet_names
from graph.load.lists.unread import unread
from graph.load.spreadsheet.table import Table

_OF_ACTORS: frozenset[Role] = frozenset(
    {"topics", "phone", "email", "website", "address", "contact", "district", "kind"}
)
"""What the columns of a sheet of actors may be where none is headed as their name."""
_PUBLIC_TEXTS: frozenset[Role] = frozenset({"note", "topics", "topic", "address", "district", "source_text"})
CROSSES = "crosses"
"""What several columns of crosses mean is one question of this scheme."""
_ROWS_NAMED, _HEADS_NAMED, _MOSTLY = 50, 6, 0.6
_NAMING: tuple[Role, ...] = ("name", "source", "target", "source_id", "target_id", "group")


@dataclass(slots=True)
class Arranged:
    """The arrangements of all sheets, what is asked about them, and what of them is left out."""

    arrangements: list[Arrangement] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    headers: dict[str, Header] = field(default_factory=dict)


def arrange(tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer], known: Known) -> Arranged:
    """The arrangement of each sheet. What one sheet says of groups is known when the next is looked at."""
    families = same_heads(tables, answers)
    found, leaders, likes = Arranged(), leaders_of(families, tables, answers), dict[str, Arrangement]()
    of_groups = sheets_of_groups(tables)
    alike = {name: family for family in families for name in family}
    for name, table in tables.items():
        known = replace(known, is_of_group=name in of_groups)
        answer, leader = answers.get(name, SheetAnswer()), leaders.get(name, "")
        if leader:
            if leader not in likes:
                of_leader, rows = answers.get(leader, SheetAnswer()), _with_others(leader, alike, tables, answers)
                likes[leader] = _arrange_one(leader, rows, of_leader, known, Arranged(), own=len(tables[leader]))
            like = likes[leader]
            one = _arrange_one(name, table, answer_like(answer, like, table), known, found, own=len(table))
            one = as_sure_as(one, like) if one.kind == like.kind else one
        else:
            rows = _with_others(name, alike, tables, answers)
            one = _arrange_one(name, rows, answer, known, found, own=len(table))
        found.arrangements.append(one)
        known = replace(
            known, groups=known.groups | _groups_of(one, table), actors=known.actors | _actors_of(one, table)
        )
    _set_covers_aside(found, answers)
    found.arrangements = list(with_identifiers(found.arrangements, tables, answers))
    found.arrangements, older = without_older_states(found.arrangements, families, answers, tables)
    firsts = {name: family[0] for name, family in alike.items()}
    found.arrangements, asked, unsaid = with_sheet_names(found.arrangements, firsts, answers, known, tables)
    found.questions.extend(asked)
    found.left_out.extend(
        (*unread(found.arrangements, found.headers, tables, answers, {one.sheet for one in older}), *older, *unsaid)
    )
    if not any(one.kind != "aside" for one in found.arrangements):
        found.questions.extend(_which_sheet(found, tables, leaders))
    return found


def _with_others(
    name: str, alike: Mapping[str, Sequence[str]], tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer]
) -> Table:
    """A sheet with the rows of those that have its headings: what a column is shows in all of them."""
    others = [one for one in alike.get(name, ()) if one != name]
    return joined((name, *others), tables, answers) if others else tables[name]


def _arrange_one(
    name: str, rows: Table, answer: SheetAnswer, known: Known, found: Arranged, *, own: int
) -> Arrangement:
    """How a sheet is read. Its `own` rows come first; those of sheets like it only tell what its columns hold."""
    table = rows[:own]
    header = find_header(table, answer.heading_row)
    looks = looks_of(rows, header)
    kind = answer.kind or sheet_kind(name, table, header, looks, known)
    if kind == "aside" and not answer.kind and not is_of_words(name) and _may_be_actors(table, header, looks):
        kind = "actors"
    said = {index: role for index, role in (answer.roles or {}).items() if index < len(looks)}
    if (
        kind == "aside"
        and not answer.kind
        and not is_of_words(name)
        and (index := _names_known(looks, rows, known)) >= 0
    ):
        kind, said = "actors", {index: "name", **said}
    columns = _assigned(kind, looks, table[header.row + 1 :], known, said)
    naming = [column.index for column in columns if column.role in _NAMING]
    if kind != "aside" and not answer.kind and not naming and not said:  # else somebody looks for the right column
        kind = "aside"
    aside = rows_aside(table, header, naming) if kind != "aside" else ()
    if kind in ("actors", "member-matrix"):
        aside = tuple(sorted({*aside, *section_rows(table, header, known.kinds, naming)}))
    if aside and kind != "aside":
        looks = looks_of(rows, header, frozenset(aside))  # notes below a table say nothing of its columns
        columns = _assigned(kind, looks, table[header.row + 1 :], known, said)
    found.headers[name] = header
    if kind == "member-matrix":
        found.questions.extend(_crossed(name, header, doubtful_marks(name, looks, known), said))
    if kind != "tie-matrix":
        found.questions.extend(_doubled(name, header, columns, said))
        found.questions.extend(_reached(name, header, table, columns, said))
    is_sure = bool(answer.kind) or (
        header.row >= 0 and all(column.sure for column in columns if column.role in _NAMING)
    )
    has_groups = any(column.role in ("group", "groups") for column in columns)
    group = name if known.is_of_group and kind == "actors" and not has_groups else ""
    return Arrangement(name, kind, header.row, columns, aside, sure=is_sure, group=group)


def _assigned(
    kind: SheetKind, looks: Sequence[Look], rows: Table, known: Known, said: Mapping[int, Role]
) -> tuple[Column, ...]:
    """The columns of a sheet as they are found, or as somebody said."""
    if kind == "aside":
        return with_answers([Column(look.index, look.heading, "out") for look in looks], said)
    columns = assign(kind, looks, known)
    return with_answers(with_heads_of_groups(columns, rows) if kind == "memberships" else columns, said)


def set_skipped_aside(found: Arranged, tables: Mapping[str, Table], skipped: Collection[SkippedRow]) -> None:
    """Rows that somebody said are to be left out are not read, and named."""
    for place, one in enumerate(found.arrangements):
        rows = sorted({row for sheet, row in skipped if sheet == one.sheet and row < len(tables[one.sheet])})
        if rows:
            found.arrangements[place] = replace(one, skipped=tuple(rows))
            cells = (" | ".join(filter(None, tables[one.sheet][row])) for row in rows)
            found.left_out.extend(LeftOut(one.sheet, said, "This row is to be left out.") for said in cells)


def _may_be_actors(table: Table, header: Header, looks: Sequence[Look]) -> bool:
    """Whether a table is one at all that heads no names: two columns that speak of actors, rows, or names alone."""
    rows = [row for row in table[header.row + 1 :] if any(row)]
    full = [row for row in rows if sum(map(bool, row)) > 1]
    if full and sum(bool(_OF_ACTORS & set(look.may_be)) for look in looks) > 1:
        return True
    return len(full) >= 3 or (len(rows) >= 3 and len(table[0]) == 1 and all(len(row[0]) < 80 for row in rows))  # noqa: PLR2004


def _actors_of(one: Arrangement, table: Table) -> frozenset[str]:
    """The names in the rows of a sheet of actors: where another sheet has them, they tell its column of names."""
    columns = one.of("name") if one.kind in ("actors", "member-matrix") else ()
    return frozenset(
        same_name(row[column.index]) for column in columns for row in table[one.heading_row + 1 :] if row[column.index]
    )


def _names_known(looks: Sequence[Look], rows: Table, known: Known) -> int:
    """The first column most of whose cells are names that are known; -1 for none."""
    for look in looks:
        cells = [same_name(row[look.index]) for row in rows if row[look.index]]
        if len(cells) > 1 and sum(cell in known.actors for cell in cells) >= _MOSTLY * len(cells):
            return look.index
    return -1


def _groups_of(one: Arrangement, table: Table) -> frozenset[str]:
    """The names of groups that a sheet says beyond doubt: headings of a matrix, cells of a column of groups."""
    heads = {same_name(column.heading) for column in one.of("group")} if one.kind == "member-matrix" else set()
    cells = {
        same_name(row[column.index])
        for column in (one.of("group") if one.kind == "memberships" else one.of("groups"))
        for row in table[one.heading_row + 1 :]
        if row[column.index] and len(row[column.index]) < 80 and not any(sign in row[column.index] for sign in ",;\n")  # noqa: PLR2004
    }
    return frozenset((heads | cells) - {""})


def _set_covers_aside(found: Arranged, answers: Mapping[str, SheetAnswer]) -> None:
    """One column under a word that heads no actors is a cover or a legend, where other sheets are tables."""
    is_list = {one.sheet for one in found.arrangements if one.kind != "aside" and len(one.columns) > 1}
    for place, one in enumerate(found.arrangements):
        names = [column for column in one.of("name") if "name" in roles_of(column.heading)]
        if is_list and one.sheet not in is_list and not names and not answers.get(one.sheet, SheetAnswer()).kind:
            found.arrangements[place] = replace(one, kind="aside")


def _crossed(name: str, header: Header, marks: Sequence[Look], said: Mapping[int, Role]) -> Iterator[Question]:
    """Columns of crosses that may be groups or what somebody offers: one question for all of them."""
    if marks and not any(look.index in said for look in marks):
        heads = [look.heading for look in marks]
        yield Question(
            "column",
            ", ".join([*heads[:_HEADS_NAMED], *["…"][: len(heads) - _HEADS_NAMED]]),
            (RowPlace(name, max(header.row, 0)),),
            offered=("group", "topics", "out"),
            usual="group",
            scheme=CROSSES,
            columns=tuple(look.index for look in marks),
        )


def _doubled(name: str, header: Header, columns: tuple[Column, ...], said: Mapping[int, Role]) -> Iterator[Question]:
    place = (RowPlace(name, max(header.row, 0)),)
    for column in doubled(columns):
        if column.index not in said:
            yield Question(
                "column",
                column.heading or str(column.index + 1),
                place,
                offered=("alias", "part_of", "note", "out", column.role),
                must=True,
                why="Two columns mean the same.",
                column=column.index,
            )


def _reached(
    name: str, header: Header, table: Table, columns: tuple[Column, ...], said: Mapping[int, Role]
) -> Iterator[Question]:
    """Columns that everybody could read, with numbers or addresses of mail in their cells: asked once for a column."""
    for column in columns:
        if column.role in _PUBLIC_TEXTS and column.index not in said:
            rows = [
                RowPlace(name, row)
                for row in range(header.row + 1, len(table))
                if reaches_somebody(table[row][column.index])
            ]
            if rows:
                yield Question(
                    "column",
                    column.heading or str(column.index + 1),
                    tuple(rows[:_ROWS_NAMED]),
                    offered=(column.role, "out"),
                    must=True,
                    why="There are telephone numbers or addresses of mail in it; everybody could read them.",
                    column=column.index,
                )


def _which_sheet(found: Arranged, tables: Mapping[str, Table], leaders: Mapping[str, str]) -> Iterator[Question]:
    """What a sheet is, once for all with its headings; of a sentence alone nobody is asked where there is more."""
    has_tables = any(_is_more_than_a_cell(table) for table in tables.values())
    for one in found.arrangements:
        table = tables[one.sheet]
        if table and one.sheet not in leaders and (_is_more_than_a_cell(table) or not has_tables):
            yield Question(
                "sheet", one.sheet, (RowPlace(one.sheet, 0),), offered=("actors", "ties", "memberships"), must=True
            )


def _is_more_than_a_cell(table: Table) -> bool:
    return sum(bool(cell) for row in table for cell in row) > 1
