"""Things of which half is said: a membership with one side, a node without a name, a finding that calls for itself."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.terms import BASE, ORG, RDF
from tests.support.statements import add
from webapp import create_app


@pytest.fixture
def store(own_magdeburg: Store) -> Store:
    return own_magdeburg


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return create_app(store=store).test_client()


@pytest.mark.parametrize("side", ["organization", "member"])
def test_membership_with_one_side_has_a_page(client: FlaskClient, store: Store, side: str) -> None:
    add(store, f"<magdeburg/pm> a org:Membership ; org:{side} <magdeburg/jobcenter> .", "magdeburg/graph/b")
    assert client.get("/id/magdeburg/pm").status_code == 200


def test_nameless_actor_has_a_page_and_no_endless_redirect(client: FlaskClient, store: Store) -> None:
    node, graph = ox.BlankNode("b0"), ox.NamedNode(BASE + "magdeburg/graph/b")
    store.apply(Change(add=[ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode(ORG + "Organization"), graph)]))
    slug = next(row["slug"] for row in client.get("/api/v1/akteure").get_json()["items"] if row["iri"].startswith("_:"))
    assert client.get(f"/api/v1/akteure/{slug}").status_code == 200
    answer = client.get(f"/akteure/{slug}")
    assert (answer.status_code, answer.headers.get("Location")) == (200, None)


def test_finding_that_calls_for_itself_stops_nothing(client: FlaskClient, store: Store) -> None:
    add(
        store,
        "<x/f> a netz:Demand ; netz:callsFor <x/g> ; netz:concerns <x/a> . <x/g> a netz:Demand ; netz:callsFor <x/f> .",
    )
    assert [ref.iri for ref in read_model(store).parties_of(BASE + "x/f")] == [BASE + "x/a"]
    assert client.get("/luecken").status_code == 200


def test_actor_at_the_base_itself_has_a_profile(client: FlaskClient, store: Store) -> None:
    add(store, "<> a org:Organization .", "magdeburg/graph/b")
    slug = next(row["slug"] for row in client.get("/api/v1/akteure").get_json()["items"] if row["iri"] == BASE)
    assert client.get(f"/akteure/{slug}").status_code == 200
