"""What pages list of an analysis, made once in each language and kept as long as the analysis is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from flask import has_request_context, request

from graph.analysis import Analysis
from graph.cache.revisions import RevisionCache
from graph.model import LANGUAGES
from graph.protocol import Store
from webapp.ui.language import language

T = TypeVar("T")
Item = TypeVar("Item", bound=Any)

_KEPT_MOST = 200
_MADE_OF_EACH: RevisionCache[Store, tuple[str, ...], dict[str, tuple[Any, Any]]] = RevisionCache(most=12)
_PAGE_VALUES: RevisionCache[Analysis, tuple[str, ...], Any] = RevisionCache(
    lambda analysis, _: analysis.results.version[0],  # made of a former result, it gives way to what the right one says
    most=_KEPT_MOST,
)


def memo(make: Callable[[Analysis], T]) -> Callable[[Analysis], T]:
    """Keep what a function makes of an analysis; whoever asks while it is being made waits for it."""

    @wraps(make)
    def find_or_make(analysis: Analysis) -> T:
        choices = _choices()
        return make(analysis) if choices is None else _find_or_make(analysis, make, choices)

    return find_or_make


def memo_without_words(make: Callable[[Analysis], T]) -> Callable[[Analysis], T]:
    """The same for what has neither words nor links in it: made once for all languages."""

    @wraps(make)
    def find_or_make(analysis: Analysis) -> T:
        return _find_or_make(analysis, make, ())

    return find_or_make


def _find_or_make(analysis: Analysis, make: Callable[[Analysis], T], choices: tuple[str, ...]) -> T:
    waits = str(analysis.results.version[1])
    key = make.__module__, make.__name__, waits, *choices
    value: T = _PAGE_VALUES.get(analysis, key, lambda: make(analysis))
    return value


def of_each(analysis: Analysis, name: str, items: Iterable[Item], make: Callable[[Item], T]) -> list[T]:
    """What is made of each item by itself, taken over from the state before where the item is the same.

    `name` tells what is made; items have an `id` or an `iri`. O(items), but only what has changed is made.
    """
    choices = _choices()
    if choices is None:
        return [make(item) for item in items]
    key = name, str(analysis.network_iri), str(analysis.states), str(analysis.at), *choices
    before = _MADE_OF_EACH.get(analysis.store, key, dict)
    after: dict[str, tuple[Any, Any]] = {}
    for item in items:
        mark: str = item.id if hasattr(item, "id") else item.iri
        held = before.get(mark)
        is_same = held is not None and (held[0] is item or held[0] == item)
        after[mark] = held if held is not None and is_same else (item, make(item))
    _MADE_OF_EACH.put(analysis.store, key, after)
    return [made for _, made in after.values()]


def _choices() -> tuple[str, ...] | None:
    """What words and links depend on beside the data; None for a language nobody has, of which there is no end."""
    if not has_request_context():
        return (language(),)
    asked = request.args.get("lang", "")
    return (language(), asked, request.args.get("netz", ""), request.script_root) if asked in ("", *LANGUAGES) else None
