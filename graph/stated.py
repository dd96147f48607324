"""Which property of the data a field of the model holds: said at the field, read by whoever reads and checks data."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal

ValueKind = Literal["resource", "text", "first day", "last day", "number", "offset", "truth"]
_KEY = "stated"


@dataclass(frozen=True, slots=True)
class Stated:
    """A field with its property and what that must hold; `default` is () for a field of all values."""

    name: str
    property_iri: str
    kind: ValueKind
    default: Any

    @property
    def holds_all(self) -> bool:
        """Whether it holds all values of the property; otherwise the first."""
        return isinstance(self.default, tuple)


def stated(property_iri: str, kind: ValueKind, default: Any) -> Any:
    """A field of a data class that holds what the data state by one property: all of it with (), else the first value.

    Resources are `Ref`, texts and days `str` ("" for none), numbers `float`.
    """
    return field(default=default, metadata={_KEY: (property_iri, kind)})


@cache
def stated_fields(data_class: type) -> tuple[Stated, ...]:
    """The fields of a data class that hold one property each, in their order."""
    found = ((one, one.metadata[_KEY]) for one in fields(data_class) if _KEY in one.metadata)
    return tuple(Stated(one.name, property_iri, kind, one.default) for one, (property_iri, kind) in found)
