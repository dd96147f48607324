"""Names as they are compared: without legal forms, brackets and signs, in small letters, umlauts unfolded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.text import long_form

_LEGAL_FORMS = re.compile(
    r"\b(?:e\.? ?v|gem\. ?e\. ?v|g?gmbh(?: und co\.? ?kg)?|ug(?: ?\(haftungsbeschraenkt\))?|mbh|ag|kg|kgaa|ohg|gbr|eg|"
    r"partg(?: ?mbb)?|se|a\.? ?oe\.? ?r|k\.? ?d\.? ?oe\.? ?r|gemeinnuetzige|eingetragener verein|inc|ltd|llc)\b\.?"
)
_BRACKETS = re.compile(r"\(([^)]*)\)")
_SIGNS = re.compile(r"[^a-z0-9 ]+")
_OTHER_WORDS = {"u": "und", "f": "fuer", "str": "strasse", "landesverb": "landesverband", "kreisverb": "kreisverband"}


def comparable(name: str) -> str:
    """A name as it is compared: `volkshochschule magdeburg` for „Volkshochschule Magdeburg e. V.“."""
    folded = " ".join(long_form(name).replace("&", " und ").split())
    words = _SIGNS.sub(" ", folded).split()
    kept = _SIGNS.sub(" ", _LEGAL_FORMS.sub(" ", folded)).split() or words
    return " ".join(_OTHER_WORDS.get(word, word) for word in kept)


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """All that names are compared by, each once: with what stands in brackets, without it, and that alone."""
    found = list[str]()
    for name in names:
        found += [comparable(name), comparable(_BRACKETS.sub(" ", name)), *map(comparable, _BRACKETS.findall(name))]
    return tuple(dict.fromkeys(filter(None, found)))
