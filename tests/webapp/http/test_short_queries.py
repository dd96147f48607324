"""Sixty long queries at once, through real connections: whoever asks something small is answered meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from graph.protocol import Limits
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app
from webapp.settings import Settings

LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = Limits(time_s=3, waiting_s=3)
SMALL = "SELECT ?s { ?s a ?class } LIMIT 3"


@pytest.fixture
def address() -> Iterator[str]:
    store, settings = open_store("memory:"), Settings(port=0, limits=LIMITS)
    create_with_magdeburg(store)
    store.warm()
    with service(create_app(settings, store), settings) as port:
        yield f"http://127.0.0.1:{port}/sparql"
    store.close()


@pytest.mark.parametrize("is_known", [False, True], ids=["each another", "always the same"])
def test_sixty_long_queries_leave_room_for_small_ones(address: str, is_known: bool) -> None:  # noqa: FBT001 - a case
    def ask_long(number: int) -> int:
        text = LONG if is_known else f"{LONG} # {number}"
        return httpx.get(address, params={"query": text}, timeout=60).status_code

    with ThreadPoolExecutor(60) as pool:
        crowd = [pool.submit(ask_long, number) for number in range(60)]
        time.sleep(1)
        took = []
        for number in range(5):
            begin = time.monotonic()
            answer = httpx.get(address, params={"query": f"{SMALL} # {number}"}, timeout=30)
            took.append(time.monotonic() - begin)
            assert answer.status_code == 200, (took, answer.text)
        assert not all(one.done() for one in crowd)
        statuses = Counter(one.result() for one in crowd)
    assert max(took) < LIMITS.time_s + LIMITS.waiting_s, took
    assert set(statuses) == {503, 504}
    assert statuses[504] >= 3
