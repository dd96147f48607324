"""Topics are the same where somebody has said so: exactly, nearly but not twice in a row, or below; never by name."""

from __future__ import annotations

import pytest

from graph.model import Ref, Text
from graph.side_by_side.comparability import doubt_of_actors, doubt_of_kinds, doubt_of_ties, doubt_of_topics
from graph.side_by_side.topic_matches import Pointers, TopicMatches
from graph.side_by_side.topics import SharedTopics

NAMES = {
    "a1": "Sprache",
    "a2": "Kurse",
    "a3": "Allein",
    "b1": "Spracherwerb",
    "b2": "kurse ",
    "s": "Sprache",
    "t": "Amt",
}
BOTH = {"A": {"a1"}, "B": {"b1"}}
TOPICS = {iri: Ref(iri, Text(name)) for iri, name in NAMES.items()}


def shared(used: dict[str, set[str]], **stated: Pointers) -> SharedTopics:
    matches = TopicMatches(**{"broader": {}, "exact": {}, "close": {}, "broad": {}, **stated})
    return SharedTopics(TOPICS, matches, {one: frozenset(those) for one, those in used.items()}, lambda ref: ref.iri)


@pytest.mark.parametrize(
    ("stated", "rows"),
    [
        ({}, {}),
        ({"exact": {"a1": ["s"], "b1": ["s"]}}, {"s": BOTH}),
        ({"exact": {"b1": ["a1"]}}, {"a1": BOTH}),
        ({"exact": {"a1": ["b1"], "b1": ["a1"]}}, {"a1": BOTH}),
        ({"exact": {"a1": ["s"]}, "broad": {"b1": ["s"]}}, {"s": BOTH}),
        ({"exact": {"a1": ["s"]}, "close": {"b1": ["s"]}}, {"s": BOTH}),
        ({"close": {"a1": ["t"], "t": ["s"]}, "exact": {"b1": ["s"]}}, {}),
        ({"broader": {"a1": ["a2"], "a2": ["a1"]}, "exact": {"b1": ["s"]}}, {}),
        ({"exact": {"a1": ["s"], "b1": ["s"]}, "broad": {"s": ["t"]}}, {"s": BOTH, "t": BOTH}),
    ],
    ids=["nothing", "shared scheme", "city to city", "mutually", "below", "nearly", "nearly twice", "circle", "tree"],
)  # fmt: skip
def test_topics_in_common_are_those_that_somebody_matched(
    stated: dict[str, Pointers], rows: dict[str, dict[str, set[str]]]
) -> None:
    found = shared(BOTH, **stated).rows()
    assert {row.topic.iri: row.own for row in found} == rows
    depths = {row.topic.iri: row.depth for row in found}
    assert depths in (dict.fromkeys(rows, 0), {"s": 1, "t": 0})


def test_the_same_iri_is_the_same_topic() -> None:
    topics = shared({"A": {"s", "a3"}, "B": {"s"}})
    assert [row.topic.iri for row in topics.rows()] == ["s"]
    assert [[one.iri for one in topics.only_in(network)] for network in "AB"] == [["a3"], []]


def test_a_topic_below_a_common_one_is_not_apart_and_of_those_apart_the_topmost_is_named() -> None:
    stated: dict[str, Pointers] = {"exact": {"a1": ["s"], "b1": ["s"]}, "broader": {"a2": ["a1"], "b2": ["t"]}}
    topics = shared({"A": {"a1", "a2", "a3"}, "B": {"b1", "b2"}}, **stated)
    assert [one.iri for one in topics.only_in("A")] == ["a3"]
    assert [one.iri for one in topics.only_in("B")] == ["t"]
    assert topics.nearest("a2") == "s"
    assert topics.nearest("b2") == ""


def test_the_same_name_is_a_question_until_somebody_says_how_they_stand_to_each_other() -> None:
    used = {"A": {"a1", "a2"}, "B": {"b1", "b2"}}
    assert [one.topics for one in shared(used).alike()] == [(("A", TOPICS["a2"]), ("B", TOPICS["b2"]))]
    assert shared(used, close={"b2": ["a2"]}).alike() == []
    assert shared({"A": {"s", "a1"}}).alike() == []


def test_thresholds_say_what_a_record_cannot_carry() -> None:
    assert [doubt_of_actors(number) for number in (0, 14, 15)] == ["no_actors", "few_actors", None]
    assert [doubt_of_ties(*those) for those in ((20, 0), (14, 90), (20, 19), (20, 20))] == [
        "no_ties", "few_actors", "few_ties", None,
    ]  # fmt: skip
    assert [doubt_of_kinds(known, 10) for known in (4, 5)] == ["few_kinds", None]
    assert [doubt_of_topics(*those) for those in ((0, 9, 0), (4, 9, 1), (5, 9, 1))] == ["no_topics", "few_topics", None]
