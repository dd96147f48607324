"""Answers as JSON (stand-in until the reader's own module is there)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import Arrangement, SheetAnswer


def headings_key(arrangements: Sequence[Arrangement]) -> str:
    """What a list is known by: its headings."""
    heads = sorted(column.heading.casefold() for one in arrangements for column in one.columns if column.heading)
    return hashlib.sha256("\n".join(heads).encode()).hexdigest()[:16]


def what_is_remembered(answers: Answers) -> Answers:
    """Columns, words and splits."""
    return Answers(sheets=answers.sheets, words=answers.words, splits=answers.splits)


def answers_to_json(answers: Answers) -> str:
    """The text of answers."""
    sheets = {name: asdict(one) for name, one in answers.sheets.items()}
    return json.dumps({"sheets": sheets, "words": answers.words, "splits": answers.splits}, sort_keys=True)


def answers_from_json(text: str) -> Answers:
    """The answers of a text."""
    found = json.loads(text)
    sheets = {
        name: SheetAnswer(one["kind"], one["heading_row"], {int(k): v for k, v in (one["roles"] or {}).items()} or None)
        for name, one in found["sheets"].items()
    }
    return Answers(sheets, found["words"], {name: tuple(parts) for name, parts in found["splits"].items()})
