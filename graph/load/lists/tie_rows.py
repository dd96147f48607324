"""A row a tie, a cell a tie (actors beside actors), or partners named in the row of an actor."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from graph.errors import DataError
from graph.load.lists.arrangement import Column
from graph.load.lists.beside_names import plain_names
from graph.load.lists.cell_checks import fault_of_name
from graph.load.lists.contents import is_mark, is_no_mark, strength
from graph.load.lists.dated_states import dated_state
from graph.load.lists.days import Span
from graph.load.lists.directions import Direction, direction_said, hands_over
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import CellFault, ListedMembership, ListedPart, ListedTie, RowPlace
from graph.load.lists.folded import folded, folded_word, one_line, same_name, says_nothing
from graph.load.lists.headings import gives_money
from graph.load.lists.meanings import DEMANDED, HANDOVER, HIERARCHY, KindMeant, says_more_than_kind
from graph.load.lists.row_directions import direction_of_row
from graph.load.lists.sheet_rows import Row, SheetRows
from graph.load.numbers import is_number
from graph.load.own_matrix import ANY_KIND, MATRIX
from graph.load.spreadsheet.codes import codes_of
from graph.rdf.tie_classes import TieClass
from graph.terms import NETZ

INTERFACE, MEMBERSHIP, MANDATE, FUNDING = (NETZ + name for name in ("Interface", "Membership", "Mandate", "Funding"))


@dataclass(frozen=True, slots=True)
class _Said:
    """What is known of a tie before its row is looked at. `is_plain`: the row is about an actor, and says no more."""

    is_plain: bool = False
    is_wished: bool = False
    direction: Direction = ""
    kind: str = ""


def read_ties(sheet: SheetRows, draft: ListDraft) -> None:
    """Take in a sheet where a row is a tie."""
    for row in sheet:
        sources, targets = _ends(row, "source", "source_id", draft), _ends(row, "target", "target_id", draft)
        index = (sheet.places["target"] or sheet.places["target_id"])[0]
        direction = direction_of_row(row, draft) if sources and targets else ""
        for source, target in product(sources, targets):
            _tie(row, (source, target), index, draft, _Said(direction=direction))


def read_tie_matrix(sheet: SheetRows, draft: ListDraft) -> None:
    """Take in a sheet with actors in its first column and in its headings: a tie for each cell that says something.

    A pair that says the same in both directions, or in a triangle only, is one tie without a direction.
    """
    cells: dict[tuple[str, str], tuple[Row, str]] = {}
    meant = _rows_of_headings(sheet)
    for row in sheet:
        for column, cell in row.columns("target"):
            is_said = is_mark(cell) or strength(cell) or not (is_no_mark(cell) or says_nothing(cell))
            if is_said and row.text("name"):
                cells[same_name(row.text("name")), same_name(meant[column.heading])] = (row, cell)
    heads = {same_name(meant[column.heading]): column.heading for column in sheet.columns["target"]}
    names = {same_name(row.text("name")): row.text("name") for row in sheet if row.text("name")}
    is_directed = any((other, one) not in cells or cells[other, one][1] != cells[one, other][1] for one, other in cells)
    is_triangle = _is_triangle(list(names), list(cells))
    for name in (*names.values(), *(head for plain, head in heads.items() if plain not in names)):
        draft.name_somebody(name, RowPlace(sheet.name, max(0, sheet.arrangement.heading_row)))
    for (one, other), (row, cell) in cells.items():
        if one != other and (is_directed or one < other):
            other_name = names.get(other) or heads[other]
            _matrix_tie(row, (names[one], other_name), cell, draft, directed=is_directed and not is_triangle)
    told = {tie.place for tie in draft.ties}
    for (one, other), (row, _cell) in cells.items():
        if row.place not in told and (other, one) in cells:
            draft.again.setdefault(row.place, cells[other, one][0].place)


def _rows_of_headings(sheet: SheetRows) -> dict[str, str]:
    """By each heading of a matrix the name of its row: `Polizei` means `Polizei (Revier Elm)` where but one is so."""
    rows = [row.text("name") for row in sheet if row.text("name")]
    known, shorter = set(map(same_name, rows)), dict[str, list[str]]()
    for name in rows:
        for plain in plain_names(name)[1:]:
            shorter.setdefault(same_name(plain), []).append(name)
    found = {}
    for column in sheet.columns["target"]:
        others = shorter.get(same_name(column.heading), []) if same_name(column.heading) not in known else []
        found[column.heading] = others[0] if len(others) == 1 else column.heading
    return found


def _is_triangle(order: list[str], cells: list[tuple[str, str]]) -> bool:
    """Whether all cells lie on one side of the diagonal, or beside a matrix of others: then none says a direction."""
    places = {name: place for place, name in enumerate(order)}
    sides = {places[one] < places[other] for one, other in cells if one != other and other in places}
    return len(sides) < 2  # noqa: PLR2004 - one side


def ties_of_partners(row: Row, name: str, draft: ListDraft) -> None:
    """The partners that a cell in the row of an actor names."""
    for column, cell in (*row.columns("target"), *row.columns("wanted")):
        for partner in draft.names_in_cells.parts(cell, row.place):
            if same_name(partner) != same_name(name):
                draft.name_somebody(partner, row.place)
                _tie(row, (name, partner), column.index, draft, _said_by(column))


def _said_by(column: Column) -> _Said:
    """What a heading says of the ties to those below it: which way something is handed on, who pays whom."""
    direction = direction_said(column.heading)
    is_handed = hands_over(column.heading)
    kind = FUNDING if direction and gives_money(column.heading) else HANDOVER if is_handed else ""
    return _Said(is_plain=True, is_wished=column.role == "wanted", direction=direction, kind=kind)


def _ends(row: Row, role: str, id_role: str, draft: ListDraft) -> tuple[str, ...]:
    """The names at one end: of an identifier that the file explains its name, else what stands there, once or more."""
    text, ident = row.text(role).replace("\n", " "), row.text(id_role)  # type: ignore[arg-type]
    explained = draft.of_ids.get(ident) or draft.of_ids.get(text)
    name = explained or text or ident
    places = row.sheet.places[role] or row.sheet.places[id_role]  # type: ignore[index]
    fault = fault_of_name(row, places[0], name)
    draft.note(fault)
    if fault is not None:
        return ()
    is_one = bool(explained or ident or row.text("id"))
    said = (name,) if is_one else draft.ends_of_ties.parts(row.text(role), row.place)  # type: ignore[arg-type]
    names = tuple(filter(None, (one_line(one).strip() for one in said)))
    for one in names:
        draft.name_somebody(one, row.place)
    return names


def _tie(row: Row, ends: tuple[str, str], index: int, draft: ListDraft, told: _Said) -> None:
    is_plain, (source, target) = told.is_plain, ends
    if same_name(source) == same_name(target):
        error = DataError("Both sides are the same actor.", hint="Enter who is on the other side.")
        draft.note(CellFault((row.sheet.name, row.number, index), error))
        return
    is_any = not is_plain and row.text("tie_kind") == ANY_KIND
    said = KindMeant(told.kind) if is_plain or is_any else draft.meanings.kind_of_tie(row.text("tie_kind"), row.place)
    word, meant = said.word, said.iri or ("" if said.word else _meant_by_headings(row))
    if meant == HIERARCHY:
        draft.parts.append(ListedPart(row.place, source, target))
        return
    is_member = meant == MEMBERSHIP or meant in codes_of("roles").values()
    is_open = is_member and not row.text("id")  # with an identifier it is a tie of our own export
    if is_open and draft.is_group(source) and draft.is_actor(target):
        source, target = target, source
    if is_open and _is_no_membership(row, target, meant, word, draft):
        return
    span = Span() if is_plain else draft.periods.of(row)
    own_state, own_span = ("", Span()) if is_plain else dated_state(row.text("state"), draft)
    span = Span(span.start or own_span.start, span.end or own_span.end)
    usual_state = DEMANDED if told.is_wished else said.state
    state = draft.meanings.of("status", own_state, row.place) if own_state else usual_state
    if is_member:
        draft.groups.setdefault(target, row.place)
        role = meant if meant != MEMBERSHIP else ""
        draft.memberships.append(
            ListedMembership(row.place, source, target, role, state, span.start, span.end, row.text("id"))
        )
        return
    kind, detail = _kind_and_detail(meant, draft)
    if told.direction == "reverse":
        source, target = target, source
    draft.ties.append(
        ListedTie(
            place=row.place,
            source=source,
            target=target,
            kind=kind,
            topic="" if is_plain else _topic(row, kind, word),
            state=state,
            start=span.start,
            end=span.end,
            confidence="" if is_plain else draft.meanings.of("confidence", row.text("confidence"), row.place),
            weight=None if is_plain else _weight(row, draft),
            directed=told.direction != "false" if told.direction else None,
            note="" if is_plain else "\n".join(row.texts("note")),
            id="" if is_plain else row.text("id"),
            detail=detail,
            source_text="" if is_plain else "\n".join(row.texts("source_text")),
            is_any=is_any,
        )
    )


def _is_no_membership(row: Row, target: str, meant: str, word: str, draft: ListDraft) -> bool:
    """Whether a row joins two of whom none is a group: "Partner" may be another word for a tie, so it is asked about.

    Nobody is asked where a word means membership itself and the other may be a group that is not known yet; of whoever
    is known to be none, nobody is a member.
    """
    if draft.is_group(target) or (meant == MEMBERSHIP and not draft.is_actor(target)):
        return False
    if meant != MEMBERSHIP and draft.meanings.ask("tieKinds", word, row.place):
        return True
    if not draft.is_actor(target):
        return False
    error = DataError(
        "Nobody can be a member of “%(name)s”, which is no group.",
        hint="Enter how both are connected, for example “cooperation”.",
        name=target[:80],
    )
    draft.note(CellFault((row.sheet.name, row.number, row.sheet.places["tie_kind"][0]), error))
    return True


def _meant_by_headings(row: Row) -> str:
    """Whoever is headed as a giver of money funds the other."""
    sources = row.sheet.columns["source"]
    return FUNDING if sources and gives_money(sources[0].heading) else ""


def _matrix_tie(row: Row, ends: tuple[str, str], cell: str, draft: ListDraft, *, directed: bool) -> None:
    weight, meant = _number(cell), KindMeant()
    if weight is None and not _is_crossed(cell):
        meant = draft.meanings.kind_of_tie(cell, row.place)
    kind, detail = _kind_and_detail(meant.iri, draft)
    is_any = any(column.heading == MATRIX for column in row.sheet.columns["name"])
    draft.ties.append(
        ListedTie(
            row.place,
            *ends,
            kind,
            state=meant.state,
            weight=weight,
            directed=directed,
            detail=detail,
            is_any=is_any,
        )
    )


def _is_crossed(cell: str) -> bool:
    return is_mark(cell) or folded(cell) in ("x", "", "ja", "yes", "true", "xx")


def _kind_and_detail(meant: str, draft: ListDraft) -> tuple[TieClass, str]:
    """The class that a word means, and the closer kind where it means that; else the class for "works together"."""
    by_iri = {one.iri: one for one in draft.kinds}
    if meant in by_iri:
        return by_iri[meant], ""
    plain = by_iri.get(INTERFACE, draft.kinds[0])
    if meant in codes_of("mandateKinds").values() and MANDATE in by_iri:
        return by_iri[MANDATE], meant
    return plain, meant if meant in codes_of("interfaceKinds").values() else ""


def _topic(row: Row, kind: TieClass, word: str) -> str:
    """What a tie is about; where nobody says it, the word for its kind, if that says more than the class does."""
    said = "; ".join(row.texts("topic"))
    if said or kind.iri != INTERFACE or folded_word(word) in kind.words or not says_more_than_kind(word):
        return "" if says_nothing(said) else said
    return word


def _weight(row: Row, draft: ListDraft) -> float | None:
    for column, cell in row.columns("weight"):
        found = _number(cell)
        if found is None and not says_nothing(cell):
            error = DataError("“%(word)s” is no number.", hint="Write it as 3 or 3,5.", word=cell[:80])
            draft.note(CellFault((row.sheet.name, row.number, column.index), error))
        return found
    return None


def _number(cell: str) -> float | None:
    """A number with a comma or a point before its decimals; of pluses their number."""
    text = cell.replace(" ", "").replace("\u202f", "")
    if pluses := strength(text):
        return float(pluses)
    if "," in text and "." in text:
        text = text.replace("." if text.rfind(",") > text.rfind(".") else ",", "")
    return float(text.replace(",", ".")) if is_number(text) else None
