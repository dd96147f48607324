"""A crowd at the door, through real sockets: it takes neither the threads of the service nor the tries of others."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import pytest

from graph.errors import StoreUnavailable
from graph.store.embedded import EmbeddedStore
from tests.support.servers import service
from tests.webapp.http.test_behind_a_proxy import token_in
from webapp import create_app
from webapp.accounts import secrets
from webapp.accounts.door import FOR_KNOWN, PLACES, Door
from webapp.accounts.identity import EXTENSION
from webapp.accounts.origin import origin_of
from webapp.accounts.throttle import FREE
from webapp.settings import Settings

CROWD = 150
HOST = "netz.example"


@pytest.fixture
def address() -> Iterator[str]:
    settings = Settings(port=0, hosts=(HOST,), proxy="127.0.0.1")
    app = create_app(settings, EmbeddedStore(None))
    app.extensions[EXTENSION].people.add("Vera Muster", "verwalten")
    with service(app, settings) as port:
        yield f"http://127.0.0.1:{port}"


def guess(client: httpx.Client, token: str, number: int, origin: str) -> httpx.Response:
    form = {"token": token, "name": f"Niemand {number}", "password": "geraten, aber lang genug"}
    return client.post("/anmelden", data=form, headers={"X-Forwarded-For": origin})


@pytest.fixture
def crowd(address: str) -> Iterator[tuple[httpx.Client, str]]:
    headers, limits = {"Host": HOST, "Origin": f"http://{HOST}"}, httpx.Limits(max_connections=CROWD)
    with httpx.Client(base_url=address, headers=headers, limits=limits, timeout=60) as client:
        page = client.get("/anmelden")
        client.headers["Cookie"] = page.headers["Set-Cookie"].partition(";")[0]
        yield client, token_in(page.text)


class Held:
    """A hasher that looks at no password before it is let go."""

    def __init__(self) -> None:
        self.let_go, self._hasher = threading.Event(), secrets.PASSWORD_HASHER
        self.hash = self._hasher.hash

    def verify(self, kept: str, password: str) -> bool:
        self.let_go.wait(60)
        return self._hasher.verify(kept, password)


def test_many_sign_ins_at_once_leave_the_pages_to_others(
    address: str, crowd: tuple[httpx.Client, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, token = crowd
    held, places = Held(), PLACES - FOR_KNOWN
    monkeypatch.setattr(secrets, "PASSWORD_HASHER", held)
    with (
        ThreadPoolExecutor(CROWD) as threads,
        httpx.Client(base_url=address, headers={"Host": HOST}, timeout=60) as other,
    ):
        answers = [threads.submit(guess, client, token, n, f"2001:db8:{n:x}::1") for n in range(CROWD)]
        while sum(answer.done() for answer in answers) < CROWD - places:
            assert other.get("/healthz").status_code == 200
        assert other.get("/healthz").status_code == 200
        assert not all(answer.done() for answer in answers), "some passwords are still being looked at"
        held.let_go.set()
    found = [answer.result() for answer in answers]
    assert Counter(answer.status_code for answer in found) == {401: places, 503: CROWD - places}
    assert all("Retry-After" in answer.headers for answer in found if answer.status_code == 503)


def test_who_signed_in_from_there_before_has_a_turn_beside_the_crowd() -> None:
    door = Door()
    door.remember("192.0.2.7")
    with ExitStack() as crowd:
        for _ in range(PLACES - FOR_KNOWN):
            crowd.enter_context(door.place("198.51.100.1"))
        with pytest.raises(StoreUnavailable):
            crowd.enter_context(door.place("198.51.100.2"))
        for _ in range(FOR_KNOWN):
            crowd.enter_context(door.place("192.0.2.7"))
        with pytest.raises(StoreUnavailable):
            crowd.enter_context(door.place("192.0.2.7"))
    with door.place("198.51.100.2"):
        pass


def test_one_ipv6_network_has_no_more_tries_than_one_address(crowd: tuple[httpx.Client, str]) -> None:
    client, token = crowd
    tried = [guess(client, token, n, f"2001:db8:1:1::{n:x}") for n in range(FREE + 1)]
    assert [answer.status_code for answer in tried] == [401] * FREE + [429]
    assert int(tried[-1].headers["Retry-After"]) > 0
    assert guess(client, token, 99, "2001:db8:1:2::1").status_code == 401


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:0db8:0000:0000"),
        ("2001:db8:0:0:ffff::9", "2001:0db8:0000:0000"),
        ("fe80::1%eth0", "fe80:0000:0000:0000"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_whose_share_an_address_counts_for(address: str, origin: str) -> None:
    assert origin_of(address) == origin
