"""What one state of a network hands on to the next."""

from __future__ import annotations

from graph.cache.made_of import MadeOf


def test_what_is_made_of_the_same_objects_is_made_once() -> None:
    made, one, other = MadeOf(), [1], [1]
    first = made.get("sum", (one,), lambda: [sum(one)])
    assert made.get("sum", (one,), lambda: [0]) is first
    assert made.get("sum", (other,), lambda: [0]) == [0]  # equal, and yet another object


def test_what_rests_on_other_objects_is_not_followed() -> None:
    made, one, other = MadeOf(), [1], [2]
    seen: list[list[str] | None] = []

    def make(former: list[str] | None) -> list[str]:
        seen.append(former)
        return [*(former or []), "again"]

    for sources in ((one,), (one,), (other,)):
        made.follow("names", sources, make)
    assert seen == [None, ["again"], None]


def test_who_says_the_same_is_the_same_object() -> None:
    made, said = MadeOf(), {"a": 1}
    assert made.same("answers", said) is said
    assert made.same("answers", {"a": 1}) is said
    assert made.same("answers", {"a": 2}) == {"a": 2}
