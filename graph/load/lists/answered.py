"""Questions that somebody has answered, with the answer for what is taken: so that it can be looked at and changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from graph.load.lists.answers import OFFERED, OFFERED_OF_LIST
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import Question, RowPlace
from graph.load.lists.persons import in_other_columns
from graph.load.lists.tie_rows import INTERFACE

_ROWS_NAMED = 50


def answered_questions(draft: ListDraft, places: Mapping[str, RowPlace], known: Collection[str]) -> Iterator[Question]:
    """What was asked of this list and is answered. `places`: the names of the list; `known`: those of the network."""
    yield from _of_topics(draft)
    yield from draft.periods.answered()
    yield from draft.meanings.answered()
    yield from draft.groups_in_cells.answered()
    yield from draft.names_in_cells.answered()
    yield from draft.names_of_rows.answered()
    yield from draft.ends_of_ties.answered()
    yield from _of_persons(draft, places)
    order = {name: number for number, name in enumerate(places)}
    for pair, verdict in draft.answers.pairs.items():
        if verdict != "later" and pair[0] in places and (pair[1] in places or pair[1] in known):
            rows = tuple(places[name] for name in pair if name in places)
            stays = pair[1] if pair[1] in known else min(filter(places.__contains__, pair), key=order.__getitem__)
            both = pair if pair[0] != stays else pair[::-1]
            offered = OFFERED if pair[1] in known else OFFERED_OF_LIST
            yield Question("pair", both[0], rows, offered, usual=verdict, pair=both, stays=stays)


def _of_topics(draft: ListDraft) -> Iterator[Question]:
    said = draft.answers.words.get("topics", {}).get("")
    rows = tuple(one.place for one in draft.ties if not one.topic and one.kind.iri == INTERFACE)
    if said is not None and rows:
        yield Question("word", "", rows[:_ROWS_NAMED], usual=said, scheme="topics")


def _of_persons(draft: ListDraft, places: Mapping[str, RowPlace]) -> Iterator[Question]:
    said = {**dict.fromkeys(draft.answers.persons, "yes"), **dict.fromkeys(draft.answers.no_persons, "no")}
    elsewhere = in_other_columns(draft, places) if said else {}
    for name, usual in said.items():
        rows = (places[name],) if name in places else tuple(elsewhere.get(name, ()))
        if rows:
            yield Question("person", name, rows[:_ROWS_NAMED], ("yes", "no"), usual=usual)
