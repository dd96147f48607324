"""Answers packed with gzip for clients that take it.

Our own lines instead of a library: what is packed, and that a page is never packed twice, is all there is to decide.
"""

from __future__ import annotations

import gzip
import re

from flask import Flask, Response, request

SMALLEST = 1000
LARGE = 1_000_000
TEXT = re.compile(r"text/.*|image/svg\+xml|application/(?:.*\+)?(?:json|xml)|application/(?:javascript|n-.*|trig)")

_FILES: dict[str, bytes] = {}


def compress(app: Flask) -> None:
    """Pack what is text and large enough to be worth it."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    is_file = request.endpoint == "static"
    if not TEXT.fullmatch(response.mimetype or "") or not (is_file or response.is_sequence):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code not in {200, 201} or "Content-Encoding" in response.headers:
        return response
    if request.accept_encodings["gzip"] <= 0 or (response.content_length or SMALLEST) < SMALLEST:
        return response
    tag, _weak = response.get_etag()
    packed = _packed_file(response, tag or "") if is_file else _packed(response.get_data())
    response.close()  # the file, whose place the packed text takes
    response.direct_passthrough = False
    response.set_data(packed)
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    if tag:
        response.set_etag(tag, weak=True)  # a strong one would promise the same bytes, packed or not
    return response


def _packed(body: bytes) -> bytes:
    """Large results are packed in less time, not to fewer bytes: 64 MB must not take seconds."""
    return gzip.compress(body, compresslevel=1 if len(body) > LARGE else 5, mtime=0)


def _packed_file(response: Response, tag: str) -> bytes:
    """A file of ours is read and packed once, as small as it gets; its tag changes with it."""
    if tag not in _FILES:
        response.direct_passthrough = False
        _FILES[tag] = gzip.compress(response.get_data(), compresslevel=9, mtime=0)
    return _FILES[tag]
