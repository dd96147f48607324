"""Answers for programs: rows of declared types as JSON, so that the description of the API says what really comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from numbers import Integral, Real
from typing import Any, Generic, TypeVar

import msgspec
from flask import Response

Item = TypeVar("Item")
Row = TypeVar("Row", bound=msgspec.Struct)
Conversions = Mapping[type, Callable[[Any], Any]]
"""How values of some types are written in a row; all others stand as they are."""


class Listed(msgspec.Struct, Generic[Item]):
    """A list, and the revision of the data that it is true for."""

    items: list[Item]
    revision: int


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


def answer_json(row: object, status: int = 200) -> Response:
    """A row as a response."""
    return Response(encode(row), status, mimetype="application/json")


def encode(row: object) -> bytes:
    """A row as JSON in UTF-8; numbers of arrays are numbers."""
    return _ENCODER.encode(row)


def _as_plain(value: object) -> int | float:
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


_ENCODER = msgspec.json.Encoder(enc_hook=_as_plain)
