"""What other pages need is loaded when the first page is out, and soon where nobody asks for one."""

from __future__ import annotations

import threading
import time

import pytest
from flask import Flask

from graph.protocol import Store
from webapp import create_app
from webapp.http import first_page
from webapp.http.first_page import await_first_page
from webapp.http.first_reading import first_reading
from webapp.ui.language import BEFOREHAND


@pytest.fixture
def app(store: Store) -> Flask:
    return create_app(store=store)


@pytest.fixture
def awaiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> threading.Thread:
    """Somebody who waits for the first page."""
    monkeypatch.setattr(first_page, "AWAITED_S", 30.0)
    thread = threading.Thread(target=await_first_page, args=(app,), daemon=True)
    thread.start()
    return thread


def test_the_first_page_is_waited_for(app: Flask, awaiting: threading.Thread) -> None:
    client = app.test_client()
    client.get("/barrierefreiheit", environ_base={BEFOREHAND: True})
    client.get("/healthz")
    awaiting.join(0.2)
    assert awaiting.is_alive(), "neither what is made beforehand nor a sign of life is a page that somebody reads"
    client.get("/barrierefreiheit")
    awaiting.join(10)
    assert not awaiting.is_alive()


def test_where_nobody_asks_it_goes_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_page, "AWAITED_S", 0.01)
    await_first_page(app)


def test_where_all_wait_for_the_first_reading_nobody_waits_for_a_page(app: Flask) -> None:
    first_reading(app).begin()
    begin = time.monotonic()
    await_first_page(app)
    assert time.monotonic() - begin < first_page.AWAITED_S
