"""Bodies of requests: their limit, packed ones, and damaged ones."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NetworkError, TooLarge, UnsupportedMediaType
from webapp.http.bodies import read_body, read_parameters, read_text, unpack
from webapp.http.errors import BadRequestError

MEGABYTE = 1024 * 1024


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=3))
def test_unpacking_gives_back_what_was_packed(members: list[bytes]) -> None:
    packed = b"".join(map(gzip.compress, members))
    assert unpack(packed, 10_000) == b"".join(members)


@given(st.integers(min_value=1, max_value=60))
def test_cut_off_gzip_is_never_taken_for_whole(missing: int) -> None:
    packed = gzip.compress(bytes(range(256)) * 4)
    with pytest.raises(BadRequestError):
        unpack(packed[:-missing], 10_000)


@pytest.mark.parametrize(
    "body",
    [b"<a> <b> <c> .", gzip.compress(b"x")[:-4] + b"\0\0\0\0", gzip.compress(b"x") + b"y"],
    ids=[
        "text",
        "wrong length",
        "more behind it",
    ],  # packed bytes hold the time, and would name the case anew in each run
)
def test_what_is_no_gzip_is_400(body: bytes) -> None:
    with pytest.raises(BadRequestError):
        unpack(body, 1000)


def test_bomb_is_refused_before_it_is_in_memory() -> None:
    bomb = gzip.compress(gzip.compress(bytes(200 * MEGABYTE), 9), 9)
    assert unpack(bomb, MEGABYTE)  # only its outer layer, which is small
    flat = gzip.compress(bytes(200 * MEGABYTE), 9)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        unpack(flat, 3 * MEGABYTE)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20 * MEGABYTE


def test_body_of_exactly_the_limit_is_taken() -> None:
    assert len(unpack(gzip.compress(bytes(5000)), 5000)) == 5000
    with Flask("x").test_request_context("/", method="POST", data=bytes(5000)):
        assert len(read_body(5000)) == 5000


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({"Content-Encoding": "br"}, UnsupportedMediaType),
        ({"Content-Encoding": "gzip, gzip"}, UnsupportedMediaType),
        ({"Content-Encoding": "gzip"}, BadRequestError),
        ({"Content-Type": "text/turtle; charset=UTF-16"}, UnsupportedMediaType),
    ],
)
def test_body_that_cannot_be_read_is_refused(headers: dict[str, str], error: type[NetworkError]) -> None:
    with Flask("x").test_request_context("/", method="POST", data=b"abc", headers=headers), pytest.raises(error):
        read_text(100_000)


def test_declared_size_is_enough_to_refuse() -> None:
    context = Flask("x").test_request_context("/", method="POST", data=b"", environ_overrides={"CONTENT_LENGTH": "101"})
    with context, pytest.raises(TooLarge):
        read_body(100)


def test_text_that_is_not_utf8_is_400() -> None:
    with Flask("x").test_request_context("/", method="POST", data=b"\xff"), pytest.raises(BadRequestError):
        read_text(100)


def test_fields_of_the_address_are_decoded_once_and_exactly() -> None:
    with Flask("x").test_request_context("/?query=a%2Bb+%2541%20%C3%BC&graph=http://e/%2531&default"):
        found = read_parameters()
    assert dict(found) == {"query": "a+b %41 ü", "graph": "http://e/%31", "default": ""}


@pytest.mark.parametrize("address", ["/?query=%FF", "/?" + "&".join(f"a={n}" for n in range(1001))])
def test_fields_that_cannot_be_read_are_400(address: str) -> None:
    with Flask("x").test_request_context(address), pytest.raises(BadRequestError):
        read_parameters()
