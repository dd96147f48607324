"""Answers for programs: rows of declared types as JSON, so that the description of the API says what really comes."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Generic, TypeVar

import msgspec
from flask import Response

Item = TypeVar("Item")


class Listed(msgspec.Struct, Generic[Item]):
    """A list, and the revision of the data that it is true for."""

    items: list[Item]
    revision: int


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
