"""Signing in at a real provider on loopback, and every answer that must not open an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from graph.errors import ConfigError
from graph.protocol import Store
from tests.support.oidc import SECRET, Provider, oidc_provider, pass_provider, query_of
from tests.support.proxies import HOST, documented, make_certificate, nginx
from tests.support.servers import free_port, service
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.settings import Settings, SingleSignOn, read_single_sign_on

BACK, CONNECT = "/anmelden/dienst/zurueck", "/anmelden/dienst/verbinden"
VERIFIER = "v" * 43


class Site:
    """The service with its accounts and provider, and a browser of somebody."""

    def __init__(self, address: str, provider: Provider, accounts: Accounts) -> None:
        self.address, self.provider, self.accounts = address, provider, accounts
        self.browser = httpx.Client(headers={"Accept": "text/html"}, timeout=30)

    def begin(self, path: str = "/anmelden/dienst") -> str:
        answer = self.browser.get(self.address + path)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def come_back(self, name: str = "anna", path: str = "/anmelden/dienst") -> httpx.Response:
        back = pass_provider(self.browser, self.begin(path), name, self.provider.redirect)
        return self.browser.get(back)

    def connect(self, name: str, invitation: str, what: str = "connect") -> httpx.Response:
        """Come back with an invitation, and answer what is asked then."""
        asked = self.come_back(name, invitation)
        assert (asked.status_code, asked.headers["Location"]) == (303, CONNECT), asked.text
        assert not self.signed_in()
        page = self.browser.get(self.address + CONNECT)
        token = re.search(r'name="token" value="([^"]+)"', page.text)
        assert token
        form = {"token": token[1], "what": what}
        return self.browser.post(f"{self.address}{CONNECT}", data=form, headers={"Origin": self.address})

    def invite(self, name: str = "Anna Muster", role: str = "lesen") -> str:
        self.accounts.people.add(name, role)
        return f"/anmelden/dienst?link={self.accounts.links.make(name)}"

    def signed_in(self) -> bool:
        return self.browser.get(self.address + "/konto").status_code == 200


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """One for all, which leads back to a port where each test has a service of its own."""
    with oidc_provider(f"http://127.0.0.1:{free_port()}{BACK}") as found:
        yield found


@contextmanager
def served(store: Store, provider: Provider) -> Iterator[Site]:
    address = provider.redirect.removesuffix(BACK)
    port = int(address.rpartition(":")[2])
    sso = SingleSignOn(provider.issuer, "netz", SECRET, "Stadtkonto")
    settings = Settings(port=port, single_sign_on=sso)
    app = create_app(settings, store)
    with service(app, settings):
        site = Site(address, provider, app.extensions[EXTENSION])
        with site.browser:
            yield site


@pytest.fixture
def site(store: Store, provider: Provider) -> Iterator[Site]:
    provider.swap("")
    with served(store, provider) as found:
        yield found


def test_the_page_to_sign_in_offers_it(site: Site) -> None:
    assert "Mit Stadtkonto anmelden" in site.browser.get(site.address + "/anmelden").text
    asked = query_of(site.begin())
    assert (asked["response_type"], asked["code_challenge_method"], asked["client_id"]) == ("code", "S256", "netz")
    assert asked["redirect_uri"] == site.address + BACK
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43


def test_who_was_invited_signs_in_and_later_without_the_link(site: Site) -> None:
    link = site.invite()
    answer = site.connect("anna", link)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Anna Muster" in site.browser.get(site.address + "/konto").text
    site.browser.cookies.clear()
    assert not site.signed_in()
    assert site.come_back("anna").status_code == 303
    assert site.signed_in()
    assert site.accounts.links.peek(link.rpartition("=")[2]) is None


def test_whom_a_link_would_bind_to_another_account_is_asked_first_and_told_its_name(site: Site) -> None:
    """Somebody sends an invitation of their own: who opens it must not end up in their account."""
    link = site.invite("Bert Beispiel", "verwalten")
    answer = site.connect("anna", link, "cancel")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/anmelden")
    assert not site.signed_in()
    assert site.accounts.links.peek(link.rpartition("=")[2]) is not None
    assert site.come_back("anna").status_code == 403, "nothing was connected"
    site.come_back("anna", link)
    page = site.browser.get(site.address + CONNECT).text
    assert "das Konto „Bert Beispiel“ öffnen?" in page
    for form in ({"what": "connect"}, {"what": "connect", "token": "geraten"}):
        answer = site.browser.post(site.address + CONNECT, data=form, headers={"Origin": site.address})
        assert answer.status_code == 403
    assert not site.signed_in()


def test_a_connection_can_be_taken_back(site: Site) -> None:
    site.connect("anna", site.invite())
    page = site.browser.get(site.address + "/konto").text
    assert "Dieses Konto ist mit Stadtkonto verbunden." in page
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    address = site.address + "/konto/verbindung/loesen"
    assert site.browser.post(address, data={"token": token[1]}, headers={"Origin": site.address}).status_code == 303
    assert not site.signed_in()
    assert site.come_back("anna").status_code == 403


def test_nobody_connects_without_coming_from_the_provider(site: Site) -> None:
    assert site.browser.get(site.address + CONNECT).status_code == 403
    site.connect("anna", site.invite())
    site.browser.cookies.clear()
    assert site.browser.get(site.address + CONNECT).status_code == 403


def test_a_stranger_gets_nothing_and_is_told_what_to_do(site: Site) -> None:
    site.invite()
    answer = site.come_back("fremd")
    assert answer.status_code == 403
    assert "Bitten Sie jemanden mit der Rolle Verwalten um einen Link" in answer.text
    assert not site.signed_in()


def test_the_page_that_was_wanted_comes_after(site: Site) -> None:
    site.connect("anna", site.invite())
    site.browser.cookies.clear()
    assert site.come_back("anna", "/anmelden/dienst?weiter=/akteure").headers["Location"] == "/akteure"
    site.browser.cookies.clear()
    assert site.come_back("anna", "/anmelden/dienst?weiter=https://boese.example/").headers["Location"] == "/"


def test_a_wrong_state_opens_nothing(site: Site) -> None:
    back = pass_provider(site.browser, site.begin(site.invite()), "anna", site.provider.redirect)
    state = query_of(back)["state"]
    for wrong in (back.replace(state, "x" * 43), back.replace(f"state={state}", ""), back.replace(state, "ü")):
        assert site.browser.get(wrong).status_code == 403
        assert not site.signed_in()
    assert site.browser.get(back).status_code == 403  # the question was used up


def test_an_answer_begun_in_another_browser_opens_nothing(site: Site) -> None:
    back = pass_provider(site.browser, site.begin(site.invite()), "anna", site.provider.redirect)
    assert httpx.get(back, headers={"Accept": "text/html"}, timeout=60).status_code == 403


def test_an_answer_counts_once(site: Site) -> None:
    back = pass_provider(site.browser, site.begin(site.invite()), "anna", site.provider.redirect)
    assert site.browser.get(back).status_code == 303
    assert site.browser.get(back).status_code == 403


def other_token(site: Site, client: str, nonce: str) -> str:
    """An ID token that the same provider gave for another question."""
    query = {
        "response_type": "code",
        "client_id": client,
        "redirect_uri": site.provider.redirect,
        "scope": "openid",
        "state": "s",
        "nonce": nonce,
        "code_challenge": create_s256_code_challenge(VERIFIER),
        "code_challenge_method": "S256",
    }
    with httpx.Client(timeout=60) as browser:
        address = str(httpx.URL(f"{site.provider.issuer}/auth", params=query))
        back = pass_provider(browser, address, "anna", site.provider.redirect)
    return site.provider.id_token(query_of(back)["code"], VERIFIER, client)


@pytest.mark.parametrize(("client", "same_nonce"), [("netz", False), ("andere", True)], ids=["nonce", "audience"])
def test_a_token_for_another_question_or_service_opens_nothing(site: Site, client: str, same_nonce: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    asked = site.begin(site.invite())
    site.provider.swap(other_token(site, client, query_of(asked)["nonce"] if same_nonce else "n" * 43))
    back = pass_provider(site.browser, asked, "anna", site.provider.redirect)
    answer = site.browser.get(back)
    assert answer.status_code == 403
    assert "Der Nachweis der Anmeldung gilt hier nicht" in answer.text
    assert not site.signed_in()


def test_the_same_token_for_our_question_opens_it(site: Site) -> None:
    """So that the two before fail for what they say."""
    asked = site.begin(site.invite())
    site.provider.swap(other_token(site, "netz", query_of(asked)["nonce"]))
    assert site.browser.get(pass_provider(site.browser, asked, "anna", site.provider.redirect)).status_code == 303


def test_a_forged_signature_opens_nothing(site: Site) -> None:
    asked = site.begin(site.invite())
    head, body, signature = other_token(site, "netz", query_of(asked)["nonce"]).split(".")
    for forged in (f"{head}.{body}.{signature[:-8]}AAAAAAAA", f"eyJhbGciOiJub25lIn0.{body}.", "kein.token"):
        site.provider.swap(forged)
        back = pass_provider(site.browser, asked, "anna", site.provider.redirect)
        assert site.browser.get(back).status_code == 403
        assert not site.signed_in()
        asked = site.begin()


def test_an_expired_token_opens_nothing(store: Store) -> None:
    redirect = f"http://127.0.0.1:{free_port()}{BACK}"
    with oidc_provider(redirect, id_token_seconds=-600) as provider, served(store, provider) as site:
        answer = site.come_back("anna", site.invite())
        assert answer.status_code == 403
        assert "Der Nachweis der Anmeldung gilt hier nicht" in answer.text
        assert not site.signed_in()


def test_a_disabled_account_stays_out_and_its_session_ends(site: Site) -> None:
    site.connect("anna", site.invite())
    site.accounts.people.add("Chefin", "verwalten")
    assert site.signed_in()
    site.accounts.people.disable("Anna Muster")
    assert not site.signed_in()
    answer = site.come_back("anna")
    assert answer.status_code == 403
    assert "Dieses Konto ist hier gesperrt" in answer.text


def test_a_known_account_is_not_given_another_by_a_link(site: Site) -> None:
    site.connect("anna", site.invite())
    site.browser.cookies.clear()
    link = site.invite("Bert Beispiel", "verwalten")
    assert site.come_back("anna", link).status_code == 409
    assert not site.signed_in()
    assert site.accounts.links.peek(link.rpartition("=")[2]) is not None


def test_who_signs_out_is_out(site: Site) -> None:
    site.connect("anna", site.invite())
    page = site.browser.get(site.address + "/konto").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    cookies = {one.name: one.value or "" for one in site.browser.cookies.jar if one.name.startswith("akteursnetz")}
    headers = {"Origin": site.address}
    assert site.browser.post(site.address + "/abmelden", data={"token": token[1]}, headers=headers).status_code == 303
    assert not site.signed_in()
    again = httpx.get(site.address + "/konto", cookies=cookies, timeout=60)  # the old cookie does not count
    assert again.headers["Location"].startswith("/anmelden")


def test_without_a_provider_there_is_a_sentence(store: Store) -> None:
    client = create_app(Settings(), store).test_client()
    assert client.get("/anmelden/dienst", headers={"Accept": "text/html"}).status_code == 404
    assert "Stadtkonto" not in client.get("/anmelden").get_data(as_text=True)
    gone = SingleSignOn(f"http://127.0.0.1:{free_port()}", "netz", SECRET, "Stadtkonto")
    client = create_app(Settings(single_sign_on=gone), store).test_client()
    answer = client.get("/anmelden/dienst", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert "Melden Sie sich mit Name und Passwort an" in answer.get_data(as_text=True)


def test_behind_nginx_with_a_prefix_it_comes_back_to_the_public_address(store: Store, tmp_path: Path) -> None:
    make_certificate(tmp_path)
    port, inner = free_port(), free_port()
    with oidc_provider(f"https://{HOST}/netz{BACK}") as provider:
        sso = SingleSignOn(provider.issuer, "netz", SECRET, "Stadtkonto")
        settings = Settings(port=inner, hosts=(HOST,), proxy="127.0.0.1", prefix="/netz", single_sign_on=sso)
        app = create_app(settings, store)
        accounts: Accounts = app.extensions[EXTENSION]
        accounts.people.add("Anna Muster", "lesen")
        link = accounts.links.make("Anna Muster")
        with (
            service(app, settings),
            nginx(documented(port, inner, tmp_path), port, tmp_path),
            httpx.Client(verify=False, headers={"Host": HOST, "Accept": "text/html"}, timeout=60) as browser,  # noqa: S501 - our own
            httpx.Client(timeout=60) as there,
        ):
            front = f"https://127.0.0.1:{port}"
            begun = browser.get(f"{front}/netz/anmelden/dienst?link={link}")
            back = pass_provider(there, begun.headers["Location"], "anna", provider.redirect)
            assert back.startswith(f"https://{HOST}/netz{BACK}?")
            cookies = "; ".join(one.partition(";")[0] for one in begun.headers.get_list("Set-Cookie"))
            address = back.replace(f"https://{HOST}", front)
            answer = browser.get(address, headers={"Cookie": cookies})
            assert (answer.status_code, answer.headers["Location"]) == (303, f"/netz{CONNECT}")
            assert {"Secure", "HttpOnly", "Path=/netz", "SameSite=Lax"} <= set(answer.headers["Set-Cookie"].split("; "))


def test_settings_that_cannot_be_are_refused_at_start(tmp_path: Path) -> None:
    base = {"AKTEURSNETZ_OIDC_ISSUER": "https://login.example.org"}
    whole = {**base, "AKTEURSNETZ_OIDC_CLIENT_ID": "netz", "AKTEURSNETZ_OIDC_CLIENT_SECRET": "s"}
    assert read_single_sign_on({}) == SingleSignOn()
    assert read_single_sign_on(whole) == SingleSignOn("https://login.example.org", "netz", "s", "login.example.org")
    (tmp_path / "secret").write_text("aus der Datei\n", "utf-8")
    filed = {**whole, "AKTEURSNETZ_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret")}
    assert read_single_sign_on(filed).client_secret == "aus der Datei"  # noqa: S105 - a test
    for wrong in (
        base,
        {**whole, "AKTEURSNETZ_OIDC_ISSUER": "http://login.example.org"},
        {**whole, "AKTEURSNETZ_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "none")},
    ):
        with pytest.raises(ConfigError):
            read_single_sign_on(wrong)
