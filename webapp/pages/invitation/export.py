"""The invitation list as a table: CSV and XLSX. Contacts have a column only for who may see persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from graph.export.spreadsheets import Cell, as_csv, as_xlsx
from graph.text import JOINT
from webapp.pages.invitation.view import Guest, InvitationPage, say_contact
from webapp.ui.language import gettext, say


def write_list(form: str, page: InvitationPage) -> bytes:
    """The file of this form."""
    return _WRITERS[form](_table(page))


def _table(page: InvitationPage) -> list[list[Cell]]:
    head = (gettext("Name"), gettext("Einladen, weil"), gettext("Warum"), gettext("Über wen"), gettext("Warum darüber"))
    contact = [gettext("Kontaktpersonen")] if page.shows_contacts else []
    return [[*head, *contact, gettext("Kennung")], *_lines(page)]


def _lines(page: InvitationPage) -> Iterator[list[Cell]]:
    parts = (
        (page.groups, gettext("Gruppe zum Thema")),
        (page.actors, gettext("arbeitet daran")),
        (page.missing or (), gettext("fehlt bisher")),
    )
    for guests, because in parts:
        for one in guests:
            yield _cells(one, because, with_contacts=page.shows_contacts)


def _cells(one: Guest, because: str, *, with_contacts: bool) -> list[Cell]:
    why = JOINT.join(reason.text for reason in one.why)
    through = say(one.through.label) if one.through else ""
    contact = [JOINT.join(map(say_contact, one.contacts or ()))] if with_contacts else []
    return [say(one.actor.label), because, why, through, one.how, *contact, one.actor.iri]


_WRITERS: Mapping[str, Callable[[list[list[Cell]]], bytes]] = {
    "csv": as_csv,
    "xlsx": lambda table: as_xlsx({gettext("Einladung"): table}),
}
FORMS = tuple(_WRITERS)
"""The forms that the list can be saved in, by the ending of the file."""
