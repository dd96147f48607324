"""Who makes a change, by the author that its entry in the list of changes names."""

from __future__ import annotations

import re

_APPROVED = re.compile(r"(?P<proposer>.+) \((?P<approver>[^()]+)\)")


def approved_by(proposer: str, approver: str) -> str:
    """The author of a change that one person proposed and another approved."""
    return f"{proposer} ({approver})"


def writers_of(author: str) -> tuple[str, ...]:
    """Everybody whom an author names: one, or who proposed and who approved; none for "".

    "Anna Brandt (Vera Muster)" comes to both names, and to the whole, which may be the name of one.
    """
    found = _APPROVED.fullmatch(author)
    return tuple(filter(None, (author, *(found.groups() if found else ()))))
