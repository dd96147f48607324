"""Rows of declared types for programs, filled from objects that have values of the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

Row = TypeVar("Row", bound=msgspec.Struct)
Conversions = Mapping[type, Callable[[Any], Any]]
"""How values of some types are written in a row; all others stand as they are."""


def fill(row_type: type[Row], found: object, conversions: Conversions, **computed: Any) -> Row:
    """A row of this type: each field as it is computed, or as the object has it under the same name. O(values)."""
    for name in row_type.__struct_fields__:
        if name not in computed:
            computed[name] = _convert(getattr(found, name), conversions)
    return row_type(**computed)


def _convert(value: Any, conversions: Conversions) -> Any:
    """A value, or a list of the values of a tuple, which are of one type."""
    if type(value) is not tuple:
        convert = conversions.get(type(value))
        return convert(value) if convert else value
    convert = conversions.get(type(value[0])) if value else None
    return [convert(one) for one in value] if convert else list(value)
