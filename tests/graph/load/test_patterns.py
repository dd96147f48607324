"""No pattern that reads what others wrote takes the square of its length: twice the text is twice the time.

Each pattern of these packages is tried as it is used there, on runs of what people and programs write, in two lengths.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest

import graph.load
import graph.persons
import graph.text
from graph.load.lists.outside_brackets import OutsideBrackets

_HOW = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer"}
_FIRST, _TIMES, _SLOW, _SQUARE = 500, 4, 0.0005, 9
"""Letters of the shorter text and how much longer the other is, seconds from which it is looked at, and a growth that
is nearer to the square (16) than to the length (4)."""
BLANKS = (" ", "\n", " \n", "\t")
RUNS: tuple[str, ...] = (
    "a",
    "A",
    "0",
    "-",
    "/",
    ".",
    ",",
    "(",
    "[",
    '"',
    "<",
    "@",
    "_",
    "a ",
    "a.",
    "a-",
    "a,",
    "a@",
    "a)",
    "(a",
    "1.",
    "0 ",
)
RUNS += ("00-", "1/", "Ab ", "und ", "str. ", "a: ", "; ", "- ", "=41", "&a;", "I.", "é")
ENDS = ("", "!")
STARTS = ("", "0", '"')
_AS_CELLS = ("graph.load.lists", "graph.persons")
"""What reads cells, or names out of them: there one blank stands between words, and one line break between lines."""


def modules() -> Iterator[ModuleType]:
    yield graph.text
    for package in (graph.load, graph.persons):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "child" not in found.name:
                yield importlib.import_module(found.name)


def patterns() -> Mapping[tuple[str, str], tuple[re.Pattern[str], set[str]]]:
    """The patterns by module and name, with how they are used; those that stand in a table are searched."""
    found = {}
    for module in modules():
        if not any(one for value in vars(module).values() for one in _within(value)):
            continue  # without any, its source need not be read
        used: dict[str, set[str]] = {}
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in _HOW:
                used.setdefault(node.value.id, set()).add(node.attr)
        for name, value in vars(module).items():
            for number, one in enumerate(_within(value)):
                if isinstance(one.pattern, str) and (
                    name in used or not isinstance(value, re.Pattern | OutsideBrackets)
                ):
                    found[module.__name__, f"{name}[{number}]" if number else name] = one, used.get(name, {"search"})
    return found


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, OutsideBrackets):
        yield value.pattern
    elif isinstance(value, Mapping):
        yield from _within(tuple(value.values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from _within(one)


PATTERNS = patterns()


def seconds(pattern: re.Pattern[str], how: str, text: str) -> float:
    begun = time.process_time()
    if how == "finditer":
        list(pattern.finditer(text))
    elif how == "sub":
        pattern.sub("", text)
    else:
        getattr(pattern, how)(text)
    return time.process_time() - begun


def grows_as_square(pattern: re.Pattern[str], how: str, run: str, start: str, end: str) -> bool:
    short, long = (start + run * (size // len(run)) + end for size in (_FIRST, _FIRST * _TIMES))
    if seconds(pattern, how, short) < _SLOW:
        return False
    first, second = (min(seconds(pattern, how, text) for _ in range(3)) for text in (short, long))
    return second > _SQUARE * max(first, _SLOW / 2)


@pytest.mark.parametrize("package", ["graph.text", "graph.persons", "graph.load"])
def test_twice_the_text_takes_twice_the_time(package: str) -> None:
    slow = [
        (module, name, how, start, run, end)
        for (module, name), (pattern, ways) in PATTERNS.items()
        if module.startswith(package)
        for how in sorted(ways)
        for run in (RUNS if module.startswith(_AS_CELLS) else (*RUNS, *BLANKS))
        for start in STARTS
        for end in ENDS
        if grows_as_square(pattern, how, run, start, end)
    ]
    assert slow == []
    assert len(PATTERNS) > 200
