"""What a change did to one thing, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Ref, Text
from graph.network.reading import Model
from graph.protocol import Entry, Store
from graph.terms import OA, RDF, SKOS, local_name
from graph.upkeep.history import Value, property_changes
from webapp.pages.resources.property_names import property_name
from webapp.ui.language import say
from webapp.ui.wording import readable

_NAME = SKOS + "prefLabel"
_TECHNICAL = frozenset({RDF + "type"})
"""What says nothing to a reader that the kind and the heading do not."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One property of a thing: its name, what stood there, what stands there since."""

    property: str
    before: str
    after: str


def value_changes(store: Store, entry: Entry, iri: str, model: Model) -> tuple[ValueChange, ...]:
    """The properties of a thing that a change gave other values, without its class."""
    return tuple(
        ValueChange(property_name(one.property), _in_words(one.before, model), _in_words(one.after, model))
        for one in property_changes(store, entry, iri)
        if one.property not in _TECHNICAL
    )


def called_at_last(store: Store, entries: Sequence[Entry], thing: Ref) -> Ref:
    """A thing by its name or, where it has none any more, by the last that these changes took from it."""
    if say(thing.label) != local_name(thing.iri):
        return thing
    former = (
        text
        for entry in entries
        for one in property_changes(store, entry, thing.iri)
        if one.property == _NAME
        for text, _ in (*one.before, *one.after)
    )
    name = next(former, "")
    return Ref(thing.iri, Text(name, name)) if name else thing


def _in_words(values: tuple[Value, ...], model: Model) -> str:
    return ", ".join(_named(text, model) if is_resource else text for text, is_resource in values)


def _named(iri: str, model: Model) -> str:
    """What a resource is called; a passage by its own words."""
    quote = model.index.text(iri, OA + "exact")
    return readable(quote) if quote else say(model.ref(iri).label)
