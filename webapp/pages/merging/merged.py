"""What was merged into an entry, with the way to part both again: for who may change all that the merge touched."""

from __future__ import annotations

from graph.errors import NotFound
from graph.upkeep.merging.part import Merged, merged_into
from webapp.ui import forms
from webapp.ui.context import whole_store
from webapp.ui.own_changes import own_change


def ways_to_part(iri: str) -> list[Merged]:
    """The merges that made an entry what it is, as far as this reader may part them; the last first."""
    return [one for one in merged_into(whole_store(), iri) if _may_part(one)] if forms.may_write("propose") else []


def _may_part(one: Merged) -> bool:
    try:
        return bool(own_change(one.revision))
    except NotFound:
        return False
