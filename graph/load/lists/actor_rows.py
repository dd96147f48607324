"""A row an actor: what its cells say of it, the groups that it is in, whom it works with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.errors import DataError
from graph.load.lists.arrangement import Column
from graph.load.lists.authorities import authority_of
from graph.load.lists.beside_names import at_somebody, in_one_line
from graph.load.lists.cell_checks import fault_of_name
from graph.load.lists.contact_cells import contacts_of
from graph.load.lists.contents import is_mark, is_marking, is_no_mark, mark_and_more
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import OF_PERSON, CellFault, LeftOut, ListedActor, ListedContact
from graph.load.lists.folded import folded, one_line, same_name, says_nothing
from graph.load.lists.group_lists import members_of_group
from graph.load.lists.headings import roles_of
from graph.load.lists.looks import GROUP_LIKE
from graph.load.lists.member_cells import members_by_cells
from graph.load.lists.name_and_address import address_of_name, name_of_row
from graph.load.lists.outline import wholes_by_number
from graph.load.lists.outside_brackets import OutsideBrackets
from graph.load.lists.period_cells import NOT_TAKEN
from graph.load.lists.sheet_rows import Row, SheetRows
from graph.load.lists.tie_rows import ties_of_partners
from graph.load.spreadsheet.codes import codes_of, sector_of_kinds
from graph.persons.likeness import likeness
from graph.terms import SCHEMA, network_slug

_TOPICS = OutsideBrackets(r"\s*(?:[;,\n|•])\s*")
_NAMES, _WORDS = OutsideBrackets(r"\s*[;|]\s*"), OutsideBrackets(r"\s*[;\n|]\s*")
_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")
_NO_ORGANISATION = "This row names a person and no organisation."
_SAYS_NO_KIND = frozenset(
    {"organisation", "organization", "organisationen", "organizations", "akteur", "actor", "node", "element",
     "person", "personen", "people", "individual", "projekt", "projekte", "project", "einrichtung", "institution"}
)  # fmt: skip
"""What everybody in a list of actors is; of a person it is asked by name."""
_NETWORKS = frozenset({"netzwerk", "network"})
_NOBODY = frozenset(
    {"privat", "private", "selbst", "selbststandig", "eigenstandig", "eigener trager", "privater trager",
     "freier trager", "offentlicher trager", "kommunal", "kirchlich", "konfessionell", "gemeinnutzig", "frei"}
)  # fmt: skip
"""What stands below `Träger` and names no organisation."""
_KINDS_OF_WHOLES = frozenset(
    {"verein", "e v", "verband", "stiftung", "firma", "unternehmen", "gmbh", "ggmbh", "behorde", "kirche", "wirtschaft",
     "initiative", "genossenschaft", "wohlfahrtsverband", "korperschaft", "association", "charity", "company"}
)  # fmt: skip
"""What stands below `Träger` and says of which kind somebody is: there are many of these in a town."""
_PRIVATE_PERSON = frozenset({"privat", "private", "privatperson", "burger", "burgerin", "einzelperson", "selbst"})
"""What stands in place of an organisation where a person stands for none."""
_KINDS_OF_PARTS = (
    ("postcode", re.compile(r"plz$|plz (?!ort|und)|postleitzahl|postcode|post code|zip|postal code|business postal")),
    ("number", re.compile(r"haus ?n|nr$|nummer")),
    ("street", re.compile(r"str(?:asse|ase)?\b(?!.*(?:\bnr|nummer|plz))|street")),
    ("town", re.compile(r"ort|stadt|gemeinde|wohnort|town|city|business city")),
)
"""What part of an address a column holds, by its folded heading."""
_CONTACT_ROLES = ("contact", "function", "email", "phone", "purpose", "keep_until")


def read_actors(sheet: SheetRows, draft: ListDraft) -> None:
    """Take in the rows of a sheet of actors or a matrix of members."""
    names = sheet.columns["name"]
    lists_groups = bool(sheet.columns["members"] or sheet.columns["lead"])
    are_groups = (
        bool(names)
        and {"groups", "group"} & set(roles_of(names[0].heading))
        and "name" not in roles_of(names[0].heading)
    )
    former, wholes = "", wholes_by_number(sheet)
    for row in sheet:
        name = in_one_line(name_of_row(row))
        if says_nothing(name) or (row.text("contact") and folded(name) in _PRIVATE_PERSON):
            if former and _goes_on(row):
                draft.contacts.extend(contacts_of(row, former, draft))
                continue
            name = _in_place_of_person(row)
            if not name and names and row.text("contact"):
                draft.left_out.append(LeftOut(sheet.name, " | ".join(filter(None, row.cells)), _NO_ORGANISATION))
                continue
        fault = fault_of_name(row, names[0].index, name) if names else None
        draft.note(fault)
        if name and fault is None:
            for one in (name,) if row.text("id") else draft.names_of_rows.parts(name, row.place):
                former = one
                if row.number in wholes:
                    draft.parents.setdefault(one, wholes[row.number])
                _read_actor(row, one, draft, is_group=lists_groups or bool(are_groups and GROUP_LIKE.search(one)))


def _in_place_of_person(row: Row) -> str:
    """An organisation that stands where others name their person: "Freiwilligenagentur" among the participants."""
    columns = row.columns("contact")
    name = one_line(columns[0][1]) if len(columns) == 1 else ""
    return name if name and likeness(name) == "no" and any(map(str.isalpha, name)) else ""


def _goes_on(row: Row) -> bool:
    """Whether a row without a name only says more of whom the former row is about: further persons, numbers."""
    if min(row.sheet.places["contact"], default=len(row.cells)) < min(row.sheet.places["name"], default=0):
        return False  # a list of persons, each with whom they stand for
    roles = {column.role for column in row.sheet.arrangement.columns if row.cells[column.index]}
    return bool(roles) and roles <= {*_CONTACT_ROLES, "number", "out"}


def _read_actor(row: Row, name: str, draft: ListDraft, *, is_group: bool) -> None:
    kind = _kind_of(row, name, draft)
    ident = row.text("id")
    if ident and draft.of_ids.setdefault(ident, name) != name:
        error = DataError("“%(word)s” stands for another name already.", hint="Correct one.", word=ident[:80])
        draft.note(CellFault((row.sheet.name, row.number, row.sheet.places["id"][0]), error))
    parent = _whole_of(row, draft)
    if parent:
        draft.name_somebody(parent, row.place)
    is_group = is_group or kind in codes_of("groupKinds").values()
    draft.listed_groups |= {same_name(name)} if is_group else set()
    draft.actors.append(
        ListedActor(
            place=row.place,
            name=name,
            id=ident,
            short=row.text("short"),
            aliases=tuple(part for cell in row.texts("alias") for part in _parted(cell)),
            kind=kind,
            is_group=is_group,
            part_of="" if parent == name else parent,
            topics=tuple(dict.fromkeys(_topics_of(row, name, draft))),
            district=row.text("district") or (row.section.district if row.section else ""),
            note="\n".join(cell for cell in row.texts("note") if not says_nothing(cell)),
            literals=_literals_of(row) or None,
            authorities=tuple(authority_of(column.heading, cell) for column, cell in row.columns("authority")),
            state=draft.meanings.of("status", row.text("state"), row.place) if row.text("state") else "",
            confidence=draft.meanings.of("confidence", row.text("confidence"), row.place),
        )
    )
    members_by_cells(row, name, draft)
    members_of_group(row, name, draft)
    ties_of_partners(row, name, draft)
    draft.contacts.extend(contacts_of(row, name, draft))
    _contact_of_address(row, name, draft)


def _contact_of_address(row: Row, name: str, draft: ListDraft) -> None:
    """Take in at whose place an address is: `c/o Sabine Moor, Am Weg 3`; where a person lives is not kept."""
    hosts, of_person = at_somebody(row.text("address"))
    draft.contacts += [ListedContact(row.place, name, one.name, one.function) for one in hosts]
    draft.left_out += [LeftOut(row.sheet.name, f"{name}: {of_person}", OF_PERSON)] if of_person else []


def _whole_of(row: Row, draft: ListDraft) -> str:
    """What an actor is a part of: of several wholes in a cell the first, the others are named."""
    parts = _parted(row.text("part_of"), of_names=True)
    said = (part for part in parts if folded(part) not in _NOBODY | _KINDS_OF_WHOLES)
    first, *others = [*said, ""]
    draft.left_out.extend(
        LeftOut(row.sheet.name, other, "Of several wholes only the first is taken over.") for other in others[:-1]
    )
    return one_line(first)


def _kind_of(row: Row, name: str, draft: ListDraft) -> str:
    """The closest kind that the row's words name; a kind of another sector than the one that is said is noted."""
    words: list[tuple[Column | None, str]] = [*_kinds_said(row)] or ([(None, row.section.text)] if row.section else [])
    found = [
        (column, word, draft.meanings.of("actorKinds", word, row.place))
        for column, word in words
        if (column or _is_kind(word, draft)) and folded(word) not in _SAYS_NO_KIND and not _is_own_network(row, word)
    ]
    for column, word, code in found:
        if code and column and (more := _BRACKET.search(word)) and not _is_kind(word, draft):
            draft.left_out.append(LeftOut(row.sheet.name, f"{name}, {column.heading}: {more[1]}", NOT_TAKEN))
    codes = [code for _column, _word, code in found if code]
    sectors = sector_of_kinds()
    exact = [code for code in codes if sectors.get(code, code) != code or code not in sectors]
    if len(codes) > 1 and len({sectors[code] for code in codes if code in sectors}) > 1:
        column, word, _code = found[-1]
        if column is not None:
            error = DataError(
                "“%(word)s” belongs to another sector.", hint="Correct the sector or the kind.", word=word
            )
            draft.note(CellFault((row.sheet.name, row.number, column.index), error))
    return (exact or codes or [""])[0]


def _is_own_network(row: Row, word: str) -> bool:
    """Whether a row of our own export says that it is about a network, which is no kind of actor."""
    return folded(word) in _NETWORKS and bool(network_slug(row.text("id")))


def _kinds_said(row: Row) -> Iterator[tuple[Column, str]]:
    """The words of columns of kinds: of a cross the heading above it; what stands below `Träger` where no other is."""
    if not row.text("kind"):
        yield from ((column, cell) for column, cell in row.columns("part_of") if folded(cell) in _KINDS_OF_WHOLES)
    for column, cell in row.columns("kind"):
        if not is_marking(cell):
            yield column, cell
        elif is_mark(cell):
            yield column, column.heading


def _is_kind(word: str, draft: ListDraft) -> bool:
    return draft.meanings.is_known("actorKinds", word)


def _parted(cell: str, *, of_names: bool = False) -> Iterator[str]:
    """The parts of a cell; a name may go on in the next line."""
    return (part for part in (_NAMES if of_names else _WORDS).split(cell) if not says_nothing(part))


def _topics_of(row: Row, name: str, draft: ListDraft) -> Iterator[str]:
    for column, cell in row.columns("topics"):
        mark, more = mark_and_more(cell.strip())
        if more:
            draft.left_out.append(LeftOut(row.sheet.name, f"{name}, {column.heading}: {more}", NOT_TAKEN))
        if is_mark(mark or cell.strip()):
            yield column.heading
        elif not is_no_mark(mark or cell.strip()):
            yield from (part for part in _TOPICS.split(cell) if not says_nothing(part))


def _literals_of(row: Row) -> Mapping[str, tuple[str, ...]]:
    address = ", ".join(_address_parts(row)) or address_of_name(row)
    address = "" if at_somebody(address)[0] else address
    sites = tuple(dict.fromkeys(part for cell in row.texts("website") for part in re.split(r"[\s;,]+", cell) if part))
    found = {SCHEMA + "url": sites, SCHEMA + "address": (one_line(address),) if address else ()}
    return {name: values for name, values in found.items() if values}


def _address_parts(row: Row) -> list[str]:
    """The parts of an address as they are written on letters: postcode and town, street and number in one."""
    parts: list[str] = []
    before = ""
    for column, cell in row.columns("address"):
        kind = next((kind for kind, pattern in _KINDS_OF_PARTS if pattern.match(folded(column.heading))), "")
        if (before, kind) in (("street", "number"), ("postcode", "town")):
            parts[-1] += f" {cell}"
        elif (before, kind) == ("town", "postcode"):
            parts[-1] = f"{cell} {parts[-1]}"
        else:
            parts.append(cell)
        before = kind
    return parts
