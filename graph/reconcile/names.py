"""Names as they are compared with anybody's list: by the words that names are taken apart into when lists are read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.load.lists.folded import folded_name
from graph.load.lists.name_forms import CUT, form_of

_BRACKETS = re.compile(r"\(([^)]*)\)")


def comparable(name: str) -> str:
    """A name as it is compared: `volkshochschule magdeburg` for „VHS Magdeburg e. V.“."""
    form = form_of(name)
    return " ".join((*form.spoken, *sorted(form.numbers))).replace(CUT, "") or folded_name(name)


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """All that names are compared by, each once: with what stands in brackets, without it, and that alone."""
    found = list[str]()
    for name in names:
        found += [comparable(name), comparable(_BRACKETS.sub(" ", name)), *map(comparable, _BRACKETS.findall(name))]
    return tuple(dict.fromkeys(filter(None, found)))
