"""What other pages need is loaded when the first page is out, and soon where nobody asks for one."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from flask import Flask

from graph.analysis import analysis_for
from graph.cache.collecting import collected_afterwards
from graph.paths import ROOT
from graph.protocol import Store
from graph.resume.resume import keep
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app, routes
from webapp.cli.serve import _get_ready
from webapp.http import first_page, warming
from webapp.http.first_page import await_first_page
from webapp.http.first_reading import first_reading
from webapp.http.later import LaterFunction
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


def test_a_page_that_cannot_be_loaded_keeps_nothing_else_from_being_made_ready(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_is_over: Callable[[], bool]) -> None:
        raise ImportError("lxml")

    warmed: list[Flask] = []
    monkeypatch.setattr(first_page, "AWAITED_S", 0.01)
    monkeypatch.setattr(routes, "load_views", fail)
    monkeypatch.setattr(warming, "keep_warm", lambda app, _stopped: warmed.append(app))
    starting = ExitStack()
    starting.enter_context(collected_afterwards())
    _get_ready(app, threading.Event(), starting)
    assert warmed == [app]
    assert gc.isenabled()
    assert "lxml" in caplog.text


def test_a_service_that_is_told_to_end_loads_no_further_page(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(LaterFunction, "load", lambda self: loaded.append(self.__name__))
    routes.load_views(lambda: len(loaded) == 3)
    assert len(loaded) == 3


def test_the_first_page_of_a_large_network_whose_figures_were_kept_loads_no_library(tmp_path: Path) -> None:
    """That of a small one names the best connected, and counts them anew."""
    with closing(open_store(f"oxigraph:{tmp_path / 'store'}")) as store:
        create_with_magdeburg(store)
        analysis_for(store).compute()
        assert keep(store)
    program = (
        "import sys; from graph.store.open import open_store; from graph.resume.resume import resume;"
        "from webapp import create_app; from webapp.pages.start import routes;"
        f"store = open_store('oxigraph:{tmp_path / 'store'}'); app = create_app(store=store);"
        "assert resume(store); routes.SMALL_MOST = 0; page = app.test_client().get('/');"
        "print(page.status_code, [name for name in ('numpy', 'scipy', 'networkx') if name in sys.modules]);"
        "store.close()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "200 []"
