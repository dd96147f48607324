"""`/personen/aendern`: the form of a person, the same as of any entry; what it says goes to the persons alone."""

from __future__ import annotations

from functools import partial

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import NotFound
from graph.protocol import Change
from graph.store.person_records import WORKS_FOR, PersonLine
from graph.terms import FOAF
from graph.text import name as text_of
from graph.upkeep.contact_persons import only_if_unchanged, read_person
from graph.upkeep.forms.draft import FormDraft, draft_of_change
from graph.upkeep.forms.entry import ResourceEntry, values_of
from graph.upkeep.forms.form_for import form_for
from webapp.accounts.identity import who_asks
from webapp.pages.edit.access import sent_again
from webapp.pages.edit.form_input import seen_values, sent_source, sent_values
from webapp.pages.edit.page import FormPage, show
from webapp.pages.edit.saving import save
from webapp.pages.edit.versions import both_versions
from webapp.pages.persons.access import line_of, require_person, require_persons
from webapp.ui.context import get_store
from webapp.ui.language import gettext
from webapp.ui.links import resource_url

_PERSON = FOAF + "Person"


def ask_change(key: str) -> ResponseReturnValue:
    """The form of a person with what is said of them."""
    line = _line(key)
    entry = _known(line.iri)
    page = _page_of(entry)
    page.values = page.seen = values_of(get_store(), page.form, entry)
    return show(page)


def change() -> ResponseReturnValue:
    """Save what is different; both versions where somebody else was faster, nothing where they were erased."""
    if (again := sent_again()) is not None:
        return again
    _require(request.form.get("iri", ""))
    entry = _known(request.form.get("iri", ""))
    page, seen = _page_of(entry), request.form.get("stand", "")
    page.values, page.seen, page.source = sent_values(page.form), seen_values(page.form), sent_source()
    if seen != entry.fingerprint:
        return both_versions(page, entry)
    draft = draft_of_change(get_store(), page.form, entry, page.values, page.seen)
    return save(page, draft, on_conflict=_faster, also=partial(_unless_changed, seen))


def _line(key: str) -> PersonLine:
    """The person of an address. Who may see none is told the same of one who is there and one who is not."""
    if not who_asks().may_somewhere("persons"):
        require_persons()
    line = line_of(key)
    _require(line.iri)
    return line


def _require(iri: str) -> None:
    if not iri or not read_person(get_store(), iri).is_there:
        require_persons()
    else:
        require_person(iri)


def has_form(iri: str) -> bool:
    """Whether somebody can be changed by the form: who is named in texts only has no entry."""
    return _PERSON in read_person(get_store(), iri).types


def _faster(page: FormPage) -> Response:
    return both_versions(page, _known(page.iri))


def _unless_changed(seen: str, draft: FormDraft, change: Change) -> Change:
    return only_if_unchanged(get_store(), change, draft.iri, seen)


def _known(iri: str) -> ResourceEntry:
    """What is said of a person. Raises NotFound (404) for who is not known, or not any more."""
    entry = read_person(get_store(), iri)
    if _PERSON not in entry.types:
        raise NotFound(
            "This person is not kept here any more.", hint="Somebody may have erased them; nothing was stored."
        )
    return entry


def _page_of(entry: ResourceEntry) -> FormPage:
    of = next((text_of(quad.object) for quad in entry.of(WORKS_FOR)), "")
    return FormPage(
        form_for(get_store(), _PERSON),
        gettext("Kontaktperson ändern"),
        url_for("persons.change"),
        {},
        iri=entry.iri,
        fingerprint=entry.fingerprint,
        back=(resource_url(of) if of else "") or url_for("persons.index"),
    )
