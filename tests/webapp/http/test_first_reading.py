"""Until a large network was read for the first time, a page says how far that is; programs wait, watchers are told."""

from __future__ import annotations

import threading

import pytest

from graph.analysis import Analysis
from graph.protocol import Store
from graph.upkeep.open_work.lists import open_work
from webapp import create_app
from webapp.http import first_reading
from webapp.http.warming import keep_warm

BROWSER = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "de"}


def test_a_page_says_how_far_the_first_reading_is_and_looks_again(
    own_magdeburg: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_reading, "LOOK_S", 0.01)
    app = create_app(store=own_magdeburg)
    client, reading = app.test_client(), first_reading.first_reading(app)
    assert client.get("/", headers=BROWSER).status_code == 200, "nothing to wait for"
    reading.begin()
    reading.step = 2
    page = client.get("/akteure?sektor=x&lang=en", headers=BROWSER)
    assert (page.status_code, page.headers["Refresh"], page.headers["Retry-After"]) == (503, "2", "2")
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src" in page.headers["Content-Security-Policy"]
    assert 'value="1"' in page.text
    assert 'href="/akteure?sektor=x&amp;lang=en"' in page.text
    for path in ("/healthz", "/anmelden", "/static/app.css", "/api/v1/akteure", "/api/v1/berechnung"):
        assert client.get(path, headers=BROWSER, buffered=True).status_code == 200, path
    assert client.get("/akteure").status_code == 200, "a program waits, and is not led to a page for people"
    reading.end()
    assert client.get("/", headers=BROWSER).status_code == 200


@pytest.mark.parametrize("fails", [False, True])
def test_it_is_over_when_the_first_page_was_made_or_could_not_be(
    own_magdeburg: Store, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    app, stopped = create_app(store=own_magdeburg), threading.Event()
    reading, go = first_reading.first_reading(app), threading.Event()
    reading.begin()

    def counted(analysis: Analysis) -> object:
        go.wait(60)
        if fails:
            raise OSError
        return open_work(analysis)

    monkeypatch.setattr("webapp.http.warming.open_work", counted)
    thread = threading.Thread(target=keep_warm, args=(app, stopped))
    thread.start()
    try:
        assert not reading.is_over(0.1)
        go.set()
        assert reading.is_over(60)
        assert reading.step == first_reading.STEPS
    finally:
        go.set()
        stopped.set()
        thread.join(timeout=60)
    assert app.test_client().get("/", headers=BROWSER).status_code == 200
