import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from graph.protocol import Store
from tests.support.statements import add
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.http.answer_cache import AnswerCache, KeptAnswer, StandsFor
from webapp.settings import Settings

CITY = "<stadt/netzwerk> a netz:Network ; skos:prefLabel 'Stadt'@de . <stadt/amt> a org:Organization ; "
HTML = {"Accept": "text/html"}


def kept(size: int) -> KeptAnswer:
    return KeptAnswer(StandsFor(of_model=True, revision=1, day=date(2026, 1, 1), places=0), (), bytes(size))


@pytest.fixture
def app(store: Store) -> Flask:
    add(store, CITY + "skos:prefLabel 'Amt für Jugend'@de, 'Youth Office'@en .")
    return create_app(store=store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


@pytest.fixture
def made(app: Flask) -> list[str]:
    """The addresses whose view ran."""
    addresses: list[str] = []
    views = {name: app.view_functions[name] for name in ("actors.index", "actors.show", "operation.health")}

    def counting(name: str) -> Any:
        def view(**values: Any) -> Any:
            addresses.append(name)
            return views[name](**values)

        return view

    for name in views:
        app.view_functions[name] = counting(name)
    return addresses


def test_page_is_made_once_and_given_again_with_all_headers(client: FlaskClient, made: list[str]) -> None:
    first, second = client.get("/akteure", headers=HTML), client.get("/akteure", headers=HTML)
    assert made == ["actors.index"]
    assert first.get_data() == second.get_data()
    assert sorted(first.headers) == sorted(second.headers)
    assert "Content-Security-Policy" in second.headers


def test_change_of_the_data_is_seen_at_once(client: FlaskClient, store: Store) -> None:
    assert "Amt für Sport" not in client.get("/akteure", headers=HTML).text
    add(store, "<stadt/sport> a org:Organization ; skos:prefLabel 'Amt für Sport' .")
    assert "Amt für Sport" in client.get("/akteure", headers=HTML).text


def test_of_many_who_ask_after_a_change_one_makes_the_page(app: Flask, store: Store, made: list[str]) -> None:
    def ask(_: int) -> str:
        return app.test_client(use_cookies=False).get("/akteure", headers=HTML).text

    ask(0)
    add(store, "<stadt/sport> a org:Organization ; skos:prefLabel 'Amt für Sport' .")
    view, all_have_asked = app.view_functions["actors.index"], threading.Barrier(2)

    def slow(**values: Any) -> Any:
        all_have_asked.wait(10)
        return view(**values)

    app.view_functions["actors.index"] = slow
    with ThreadPoolExecutor(4) as readers:
        pages = [readers.submit(ask, number) for number in range(4)]
        while sum(page.running() for page in pages) < 4:
            time.sleep(0.001)
        all_have_asked.wait(10)
        assert all("Amt für Sport" in page.result(20) for page in pages)
    assert made == ["actors.index", "actors.index"]


def test_the_first_to_make_an_answer_anew_tells_the_others_when_it_has() -> None:
    cache = AnswerCache()
    with cache.made_anew(("one",)) as first:
        assert first is None
        with cache.made_anew(("one",)) as second, cache.made_anew(("another",)) as other:
            assert second is not None
            assert not second.is_set()
            assert other is None
    assert second.is_set()
    with cache.made_anew(("one",)) as again:
        assert again is None


def test_change_beside_the_network_leaves_the_pages_that_show_only_it(
    client: FlaskClient, store: Store, made: list[str]
) -> None:
    first = client.get("/akteure", headers=HTML)
    store.update('INSERT DATA { GRAPH <urn:notes> { <urn:script> <urn:runs> "1" } }')
    assert client.get("/akteure", headers=HTML).get_data() == first.get_data()
    assert made == ["actors.index"]


def test_language_address_and_packing_are_kept_apart(client: FlaskClient, made: list[str]) -> None:
    german = client.get("/akteure", headers={**HTML, "Accept-Language": "de"}).text
    english = client.get("/akteure", headers={**HTML, "Accept-Language": "en"}).text
    assert "Amt für Jugend" in german
    assert "Youth Office" in english
    packed = client.get("/akteure", headers={**HTML, "Accept-Encoding": "gzip"})
    assert packed.headers.get("Content-Encoding") == "gzip"
    assert client.get("/akteure?suche=nirgends", headers=HTML).text != german
    assert len(made) == 4


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer x"}, {"Cookie": "a=b"}, {"X-Forwarded-For": "10.0.0.1"}, {"Accept": "a" * 5000}],
)
def test_page_for_one_reader_only_is_not_kept(client: FlaskClient, made: list[str], headers: dict[str, str]) -> None:
    for _ in range(2):
        assert client.get("/akteure", headers=headers).status_code == 200
    assert made == ["actors.index"] * 2


def test_error_and_what_is_no_page_are_not_kept(client: FlaskClient, made: list[str]) -> None:
    for _ in range(2):
        assert client.get("/akteure/stadt/nirgends", headers=HTML).status_code == 404
        assert client.get("/healthz").status_code == 200
    assert len(made) == 4


def test_kept_page_is_not_given_to_a_foreign_host(client: FlaskClient) -> None:
    assert client.get("/akteure", headers=HTML).status_code == 200
    assert client.get("/akteure", headers={**HTML, "Host": "evil.example"}).status_code == 421


def test_pages_make_room_for_others_oldest_use_first() -> None:
    cache = AnswerCache(most_bytes=20_000)
    for number in range(12):
        cache.find(("0",))
        cache.keep((str(number),), kept(1_500))
    assert cache.find(("0",)) is not None
    assert cache.find(("1",)) is None
    assert cache.find(("11",)) is not None


def test_page_too_large_drives_nothing_out() -> None:
    cache = AnswerCache(most_bytes=20_000)
    cache.keep(("1",), kept(1_000))
    cache.keep(("2",), kept(10_000))
    assert (cache.find(("1",)) is not None, cache.find(("2",))) == (True, None)


def test_answer_that_sets_a_cookie_is_not_kept(app: Flask, client: FlaskClient) -> None:
    answers = iter(range(9))

    def view() -> Response:
        response = Response(f"<p>{next(answers)}</p>", mimetype="text/html")
        response.set_cookie("a", "b")
        return response

    app.view_functions["groups.index"] = view
    assert [client.get("/gruppen").text for _ in range(2)] == ["<p>0</p>", "<p>1</p>"]


QUERY = "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D"


def test_result_of_a_query_is_kept_until_any_statement_changes(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(QUERY)
    with monkeypatch.context() as changed:
        changed.setattr(type(store), "answer", None)
        again = client.get(QUERY)
    assert (again.get_data(), sorted(again.headers)) == (first.get_data(), sorted(first.headers))
    store.update('INSERT DATA { GRAPH <urn:notes> { <urn:script> <urn:runs> "1" } }')
    assert client.get(QUERY).get_data() != first.get_data()


def test_result_that_chance_or_the_clock_decides_is_not_kept(client: FlaskClient) -> None:
    query = "/sparql?query=SELECT%20(STRUUID()%20AS%20%3Fn)%20%7B%7D"
    assert client.get(query).get_data() != client.get(query).get_data()


def test_map_of_a_result_that_chance_decides_is_not_kept(app: Flask, client: FlaskClient) -> None:
    asked = {"abfrage": "SELECT ?s { ?s ?p ?o FILTER(RAND() < 0.5) }"}
    view, made = app.view_functions["map.show"], list[int]()

    def counting() -> Any:
        made.append(1)
        return view()

    app.view_functions["map.show"] = counting
    for _ in range(2):
        assert client.get("/karte", query_string=asked, headers=HTML).status_code == 200
    assert len(made) == 2


def signed_in(app: Flask, name: str, role: str = "lesen") -> FlaskClient:
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.people.add(name, role)
    client = app.test_client()
    client.set_cookie("akteursnetz-konto-8000", accounts.sessions.begin(name))
    return client


def test_page_of_somebody_is_kept_for_them_alone(app: Flask, made: list[str]) -> None:
    one, other = signed_in(app, "Ada Eins"), signed_in(app, "Bert Zwei")
    for _ in range(2):
        for client, name, wrong in ((one, "Ada Eins", "Bert Zwei"), (other, "Bert Zwei", "Ada Eins")):
            page = client.get("/akteure", headers=HTML).text
            assert name in page
            assert wrong not in page
    assert made == ["actors.index"] * 2
    assert "Ada Eins" not in app.test_client().get("/akteure", headers=HTML).text


def test_another_role_or_the_end_of_a_session_counts_at_once(app: Flask) -> None:
    accounts: Accounts = app.extensions[EXTENSION]
    client = signed_in(app, "Ada Eins", "verwalten")
    signed_in(app, "Chefin", "verwalten")
    assert "/konten" in client.get("/akteure", headers=HTML).text
    accounts.people.set_role("Ada Eins", "lesen")
    page = client.get("/akteure", headers=HTML).text
    assert "/konten" not in page
    assert "Ada Eins" in page
    accounts.people.disable("Ada Eins")
    assert "Ada Eins" not in client.get("/akteure", headers=HTML).text


def test_page_with_a_form_is_made_for_each_browser(app: Flask) -> None:
    pages = []
    client = signed_in(app, "Ada Eins", "koordinieren")
    accounts: Accounts = app.extensions[EXTENSION]
    for _ in range(2):
        browser = app.test_client()
        browser.set_cookie("akteursnetz-konto-8000", accounts.sessions.begin("Ada Eins"))
        pages.append(browser.get("/ansichten/neu", headers=HTML).text)
    tokens = [re.findall(r'name="token" value="([^"]+)"', page) for page in pages]
    assert tokens[0]
    assert tokens[0] != tokens[1]
    assert client.get("/akteure", headers=HTML).status_code == 200


def test_behind_the_proxy_of_the_settings_pages_are_kept(store: Store) -> None:
    app = create_app(Settings(hosts=("localhost",), proxy="127.0.0.1"), store)
    view, calls = app.view_functions["actors.index"], []

    def counting() -> Any:
        calls.append(1)
        return view()

    app.view_functions["actors.index"] = counting
    for _ in range(2):
        answer = app.test_client().get("/akteure", headers={**HTML, "X-Forwarded-For": "192.0.2.1"})
        assert answer.status_code == 200
    assert len(calls) == 1


def test_a_page_is_kept_for_who_has_chosen_semicolons_too_and_says_so(client: FlaskClient, made: list[str]) -> None:
    chosen = {**HTML, "Cookie": "csv=semikolon"}
    first, second = client.get("/akteure", headers=chosen), client.get("/akteure", headers=chosen)
    assert first.get_data() == second.get_data()
    assert made == ["actors.index"]
    for _ in range(2):
        assert 'aria-current="true">Semikolon (deutsches Excel)' in client.get("/daten", headers=chosen).text
        assert 'aria-current="true">Komma (üblich)' in client.get("/daten", headers=HTML).text
    assert len({client.get("/akteure", headers={**HTML, "Cookie": "csv=" + "x" * 999}).status_code}) == 1
