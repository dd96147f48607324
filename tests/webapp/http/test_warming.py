import threading
import time
from collections.abc import Callable

import pytest

from graph.protocol import Store
from tests.support.statements import add
from webapp import create_app
from webapp.http import warming
from webapp.http.warming import keep_warm
from webapp.ui.language import language


def test_pages_are_made_at_the_start_and_after_a_change_in_languages_that_are_read_and_one_fault_does_not_end_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, stopped, made, kept = create_app(store=store), threading.Event(), [], []
    monkeypatch.setattr(warming, "keep", lambda one: kept.append(one.revision))
    monkeypatch.setattr(warming, "LOOK_S", 0.01)

    def fail() -> str:
        made.append((store.revision, language()))
        raise OSError

    app.view_functions["measures.show"] = fail
    thread = threading.Thread(target=keep_warm, args=(app, stopped))
    thread.start()
    try:
        wait_for(lambda: bool(made))
        app.test_client().get("/", headers={"Accept-Language": "en"})
        add(store, "<stadt/amt> a org:Organization .")
        wait_for(lambda: made[-1] == (store.revision, "en"))
    finally:
        stopped.set()
        thread.join(timeout=10)
    assert not thread.is_alive()
    before, after = store.revision - 1, store.revision
    assert kept == [after], "at once, or at the end, however short ago the last change was"
    assert set(made) == {(before, "de"), (after, "de"), (after, "en")}


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    assert condition()
