"""Where the address of an entry leads that was merged into another."""

from __future__ import annotations

from graph.upkeep.forms.former import replaced_by
from webapp.ui.context import get_model, get_store
from webapp.ui.links import resource_url


def address_of_merged(iri: str) -> str:
    """The page of the actor or group that goes on; "" for whatever is none here, wherever the data say it leads."""
    kept, model = replaced_by(get_store(), iri), get_model()
    return resource_url(kept) if kept in model.actors or kept in model.groups else ""
