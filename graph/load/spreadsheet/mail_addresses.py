"""The line of those whom a mail goes to, as a mail program copies it, as a table: `Otto, Sven <otto@drk.example>; ...`.

Whom somebody stands for is said in brackets, if at all: who is named alone stays a person, and no actor.
"""

from __future__ import annotations

import re

from graph.persons.likeness import likeness

HEADINGS = ("Ansprechpartner", "Organisation", "E-Mail")
_ADDRESS = r"[^\s<>;,\"@]+@[^\s<>;,\"@]+"
_FIELD = re.compile(r"^[^\S\n]*(?:an|cc|bcc|to|von|from|kopie)[^\S\n]*:", re.IGNORECASE | re.MULTILINE)
_PARTS = {sign: re.compile(rf'(?:"[^"]*"|[^{sign}\n"]|")+') for sign in (";", ",")}
"""What stands between two signs; one in quotation marks parts nothing."""
_ONE = re.compile(rf'(?:"([^"]*)"\s*|([^<>"]*))<({_ADDRESS})>|({_ADDRESS})')
_BRACKETS = re.compile(r"\(([^()]+)\)")
_FEWEST = 2


def rows_of_addresses(text: str) -> list[tuple[str, ...]] | None:
    """The headings and a row for each address; None for a text that is anything else."""
    if text.count("@") < _FEWEST or "<" not in text:
        return None
    plain = _FIELD.sub("", text).strip()
    for pattern in _PARTS.values():
        found = [_ONE.fullmatch(part) for part in map(str.strip, pattern.findall(plain)) if part]
        if all(found):
            rows = [_row((one[1] or one[2] or "").strip(), one[3] or one[4]) for one in found if one]
            return [HEADINGS, *rows] if len(rows) >= _FEWEST else None
    return None


def _row(name: str, mail: str) -> tuple[str, ...]:
    organisation = next(iter(_BRACKETS.findall(name)), "")
    alone = " ".join(_BRACKETS.sub(" ", name).split())
    return ("", name, mail) if name and likeness(alone) == "no" else (alone, organisation, mail)
