"""By which attribute a node is called, in the words of the programs that write network files."""

from __future__ import annotations

from collections.abc import Mapping

_LABELS = ("label", "name", "title", "bezeichnung", "akteur", "d0_label", "shared name")


def divided(about: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """What a node is called, "" where nothing says so, and its other attributes."""
    by_word = {key.casefold(): key for key in about}
    chosen = next((by_word[word] for word in _LABELS if by_word.get(word) and about[by_word[word]].strip()), None)
    label = about[chosen] if chosen else ""
    return " ".join(label.split()), {key: text for key, text in about.items() if key != chosen and text}
