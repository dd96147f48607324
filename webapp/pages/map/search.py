"""Search over the whole store, whatever network the map shows: all names of everybody, in either spelling of umlauts.

Where nothing matches, a slip of the pen is forgiven: one from four letters on, two from eight.
"""

from __future__ import annotations

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
from webapp.ui.nearness import WordIndex
from webapp.ui.sorting import both_spellings, fold_texts, fold_words, matches_folded, sort_key

MOST = 20
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Name:
    """An actor or group as it can be found."""

    actor: Actor
    is_group: bool
    label: str
    kind: str
    folded: str


class NameIndex:
    """Everyone's names in their order, to be searched."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = list(names)
        self._words = WordIndex([name.folded for name in self._names])

    def find(self, text: str) -> list[Name]:
        """Whose name holds every word of the text, those that begin with it first; else those that are near to it."""
        wanted = text.strip()
        if not wanted:
            return []
        words = fold_words(wanted)
        found = [name for name in self._names if matches_folded(words, name.folded)] or [
            self._names[number] for number in sorted(self._words.near(both_spellings(wanted)[0]))
        ]
        return sorted(found, key=lambda name: not begins(wanted, name))[:MOST]


def find_everywhere() -> Response:
    """Actors and groups of all networks for ?text=, the best hits first, at most 20."""
    found = find_names(request.args.get("text", ""))
    response = answer_json(Listed([name_as_json(name) for name in found], get_store().revision))
    response.vary.add("Accept-Language")
    return response


def find_names(text: str) -> list[Name]:
    """Actors and groups of all networks whose name is like a text, the best hits first, at most 20."""
    return _names(analysis_for(get_store())).find(text[:LONGEST])


def name_as_json(name: Name) -> HitJson:
    """A hit with the address of its page."""
    return HitJson(slug_of(name.actor.iri), name.label, name.kind, name.is_group, name_url(name))


def name_url(name: Name) -> str:
    """The address of the page of a hit."""
    return group_url(name.actor.iri) if name.is_group else actor_url(name.actor.iri)


@memo
def _names(analysis: Analysis) -> NameIndex:
    """Everyone in the store, in the order of names."""
    everyone = [(actor, False) for actor in analysis.actors.values()]
    everyone += [(group, True) for group in analysis.groups.values()]
    names = [make_name(actor, is_group=is_group) for actor, is_group in everyone]
    return NameIndex(sorted(names, key=lambda name: sort_key(name.label)))


def make_name(actor: Actor, *, is_group: bool) -> Name:
    """An actor with all spellings of all its names."""
    label = actor.label.in_language(language())
    kind = actor.kind.label.in_language(language()) if actor.kind else ""
    texts = [text for text in (*actor.label.wordings, *actor.aliases) if text]
    return Name(actor, is_group, label, kind, fold_texts(texts))


def begins(wanted: str, name: Name) -> bool:
    """Whether one of the names begins with what is wanted."""
    return any(f"\n{spelling}" in name.folded for spelling in both_spellings(wanted))


def is_called(wanted: str, name: Name) -> bool:
    """Whether one of the names is just what is wanted."""
    return any(f"\n{spelling}\n" in f"{name.folded}\n" for spelling in both_spellings(wanted))
