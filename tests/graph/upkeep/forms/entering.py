"""A network of a few actors, entered by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.protocol import Applied, Store
from graph.terms import BASE
from graph.upkeep.forms.draft import FormDraft, draft_of_change, draft_of_new
from graph.upkeep.forms.entry import read_entry, values_of
from graph.upkeep.forms.form_for import class_of, form_for
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.sources import Source

NETWORK = BASE + "magdeburg/netzwerk"
SAID = Source(author="Koordination", day="2026-11-29")
Values = Mapping[str, Sequence[str]]


def drafted(store: Store, class_iri: str, values: Values) -> FormDraft:
    """What a form for a new entry comes to."""
    return draft_of_new(store, form_for(store, class_iri), values, NETWORK)


def entered(store: Store, class_iri: str, values: Values, source: Source = SAID) -> str:
    """A new entry; its IRI."""
    draft = drafted(store, class_iri, values)
    assert draft.problems == []
    store.apply(change_of(store, draft, source, said="eingetragen"))
    return draft.iri


def redrafted(store: Store, iri: str, values: Values) -> FormDraft:
    """What a form comes to in which these fields are made different."""
    entry = read_entry(store, iri)
    form = form_for(store, class_of(store, entry.types))
    seen = values_of(store, form, entry)
    return draft_of_change(store, form, entry, {**seen, **values}, seen)


def changed(store: Store, iri: str, values: Values, source: Source = SAID) -> Applied:
    """Make fields of an entry different."""
    draft = redrafted(store, iri, values)
    assert draft.problems == []
    return store.apply(change_of(store, draft, source, said="geändert"))
