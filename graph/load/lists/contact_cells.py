"""Contact persons in the cells of a row: names in one cell or in several, functions, addresses of mail, numbers.

What belongs to whom is told by the order of the columns: what stands behind a name is that person's, until the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.load.lists.arrangement import Column
from graph.load.lists.beside_names import without_stand_ins
from graph.load.lists.contents import MAIL
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import LeftOut, ListedContact
from graph.load.lists.folded import folded, same_name, says_nothing
from graph.load.lists.functions import is_function
from graph.load.lists.indefinite import names_nobody
from graph.load.lists.person_names import persons_in
from graph.load.lists.person_phrases import PersonBeside
from graph.load.lists.sheet_rows import Row
from graph.persons.likeness import likeness

_PARTS = {
    "anrede": 0, "salutation": 0, "akad titel": 1, "titel": 1, "title": 1, "vorname": 2, "first name": 2,
    "given name": 2, "forename": 2, "weitere vornamen": 3, "middle name": 3,
    "nachname": 4, "name": 4, "familienname": 4, "zuname": 4, "last name": 4, "surname": 4, "family name": 4,
    "ansprechpartner vorname": 2, "ansprechpartner nachname": 4,
}  # fmt: skip
"""The order in which parts of a name are spoken, by the heading of their column."""
_FORM_OF_ADDRESS, _TITLE, _MIDDLE = 0, 1, 3
_FURTHER = re.compile(r"(?:zweite[rs]?|weitere[rs]?|second|further|other|[23]) (?:vorname|first name|given name)")
"""`Zweiter Vorname`, by its folded heading."""
_WITH_FUNCTION = re.compile(r"(?P<name>[^,()]+?)\s*(?:\((?P<said>[^()]+)\)|,\s*(?P<behind>[^,()]+))")
_THEMSELVES = frozenset(
    {"selbst", "selber", "s o", "siehe oben", "siehe links", "dieselbe", "derselbe", "dieselben", "ebenso",
     "wie oben", "wie links", "wie vor", "dito", "ebd", "ebenda", "same", "same as above", "see above", "as above",
     "ditto", "self", "herself", "himself", "themselves"}
)  # fmt: skip
"""What stands in place of a name where the row itself is about somebody: they can be asked themselves."""
_PHONE = re.compile(
    r"(?:\b(?:tel(?:efon)?|mobil|handy|fon|phone)\b\.?:?\s*)?((?:\+|\(?0)[\d\s()/.–-]{5,24}\d)", re.IGNORECASE
)
_SEVERAL = re.compile(r"\s*(?:;|\n|\s/\s|\|)\s*")
_AFTER = re.compile(
    r"(?<![\s,;:/–-])[\s,;:/–-]+$|^[\s,;:/–-]+|\b(?:Tel|Telefon|Mobil|E-?Mail|Mail|Fon|Fax)\b\.?:?\s*$", re.IGNORECASE
)
_IN_NAMES = re.compile(r"(?!(?:oder|und|bzw|od|or|and)\b)[^\W\d_]{2}")
_LABELS_OF_MAIL = frozenset({"mail", "email", "e", "mailto", "und", "oder", "and", "or", "tel", "telefon", "mobil"})
_OWN = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\})\s*", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """What columns say of one person; `instead`: functions that stand where a name should be, `others`: stand-ins."""

    parts: list[tuple[int, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    function: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    others: list[PersonBeside] = field(default_factory=list)
    has_mail_column: bool = False

    @property
    def whole(self) -> str:
        """The name that stands in parts, as it is spoken; "" for a form of address alone."""
        if all(place == _FORM_OF_ADDRESS for place, _text in self.parts):
            return ""
        return " ".join(text for _place, text in sorted(self.parts, key=lambda part: part[0]))

    @property
    def is_only_addressed(self) -> bool:
        """Whether nothing but a form of address or a title is said yet: the name stands behind it."""
        return not self.names and all(place <= _TITLE for place, _text in self.parts)

    @property
    def all_names(self) -> list[str]:
        """Everybody who is named; a title that stands in a column of its own belongs to the name behind it."""
        if self.names and all(place <= _TITLE for place, _text in self.parts):
            titles = [text for place, text in self.parts if place == _TITLE]
            return [" ".join([*titles, self.names[0]]), *self.names[1:]]
        return [*([self.whole] if self.whole else []), *self.names]


def contacts_of(row: Row, actor: str, draft: ListDraft) -> Iterator[ListedContact]:
    """The contact persons of an actor that a row names, and what it can be reached by itself."""
    blocks = _blocks(row)
    for text in (text for block in blocks for text in block.odd):
        draft.left_out.append(LeftOut(row.sheet.name, f"{actor}: {text}", "This is no address of mail and no number."))
    purpose, keep = row.text("purpose"), draft.periods.day(row, "keep_until") if row.text("keep_until") else ""
    for block in blocks:
        names = block.all_names
        one = ListedContact(
            row.place,
            actor,
            "",
            "; ".join([*block.function, *block.instead]),
            "",
            "; ".join(dict.fromkeys(block.phones)),
            purpose,
            keep,
        )
        others = [name for name in names if same_name(name) != same_name(actor)]
        named = [name for name in others if folded(name) not in _THEMSELVES and not names_nobody(name)]
        if not (names or block.mails or one.phone):
            left = (f"{actor}: {function}" for function in block.instead)
            draft.left_out += (LeftOut(row.sheet.name, what, "It is not said who has this function.") for what in left)
        if actor not in draft.answers.persons:
            unnamed = (f"{actor}: {name}" for name in others if name not in named)
            draft.left_out += (LeftOut(row.sheet.name, what, "This is no name.") for what in unnamed)
        yield from _each(one, named, block.mails)
        for other in block.others:
            yield ListedContact(row.place, actor, other.name, other.function, purpose=purpose, keep_until=keep)


def _each(one: ListedContact, names: list[str], mails: list[str]) -> Iterator[ListedContact]:
    """A contact for each name and each address of mail, the first with the first."""
    if not names and not mails and not one.phone:
        return
    for place in range(max(len(names), len(mails), 1)):
        name = names[place] if place < len(names) else ""
        mail = mails[place] if place < len(mails) else ""
        first = (
            one
            if place == 0
            else replace(one, phone="" if name == "" else one.phone, function=one.function if name else "")
        )
        yield replace(first, name=name, email=mail)


def _blocks(row: Row) -> list[_Block]:
    blocks = [_Block()]
    for column in row.sheet.arrangement.columns:
        cell = row.cells[column.index]
        if column.role not in ("contact", "function", "email", "phone") or _says_again(column, cell, blocks[-1]):
            continue
        if _begins(column, blocks[-1]):
            blocks.append(_Block())
        if column.role == "email":
            blocks[-1].has_mail_column = True
        if not says_nothing(cell):
            _take(column, cell, blocks[-1])
    return blocks


def _says_again(column: Column, cell: str, block: _Block) -> bool:
    """Whether a column only says a name in one that stands in parts before it: `Anzeigename` of an address book."""
    is_whole = column.role == "contact" and bool(cell) and _place_of(column) is None
    return is_whole and same_name(cell) == same_name(block.whole)


def _begins(column: Column, block: _Block) -> bool:
    """Whether a column is about another person than the ones before it."""
    if column.role == "contact":
        place = _place_of(column)
        if place is not None:
            return any(taken == place for taken, _text in block.parts)
        return not block.is_only_addressed
    return column.role == "email" and block.has_mail_column and bool(re.search(r"\d\s*$", column.heading))


def _take(column: Column, cell: str, block: _Block) -> None:
    if column.role == "function":
        block.function.append(cell.replace("\n", " "))
    elif column.role == "email":
        _take_mails(cell, block)
    elif column.role == "phone" and "@" in cell:
        _take_contact(column, cell, block)
    elif column.role == "phone":
        (block.phones if any(map(str.isdigit, cell)) else block.odd).append(cell.replace("\n", "; "))
    else:
        _take_contact(column, cell, block)


def _take_mails(cell: str, block: _Block) -> None:
    """Addresses of mail, and the numbers beside them; what else the cell says is named."""
    mails = _mails(cell)
    rest = _OWN.sub("@", cell)
    for mail in mails:
        rest = rest.replace(mail, " ")
    numbers = _PHONE.findall(rest) if mails else []
    left = _plain(_PHONE.sub(" ", rest)).strip("<>()[] ") if mails else cell
    block.mails.extend(mails)
    block.phones.extend(number.strip() for number in numbers)
    says_more = not _LABELS_OF_MAIL.issuperset(folded(left).split())
    if says_more and same_name(left) not in map(same_name, block.all_names):
        is_name = likeness(left) == "certain" and not block.all_names  # Anna Roth <a.roth@stadt.example>
        (block.names if is_name else block.odd).append(left)


def _take_contact(column: Column, cell: str, block: _Block) -> None:
    """A name; what else was written into the same cell goes where it belongs."""
    block.mails.extend(_mails(cell) if "@" in cell or "at)" in cell else [])
    rest = MAIL.sub(" ", _OWN.sub("@", cell))
    block.phones.extend(found.strip() for found in _PHONE.findall(rest))
    rest, others = without_stand_ins(_PHONE.sub(" ", rest))
    place = _place_of(column)
    if place is not None:
        block.parts.append((place, " ".join(rest.split())))
        return
    parts = [part for part in _SEVERAL.split(rest) if _plain(part)]
    if len(parts) > 1 and not all(likeness(part) != "no" for part in map(_plain, parts)):
        parts = [" ".join(rest.split())]
    names = [plain for part in parts for one in persons_in(_plain(part)) if (plain := _plain(one))]
    for name in names:
        if not _IN_NAMES.search(name):
            continue  # what stood between an address and a number: "o.", "und"
        if is_function(name):
            block.instead.append(name)
        else:
            block.names.append(_without_function(name, block) if len(names) == 1 else name)
    block.others.extend(others)


def _without_function(text: str, block: _Block) -> str:
    """The first name of a person without what it says of their work: `Maria Hoff (Leitung)`, `Ruth Stein, Leiterin`."""
    found = None if block.names else _WITH_FUNCTION.fullmatch(text)
    if found is None or likeness(found["name"]) == "no":
        return text
    said = found["said"] or found["behind"]
    if likeness(said) == "certain" or not (found["said"] or is_function(said)):
        return text
    block.function.append(said)
    return found["name"]


def _place_of(column: Column) -> int | None:
    """Which part of a name a column has; None for a whole one."""
    heading = folded(column.heading)
    return _MIDDLE if _FURTHER.fullmatch(heading) else _PARTS.get(heading)


def _plain(text: str) -> str:
    """A name without what was left of a label or a comma."""
    text = " ".join(text.split())
    while (shorter := _AFTER.sub("", text)) != text:
        text = shorter
    return text


def _mails(cell: str) -> list[str]:
    return MAIL.findall(_OWN.sub("@", cell))
