"""Who may write behind a real nginx or Apache: the test client has no server that takes headers away."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from itertools import product
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from flask import Flask

from graph.protocol import Store
from graph.store.open import open_store
from tests.support.clients import way_in
from tests.support.magdeburg import create_with_magdeburg
from tests.support.proxies import (
    HOST,
    apache,
    bare,
    documented,
    documented_apache,
    free_port,
    make_certificate,
    nginx,
)
from tests.support.servers import service
from tests.webapp.accounts.test_rights_by_change import add_beta
from webapp import create_app
from webapp.accounts.identity import EXTENSION
from webapp.settings import Settings

VIEW = {"title": "Fremde Ansicht", "text": "", "author": "Fremde", "address": ""}
HEADERS = {
    "none": "",
    "forwarded-for": "proxy_set_header X-Forwarded-For $remote_addr;",
    "apache": "proxy_set_header X-Forwarded-Host $host; proxy_set_header X-Forwarded-Server x;",
    "forwarded": "proxy_set_header Forwarded for=192.0.2.1;",
    "via": "proxy_set_header Via '1.1 proxy';",
}

SECRET_ADDRESSES = ("abo/Zwirnnysen/sachen.ics", "anmelden/Zwirnnysen", "abo/Zwirnnysen/anmelden/x")


@pytest.fixture
def own_store() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    yield opened
    opened.close()


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    return found[1] if found else "none"


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_a_stranger_behind_any_proxy_writes_nothing(own_store: Store, tmp_path: Path, headers: str) -> None:
    before, port = own_store.revision, free_port()
    with service(create_app(Settings(), own_store)) as inner, nginx(bare(port, inner, headers), port, tmp_path):
        address = f"http://127.0.0.1:{port}"
        for origin in (address, f"http://127.0.0.1:{inner}", "http://127.0.0.1", None):
            with httpx.Client(base_url=address, headers={"Origin": origin} if origin else {}, timeout=60) as stranger:
                page = stranger.get("/ansichten/neu").text
                assert '<form class="answer-form"' not in page
                form = {"token": token_in(stranger.get("/anmelden").text)}
                assert stranger.post("/ansichten", data={**VIEW, **form}).status_code in {403, 421}
                assert stranger.post("/aenderungen/1/zuruecknehmen", data=form).status_code in {403, 421}
                assert stranger.post("/neu", data={**form, "name": "X", "actors": "Y"}).status_code in {403, 421}
    assert own_store.revision == before


def test_the_secret_of_the_start_is_no_way_in_through_a_proxy(own_store: Store, tmp_path: Path) -> None:
    """It is printed on the machine; should it get out, headers of a proxy still tell a stranger."""
    app, port = create_app(Settings(), own_store), free_port()
    with service(app) as inner, nginx(bare(port, inner, HEADERS["forwarded-for"]), port, tmp_path):
        answer = httpx.get(f"http://127.0.0.1:{port}{way_in(app)}", timeout=60)
        assert answer.status_code == 403
        assert "Set-Cookie" not in answer.headers or "machine" not in answer.headers["Set-Cookie"]


def test_at_the_machine_the_printed_address_lets_write(own_store: Store) -> None:
    app = create_app(Settings(), own_store)
    with service(app) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as browser:
        browser.headers["Origin"] = f"http://127.0.0.1:{port}"
        assert browser.get("/anmelden?schluessel=geraten").status_code == 403
        assert browser.get(way_in(app)).status_code == 303
        form = {**VIEW, "token": token_in(browser.get("/ansichten/neu").text)}
        assert browser.post("/ansichten", data=form).status_code == 303
        del browser.headers["Origin"]
        assert browser.post("/ansichten", data=form).status_code == 403


PROXIES = {"nginx": (documented, nginx), "apache": (documented_apache, apache)}


@pytest.fixture
def city_app(own_store: Store) -> Flask:
    return create_app(Settings(port=0, hosts=(HOST,), proxy="127.0.0.1", prefix="/netz"), own_store)


@pytest.fixture(params=PROXIES)
def city(city_app: Flask, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[httpx.Client, str]]:
    """A browser that reaches the service as our documentation sets it up, and a link to sign in."""
    set_up, proxy = PROXIES[request.param]
    make_certificate(tmp_path)
    app, settings, port = city_app, city_app.config["SETTINGS"], free_port()
    accounts = app.extensions[EXTENSION]
    accounts.people.add("Vera Muster", "koordinieren")
    link = accounts.links.make("Vera Muster")
    with (
        service(app, settings) as inner,
        proxy(set_up(port, inner, tmp_path), port, tmp_path),
        httpx.Client(
            base_url=f"https://127.0.0.1:{port}",
            headers={"Host": HOST, "Origin": f"https://{HOST}"},
            verify=False,  # noqa: S501 - our own certificate
            timeout=60,
        ) as browser,
    ):
        yield browser, link


def test_as_documented_no_log_keeps_what_was_searched_for(city: tuple[httpx.Client, str], tmp_path: Path) -> None:
    browser, _ = city
    browser.get("/netz/akteure?suche=Zwirnnysen")
    browser.get("/netz/karte", headers={"Referer": f"https://{HOST}/netz/akteure?suche=Zwirnnysen"})
    log, until = tmp_path / "akteursnetz.log", time.monotonic() + 10
    while "GET /netz/karte" not in log.read_text("utf-8") and time.monotonic() < until:
        time.sleep(0.05)  # a proxy writes it when the answer has gone
    kept = log.read_text("utf-8")
    assert "GET /netz/akteure" in kept
    assert "GET /netz/karte" in kept
    assert "Zwirnnysen" not in kept


@pytest.mark.parametrize("proxy", PROXIES)
def test_as_documented_no_log_keeps_what_was_searched_for_while_the_service_is_down(tmp_path: Path, proxy: str) -> None:
    set_up, start = PROXIES[proxy]
    make_certificate(tmp_path)
    port, nobody = free_port(), free_port()
    with start(set_up(port, nobody, tmp_path), port, tmp_path):
        plain = (tmp_path / "plain").read_text("utf-8")
        ways = (f"https://127.0.0.1:{port}/netz", f"http://127.0.0.1:{plain}/netz")
        for way, address in product(ways, ("akteure?suche=Zwirnnysen", *SECRET_ADDRESSES)):
            answer = httpx.get(
                f"{way}/{address}",
                headers={"Host": HOST, "Referer": f"https://{HOST}/netz/akteure?suche=Zwirnnysen"},
                verify=False,  # noqa: S501 - our own certificate
                timeout=60,
            )
            assert answer.status_code in {301, 502, 503}
    kept = {log.name: log.read_text("utf-8") for log in tmp_path.glob("*.log")}
    assert all(said in kept["akteursnetz.log"] for said in ("/netz/akteure", "abo", "anmelden"))
    assert [name for name, text in kept.items() if "Zwirnnysen" in text] == []


def test_as_documented_an_address_without_the_slash_or_the_s_leads_there(
    city: tuple[httpx.Client, str], tmp_path: Path
) -> None:
    browser, _ = city
    for address in ("/netz", "/netz?lang=en"):
        short = browser.get(address)
        assert short.status_code == 301
        assert urlsplit(short.headers["Location"]).path == "/netz/"
    plain = httpx.get(
        f"http://127.0.0.1:{(tmp_path / 'plain').read_text('utf-8')}/netz/karte?netz=a",
        headers={"Host": HOST},
        timeout=60,
    )
    assert (plain.status_code, plain.headers["Location"]) == (301, f"https://{HOST}/netz/karte?netz=a")
    assert browser.get("/netz/").status_code == 200


def test_as_documented_an_account_signs_in_writes_and_is_named(
    city: tuple[httpx.Client, str], own_store: Store
) -> None:
    browser, link = city
    page = browser.get(f"/netz/anmelden/{link}")
    assert "Willkommen, Vera Muster" in page.text
    entered = browser.post(f"/netz/anmelden/{link}", data={"token": token_in(page.text)})
    assert entered.status_code == 303
    (of_forms,) = page.headers.get_list("Set-Cookie")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/netz"} <= set(of_forms.split("; "))
    cookie = next(one for one in entered.headers.get_list("Set-Cookie") if one.startswith("akteursnetz-konto"))
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/netz"} <= {part.strip() for part in cookie.split(";")}
    assert urlsplit(entered.headers["Location"]).path == "/netz/konto"
    # httpx keeps cookies by host; the browser's name is the one in the Host header.
    browser.headers["Cookie"] = "; ".join(
        one.partition(";")[0] for one in (*page.headers.get_list("Set-Cookie"), *entered.headers.get_list("Set-Cookie"))
    )
    form = browser.get("/netz/ansichten/neu")
    browser.headers["Cookie"] += "".join(f"; {one.partition(';')[0]}" for one in form.headers.get_list("Set-Cookie"))
    saved = browser.post("/netz/ansichten", data={**VIEW, "author": "Wer anders", "token": token_in(form.text)})
    assert saved.status_code == 303
    assert saved.headers["Location"].startswith("/netz/")
    *_, last = own_store.history()
    assert last.author == "Vera Muster"


def test_as_documented_nobody_writes_without_signing_in(city: tuple[httpx.Client, str], own_store: Store) -> None:
    browser, _link = city
    before = own_store.revision
    form = {**VIEW, "token": token_in(browser.get("/netz/anmelden").text)}
    for more in ({}, {"X-Forwarded-For": "127.0.0.1"}, {"X-Real-IP": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}):
        assert browser.post("/netz/ansichten", data=form, headers=more).status_code == 403
    assert own_store.revision == before


def test_as_documented_a_role_in_one_network_takes_back_nothing_of_another(
    city: tuple[httpx.Client, str], city_app: Flask, own_store: Store
) -> None:
    """As it was attacked: through the proxy, with the network in the address that the sender has a role in."""
    browser, link = city
    accounts = city_app.extensions[EXTENSION]
    add_beta(own_store)
    accounts.people.set_role("Vera Muster", "", "")
    accounts.people.set_role("Vera Muster", "koordinieren", "beta")
    page = browser.get(f"/netz/anmelden/{link}")
    entered = browser.post(f"/netz/anmelden/{link}", data={"token": token_in(page.text)})
    browser.headers["Cookie"] = entered.headers["Set-Cookie"].partition(";")[0]
    form = browser.get("/netz/ansichten/neu?netz=beta")
    browser.headers["Cookie"] += "; " + form.headers["Set-Cookie"].partition(";")[0]
    before, sent = own_store.revision, {"token": token_in(form.text)}
    for netz in ("", "?netz=beta", "?netz=magdeburg", "?netz=beta&netz=magdeburg"):
        for address in ("aenderungen/1/zuruecknehmen", "eingelesen/1/zurueck"):
            assert browser.post(f"/netz/{address}{netz}", data=sent).status_code == 403
    assert own_store.revision == before
    assert browser.post(f"/netz/aenderungen/{before}/zuruecknehmen", data=sent).status_code == 303, "Beta is her own"


def test_another_name_is_not_served(city: tuple[httpx.Client, str]) -> None:
    browser, _link = city
    assert browser.get("/netz/", headers={"Host": "evil.example"}).status_code == 421
    assert browser.get("/netz/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 200


def test_metrics_are_not_public_behind_a_proxy(city: tuple[httpx.Client, str]) -> None:
    browser, _link = city
    assert browser.get("/netz/healthz").json()["status"] == "ok"
    assert browser.get("/netz/metrics").status_code == 401
    assert browser.get("/netz/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 401


def test_below_the_root_every_link_of_every_page_stays_there(city: tuple[httpx.Client, str]) -> None:
    browser, _link = city
    seen: set[str] = set()
    count = 0
    waiting = ["/netz/", "/netz/karte", "/netz/akteure", "/netz/luecken", "/netz/auswertung", "/netz/abfragen"]
    waiting += [
        "/netz/gruppen",
        "/netz/was-waere-wenn",
        "/netz/aenderungen",
        "/netz/ansichten",
        "/netz/karte?ansicht=tabelle",
    ]
    while waiting and len(seen) < 60:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = browser.get(address)
        assert answer.status_code in {200, 303}, address
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        links = re.findall(r'(?:href|src|action|data-[a-z-]+)="([^"#][^"]*)"', answer.text)
        ours = [unescape(link) for link in links if link.startswith("/")]
        count += len(ours)
        assert not [link for link in ours if not link.startswith("/netz/") and link != "/netz"], address
        waiting += [urljoin(address, link).partition("#")[0] for link in ours if "/static/" not in link][:40]
    assert len(seen) > 50
    assert count > 1000
