import threading
import time
from collections.abc import Callable

import pytest

from graph.protocol import Store
from tests.support.statements import add
from webapp import create_app
from webapp.http import warming
from webapp.http.warming import keep_warm


def test_pages_are_made_at_the_start_and_after_a_change_and_one_fault_does_not_end_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, stopped, made = create_app(store=store), threading.Event(), []
    monkeypatch.setattr(warming, "LOOK_S", 0.01)

    def fail() -> str:
        made.append(store.revision)
        raise OSError

    app.view_functions["measures.show"] = fail
    thread = threading.Thread(target=keep_warm, args=(app, stopped))
    thread.start()
    try:
        wait_for(lambda: len(made) >= 2)
        add(store, "<stadt/amt> a org:Organization .")
        wait_for(lambda: made[-1] == store.revision)
    finally:
        stopped.set()
        thread.join(timeout=10)
    assert not thread.is_alive()
    assert set(made) == {store.revision - 1, store.revision}


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    assert condition()
