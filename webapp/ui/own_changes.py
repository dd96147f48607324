"""A change of the log with a page of its own: for who may change all that it touches, and for nobody else."""

from __future__ import annotations

from graph.errors import NotFound
from graph.protocol import Entry
from graph.upkeep.history import is_taken_back
from graph.upkeep.touched_networks import networks_of_entry
from webapp.accounts.identity import who_asks
from webapp.ui import forms
from webapp.ui.context import whole_store


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
