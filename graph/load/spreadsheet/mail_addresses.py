"""The line of those whom a mail goes to, as a mail program copies it, as a table: `Otto, Sven <otto@drk.example>; ...`.

Whom somebody stands for is said in brackets, if at all: who is named alone stays a person, and no actor.
"""

from __future__ import annotations

import re

from graph.persons.likeness import likeness

HEADINGS = ("Ansprechpartner", "Organisation", "E-Mail")
_ADDRESS = r"[^\s<>;,\"]+@[^\s<>;,\"]+"
_FIELD = re.compile(r"^\s*(?:an|cc|bcc|to|von|from|kopie)\s*:", re.IGNORECASE | re.MULTILINE)
_ONE = {
    sign: re.compile(
        rf"\s*(?:\"?([^<>{sign}\n\"]*|(?<=\")[^\"]*)\"?\s*<({_ADDRESS})>|({_ADDRESS}))\s*(?:[{sign}\n]\s*|$)"
    )
    for sign in (";", ",")
}
_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
_FEWEST = 2


def rows_of_addresses(text: str) -> list[tuple[str, ...]] | None:
    """The headings and a row for each address; None for a text that is anything else."""
    if text.count("@") < _FEWEST or "<" not in text:
        return None
    plain = _FIELD.sub("", text).strip()
    for pattern in _ONE.values():
        found, end = list[tuple[str, ...]](), 0
        while one := pattern.match(plain, end):
            found.append(_row((one[1] or "").strip(), one[2] or one[3]))
            end = one.end()
            if end == len(plain):
                return [HEADINGS, *found] if len(found) >= _FEWEST else None
    return None


def _row(name: str, mail: str) -> tuple[str, ...]:
    organisation = next(iter(_BRACKETS.findall(name)), "")
    alone = _BRACKETS.sub("", name).strip()
    return ("", name, mail) if name and likeness(alone) == "no" else (alone, organisation, mail)
