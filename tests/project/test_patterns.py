"""Patterns that every Python 3.11 reads alike: before 3.11.5, as on Debian, possessive repeats are faulty (gh-106052).

There `(?:[^']|''(?!'))*+` stops too early: a guard that takes strings for what they are not lets through what stands
in them. `(?>(?:...)*)` means the same and was never wrong.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import graph
import ontology
import webapp

_SINGLE = (names.IN, names.LITERAL, names.NOT_LITERAL, names.ANY, names.CATEGORY)


def modules() -> Iterator[ModuleType]:
    for package in (graph, ontology, webapp):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def risky(pattern: str | bytes, flags: int = 0) -> list[str]:
    """The possessive repeats of more than one character at a time."""
    found = possessive(parser.parse(pattern, flags & ~re.UNICODE))
    return [str(item) for item in found if len(item) > 1 or item[0][0] not in _SINGLE]


def possessive(part: Any) -> Iterator[Any]:
    if isinstance(part, parser.SubPattern | tuple | list):
        if len(part) == 2 and part[0] is names.POSSESSIVE_REPEAT:
            yield part[1][2]
        for one in part:
            yield from possessive(one)


def test_a_risky_pattern_is_found() -> None:
    assert risky(r"a(?:[^']|''(?!'))*+")
    assert risky(rb"(?:x|(?:ab?)?+)")
    assert not risky(r"(?>(?:[^']*+|''(?!'))*)\d++")


def test_no_pattern_of_ours_has_a_possessive_repeat_of_a_group() -> None:
    patterns = {
        f"{module.__name__}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    assert len(patterns) > 50
    found = {name: risky(value.pattern, value.flags) for name, value in patterns.items()}
    assert not {name: risks for name, risks in found.items() if risks}
