"""Names of organisations in which a person's name stands: "Kinderarztpraxis Dr. Thiele" is the practice's own name.

It may be public although Ulrich Thiele is known, who works there; "Frau Thiele, Jugendamt" may not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.persons.folding import folded_words
from graph.persons.likeness import likeness
from graph.persons.word_lists import is_given_name, is_title

_LEGAL_FORM = re.compile(r"\b(?:e\. ?V|gGmbH|GmbH|AG|mbH|KG|OHG|eG|SE)\b")
_SET_OFF = re.compile(r"[,;:/()\[\]|@\n]|\s[-–—]\s")
_OFFICE_OF_SOMEBODY = ("buro", "sekretariat", "kontakt")
"""What is called after whoever sits there: `Büro Thiele` names her, as her door does."""
_SPEAKS_OF_SOMEBODY = frozenset({"frau", "herr", "herrn", "fr", "hr", "durch", "bei", "mit", "hd", "hand"})


def is_name_of_firm(text: str, names_somebody: Callable[[str], bool]) -> bool:
    """Whether a name that names somebody is an organisation's own name: it begins with what the organisation is.

    A legal form tells it too. Whoever is addressed in it ("Frau Thiele") or set off by a comma is a person still.
    """
    words = folded_words(text)
    if len(words) < 2 or _SPEAKS_OF_SOMEBODY.intersection(words) or _SET_OFF.search(text):  # noqa: PLR2004 - a name alone
        return False
    if _LEGAL_FORM.search(text):
        return True
    first = words[0]
    if first.endswith(_OFFICE_OF_SOMEBODY):
        return False
    begins_with_somebody = len(first) == 1 or is_title(first) or is_given_name(first) or names_somebody(first)
    return not begins_with_somebody and likeness(text) != "certain"
