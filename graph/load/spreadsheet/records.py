"""Texts of lines `Name: Verein Nord e. V.` as tables: a row for each block, a column for each word before a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

_SAYS = re.compile(r"\s*([^\W\d_][^:;\t|]{0,39}?)\s?:\s+(\S.*)")
_OF_BLOCKS = ("Name", "Ansprechpartner", "Anschrift", "Telefon", "Fax", "E-Mail", "Website", "Bemerkung")
_SIGNS = {
    "E-Mail": re.compile(r"\w@\w"),
    "Fax": re.compile(r"^(?:tele)?fax\b", re.IGNORECASE),
    "Telefon": re.compile(r"^(?:tel|telefon|fon|mobil|handy|phone)\b|^\(?(?:\+|0)[\d\s()/–-]{5,}$", re.IGNORECASE),
    "Website": re.compile(r"^(?:https?://|www\.)\S+$|^\S+\.(?:de|org|com|net|eu)$", re.IGNORECASE),
    "Anschrift": re.compile(r"^(?:D-)?\d{5}\s\D+$|^\D{3,40}\s\d{1,4}\s?[a-z]?$", re.IGNORECASE),
    "Ansprechpartner": re.compile(r"^(?:Frau|Herrn?|Fr\.|Hr\.|Ansprechpartner\w*:)\s"),
}
_LONGEST_BLOCK = 10
_FEWEST, _MOSTLY = 2, 0.7
"""Records of a text, and words of a record; the share of lines that begin with a word."""


def rows_of_records(lines: Sequence[str]) -> list[tuple[str, ...]] | None:
    """The headings and a row for each record; None for a text that is no such.

    A record begins with the word that the text begins with, which has to come again. A line without a word goes on with
    what the line before says.
    """
    said = [line.strip() for line in lines if line.strip()]
    found = [_SAYS.fullmatch(line) for line in said]
    words = [one[1] for one in found if one]
    counted = Counter(words)
    begins = counted[words[0]] if words and found[0] else 0
    if begins < _FEWEST or len(words) < max(_MOSTLY * len(said), _FEWEST * begins):
        return None
    records = list(_records(said, words[0]))
    return [tuple(counted), *(tuple(record.get(word, "") for word in counted) for record in records)]


def rows_of_blocks(lines: Sequence[str]) -> list[tuple[str, ...]] | None:
    """The headings and a row for each block of lines, a name with address and numbers below; None for other texts."""
    blocks = [list(block) for is_said, block in groupby(map(str.strip, lines), bool) if is_said]
    if len(blocks) < _FEWEST or any(not _FEWEST <= len(block) <= _LONGEST_BLOCK for block in blocks):
        return None
    told = [[_told_by(line) for line in block[1:]] for block in blocks]
    if any("\t" in line or ";" in line for line in lines) or not all(any(map(bool, one)) for one in told):
        return None
    if any(_told_by(block[0]) for block in blocks):
        return None
    rows = [_row_of_block(block, heads) for block, heads in zip(blocks, told, strict=True)]
    places = [place for place in range(len(_OF_BLOCKS)) if any(row[place] for row in rows)]
    return [tuple(row[place] for place in places) for row in (_OF_BLOCKS, *rows)]


def _told_by(line: str) -> str:
    """What a line below a name says of it, "" for what is left open."""
    return next((heading for heading, pattern in _SIGNS.items() if pattern.search(line)), "")


def _row_of_block(block: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    said: dict[str, list[str]] = {heading: [] for heading in _OF_BLOCKS}
    said["Name"].append(block[0])
    for line, heading in zip(block[1:], heads, strict=True):
        said[heading or "Bemerkung"].append(line)
    return tuple(", ".join(said[heading]) for heading in _OF_BLOCKS)


def _records(lines: Sequence[str], first: str) -> Iterator[dict[str, str]]:
    record, last = dict[str, str](), first
    for line in lines:
        one = _SAYS.fullmatch(line)
        word, text = (one[1], one[2]) if one else ("", line)
        if word == first and record:
            yield record
            record = {}
        last = word or last
        record[last] = f"{record[last]}\n{text}" if last in record else text
    yield record
