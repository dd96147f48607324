"""The sentences of gaps in each language, those of no rule's head: `ontology/wording/KIND.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from graph.model import GapKind, Text
from graph.paths import ONTOLOGY

_SWAPPED = str.maketrans(",.", ".,")
_PLACEHOLDER = re.compile(r"\{(\w+)\}(\.?)")
_NOTHING = Text()


def filled(template: Text, values: Mapping[str, Text]) -> Text:
    """A sentence with its placeholders replaced by labels in its own language; unknown ones become empty.

    A label that ends with a full stop ("Neue Nachbarn e. V.") ends the sentence as well.
    """

    def in_language(language: str) -> str:
        first, *pieces = _pieces(template.only_in(language))
        found = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
        said = (_before(stop, values.get(name, _NOTHING).in_language(language)) + text for name, stop, text in found)
        return first + "".join(said)

    return Text.in_each(in_language)


def _before(stop: str, label: str) -> str:
    return label if label.endswith(".") else label + stop


@lru_cache(maxsize=4096)
def _pieces(sentence: str) -> tuple[str, ...]:
    """Text, then name, full stop or none, text, again and again: each gap of a rule fills the same few sentences."""
    return tuple(_PLACEHOLDER.split(sentence))


def say(kind: GapKind | Literal["matter"], key: str, **values: Text | str | float) -> Text:
    """A sentence by its key (`pair.why`), its {placeholders} filled; numbers as each language writes them."""
    return filled(_sentences(kind)[key], {name: _text(value) for name, value in values.items()})


def times(number: int) -> Text:
    """How often something is. "Once between" is a figure to a fingerprint (`graph.model`): an answer outlives it."""
    said = _text(number)
    return Text("einmal", "once") if number == 1 else Text(f"{said.de}-mal", f"{said.en} times")


def _text(value: Text | str | float) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text(value)
    english = (f"{value:,.1f}" if isinstance(value, float) else f"{value:,}").replace("-", "−")
    return Text(english.translate(_SWAPPED), english)


@cache
def _sentences(kind: str) -> dict[str, Text]:
    with (ONTOLOGY / "wording" / f"{kind}.toml").open("rb") as file:
        parts = tomllib.load(file)
    return {f"{part}.{name}": Text(**text) for part, names in parts.items() for name, text in names.items()}
