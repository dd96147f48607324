"""What somebody said of a list where it does not speak for itself: plain values, to be carried in a form or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.load.lists.arrangement import SheetAnswer

Verdict = Literal["same", "same-as-first", "different", "later"]
"""Of two names: `same` under the one that the network knows, or else stands first in the list; `same-as-first` under
the first of the pair, where the network knows neither."""
OFFERED: tuple[Verdict, ...] = ("same", "different", "later")
OFFERED_OF_LIST: tuple[Verdict, ...] = ("same", "same-as-first", "different", "later")
"""What may be said of two names of which the network knows one, and of two of the list."""
DayOrder = Literal["", "day", "month"]
GoneAnswer = Literal["leave", "end", "delete"]
Side = Literal["file", "store"]

Pair = tuple[str, str]
"""Two names: the one in the list, and the one it sounds like (of the list, or of the network)."""
CellPlace = tuple[str, int, int]
"""Sheet, row and column, from 0, as they stand in the file."""
SkippedRow = tuple[str, int]
"""Sheet and row, from 0: a row that is not to be read."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to one list; empty ones mean: not asked yet, or left as it was found.

    `words`: for each scheme of codes (`actorKinds`, `tieKinds`, `status`, `confidence`, `roles`) what a word of a list
    stands for, by the folded word: the IRI of a code or class, "" to leave it out. `splits`: by the cell's text, the
    groups it names. `pairs`: verdicts on names that sound alike. `persons` and `no_persons`: names that were asked
    about. `cells`: cells mended in place. `skipped`: rows that are left out. `order`: which comes first in dates
    that could be read both ways. `gone`, `ended_on`: what to do with what the list no longer has. `sides`: by the key
    of a field where list and network both changed, whose value is to stand.
    """

    sheets: Mapping[str, SheetAnswer] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[Pair, Verdict] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    no_persons: tuple[str, ...] = ()
    cells: Mapping[CellPlace, str] = field(default_factory=dict)
    skipped: tuple[SkippedRow, ...] = ()
    order: DayOrder = ""
    gone: GoneAnswer = "leave"
    ended_on: str = ""
    sides: Mapping[str, Side] = field(default_factory=dict)
