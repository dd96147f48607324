"""Texts of lines `Name: Verein Nord e. V.` as tables: a row for each block, a column for each word before a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_SAYS = re.compile(r"\s*([^\W\d_][^:;\t|]{0,39}?)\s?:\s+(\S.*)")
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
