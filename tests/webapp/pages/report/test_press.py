"""One paper is made at a time for strangers and one for those who are known; who comes too late is told so."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.errors import StoreUnavailable
from graph.protocol import Store
from tests.support.clients import at_the_machine
from webapp import create_app
from webapp.pages.report import press
from webapp.pages.report.press import FOR_STRANGERS, Press

GERMAN = {"Accept": "text/html", "Accept-Language": "de"}


def test_strangers_who_find_no_seat_are_told_and_keep_nobody_else_waiting(
    own_magdeburg: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "PATIENCE_S", 0.01)
    app = create_app(store=own_magdeburg)
    stranger: FlaskClient = app.test_client()
    with FOR_STRANGERS.seat():
        for address in ("/bericht", "/bericht.pdf"):
            answer = stranger.get(address, headers=GERMAN)
            assert answer.status_code == 503
            assert "Es werden gerade zu viele Papiere gemacht." in answer.get_data(as_text=True)
        assert at_the_machine(app).get("/bericht", headers=GERMAN).status_code == 200
    assert stranger.get("/bericht", headers=GERMAN).status_code == 200


def test_a_seat_is_given_back_by_whoever_fails() -> None:
    one = Press()
    for _ in range(3):
        with pytest.raises(StoreUnavailable), one.seat():
            raise StoreUnavailable("x")
    with one.seat():
        pass
