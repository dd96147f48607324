"""Values of declared types out of JSON that somebody sent; an error names the field and what was expected there."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from graph.errors import DataError

T = TypeVar("T")

_WHERE = re.compile(r" - at `\$(?P<path>.*)`$")
_EXPECTED = re.compile(r"^Expected `(?P<expected>[^`]*)`, got `(?P<found>[^`]*)`")
_MISSING = re.compile(r"^Object missing required field `(?P<name>[^`]*)`")
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<name>[^`]*)`")
_INVALID = re.compile(r"^Invalid enum value (?P<value>.*)")
_STEP = re.compile(r"\.(?P<name>\w+)|\[(?P<index>\d+|\.\.\.)\]")
_HINT = "The description of the API says what can be sent."
_JSON_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}


def read_json(text: str, kind: type[T], name: str) -> T:
    """The value of this type that the text says; `name` is what it is called in errors, before the path.

    Fields left out have their defaults; one that the type does not have is refused. Raises DataError (400).
    """
    try:
        value = msgspec.json.decode(text, type=kind)
        _refuse_unknown(msgspec.json.decode(text), msgspec.to_builtins(value), name)
    except msgspec.ValidationError as error:
        raise _refusal(str(error), kind, name) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise DataError("%(where)s is not JSON: %(reason)s.", hint=_HINT, where=name, reason=error) from error
    return value


def _refuse_unknown(sent: Any, read: Any, where: str) -> None:
    """What was sent says no more than what was read of it."""
    if isinstance(sent, list):
        for index, (one, other) in enumerate(zip(sent, read, strict=True)):
            _refuse_unknown(one, other, f"{where}[{index}]")
    elif isinstance(sent, dict):
        for field, one in sent.items():
            if field not in read:
                raise _unknown(where, field)
            _refuse_unknown(one, read[field], f"{where}.{field}")


def _unknown(where: str, field: str) -> DataError:
    return DataError("%(where)s has no field %(name)s.", hint=_HINT, where=where, name=field[:80])


def _refusal(reason: str, kind: type[Any], name: str) -> DataError:
    """The sentence for what does not fit."""
    at = _WHERE.search(reason)
    path, reason = (at["path"], reason[: at.start()]) if at else ("", reason)
    if found := _EXPECTED.match(reason):
        expected, given = (_in_json(types) for types in (found["expected"], found["found"]))
        return DataError(
            "%(where)s: %(expected)s is expected, %(found)s was sent.",
            hint=_HINT,
            where=name + path,
            expected=expected,
            found=given,
        )
    if found := _MISSING.match(reason):
        return DataError("%(where)s lacks the field %(name)s.", hint=_HINT, where=name + path, name=found["name"])
    if found := _UNKNOWN.match(reason):
        return _unknown(name + path, found["name"])
    if found := _INVALID.match(reason):
        known = ", ".join(map(str, _values(msgspec.inspect.type_info(kind), path)))
        return DataError(
            "%(where)s cannot be %(value)s.",
            hint="It can be: %(known)s.",
            where=name + path,
            value=found["value"][:80],
            known=known,
        )
    return DataError("%(where)s cannot be read: %(reason)s.", hint=_HINT, where=name + path, reason=reason)


def _in_json(types: str) -> str:
    return " | ".join(_JSON_TYPES.get(one, one) for one in types.split(" | "))


def _values(kind: msgspec.inspect.Type, path: str) -> tuple[Any, ...]:
    """The values that may stand at a path."""
    for step in _STEP.finditer(path):
        kind = _inside(kind, step["name"], step["index"] or "")
    kinds = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
    return tuple(value for one in kinds if isinstance(one, msgspec.inspect.LiteralType) for value in one.values)


def _inside(kind: Any, name: str | None, index: str) -> msgspec.inspect.Type:
    """The type of a field, or of the items or the values of any key where no name is given."""
    if isinstance(kind, msgspec.inspect.UnionType):
        kind = next(one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType))
    if isinstance(kind, msgspec.inspect.DictType):
        return kind.value_type
    if isinstance(kind, msgspec.inspect.TupleType):
        return kind.item_types[int(index)]
    if name is None:
        return kind.item_type  # type: ignore[no-any-return]
    return next(field.type for field in kind.fields if field.encode_name == name)  # type: ignore[no-any-return]
