"""What a change did to one thing, in words."""

from __future__ import annotations

from dataclasses import dataclass

from graph.network.reading import Model
from graph.protocol import Entry, Store
from graph.upkeep.history import Value, property_changes
from webapp.pages.resources.property_names import property_name
from webapp.ui.language import say


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One property of a thing: its name, what stood there, what stands there since."""

    property: str
    before: str
    after: str


def value_changes(store: Store, entry: Entry, iri: str, model: Model) -> tuple[ValueChange, ...]:
    """The properties of a thing that a change gave other values."""
    return tuple(
        ValueChange(property_name(one.property), _in_words(one.before, model), _in_words(one.after, model))
        for one in property_changes(store, entry, iri)
    )


def _in_words(values: tuple[Value, ...], model: Model) -> str:
    return ", ".join(say(model.ref(text).label) if is_resource else text for text, is_resource in values)
