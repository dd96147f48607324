"""Statements that could not be read, as lines of a table."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Ref, Unreadable, UnreadableReason
from graph.network.reading import Model
from graph.rdf.values import in_words
from webapp.pages.resources.property_names import property_name
from webapp.ui.language import say


@dataclass(frozen=True, slots=True)
class UnreadableLine:
    """One statement: of which resource, at which property (its IRI and its name), and why its value is left out."""

    resource: Ref
    property: str
    property_name: str
    value: str
    reason: UnreadableReason
    advice: str


def unreadable_lines(model: Model) -> list[UnreadableLine]:
    """What could not be read, in the order of the resources."""
    return [unreadable_line(model, one) for one in model.unreadable]


def unreadable_line(model: Model, one: Unreadable) -> UnreadableLine:
    """One statement that could not be read."""
    return UnreadableLine(
        model.ref(one.resource),
        one.property,
        property_name(one.property),
        one.value,
        one.reason,
        say(in_words(one.reason)),
    )
