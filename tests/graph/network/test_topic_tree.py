"""A tree of topics in which some lie below two others, and some below themselves."""

from __future__ import annotations

import pytest

from graph.network.topic_tree import in_tree, with_all_below

TWICE = {"b": ("a",), "c": ("a",), "d": ("b", "c"), "e": ("d",)}
CIRCLE = {"a": ("b",), "b": ("c",), "c": ("a",), "d": ("a",), "e": ("e",)}
LONG = {f"{number:05}": (f"{number - 1:05}",) for number in range(1, 5_000)}


def drawn(broader: dict[str, tuple[str, ...]], top: str = "") -> str:
    topics = {*broader, *(above for those in broader.values() for above in those)}
    return " ".join("-" * depth + topic for topic, depth in in_tree(broader, topics, str, top))


@pytest.mark.parametrize(
    ("broader", "top", "expected"),
    [
        (TWICE, "", "a -b --d ---e -c --d"),
        (TWICE, "b", "d -e"),
        (TWICE, "c", "d -e"),
        (TWICE, "e", ""),
        (CIRCLE, "", "e a -c --b -d"),
        (CIRCLE, "c", "b -a --d"),
        ({}, "", ""),
    ],
)
def test_a_topic_below_two_stands_below_both_and_a_circle_ends(
    broader: dict[str, tuple[str, ...]], top: str, expected: str
) -> None:
    assert drawn(broader, top) == expected


def test_a_chain_longer_than_python_calls_is_listed() -> None:
    assert len(in_tree(LONG, {"00000", *LONG}, str)) == len(LONG) + 1


def test_a_topic_holds_what_all_below_it_hold_once() -> None:
    held = with_all_below(TWICE, {"d": {"x"}, "e": {"x", "y"}, "c": {"z"}})
    assert {topic: "".join(sorted(those)) for topic, those in held.items()} == {
        **dict.fromkeys("ac", "xyz"),
        **dict.fromkeys("bd", "xy"),
        "e": "xy",
    }
    assert with_all_below(CIRCLE, {"a": {"x"}}) == dict.fromkeys("abc", frozenset("x"))
