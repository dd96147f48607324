"""Topics as a tree: what lies below what, and what is held at a topic with all below it.

A topic below two others stands below both. What the data call broader may run in a circle: nothing here goes round it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from graph.network.belonging import upwards

Broader = Mapping[str, Sequence[str]]


def in_tree(
    broader: Broader, topics: Collection[str], order: Callable[[str], Any], top: str = ""
) -> list[tuple[str, int]]:
    """Each of these topics with its depth, 0 for those without a broader one, or right below `top` where it is given.

    What lies below a topic is listed where that stands first: O(topics and statements of what is broader). In a circle
    none is the topmost, so that its first in order is.
    """
    below = _below(broader, topics, order)
    seen: set[str] = set()
    listed = _walk(below, below.get(top, ()), top, seen)
    for topic in () if top else sorted(topics, key=order):
        if topic not in seen:
            listed += _walk(below, [topic], top, seen)
    return listed


def with_all_below(broader: Broader, own: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """What each topic holds of its own and by those below it. O(what is held x topics above)."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for topic, those in own.items():
        for above in upwards(broader, topic):
            held[above].update(those)
    return {topic: frozenset(those) for topic, those in held.items()}


def _below(broader: Broader, topics: Collection[str], order: Callable[[str], Any]) -> dict[str, list[str]]:
    """The narrower topics of each, and below "" those without a broader one."""
    known = set(topics)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for topic in sorted(known, key=order):
        for whole in [one for one in broader.get(topic, ()) if one in known and one != topic] or [""]:
            below[whole].append(topic)
    return dict(below)


def _walk(below: Mapping[str, Sequence[str]], first: Sequence[str], top: str, seen: set[str]) -> list[tuple[str, int]]:
    """Down from the first, with a list of what is to be visited: a chain of topics may be longer than Python calls."""
    listed: list[tuple[str, int]] = []
    path, above = [top], {top}
    waiting = [(one, 0) for one in reversed(first)]
    while waiting:
        topic, depth = waiting.pop()
        above.difference_update(path[depth + 1 :])
        del path[depth + 1 :]
        if topic in above:
            continue
        listed.append((topic, depth))
        path.append(topic)
        above.add(topic)
        if topic not in seen:
            seen.add(topic)
            waiting += [(one, depth + 1) for one in reversed(below.get(topic, ()))]
    return listed
