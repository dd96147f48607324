"""Parts of a page that are given again where the page has to be made anew, but what they show is what it was.

A change makes every page be made anew, and of most of them it reaches nothing: of an actor's page the ties and gaps
take two thirds of the time. A part is kept for one address, language, reader and day, with what it was made of.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import eq
from typing import Any, cast

from flask import current_app, g, request
from markupsafe import Markup

from graph.analysis import Analysis
from graph.model import Text
from graph.network.reading import Model
from graph.network.tie_kinds import TieKinds
from graph.network.ties_by_party import Mark
from graph.period import today
from graph.query.quoted import section_of_passages
from webapp.accounts.reading import reader
from webapp.ui.context import get_analysis, get_model, get_store

KEY = "akteursnetz.answer_key"
"""Of a request, what its answer depends on beside the data; none where its answer is kept for nobody."""
EXTENSION = "akteursnetz.kept_parts"
LARGEST_MB = 16

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KeptPart:
    """What a part was made of, and the part."""

    rests_on: tuple[object, ...]
    markup: Markup


@dataclass(frozen=True, slots=True, eq=False)
class Leads:
    """Where links may lead: who is an actor, a group or a topic, and what the sections of documents are called.

    `mark` is the same object as long as all of that is: parts hold it alone, as the rest is as large as the network.
    """

    held: tuple[frozenset[str], ...]
    passages: Mapping[str, str]
    sections: Mapping[str, Text]
    kinds: TieKinds
    mark: Mark = field(default_factory=Mark)


class KeptParts:
    """Parts by key; the least recently used make room. Bounded in bytes; safe for threads."""

    def __init__(self, most_bytes: int = LARGEST_MB * 1_000_000) -> None:
        self._parts: OrderedDict[Key, KeptPart] = OrderedDict()
        self._most, self._size, self._lock = most_bytes, 0, threading.Lock()

    def find(self, key: Key, rests_on: tuple[object, ...]) -> Markup | None:
        """The part of this key, if it was made of the same."""
        with self._lock:
            part = self._parts.get(key)
            if part is not None:
                self._parts.move_to_end(key)
        return part.markup if part is not None and part.rests_on == rests_on else None

    def keep(self, key: Key, part: KeptPart) -> None:
        """Keep a part in the place of the one before."""
        with self._lock:
            before = self._parts.pop(key, None)
            self._size += _size(key, part) - (_size(key, before) if before else 0)
            self._parts[key] = part
            while self._size > self._most:
                self._size -= _size(*self._parts.popitem(last=False))


def kept_part(name: str, rests_on: object, make: Callable[..., Markup], *shown: Any) -> Markup:
    """What a macro makes of what is shown, or what it made for this page before of the same.

    `rests_on`: the values of the model that the macro and whatever it calls looks at; where their links lead and whose
    rights the page has is looked after here. One whose link asks for more (`rests_on_more`) is made each time.
    """
    asked = request.environ.get(KEY)
    if asked is None:
        return make(*shown)
    parts = cast("KeptParts", current_app.extensions[EXTENSION])
    key, of = (asked, reader().key(), today(), name), (rests_on, leads_of(get_analysis()).mark)
    if (found := parts.find(key, of)) is not None:
        return found
    page_rests_on_more, g.rests_on_more = g.get("rests_on_more", False), False
    made = make(*shown)
    if not g.rests_on_more and get_model() is get_analysis().model:
        parts.keep(key, KeptPart(of, made))
    g.rests_on_more = g.rests_on_more or page_rests_on_more
    return made


def rests_on_more() -> None:
    """What is being made rests on more than its links usually do: it is not given again."""
    g.rests_on_more = True


def leads_of(analysis: Analysis) -> Leads:
    """Where links lead, looked for once for each state of the data."""
    made, sources = analysis.made, (analysis.model, section_of_passages(get_store()))

    def find() -> Leads:
        return made.follow("where links lead", (), lambda former: _find_leads(*sources, former))

    return made.get("where links of a model lead", sources, find)


def _find_leads(model: Model, passages: Mapping[str, str], former: Leads | None) -> Leads:
    """Those of before where they are the same. O(actors) for comparing."""
    is_known = former is not None and former.passages is passages
    named = former.sections if former is not None and is_known else set(passages.values())
    sections = {iri: model.ref(iri).label for iri in named}
    held = tuple(kind.keys() for kind in (model.actors, model.groups, model.topics))
    is_same = is_known and former is not None and former.kinds is model.kinds and former.sections == sections
    if former is not None and is_same and all(map(eq, former.held, held)):
        return former
    return Leads(tuple(map(frozenset, held)), passages, sections, model.kinds)


def _size(key: Key, part: KeptPart) -> int:
    """Addresses count: whoever asks for very long ones would else fill several times the room."""
    return 2 * len(part.markup) + len(repr(key)) + 2_000
