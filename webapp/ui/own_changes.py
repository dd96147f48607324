"""A change of the log with a page of its own: for who may change all that it touches, and for nobody else."""

from __future__ import annotations

from flask import Response, request

from graph.errors import NotFound
from graph.model import Ref
from graph.protocol import Applied, Entry
from graph.upkeep.forms.names import labels_of
from graph.upkeep.history import is_taken_back, later_about_the_same
from graph.upkeep.left_standing import left_standing
from graph.upkeep.touched_networks import networks_of_entry
from webapp.accounts.identity import who_asks
from webapp.accounts.reading import hidden_networks
from webapp.ui import forms
from webapp.ui.change_lines import change_line
from webapp.ui.context import get_store, whole_store
from webapp.ui.form_pages import form_page

_LATER = 20


def own_change(revision: int) -> Entry:
    """A change, for who may propose in every network that it touches.

    Raises NotFound for one that is not there and for anybody else: what was done in a closed network is told to nobody
    from outside, not even that it was, nor when the network is gone.
    """
    store = whole_store()
    entry = store.entry(revision)
    if entry is None or not who_asks().may_propose(networks_of_entry(store, entry)):
        raise NotFound("There is no change %(revision)s.", hint="The history lists the changes.", revision=revision)
    return entry


def may_take_back(entry: Entry) -> bool:
    """Whether this reader is offered to take it back: where they may write in all of it, and it still holds."""
    store = whole_store()
    may = forms.may_write("write", networks_of_entry(store, entry))
    return may and entry.kind != "undo" and not is_taken_back(store, entry.revision)


def ask_about_later(revision: int) -> Response | None:
    """The page that names what builds on a change, before it is taken back; None where nothing does, or it was asked.

    Nobody is told of changes who may not take this one back, or may not read every network.
    """
    store = whole_store()
    entry = None if "confirmed" in request.form or hidden_networks() else store.entry(revision)
    if entry is None or not who_asks().may_write(networks_of_entry(store, entry)):
        return None
    later = later_about_the_same(store, revision, _LATER)
    if not later:
        return None
    lines = [change_line(head, is_undone=False) for head in later]
    kept = [Ref(iri, label) for iri, label in labels_of(store, left_standing(store, revision).iris).items()]
    template = "changes/confirm.html"
    return form_page(template, right="write", revision=revision, lines=lines, kept=kept, shown_most=_LATER)


def take_back(revision: int, author: str) -> Applied:
    """Take a change back, but for the names of what later changes still speak of."""
    return get_store().undo(revision, author=author, keep=left_standing(whole_store(), revision).quads)
