"""Two entries are compared, merged and parted on pages, by who may; the former address leads to who stays."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import BASE
from graph.upkeep.forms.former import REPLACED_BY
from tests.graph.upkeep.test_merging import DATA, OFFICE, OLD, VHS, quads
from tests.support.clients import at_the_machine
from tests.support.statements import add
from tests.webapp.pages.edit.test_edit import account
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.settings import Settings

LED_ON = (
    "/api/v1/akteure/{}",
    "/karte?akteur={}&tiefe=1",
    "/api/v1/karte.json?akteur={}",
    "/was-waere-wenn?schritt=ohne~{}",
    "/aendern?iri={}",
    "/beenden?iri={}",
    "/loeschen?iri={}",
    "/bestaetigen?iri={}",
    "/mehrere?iri={}&iri=n/amt",
    "/zusammenlegen?eins={}",
    "/eintragen/schnittstelle?von={}",
)
"""Whatever an address names an entry by: bookmarks, saved views, pages that were open while somebody merged."""


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    opened.apply(Change(add=quads(DATA)))
    yield opened
    opened.close()


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(empty=True), store))


def form_of(client: FlaskClient, address: str) -> dict[str, str]:
    page = client.get(address).get_data(as_text=True)
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return {"token": found[1], "eins": VHS, "zwei": OLD, "bleibt": VHS, "author": "XY"}


def text(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address, follow_redirects=True).get_data(as_text=True))


def test_pairs_are_listed_compared_merged_and_parted(client: FlaskClient, store: Store) -> None:
    assert "VHS Neustadt" in text(client, "/zusammenlegen")
    pair = f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}"
    page = text(client, pair)
    assert "Verbindungen zwischen beiden entfallen" in page
    assert "zwei Standorte" in page
    answer = client.post("/zusammenlegen/paar", data=form_of(client, pair))
    assert answer.status_code == 303
    assert "sind ein Eintrag" in text(client, answer.headers["Location"])
    former = client.get("/akteure/n/vhs2")
    assert (former.status_code, former.headers["Location"]) == (302, "/akteure/n/vhs")
    assert client.get("/id/n/vhs2").status_code == 302
    for address in LED_ON:
        led = client.get(address.format("n/vhs2"))
        assert (led.status_code, unquote(led.headers["Location"])) == (302, address.format("n/vhs")), address
    for name in ("endpoint", "_anchor", "_method", "_scheme", "_external", "values"):
        led = client.get(f"/karte?akteur=n/vhs2&{name}=x&tiefe=1")
        assert (led.status_code, led.headers["Location"]) == (302, f"/karte?akteur=n%2Fvhs&{name}=x&tiefe=1"), name
    assert client.get("/aenderungen?von=n/vhs2").status_code == 200, "its own history stays where it was"
    assert "zu „Volkshochschule Neustadt (VHS)“ zusammengelegt" in text(client, "/aenderungen")
    for page in ("/akteure/n/vhs", "/aenderungen?von=n/vhs"):
        assert "Zusammengelegt mit „VHS Neustadt“ am " in text(client, page)
        assert f'href="{answer.headers["Location"]}"' in text(client, page)
    token = {"token": form_of(client, "/zusammenlegen/paar?eins=" + VHS + "&zwei=" + OFFICE)["token"]}
    parted = client.post(answer.headers["Location"].split("?")[0] + "/trennen", data=token, follow_redirects=True)
    assert "wieder getrennt" in parted.get_data(as_text=True)
    assert client.get("/akteure/n/vhs2").status_code == 200
    assert "Zusammengelegt mit" not in text(client, "/akteure/n/vhs")


def test_who_is_not_signed_in_finds_the_door_from_an_address_of_a_past_state(client: FlaskClient, store: Store) -> None:
    client.post("/zusammenlegen/paar", data=form_of(client, f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}"))
    stranger = create_app(Settings(empty=True), store).test_client()
    for address in ("/anmelden?fassung=1", "/anmelden?weiter=/akteure?fassung%3D1&fassung=1", "/healthz?fassung=1"):
        assert stranger.get(address, headers={"Accept": "text/html"}).status_code == 200, address


def test_the_other_may_stay(client: FlaskClient) -> None:
    form = form_of(client, f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}")
    client.post("/zusammenlegen/paar", data={**form, "bleibt": OLD})
    assert client.get("/akteure/n/vhs").headers["Location"] == "/akteure/n/vhs2"


def test_who_has_more_ties_stands_first_and_stays(client: FlaskClient) -> None:
    for one, other in ((VHS, OLD), (OLD, VHS)):
        page = text(client, f"/zusammenlegen/paar?eins={one}&zwei={other}")
        chosen = re.search(r'name="bleibt" value="([^"]+)" checked', page)
        assert (chosen and chosen[1]) == OLD, "it has three ties, the other one"


def test_a_verdict_is_kept(client: FlaskClient) -> None:
    form = form_of(client, f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}")
    client.post("/zusammenlegen/paar", data={**form, "urteil": "verschieden"})
    assert "Keine Einträge, die gleich klingen." in text(client, "/zusammenlegen")


def test_names_do_as_well_as_addresses(client: FlaskClient) -> None:
    assert "zwei Standorte" in text(client, "/zusammenlegen/paar?eins=Jugendamt&zwei=VHS Neustadt")


@pytest.mark.parametrize("address", ["?eins=Niemand&zwei=Jugendamt", "", f"?eins={VHS}&zwei={VHS}", "?eins=<b>&zwei=x"])
def test_what_is_no_pair_is_told(client: FlaskClient, address: str) -> None:
    answer = client.get("/zusammenlegen/paar" + address)
    assert answer.status_code in {404, 422}
    assert "notice-error" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "forged",
    [{"bleibt": OFFICE}, {"eins": "a b", "bleibt": "a b"}, {"zwei": "a b"}, {"urteil": "verschieden", "zwei": "x y"}],
)
def test_a_forged_form_changes_nothing(client: FlaskClient, store: Store, forged: dict[str, str]) -> None:
    form, before = form_of(client, f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}"), store.revision
    assert client.post("/zusammenlegen/paar", data={**form, **forged}).status_code in {404, 422}
    assert store.revision == before


def test_only_what_came_later_is_divided(client: FlaskClient, store: Store) -> None:
    form = form_of(client, f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}")
    done = client.post("/zusammenlegen/paar", data=form).headers["Location"].split("?")[0]
    before = store.revision
    assert client.post(done + "/trennen", data={"token": form["token"], "zu": VHS}).status_code == 422
    assert store.revision == before


@pytest.mark.parametrize("leads", ["https://evil.example/x", "urn:x:y"])
def test_an_address_leads_nowhere_but_to_an_entry(client: FlaskClient, store: Store, leads: str) -> None:
    store.update(f"INSERT DATA {{ GRAPH <{BASE}n/x> {{ <{BASE}n/alt> <{REPLACED_BY}> <{leads}> }} }}", checked=False)
    assert client.get("/id/n/alt").status_code != 302
    assert client.get("/akteure/n/alt").status_code == 404
    ring = f"<{VHS}> <{REPLACED_BY}> <{OLD}> . <{OLD}> <{REPLACED_BY}> <{VHS}>"
    store.update(f"INSERT DATA {{ GRAPH <{BASE}n/x> {{ {ring} }} }}", checked=False)
    assert client.get("/akteure/n/vhs").status_code == 200, "whoever is there goes nowhere"


@pytest.mark.parametrize("address", ["/id/n/a%20b", "/akteure/n/a%22b", "/gruppen/n/a%3Eb"])
def test_what_is_no_address_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_who_may_only_read_sees_no_form_and_changes_nothing(store: Store) -> None:
    reader = create_app(Settings(empty=True, host="0.0.0.0"), store).test_client()  # noqa: S104
    assert 'method="post"' not in reader.get(f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}").get_data(as_text=True)
    before = store.revision
    assert reader.post("/zusammenlegen/paar", data={"eins": VHS, "zwei": OLD}).status_code in {401, 403}
    assert store.revision == before


def test_two_that_sound_alike_are_told_apart_by_network_and_place(client: FlaskClient, store: Store) -> None:
    towns = "\n".join(
        f"""@base <{BASE}> .
        <{town}/netzwerk> a netz:Network ; skos:prefLabel "Netz {town}"@de .
        <{town}/stelle> a org:FormalOrganization ; skos:prefLabel "{name}"@de ; netz:inNetwork <{town}/netzwerk> ;
          schema:address "{town.title()}, Markt 1" ; <http://purl.org/dc/terms/spatial> <{town}/ort> .
        <{town}/ort> a schema:Place ; skos:prefLabel "{town.title()}"@de ."""
        for town, name in (("aue", "Beratungsstelle Lindenhof"), ("elm", "Beratungstelle Lindenhof"))
    )
    store.apply(Change(add=quads(towns)))
    page = text(client, "/zusammenlegen/paar?eins=aue/stelle&zwei=elm/stelle")
    for one in ("<td>Aue</td>", "<td>Elm</td>", "Aue, Markt 1", "Elm, Markt 1", "(Netz aue)", "(Netz elm)"):
        assert one in page
    assert "Netzwerke: Netz aue · Netz elm" in text(client, "/zusammenlegen")


def test_what_was_looked_at_is_what_is_merged(client: FlaskClient, store: Store) -> None:
    pair = f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}"
    seen = re.search(r'name="stand" value="([^"]+)"', client.get(pair).get_data(as_text=True))
    assert seen
    form = form_of(client, pair) | {"stand": seen[1]}
    store.apply(Change(add=quads(':vhs2 skos:altLabel "VHS N"@de .')))
    answer = client.post("/zusammenlegen/paar", data=form)
    assert answer.status_code == 409
    assert "gerade geändert" in html.unescape(answer.get_data(as_text=True))
    again = re.search(r'name="stand" value="([^"]+)"', client.get(pair).get_data(as_text=True))
    assert again
    assert client.post("/zusammenlegen/paar", data=form | {"stand": again[1]}).status_code == 303


def test_what_is_named_in_a_network_of_others_is_merged_by_who_may_change_all(store: Store) -> None:
    add(store, '<m/netzwerk> a netz:Network ; skos:prefLabel "M"@de .', graph="m/graph/a")
    tie = "a netz:Membership ; org:organization <m/g> ; netz:inNetwork <m/netzwerk> ; org:member"
    add(store, f"<m/g> a netz:WorkingGroup ; netz:inNetwork <m/netzwerk> . <m/t> {tie} <{OLD}> .", graph="m/graph/a")
    app = create_app(Settings(empty=True), store)
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.set_public("m", is_public=False)
    kora = account(app, "Kora", "lesen")
    accounts.people.replace_roles("Kora", "koordinieren", "n")
    answer = kora.post("/zusammenlegen/paar?netz=n", data=form_of(kora, f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}"))
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 403
    assert "auch in einem Netzwerk genannt, in dem Sie nichts ändern dürfen" in page
    assert "<m/" not in page


def test_what_may_not_be_read_is_merged_as_little_as_what_is_not_there(store: Store) -> None:
    add(store, '<m/netzwerk> a netz:Network ; skos:prefLabel "M"@de .', graph="m/graph/a")
    closed = '<m/x> a org:FormalOrganization ; netz:inNetwork <m/netzwerk> ; skos:prefLabel "X"@de .'
    add(store, f"{closed} <m/g> a netz:WorkingGroup ; netz:inNetwork <m/netzwerk> .", graph="m/graph/a")
    app = create_app(Settings(empty=True), store)
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.set_public("m", is_public=False)
    kora = account(app, "Kora", "lesen")
    accounts.people.replace_roles("Kora", "koordinieren", "n")
    form = form_of(kora, f"/zusammenlegen/paar?eins={VHS}&zwei={OLD}&netz=n")
    for there in ("m/x", "m/g", "m/nichts"):
        for more in ({}, {"bleibt": BASE + there}):
            answer = kora.post("/zusammenlegen/paar?netz=n", data={**form, "zwei": BASE + there, **more})
            assert answer.status_code == 404, (there, more)
