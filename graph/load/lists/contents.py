"""What the cells of a column look like: addresses of mail, numbers, days, marks, words of codes, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from graph.load.lists.days import EitherWayError, NoDayError, read_span
from graph.load.lists.folded import folded, says_nothing
from graph.persons.likeness import likeness

MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)*\.\w{2,20}")
_MAIL_CELL = re.compile(r"(?:mailto:)?\s*<?[\w.+'-]{1,64}(?:@|\(at\)|\[at\]| at )[\w.-]{1,200}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:tel\.?:?\s*)?\(?(?:\+|0)[\d\s()/.–-]{5,24}\d(?:\s?(?:-|–|/|,|;|\n).*)?", re.IGNORECASE | re.DOTALL
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:de|org|com|net|eu|info|ch|at|uk|example)(?:/\S*)?", re.IGNORECASE
)
_NUMBER_WITHIN = re.compile(r"(?<![\w.,/-])\(?(?:\+\d|0[1-9])\d(?:[\s/()–-]?\d){4,13}(?![\w.,]\d)")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_POSTCODE = re.compile(r"(?:D-)?\d{5}(?:\s+\D.*)?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
_MARKS = frozenset(
    {
        "x",
        "X",
        "✓",
        "✔",
        "☑",
        "☒",
        "•",
        "●",
        "*",
        "1",
        "ja",
        "Ja",
        "JA",
        "yes",
        "Yes",
        "YES",
        "j",
        "J",
        "y",
        "Y",
        "TRUE",
        "wahr",
        "WAHR",
        "true",
        "True",
        "(x)",
        "xx",
        "+",
        "++",
        "+++",
        "xxx",
        "✕",
        "✖",
        "■",
    }
)
_NO_MARKS = frozenset(
    {"nein", "Nein", "NEIN", "no", "No", "NO", "n", "N", "0", "FALSE", "false", "False", "FALSCH", "falsch", "☐", "○",
     "-", "–"}
)  # fmt: skip
_MARK_AND_MORE = re.compile(r"(\S{1,6})\s*[(\[]([^()\[\]]+)[)\]]")
_PLUSES = re.compile(r"\+{1,5}")
_SAMPLE, _PERSONS = 400, 40


@dataclass(frozen=True, slots=True)
class Contents:
    """The shares of kinds of cells among those of a column that say something, from 0 to 1."""

    filled: float = 0.0
    count: int = 0
    distinct: float = 0.0
    length: float = 0.0
    mails: float = 0.0
    phones: float = 0.0
    urls: float = 0.0
    days: float = 0.0
    numbers: float = 0.0
    marks: float = 0.0
    postcodes: float = 0.0
    persons: float = 0.0
    words: frozenset[str] = field(default_factory=frozenset)

    def share_of(self, known: Collection[str]) -> float:
        """How many of its different words are among these folded ones."""
        return sum(word in known for word in self.words) / len(self.words) if self.words else 0.0


def contents_of(cells: Sequence[str]) -> Contents:
    """What a column holds; of a long one only a part is looked at."""
    rows = cells if len(cells) <= _SAMPLE else [*cells[: _SAMPLE // 2], *cells[:: len(cells) // (_SAMPLE // 2)]]
    said = [cell for cell in rows if cell.strip()]
    if not said:
        return Contents()
    telling = [cell for cell in said if not says_nothing(cell)] or said
    different = list(dict.fromkeys(telling))
    return Contents(
        filled=len(said) / len(rows),
        count=len(said),
        distinct=len(different) / len(telling),
        length=sum(map(len, telling)) / len(telling),
        mails=_share(telling, _MAIL_CELL.match),
        phones=_share(telling, is_phone),
        urls=_share(telling, _URL.fullmatch),
        days=_share(telling, is_day),
        numbers=_share(telling, _NUMBER.fullmatch),
        marks=_share(said, is_marking),
        postcodes=_share(telling, _POSTCODE.fullmatch),
        persons=_share(different[:_PERSONS], lambda cell: likeness(cell) == "certain"),
        words=frozenset(folded(cell) for cell in different),
    )


def is_mark(cell: str) -> bool:
    """Whether a cell is a cross or a yes."""
    return cell in _MARKS


def strength(cell: str) -> int | None:
    """How strong pluses say that something is: `++` is 2; None for what is none."""
    return len(cell) if _PLUSES.fullmatch(cell) else None


def is_no_mark(cell: str) -> bool:
    """Whether a cell is a no."""
    return cell in _NO_MARKS


def is_marking(cell: str) -> bool:
    """Whether a cell answers with yes or no, with more in brackets behind it or without."""
    return not {cell, mark_and_more(cell)[0]}.isdisjoint(_MARKS | _NO_MARKS)


def mark_and_more(cell: str) -> tuple[str, str]:
    """A cross, a yes or a no, and what stands in brackets behind it: `x (Leitung)`; "" and "" for any other cell."""
    found = _MARK_AND_MORE.fullmatch(cell)
    return (found[1], found[2]) if found and (found[1] in _MARKS or found[1] in _NO_MARKS) else ("", "")


def is_phone(cell: str) -> bool:
    """Whether a cell is a telephone number."""
    return bool(_PHONE.fullmatch(cell)) and not is_day(cell)


def reaches_somebody(cell: str) -> bool:
    """Whether a text has a telephone number or an address of mail within."""
    return ("@" in cell and bool(MAIL.search(cell))) or (
        ("0" in cell or "+" in cell) and bool(_NUMBER_WITHIN.search(cell))
    )


def is_day(cell: str) -> bool:
    """Whether a cell is a day or a period, however it is written."""
    if len(cell) > 40 or not any(sign.isdigit() for sign in cell):  # noqa: PLR2004 - "vom 1. September bis zum ..."
        return False
    try:
        read_span(cell)
    except NoDayError:
        return False
    except EitherWayError:
        return True
    return True


def _share(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    return sum(bool(fits(cell.strip())) for cell in cells) / len(cells) if cells else 0.0
