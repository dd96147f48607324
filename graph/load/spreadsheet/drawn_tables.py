"""Tables that are drawn with signs, as Markdown, wikis and command lines have them: bars between cells, rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

BAR = "|"
_OF_RULES = frozenset("|+:=- \t\r\n")
_HEAD_OF_WIKI = re.compile(r"\s*\|\|")


def without_drawing(lines: Sequence[str], separator: str) -> list[str]:
    """The lines of a table without the bars at their ends; of a table that is parted otherwise all stays.

    A line that is only drawn is left empty, so that each keeps its number.
    """
    if separator != BAR or not any(line.lstrip().startswith(BAR) for line in lines):
        return list(lines)
    return [_plain(line) for line in lines]


def _plain(line: str) -> str:
    if _OF_RULES.issuperset(line) and ("--" in line or "==" in line):
        return "\n"
    text = line.replace("||", BAR) if _HEAD_OF_WIKI.match(line) else line
    return text.strip().removeprefix(BAR).removesuffix(BAR).strip() + "\n" if text.lstrip().startswith(BAR) else line
