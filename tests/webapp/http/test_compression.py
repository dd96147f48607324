"""Answers are packed for who takes it, once, and only when it pays."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask
from flask.testing import FlaskClient

PACKING = {"Accept-Encoding": "gzip, br;q=0.9"}


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


@pytest.mark.parametrize(
    "address", ["/akteure", "/api/v1/akteure", "/sparql?query=SELECT+*+{?s+?p+?o}+LIMIT+200", "/static/app.css"]
)
def test_packed_answer_holds_the_same(client: FlaskClient, address: str) -> None:
    with client.get(address) as plain, client.get(address, headers=PACKING) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
        assert "Accept-Encoding" in packed.vary
        assert "Accept-Encoding" in plain.vary


@pytest.mark.parametrize("accept", ["", "identity", "gzip;q=0", "br"])
def test_who_does_not_take_gzip_gets_none(client: FlaskClient, accept: str) -> None:
    assert "Content-Encoding" not in client.get("/akteure", headers={"Accept-Encoding": accept}).headers


@pytest.mark.parametrize("address", ["/healthz", "/sparql?query=ASK{}"])
def test_small_answers_are_left_alone(client: FlaskClient, address: str) -> None:
    assert "Content-Encoding" not in client.get(address, headers=PACKING).headers


def test_head_says_what_get_would_send(client: FlaskClient) -> None:
    got, head = (client.open("/akteure", method=method, headers=PACKING) for method in ("GET", "HEAD"))
    assert head.data == b""
    for name in ("Content-Length", "Content-Encoding", "ETag"):
        assert head.headers[name] == got.headers[name]


def test_file_is_not_sent_again_when_it_is_known(client: FlaskClient) -> None:
    with client.get("/static/app.css", headers=PACKING) as first:
        tag = first.headers["ETag"]
    with client.get("/static/app.css", headers={**PACKING, "If-None-Match": tag}) as second:
        assert (second.status_code, second.data) == (304, b"")
