"""The sentences of the statistical gap kinds, in each language: `ontology/wording/KIND.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

from graph.gaps.rules import filled
from graph.model import GapKind, Text
from graph.paths import ONTOLOGY

_SWAPPED = str.maketrans(",.", ".,")


def say(kind: GapKind, key: str, **values: Text | str | float) -> Text:
    """A sentence by its key (`pair.why`), its {placeholders} filled; numbers as each language writes them."""
    return filled(_sentences(kind)[key], {name: _text(value) for name, value in values.items()})


def _text(value: Text | str | float) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text(value)
    english = (f"{value:,.1f}" if isinstance(value, float) else f"{value:,}").replace("-", "−")
    return Text(english.translate(_SWAPPED), english)


@cache
def _sentences(kind: GapKind) -> dict[str, Text]:
    with (ONTOLOGY / "wording" / f"{kind}.toml").open("rb") as file:
        parts = tomllib.load(file)
    return {f"{part}.{name}": Text(**text) for part, names in parts.items() for name, text in names.items()}
