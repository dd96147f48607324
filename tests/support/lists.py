"""Lists as they are read in, made from rows of text, and taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import Arrangement, Column, Role
from graph.load.lists.entries import (
    ListedActor,
    ListedContact,
    ListedMembership,
    ListedTie,
    ListReading,
    RowPlace,
)
from graph.load.spreadsheet.codes import codes_of
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import Table
from graph.protocol import Applied, Store
from graph.rdf.tie_classes import shipped_tie_classes
from graph.upkeep.lists.take_over import change_of_list

ROLES: Mapping[str, Role] = {
    "Nr.": "id",
    "Akteur": "name",
    "Kurz": "short",
    "Auch": "alias",
    "Art": "kind",
    "Gruppe": "groups",
    "Themen": "topics",
    "Stadtteil": "district",
    "Teil von": "part_of",
    "Bemerkung": "note",
    "Ansprechpartner": "contact",
    "Funktion": "function",
    "E-Mail": "email",
    "Telefon": "phone",
    "Zweck": "purpose",
    "Bis": "until",
    "Von": "source",
    "Zu": "target",
    "Thema": "topic",
    "Stand": "state",
    "Seit": "since",
}


def listed(
    *rows: Sequence[str], ties: Sequence[Sequence[str]] = (), merged: Mapping[str, str] | None = None
) -> ListReading:
    """A list of actors under headings, and one of ties."""
    sheets: dict[str, Table] = {"Akteure": tuple(tuple(row) for row in rows)}
    if ties:
        sheets["Verbindungen"] = tuple(tuple(row) for row in ties)
    arrangements = [_arranged(name, table) for name, table in sheets.items()]
    actors, memberships, contacts = [], [], []
    for place, cell in _rows("Akteure", sheets["Akteure"]):
        name = cell["name"]
        actors.append(
            ListedActor(
                place,
                name,
                id=cell.get("id", ""),
                short=cell.get("short", ""),
                aliases=tuple(_split(cell.get("alias", ""))),
                kind=codes_of("actorKinds").get(cell.get("kind", "").casefold(), ""),
                topics=tuple(_split(cell.get("topics", ""))),
                district=cell.get("district", ""),
                part_of=cell.get("part_of", ""),
                note=cell.get("note", ""),
            )
        )
        memberships += [ListedMembership(place, name, group) for group in _split(cell.get("groups", ""))]
        said = [cell.get(one, "") for one in ("contact", "function", "email", "phone", "purpose")]
        if any(said):
            contacts.append(ListedContact(place, name, *said))
    groups = tuple(dict.fromkeys(one.group for one in memberships))
    found = [
        ListedTie(
            place,
            cell["source"],
            cell["target"],
            shipped_tie_classes()[0],
            topic=cell.get("topic", ""),
            state=codes_of("status").get(cell.get("state", "").casefold(), ""),
            start=cell.get("since", ""),
            end=cell.get("until", ""),
            id=cell.get("id", ""),
        )
        for place, cell in _rows("Verbindungen", sheets.get("Verbindungen", ()))
    ]
    return ListReading(
        sheets, tuple(arrangements), tuple(actors), tuple(memberships), tuple(found), tuple(contacts),
        groups, groups, merged or {}, (), (), (),
    )  # fmt: skip


def take_over(
    store: Store, network: NewNetwork | str, reading: ListReading, answers: Answers, author: str, **further: Any
) -> Applied:
    """Take a list over as pages and the command do: one that says nothing new makes no revision."""
    change = change_of_list(store, network, reading, answers, author, **further)
    return store.apply(change) if change else Applied(store.revision)


def _rows(sheet: str, table: Table) -> list[tuple[RowPlace, dict[str, str]]]:
    roles = [str(ROLES[heading]) for heading in table[0]] if table else []
    return [
        (RowPlace(sheet, number), dict(zip(roles, cells, strict=False)))
        for number, cells in enumerate(table[1:], start=1)
    ]


def _arranged(sheet: str, table: Table) -> Arrangement:
    columns = tuple(Column(place, heading, ROLES[heading]) for place, heading in enumerate(table[0]))
    return Arrangement(sheet, "actors" if sheet == "Akteure" else "ties", 0, columns)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
