"""`/geaendert`: what was saved, in words, with the way back and what is still missing."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.model import DEFAULT_LANGUAGE
from graph.store.keeper import as_shown
from graph.terms import ORG
from graph.text import name as text_of
from graph.text import slug_for
from graph.upkeep.forms.entry import ResourceEntry, read_entry, statements_to, values_of
from graph.upkeep.forms.form_for import class_of, form_for, kinds_of_entries
from graph.upkeep.forms.in_words import changes_in_words
from graph.upkeep.forms.names import labels_of
from webapp.pages.edit.words import field_line, thing_line
from webapp.ui import forms
from webapp.ui.context import get_store, whole_store
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, resource_url, slug_of
from webapp.ui.own_changes import ask_about_later, may_take_back, own_change, take_back


def done(revision: int) -> Response:
    """What a change did, thing by thing, with the button that takes it back."""
    entry, store = own_change(revision), whole_store()
    iri = iri_of(request.args["eintrag"]) if request.args.get("eintrag") else ""
    may_undo = may_take_back(entry)
    held = read_entry(get_store(), iri) if iri else None
    text = render_template(
        "edit/done.html",
        entry=entry,
        things=changes_in_words(get_store(), as_shown(store, entry.add), as_shown(store, entry.remove)),
        field_line=field_line,
        thing_line=thing_line,
        iri=iri if held and held.is_there else "",
        slug=slug_of(iri),
        name=say(labels_of(get_store(), [iri])[iri]) if iri else "",
        page_of=resource_url(iri) if held and held.is_there else "",
        is_actor=bool(held and held.is_there and _is_actor(held)),
        again=_again(held) if held and held.is_there else None,
        missing=_missing(iri) if entry.kind == "entry-added" and held and held.is_there else (),
        outcome=forms.take_outcome(),
        may_undo=may_undo,
        token=forms.form_token() if may_undo else "",
    )
    return keep_out_of_caches(make_response(text))


def undo(revision: int) -> ResponseReturnValue:
    """Take the change back, by a change of its own."""
    forms.check_form("write")
    own_change(revision)
    if asked := ask_about_later(revision):
        return asked
    applied = take_back(revision, forms.author())
    forms.keep_outcome("undone")
    return redirect(url_for("edit.done", revision=applied.revision), 303)


def _is_actor(entry: ResourceEntry) -> bool:
    """Whether it can be in a group: ties and groups themselves cannot."""
    class_iri = class_of(get_store(), entry.types)
    return bool(class_iri) and form_for(get_store(), class_iri).field(ORG + "unitOf") is not None


def _again(entry: ResourceEntry) -> tuple[str, str] | None:
    """What another entry of the same kind is called, and the address of its form; a member goes into the same group."""
    class_iri = class_of(get_store(), entry.types)
    form = form_for(get_store(), class_iri) if class_iri else None
    word = slug_for(form.label.in_language(DEFAULT_LANGUAGE)) if form else ""
    if form is None or word not in kinds_of_entries(get_store()):
        return None
    group = next((slug_of(text_of(quad.object)) for quad in entry.of(ORG + "organization")), None)
    return say(form.label), url_for("edit.ask_new", kind=word, gruppe=group)


def _missing(iri: str) -> list[str]:
    """What coordinators need first and nobody has said yet."""
    entry = read_entry(get_store(), iri)
    class_iri = class_of(get_store(), entry.types)
    if not class_iri:
        return []
    form = form_for(get_store(), class_iri)
    values = values_of(get_store(), form, entry)
    first = form.groups[0]
    found = [say(one.label) for one in form.of_group(first) if not values[one.key]]
    in_none = _is_actor(entry) and not any(
        one.predicate.value == ORG + "member" for one in statements_to(get_store(), iri)
    )
    return [*found, *([gettext("Gruppe")] if in_none else [])]
