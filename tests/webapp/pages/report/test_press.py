"""Two papers are made at a time, a few may wait, and whoever comes then is told so."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from flask.testing import FlaskClient

from graph.errors import StoreUnavailable
from webapp.pages.report import press
from webapp.pages.report.press import AT_A_TIME, seat_at_the_press


def test_who_finds_no_seat_is_told_in_a_sentence(two_networks: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "PATIENCE_S", 0.01)
    with ExitStack() as taken:
        for _ in range(AT_A_TIME):
            taken.enter_context(seat_at_the_press())
        for address in ("/bericht?netz=magdeburg", "/bericht.pdf?netz=magdeburg"):
            answer = two_networks.get(address, headers={"Accept": "text/html", "Accept-Language": "de"})
            assert answer.status_code == 503
            assert "Es werden gerade zu viele Papiere gemacht." in answer.get_data(as_text=True)
    assert two_networks.get("/bericht?netz=magdeburg").status_code == 200


def test_a_seat_is_given_back_by_whoever_fails() -> None:
    for _ in range(AT_A_TIME + 1):
        with pytest.raises(StoreUnavailable), seat_at_the_press():
            raise StoreUnavailable("x")
