"""`/ansichten`: views of the map that somebody saved for everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import DataInvalid
from graph.saved.storage import delete, keep, read_saved
from graph.saved.views import SavedView, make_view, renamed
from webapp.accounts.reading import hidden_networks
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.form_pages import (
    FormEntry,
    clean_address,
    form_page,
    map_address,
    networks_shown,
    note_saved,
    read_entry,
    refuse,
)


def index() -> ResponseReturnValue:
    """All saved views as cards, the newest first."""
    kept = read_saved(get_store())
    used = {step.view for story in kept.stories.values() for step in story.steps}
    own = {view.slug for view in kept.views.values() if forms.may_write(networks=networks_shown(view.address))}
    return form_page("saved_views/index.html", views=kept.views.values(), used=used, own=own, map_address=map_address)


def ask_new() -> ResponseReturnValue:
    """The form for a new view; the query of this address is the query of the map."""
    return _form(FormEntry(address=clean_address(request.query_string.decode("utf-8", "replace"))))


def create() -> ResponseReturnValue:
    """Keep a new view and show it among the others; what cannot be taken is shown again, with the reason."""
    forms.check_form()
    entry, known = read_entry(), read_saved(get_store()).views
    try:
        view = make_view(
            known,
            title=entry.title,
            text=entry.text,
            address=entry.address,
            author=entry.author,
            names_somebody=get_store().names_somebody,
            knows_all=not hidden_networks(),
        )
    except DataInvalid as error:
        return refuse(_form(entry.refused(error)), error)
    return _saved(view)


def show(slug: str) -> ResponseReturnValue:
    """Lead to the map at the saved address: the short link that can be passed on."""
    return redirect(map_address(read_saved(get_store()).view(slug).address), 302)


def ask_change(slug: str) -> ResponseReturnValue:
    """The form with name and text of a view."""
    view = read_saved(get_store()).view(slug)
    return _form(FormEntry(view.name, view.text, address=view.address), view)


def change(slug: str) -> ResponseReturnValue:
    """Give a view another name and text."""
    forms.check_form()
    view, entry = read_saved(get_store()).view(slug), read_entry()
    try:
        changed = renamed(view, title=entry.title, text=entry.text, author=entry.author)
    except DataInvalid as error:
        return refuse(_form(replace(entry.refused(error), address=view.address), view), error)
    return _saved(cast("SavedView", changed))


def ask_deletion(slug: str) -> ResponseReturnValue:
    """Ask whether a view shall really go, and say which stories show it."""
    kept = read_saved(get_store())
    view = kept.view(slug)
    stories = [story for story in kept.stories.values() if any(step.view == slug for step in story.steps)]
    shown = networks_shown(view.address)
    return form_page("saved_views/delete.html", networks=shown, view=view, stories=stories)


def remove(slug: str) -> ResponseReturnValue:
    """Delete a view."""
    forms.check_form()
    view = read_saved(get_store()).view(slug)
    delete(get_store(), view, author=forms.author())
    forms.keep_outcome("deleted")
    return redirect(url_for("saved_views.index"), 303)


def _form(entry: FormEntry, view: SavedView | None = None) -> Response:
    shown = networks_shown(entry.address)
    here = map_address(entry.address)
    return form_page("saved_views/form.html", networks=shown, entry=entry, view=view, map_url_of_view=here)


def _saved(view: SavedView) -> ResponseReturnValue:
    note_saved(keep(get_store(), view), view.author, "saved")
    return redirect(url_for("saved_views.index", _anchor=view.slug), 303)
