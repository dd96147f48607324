"""A list as people have it becomes entries: sheets, columns, words, names, in that order. The one way in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.errors import DataError
from graph.load.lists.actor_rows import read_actors
from graph.load.lists.answers import Answers, CellPlace
from graph.load.lists.arrange import Arranged, arrange, set_skipped_aside
from graph.load.lists.arrangement import Arrangement, Role, SheetKind
from graph.load.lists.author_marks import without_marked
from graph.load.lists.beside_names import plain_names
from graph.load.lists.broken_names import with_whole_names
from graph.load.lists.cell_checks import faults_of_cells
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import CellFault, KnownActor, LeftOut, ListReading
from graph.load.lists.folded import folded, same_name
from graph.load.lists.footnotes import footnotes_of
from graph.load.lists.legend import legend_of
from graph.load.lists.looks import Known
from graph.load.lists.meanings import Meanings, words_of
from graph.load.lists.member_cells import read_memberships
from graph.load.lists.names import settle_names
from graph.load.lists.names_of_addresses import names_of_addresses
from graph.load.lists.near_words import forget_sounds
from graph.load.lists.numbering import without_numbering
from graph.load.lists.period_cells import PeriodCells
from graph.load.lists.repeats import with_repeats
from graph.load.lists.sheet_names import cells_of_names, groups_by_sheet, with_names_filled
from graph.load.lists.sheet_rows import SheetRows
from graph.load.lists.splits import Splitter, may_name_several
from graph.load.lists.tie_rows import read_tie_matrix, read_ties
from graph.load.spreadsheet.cell_text import plain_text
from graph.load.spreadsheet.table import Table, Tables
from graph.rdf.tie_classes import TieClass, shipped_tie_classes

_ARRANGED, _ROWS_READ, _NAMES_TOLD = 0.1, 0.5, 0.95
"""Shares of the work that are done when sheets are arranged, when rows are read, and when names are compared."""
_NEEDED: Mapping[SheetKind, tuple[tuple[Role, ...], ...]] = {
    "actors": (("name",),),
    "member-matrix": (("name",),),
    "memberships": (("name",), ("group", "groups")),
    "ties": (("source", "source_id"), ("target", "target_id")),
    "tie-matrix": (("name",), ("target",)),
}
"""Columns without which a sheet of a kind says nothing: one of each of these."""
NO_NAMES = "No column says who is meant."
"""A fault of a whole sheet, which is mended by saying what its columns are."""
_ORDER = {"actors": 0, "member-matrix": 1, "memberships": 2, "ties": 3, "tie-matrix": 4}


def read_list(
    tables: Mapping[str, Table],
    answers: Answers,
    known: Sequence[KnownActor],
    kinds: Sequence[TieClass],
    progress: Callable[[float], None] = lambda _share: None,
    *,
    topics: Iterable[str] = (),
    districts: Iterable[str] = (),
) -> ListReading:
    """All that a list says, what is wrong with it, and what only a person can say. O(cells + names).

    `known` are the actors and groups of the network it is for, `kinds` the kinds of tie that its rows may name; without
    any, those of the ontology; `topics` what it works on already, `districts` where. `progress` hears from time to time
    which share of the work is done, from 0 to 1.
    """
    whole = {sheet: with_whole_names(table) for sheet, table in tables.items()}
    mended = _mended(whole, answers.cells)
    arranged = arrange(mended, answers.sheets, _known(known, topics, districts))
    set_skipped_aside(arranged, mended, answers.skipped)
    if isinstance(tables, Tables) and tables.marks:
        mended, arranged.arrangements, unread = without_marked(mended, arranged.arrangements, tables.marks)
        arranged.left_out.extend(unread)
    later = cells_of_names(mended, answers.cells)
    mended = _mended(with_names_filled(mended, arranged.arrangements), later)
    mended = _mended(mended, names_of_addresses(mended, arranged.arrangements, known))
    progress(_ARRANGED)
    sheets, faults = _sheets(mended, arranged)
    usual = tuple(kinds) or tuple(one for one in shipped_tie_classes() if one.joins_actors)
    draft = _draft(sheets, faults, Meanings(answers, usual, legend_of(tables)), known, usual)
    draft.footnotes = footnotes_of(mended, arranged.arrangements)
    _read_all(sheets, draft, lambda share: progress(_ARRANGED + (_ROWS_READ - _ARRANGED) * share))
    if isinstance(tables, Tables):
        arranged.left_out.extend(LeftOut(name, name, "The sheet is hidden.") for name in tables.hidden)
        arranged.left_out.extend(LeftOut(*column, "The column is hidden.") for column in tables.hidden_columns)
    reading = settle_names(
        mended, arranged, draft, known, lambda share: progress(_ROWS_READ + (_NAMES_TOLD - _ROWS_READ) * share)
    )
    forget_sounds()
    progress(1.0)
    return reading


def arranged_by_itself(tables: Mapping[str, Table]) -> tuple[Arrangement, ...]:
    """How the sheets of a list are arranged where nobody has said anything; no row is read. O(cells)."""
    whole = {sheet: with_whole_names(table) for sheet, table in tables.items()}
    return tuple(arrange(whole, {}, _known((), (), ())).arrangements)


def _read_all(sheets: Sequence[SheetRows], draft: ListDraft, progress: Callable[[float], None]) -> None:
    """Take in the rows of all sheets, those of actors first: ties may name them by identifier."""
    done, rows = 0, sum(len(sheet.table) for sheet in sheets) or 1
    for sheet in sorted(sheets, key=lambda one: _ORDER[one.arrangement.kind]):
        before = done
        sheet.told = lambda row, before=before: progress((before + row) / rows)  # type: ignore[misc]
        _read(sheet, draft)
        done += len(sheet.table)
        progress(done / rows)


def _mended(tables: Mapping[str, Table], cells: Mapping[CellPlace, str]) -> dict[str, Table]:
    """The tables with the cells that somebody mended."""
    found = dict(tables)
    for sheet in {place[0] for place in cells} & set(found):
        rows = list(found[sheet])
        for (name, row, column), text in cells.items():
            if name == sheet and row < len(rows) and column < len(rows[row]):
                rows[row] = (*rows[row][:column], plain_text(text), *rows[row][column + 1 :])
        found[sheet] = tuple(rows)
    return found


def _known(actors: Sequence[KnownActor], topics: Iterable[str], districts: Iterable[str]) -> Known:
    return Known(
        groups=frozenset(same_name(one) for actor in actors if actor.is_group for one in (actor.name, *actor.aliases)),
        actors=frozenset(same_name(actor.name) for actor in actors),
        kinds=frozenset(words_of("actorKinds")),
        states=frozenset(words_of("status")),
        roles=frozenset(words_of("roles")),
        directions=frozenset(words_of("directions")),
        tie_kinds=frozenset(words_of("tieKinds")),
        topics=frozenset(map(folded, topics)),
        districts=frozenset(map(same_name, districts)),
    )


def _sheets(tables: Mapping[str, Table], arranged: Arranged) -> tuple[list[SheetRows], list[CellFault]]:
    """The sheets that are read, and the faults of their cells; a faulty cell says nothing further."""
    sheets, faults = [], list[CellFault]()
    for one in arranged.arrangements:
        if one.kind != "aside":
            sheet = SheetRows(one, with_repeats(without_numbering(tables[one.sheet], one), one))
            found = list(faults_of_cells(sheet))
            faults += found
            if found:
                blanked = _mended({one.sheet: sheet.table}, {fault.place: "" for fault in found})
                sheet = SheetRows(one, blanked[one.sheet])
            sheets.append(sheet)
    return sheets, faults


def _draft(
    sheets: Sequence[SheetRows],
    faults: list[CellFault],
    meanings: Meanings,
    known: Sequence[KnownActor],
    usual: tuple[TieClass, ...],
) -> ListDraft:
    answers = meanings.given
    heads = {
        column.heading
        for sheet in sheets
        for column in sheet.columns["group"]
        if sheet.arrangement.kind != "memberships"
    }
    heads |= {sheet.arrangement.group for sheet in sheets} - {""}
    heads |= groups_by_sheet([sheet.arrangement for sheet in sheets])
    groups = {same_name(one) for actor in known if actor.is_group for one in (actor.name, *actor.aliases)} | set(
        map(same_name, heads)
    )
    names = {same_name(one) for actor in known for one in (actor.name, *actor.aliases)}
    names_known = frozenset(names)
    known_groups = frozenset(groups).union(
        same_name(one) for actor in known if actor.has_members for one in (actor.name, *actor.aliases)
    )
    known_actors = names_known - known_groups
    of_rows = [sheet for sheet in sheets if sheet.arrangement.kind != "memberships"]
    named_in_rows = [cell for sheet in of_rows for cell in (*_cells(sheet, "name"), *_identifiers(sheet))]
    names |= set(map(same_name, named_in_rows))
    names |= {same_name(plain) for one in named_in_rows for plain in plain_names(one)}
    ends = [cell for sheet in sheets for role in ("source", "target") for cell in _cells(sheet, role)]
    of_actors = [sheet for sheet in sheets if sheet.arrangement.kind != "ties"]
    partners = [cell for sheet in of_actors for role in ("target", "wanted", "members") for cell in _cells(sheet, role)]
    partners += [cell for sheet in sheets if sheet.arrangement.kind == "memberships" for cell in _cells(sheet, "name")]
    named = [cell for sheet in sheets for cell in (*_cells(sheet, "groups"), *_in_memberships(sheet))]
    return ListDraft(
        answers=answers,
        kinds=usual,
        meanings=meanings,
        periods=PeriodCells(answers.order, sheets, faults),
        groups_in_cells=Splitter(answers.splits, groups, named),
        names_in_cells=Splitter(answers.splits, names, partners, "actors"),
        names_of_rows=Splitter(
            answers.splits,
            names_known | {same_name(one) for one in named_in_rows if not may_name_several(one)},
            (),
            "actors",
            asks_always=True,
        ),
        ends_of_ties=Splitter(answers.splits, names, ends, "actors", names_one=True),
        faults=faults,
        faulty=frozenset(fault.place for fault in faults),
        known_actors=known_actors,
        known_groups=known_groups,
    )


def _cells(sheet: SheetRows, role: str) -> Iterable[str]:
    return (cell for _row, _column, cell in sheet.cells_of(role))  # type: ignore[arg-type]


def _identifiers(sheet: SheetRows) -> Iterable[str]:
    return _cells(sheet, "id") if sheet.arrangement.kind != "ties" else ()


def _in_memberships(sheet: SheetRows) -> Iterable[str]:
    return _cells(sheet, "group") if sheet.arrangement.kind == "memberships" else ()


def _read(sheet: SheetRows, draft: ListDraft) -> None:
    missing = [roles for roles in _NEEDED[sheet.arrangement.kind] if not any(map(sheet.has, roles))]
    are_below = sheet.arrangement.kind == "memberships" and len(sheet.columns["group"]) > 1  # members below each group
    if missing and not (missing == [("name",)] and are_below):
        error = DataError(NO_NAMES, hint="Say which column it is, or leave the sheet out.")
        draft.note(CellFault((sheet.name, max(0, sheet.arrangement.heading_row), 0), error))
        return
    match sheet.arrangement.kind:
        case "ties":
            read_ties(sheet, draft)
        case "tie-matrix":
            read_tie_matrix(sheet, draft)
        case "memberships":
            read_memberships(sheet, draft)
        case _:
            read_actors(sheet, draft)
