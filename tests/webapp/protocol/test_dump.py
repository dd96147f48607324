"""All public data as one file, and never a person."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.paths import DATA
from graph.protocol import Change, Store
from graph.store.dump import packed_dump
from graph.store.embedded import EmbeddedStore
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app

FORMATS = {"/dump.nq.gz": ox.RdfFormat.N_QUADS, "/dump.trig.gz": ox.RdfFormat.TRIG}
PERSONS = DATA / "magdeburg" / "persons.ttl"


@pytest.fixture
def store(own_magdeburg: Store) -> Store:
    return own_magdeburg


@pytest.fixture
def app(store: Store) -> Flask:
    return create_app(store=store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def quads(packed: bytes, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(gzip.decompress(packed), format=form))


@pytest.mark.parametrize("path", FORMATS)
def test_dump_holds_every_public_quad_and_no_other(client: FlaskClient, store: Store, path: str) -> None:
    answer = client.get(path)
    assert answer.mimetype == "application/gzip"
    assert quads(answer.data, FORMATS[path]) == set(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("path", FORMATS)
def test_no_person_is_in_the_dump(client: FlaskClient, store: Store, path: str) -> None:
    assert isinstance(store, EmbeddedStore)
    content = gzip.decompress(client.get(path).data).decode()
    names = store.persons.names()
    assert names
    assert not [name for name in names if name in content or name.split()[-1] in content]
    people = {quad.subject.value for quad in ox.parse(path=PERSONS, base_iri=BASE) if is_named(quad.subject)}
    public = {
        quad.subject.value for quad in ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS) if is_named(quad.subject)
    }
    assert not [iri for iri in people - public if iri in content]


def is_named(term: object) -> bool:
    return isinstance(term, ox.NamedNode)


def test_questions_run_on_the_loaded_dump(client: FlaskClient, store: Store) -> None:
    loaded = ox.Store()
    loaded.load(gzip.decompress(client.get("/dump.nq.gz").data), format=ox.RdfFormat.N_QUADS)
    question = "ASK { ?actor <http://www.w3.org/ns/org#memberOf> ?group }"
    assert bool(loaded.query(question, use_default_graph_as_union=True))


def test_dump_is_not_made_again_until_the_data_change(client: FlaskClient, store: Store) -> None:
    first = client.get("/dump.nq.gz")
    tag = first.headers["ETag"]
    assert client.get("/dump.nq.gz", headers={"If-None-Match": tag}).status_code == 304
    assert packed_dump(store, "nq") is packed_dump(store, "nq")
    name = ox.NamedNode(BASE + "magdeburg/neu")
    store.apply(Change(add=[ox.Quad(name, name, ox.Literal("Neues"), name)]))
    second = client.get("/dump.nq.gz", headers={"If-None-Match": tag})
    assert second.status_code == 200
    assert "Neues" in gzip.decompress(second.data).decode()
    assert int(second.headers["X-Akteursnetz-Revision"]) == int(first.headers["X-Akteursnetz-Revision"]) + 1


def test_same_data_make_the_same_file(client: FlaskClient, tmp_path: Path) -> None:
    other = open_store(f"oxigraph:{tmp_path / 'store'}")
    create_with_magdeburg(other)
    assert packed_dump(other, "nq")[1] == client.get("/dump.nq.gz").data
    other.close()


def test_licence_and_description_are_named(client: FlaskClient) -> None:
    links = client.get("/dump.nq.gz").headers.getlist("Link")
    assert '</.well-known/void>; rel="describedby"' in links
    assert '<https://www.apache.org/licenses/LICENSE-2.0>; rel="license"' in links


def test_licence_with_letters_that_no_header_can_have_is_named(client: FlaskClient, store: Store) -> None:
    network, odd = ox.NamedNode(BASE + "magdeburg/netzwerk"), ox.NamedNode("https://x.example/€")
    said = ox.Quad(network, ox.NamedNode("http://purl.org/dc/terms/license"), odd, ox.DefaultGraph())
    store.apply(Change(add=[said], checked=False))
    try:
        answer = client.get("/dump.nq.gz")
        assert answer.status_code == 200
        assert '<https://x.example/%E2%82%AC>; rel="license"' in answer.headers.getlist("Link")
    finally:
        store.apply(Change(remove=[said], checked=False))


def test_description_names_the_dump_the_licence_and_the_size(client: FlaskClient, store: Store) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "application/n-triples"}, follow_redirects=True)
    said = answer.get_data(as_text=True)
    assert "dump.nq.gz" in said
    assert "http://purl.org/dc/terms/license> <https://www.apache.org/licenses/LICENSE-2.0>" in said
