"""Search over the whole store, whatever network the map shows: all names of everybody, in either spelling of umlauts.

Where nothing matches, a slip of the pen is forgiven: one from four letters on, two from eight. The first letter has
to be right, so that a search among 100,000 names stays quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, request

from graph.analysis import Analysis, analysis_for
from graph.model import Actor
from webapp.http.json_answers import Listed, answer_json
from webapp.pages.map.schemas import HitJson
from webapp.ui.context import get_store
from webapp.ui.language import language
from webapp.ui.links import actor_url, group_url, slug_of
from webapp.ui.memo import memo
from webapp.ui.sorting import fold, fold_texts, fold_words, matches_folded, sort_key

MOST = 20
LONGEST = 100
SHORT, LONG = 4, 8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Name:
    """An actor or group as it can be found."""

    actor: Actor
    is_group: bool
    label: str
    kind: str
    folded: str
    words: frozenset[str]


def find_everywhere() -> Response:
    """Actors and groups of all networks for ?text=, the best hits first, at most 20."""
    found = find_names(_names(analysis_for(get_store())), request.args.get("text", "")[:LONGEST])
    response = answer_json(Listed([name_as_json(name) for name in found], get_store().revision))
    response.vary.add("Accept-Language")
    return response


def name_as_json(name: Name) -> HitJson:
    """A hit with the address of its page."""
    url = group_url(name.actor.iri) if name.is_group else actor_url(name.actor.iri)
    return HitJson(slug_of(name.actor.iri), name.label, name.kind, name.is_group, url)


@memo
def _names(analysis: Analysis) -> list[Name]:
    """Everyone in the store, in the order of names."""
    everyone = [(actor, False) for actor in analysis.actors.values()]
    everyone += [(group, True) for group in analysis.groups.values()]
    names = [make_name(actor, is_group=is_group) for actor, is_group in everyone]
    return sorted(names, key=lambda name: sort_key(name.label))


def make_name(actor: Actor, *, is_group: bool) -> Name:
    """An actor with all spellings of all its names."""
    label = actor.label.in_language(language())
    kind = actor.kind.label.in_language(language()) if actor.kind else ""
    texts = [text for text in (actor.label.de, actor.label.en, *actor.aliases) if text]
    folded = fold_texts(texts)
    return Name(actor, is_group, label, kind, folded, frozenset(_WORD.findall(folded)))


def find_names(names: Iterable[Name], text: str) -> list[Name]:
    """Whose name holds every word of the text, those that begin with it first; else those that are near to it."""
    wanted = text.strip()
    if not wanted:
        return []
    among, words = list(names), fold_words(wanted)
    found = [name for name in among if matches_folded(words, name.folded)] or [
        name for name in among if is_near(wanted, name.words)
    ]
    return sorted(found, key=lambda name: not begins(wanted, name))[:MOST]


def begins(wanted: str, name: Name) -> bool:
    """Whether one of the names begins with what is wanted."""
    return any(f"\n{spelling}" in name.folded for spelling in fold(wanted))


def is_near(wanted: str, words: frozenset[str]) -> bool:
    """Whether each word of what was typed is nearly the beginning of a word of the name."""
    return all(
        any(word[0] == typed[0] and slips(typed, word) <= allowed(typed) for word in words)
        for typed in _WORD.findall(fold(wanted)[0])
    )


def allowed(typed: str) -> int:
    """How many slips are forgiven."""
    return 0 if len(typed) < SHORT else 1 if len(typed) < LONG else 2


def slips(typed: str, word: str) -> int:
    """Fewest edits from what was typed to any beginning of a word (optimal string alignment)."""
    end = min(len(word), len(typed) + 2)
    before, row = [0] * (end + 1), list(range(end + 1))
    for i, letter in enumerate(typed, start=1):
        following = [i]
        for j in range(1, end + 1):
            edits = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != word[j - 1]))
            is_swapped = i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == word[j - 1]
            following.append(min(edits, before[j - 2] + 1) if is_swapped else edits)
        before, row = row, following
    return min(row)
