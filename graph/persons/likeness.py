"""Whether a name is a person's, as far as the name alone can say: import and forms ask where it cannot.

A name that no list can settle is uncertain, never guessed: somebody is asked "Is this a person?".
"""

from __future__ import annotations

import re
from typing import Literal

from graph.persons.folding import folded_words
from graph.persons.spoken_names import name_in_order
from graph.persons.word_lists import is_given_name, is_ordinary, is_particle, words_of

Likeness = Literal["certain", "uncertain", "no"]

_MOST_WORDS = 6
_NOT_IN_NAMES = re.compile(r"[\d/&:;()+§%@_<>\"„“]|\b(?:e\. ?V|gGmbH|GmbH|AG|mbH|KG|OHG|eG|SE)\b")
_TITLE = re.compile(
    r"^\W*(?:Frau|Herrn?|Fr\.|Hr\.|Dr\.|Prof\.|Professorin|Professor|Dipl\.|Mrs?\.?|Ms\.?)(?:[\s-]|$)", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"(?:haus|hauser|heim|heime|schule|schulen|stiftung|verein|vereine|verband|verbande|bund|werk|werke|amt|amter|stadt"
    r"|kreis|kreise|gruppe|gruppen|dienst|dienste|stelle|stellen|zentrum|zentren|kirche|hochschule|universitat|institut"
    r"|ministerium|gesellschaft|genossenschaft|agentur|behorde|kammer|klinik|klinikum|projekt|netzwerk|buro|rat"
    r"|ausschuss|initiative|forum|strasse|platz|weg|kita|praxis|apotheke|verwaltung|fachbereich|trager)$"
)


def likeness(name: str) -> Likeness:
    """How surely a name is a person's: `certain` by a title or a given name, `no` for what no person is called.

    "Dr. Ada Brandt", "Brandt, Ada": certain. "Stadtwerke", "Caritas e. V.", "AG Soziales": no. "Zwirnnysen",
    "Lore Ipsum": uncertain.
    """
    text = " ".join(name.split())
    words = folded_words(name_in_order(text))
    if (
        not words
        or len(words) > _MOST_WORDS
        or _NOT_IN_NAMES.search(text)
        or any(_NOT_A_NAME.search(word) for word in words)
    ):
        return "no"
    if _TITLE.match(text):
        return "certain" if len(words) > 1 else "no"
    spoken = name_in_order(text).split()
    if not all(_has_capital(word) or is_particle("".join(folded_words(word))) for word in spoken):
        return "no"
    if len(words) > 1 and is_given_name(words[0]) and words[-1] not in words_of("functions"):
        return "certain"
    if len(words) == 1:
        return "no" if is_ordinary(words[0]) or text.isupper() else "uncertain"
    return "no" if any(is_ordinary(word) and not is_given_name(word) for word in words[:-1]) else "uncertain"


def _has_capital(word: str) -> bool:
    return next((sign.isupper() for sign in word if sign.isalpha()), False)
