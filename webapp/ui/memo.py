"""What pages list of an analysis, made once in each language and kept as long as the analysis is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import has_request_context, request

from graph.analysis import Analysis
from graph.cache.revisions import RevisionCache
from graph.model import LANGUAGES
from webapp.ui.language import language

T = TypeVar("T")

_KEPT_MOST = 200
_PAGE_VALUES: RevisionCache[Analysis, tuple[str, ...], Any] = RevisionCache(most=_KEPT_MOST)


def memo(make: Callable[[Analysis], T]) -> Callable[[Analysis], T]:
    """Keep what a function makes of an analysis; whoever asks while it is being made waits for it."""

    @wraps(make)
    def find_or_make(analysis: Analysis) -> T:
        choices = _choices()
        if choices is None:
            return make(analysis)
        version = str(analysis.results.version)  # made of a former result, it is made again when the right one is there
        key = make.__module__, make.__name__, version, *choices
        value: T = _PAGE_VALUES.get(analysis, key, lambda: make(analysis))
        return value

    return find_or_make


def _choices() -> tuple[str, ...] | None:
    """What words and links depend on beside the data; None for a language nobody has, of which there is no end."""
    if not has_request_context():
        return (language(),)
    asked = request.args.get("lang", "")
    return (language(), asked, request.args.get("netz", ""), request.script_root) if asked in ("", *LANGUAGES) else None
