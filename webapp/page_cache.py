"""Pages that were made once are given again until what they show changes.

Only what is the same for everybody is kept: whole pages (200, HTML) that were asked for without a cookie or a token.
They are kept as they are sent, packed, and are forgotten when memory is needed for others.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from graph.reading_copy import model_revision
from webapp.current import get_store
from webapp.language import language

LARGEST_MB = 64
OF_THE_MODEL = frozenset({"start", "karte", "actors", "groups", "gaps", "measures"})
SECTIONS = OF_THE_MODEL | {"resources"}
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Vary")
_LONGEST_KEY = 1_000

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was sent."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


class PageCache:
    """Pages by what they depend on; the least recently used make room. Bounded in bytes; safe for threads."""

    def __init__(self, most_bytes: int = LARGEST_MB * 1_000_000) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._most, self._size, self._lock = most_bytes, 0, threading.Lock()

    def find(self, key: Key) -> KeptPage | None:
        """The page of this key, None when it is not kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: KeptPage) -> None:
        """Keep a page; one larger than an eighth of the room is not worth what it would drive out."""
        size = _size(key, page)
        if size > self._most // 8:
            return
        with self._lock:
            before = self._pages.pop(key, None)
            self._size += size - (_size(key, before) if before else 0)
            self._pages[key] = page
            while self._size > self._most:
                self._size -= _size(*self._pages.popitem(last=False))


def keep_pages(app: Flask, cache: PageCache | None = None) -> None:
    """Give kept pages before a view runs, and keep what views made.

    To be set up before compression, so that it sees answers after they are packed.
    """
    pages = cache or PageCache()

    @app.before_request
    def give_kept() -> Response | None:
        g.page_key = key = _key()
        page = pages.find(key) if key else None
        if page is None:
            return None
        g.page_key = None
        return Response(page.body, headers=dict(page.headers))

    @app.after_request
    def keep_made(response: Response) -> Response:
        key = g.get("page_key")
        if key and _is_for_everybody(response) and key[0] == _revision():
            headers = tuple((name, response.headers[name]) for name in KEPT_HEADERS if name in response.headers)
            pages.keep(key, KeptPage(response.get_data(), headers))
        return response


def _key() -> Key | None:
    """What a page depends on; None for an answer that is not kept."""
    if request.method != "GET" or request.blueprint not in SECTIONS:
        return None
    if request.headers.get("Authorization") or request.headers.get("Cookie") or request.headers.get("Range"):
        return None
    address, accepted = request.full_path, request.headers.get("Accept", "")
    if len(address) + len(accepted) > _LONGEST_KEY:
        return None
    packed = request.accept_encodings["gzip"] > 0
    # The day counts: what is overdue today was not yesterday.
    return (_revision(), datetime.now(UTC).date(), request.host_url, address, language(), accepted, packed)


def _revision() -> int:
    """The revision that a page stands for: of the model, unless it shows what a query found among all data."""
    store = get_store()
    of_model = request.blueprint in OF_THE_MODEL and "abfrage" not in request.args
    return model_revision(store) if of_model else store.revision


def _is_for_everybody(response: Response) -> bool:
    return (
        response.status_code == 200  # noqa: PLR2004 - OK
        and response.mimetype == "text/html"
        and response.is_sequence
        and "Set-Cookie" not in response.headers
        and not response.cache_control.no_store
    )


def _size(key: Key, page: KeptPage) -> int:
    return len(page.body) + sum(len(str(part)) for part in key) + 500
