from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.pages.sign_in.test_sign_in import OWN, PASSWORD, accounts, app, client, sign_in, token_of
from webapp.accounts.accounts import Accounts

__all__ = ["accounts", "app", "client"]


def post(client: FlaskClient, address: str, page: str = "/konten", **form: str | list[str]) -> tuple[int, str]:
    answer = client.post(address, data={"token": token_of(client, page), **form}, headers=OWN)
    return answer.status_code, answer.get_data(as_text=True)


def test_who_manages_makes_an_account_and_gets_its_link(client: FlaskClient, accounts: Accounts) -> None:
    sign_in(client)
    status, page = post(client, "/konten", name="Kim <b>", role="koordinieren", network="magdeburg")
    assert status == 200
    assert "<b>" not in page.replace("&lt;b&gt;", "")
    found = re.search(r'value="http://localhost/anmelden/([\w-]+)"', page)
    assert found
    person = accounts.links.take(found[1])
    assert person is not None
    assert person.roles == {"magdeburg": "koordinieren"}


def test_role_is_changed_and_account_disabled_by_a_button(client: FlaskClient, accounts: Accounts) -> None:
    sign_in(client)
    accounts.people.add("Kim", "lesen")
    assert post(client, "/konten/Kim", what="role", role="analyse", network="")[0] == 303
    assert accounts.people.find("Kim").roles == {"": "analyse"}
    assert post(client, "/konten/Kim", what="disable")[0] == 303
    assert accounts.people.find("Kim").is_disabled
    assert "gesperrt" in client.get("/konten").get_data(as_text=True)
    assert post(client, "/konten/Kim", what="enable")[0] == 303
    assert not accounts.people.find("Kim").is_disabled


def test_a_role_for_all_networks_is_replaced_or_taken_away_by_a_button(client: FlaskClient, accounts: Accounts) -> None:
    sign_in(client)
    accounts.people.add("Kim", "koordinieren")
    assert post(client, "/konten/Kim", what="role", role="beitragen", network="magdeburg")[0] == 303
    assert accounts.people.find("Kim").roles == {"magdeburg": "beitragen"}, "no longer everything"
    assert post(client, "/konten/Kim", what="more", role="lesen", network="")[0] == 303
    assert accounts.people.find("Kim").roles == {"": "lesen", "magdeburg": "beitragen"}
    page = client.get("/konten").get_data(as_text=True)
    assert page.count('value="withdraw"') == 3
    assert "Lesen (Alle Netzwerke)" in page
    assert post(client, "/konten/Kim", what="withdraw", network="")[0] == 303
    assert accounts.people.find("Kim").roles == {"magdeburg": "beitragen"}
    for what in ("role", "more"):
        assert post(client, "/konten/Kim", what=what, role="", network="")[0] == 422, "no role is taken away by a slip"
    assert post(client, "/konten/Vera Muster", what="withdraw", network="")[0] == 409
    assert accounts.people.find("Vera Muster").roles == {"": "verwalten"}


def test_a_new_account_is_preset_to_read_in_the_only_network(client: FlaskClient) -> None:
    sign_in(client)
    form = client.get("/konten").get_data(as_text=True).partition("Neues Konto")[2]
    chosen = re.findall(r'<option value="(\w*)" selected', form)
    assert chosen == ["lesen", "magdeburg"]


def test_who_chooses_a_password_stays_signed_in_here_and_nowhere_else(
    app: Flask, client: FlaskClient, accounts: Accounts
) -> None:
    elsewhere = app.test_client()
    elsewhere.environ_base["HTTP_ACCEPT"] = "text/html"
    assert (sign_in(client), sign_in(elsewhere)) == (303, 303)
    assert post(client, "/konto/passwort", "/konto", old=PASSWORD, new="ein anderer Satz, lang")[0] == 303
    assert "Ihr neues Passwort gilt" in client.get("/konto").get_data(as_text=True)
    assert "Ihr neues Passwort gilt" not in client.get("/konto").get_data(as_text=True)
    assert elsewhere.get("/konto").status_code == 303
    assert len(accounts.sessions.list("Vera Muster")) == 1


def test_who_coordinates_one_network_is_told_who_sees_contact_persons(app: Flask, accounts: Accounts) -> None:
    accounts.people.add("Kora", "koordinieren", "magdeburg")
    accounts.people.set_password("Kora", PASSWORD)
    kora = app.test_client()
    kora.environ_base["HTTP_ACCEPT"] = "text/html"
    sign_in(kora, "Kora")
    answer = kora.get("/personen")
    assert (answer.status_code, "in allen Netzwerken koordinieren" in answer.get_data(as_text=True)) == (403, True)
    accounts.people.replace_roles("Kora", "koordinieren")
    assert kora.get("/personen").status_code == 200


def test_adding_a_name_that_exists_shows_no_link_and_takes_no_role(client: FlaskClient, accounts: Accounts) -> None:
    sign_in(client)
    status, page = post(client, "/konten", name="VERA MUSTER", role="lesen", network="")
    assert (status, "/anmelden/" in page.partition("new-link")[2]) == (409, False)
    assert accounts.people.find("Vera Muster").roles == {"": "verwalten"}
    accounts.people.add("Kim", "lesen")
    status, page = post(client, "/konten", name="kim", role="lesen", network="magdeburg")
    assert (status, "new-link" in page, "gab es schon" in page) == (200, False, True)
    assert client.get("/konten").status_code == 200


def test_who_forgot_the_password_gets_a_link_and_chooses_another(
    app: Flask, client: FlaskClient, accounts: Accounts
) -> None:
    accounts.people.add("Kim", "lesen")
    accounts.people.set_password("Kim", PASSWORD)
    sign_in(client)
    status, page = post(client, "/konten/Kim", what="reset")
    found = re.search(r"/anmelden/([\w-]+)\"", page)
    assert status == 200
    assert found
    kim = app.test_client()
    assert sign_in(kim, "Kim") == 401
    assert post(kim, f"/anmelden/{found[1]}", f"/anmelden/{found[1]}")[0] == 303
    assert post(kim, "/konto/passwort", "/konto", new="ein anderer Satz, lang")[0] == 303
    assert sign_in(kim, "Kim", "ein anderer Satz, lang") == 303


@pytest.mark.parametrize("network", ["gibtsnicht", "magdeburg/x", "https://netz.invalid/id/magdeburg"])
def test_a_role_is_given_in_a_network_that_there_is(client: FlaskClient, accounts: Accounts, network: str) -> None:
    sign_in(client)
    assert post(client, "/konten", name="Kim", role="lesen", network=network)[0] == 404
    assert post(client, "/konten/Vera Muster", what="role", role="lesen", network=network)[0] == 404
    assert [person.roles for person in accounts.people.list()] == [{"": "verwalten"}]
    assert post(client, "/konten", name="Kim", role="lesen", network=" MAGDEBURG")[0] == 200
    assert accounts.people.find("Kim").roles == {"magdeburg": "lesen"}


def test_what_cannot_be_is_said_on_the_page(client: FlaskClient) -> None:
    sign_in(client)
    assert post(client, "/konten/Vera Muster", what="disable")[0] == 409
    status, page = post(client, "/konten", name="token", role="lesen")
    assert status == 422
    assert "kann kein Name eines Kontos sein" in page
    assert post(client, "/konten/Niemand", what="link")[0] == 404


@pytest.mark.parametrize("role", ["lesen", "beitragen", "koordinieren", "analyse"])
def test_only_who_manages_sees_and_changes_accounts(client: FlaskClient, accounts: Accounts, role: str) -> None:
    accounts.people.add("Kim", role)
    accounts.people.set_password("Kim", PASSWORD)
    sign_in(client, "Kim")
    assert client.get("/konten").status_code == 403
    form = {"token": token_of(client, "/konto"), "name": "Neu", "role": "verwalten"}
    assert client.post("/konten", data=form, headers=OWN).status_code == 403
    assert [person.name for person in accounts.people.list()] == ["Kim", "Vera Muster"]


def test_token_is_shown_once_and_taken_back(client: FlaskClient, accounts: Accounts) -> None:
    sign_in(client)
    status, page = post(client, "/konto/schluessel", "/konto", label="Skript", right=["read", "protocol"], days="30")
    assert status == 200
    found = re.search(r'value="(netz_[\w-]+)"', page)
    assert found
    assert accounts.tokens.find(found[1]) is not None
    assert found[1] not in client.get("/konto").get_data(as_text=True)
    (token,) = accounts.tokens.list("Vera Muster")
    assert post(client, "/konto/schluessel/weg", "/konto", id=token.id)[0] == 303
    assert accounts.tokens.find(found[1]) is None


@pytest.mark.parametrize("days", ["0", "-1", "9999", "x", ""])
def test_token_without_an_end_is_refused(client: FlaskClient, days: str) -> None:
    sign_in(client)
    assert post(client, "/konto/schluessel", "/konto", label="Skript", right="read", days=days)[0] == 422


def test_a_password_is_changed_only_by_who_knows_the_old_one(client: FlaskClient) -> None:
    sign_in(client)
    assert post(client, "/konto/passwort", "/konto", old="geraten", new="ein anderer Satz, lang")[0] == 403
    assert post(client, "/konto/passwort", "/konto", old=PASSWORD, new="kurz")[0] == 422
    assert post(client, "/konto/passwort", "/konto", old=PASSWORD, new="ein anderer Satz, lang")[0] == 303
    assert client.get("/konto").status_code == 200
    assert sign_in(client) == 401
    assert sign_in(client, password="ein anderer Satz, lang") == 303  # noqa: S106


def test_pages_of_accounts_are_kept_nowhere(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    for address in ("/konto", "/konten", "/anmelden"):
        assert client.get(address).headers["Cache-Control"] == "no-store"
    assert app.test_client().get("/konten", headers={"Accept": "text/html"}).status_code == 303
