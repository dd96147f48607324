"""/store as the SPARQL 1.1 Graph Store HTTP Protocol has it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store.open import open_store
from webapp import create_app
from webapp.settings import Access, Settings

WRITER = {"Authorization": "Bearer T"}
E = "http://e.example/"
G = f"/store?graph={E}g"
ONE, TWO = f'<{E}a> <{E}name> "Größe" .\n', f"<{E}b> <{E}knows> <{E}c> .\n"
BROKEN = TWO + f"<{E}half> <{E}knows> "
SAME = {
    "text/turtle": f'@prefix e: <{E}> . e:a e:name "Größe" .',
    "application/n-triples": ONE,
    "application/ld+json": f'{{"@id": "{E}a", "{E}name": "Größe"}}',
    "application/rdf+xml": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="{E}">'
    f'<rdf:Description rdf:about="{E}a"><e:name>Größe</e:name></rdf:Description></rdf:RDF>',
}


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:", default_graph="own", plain=True)
    settings = Settings(access=Access("T"), default_graph="own", empty=True, upload_mb=1)
    yield create_app(settings, store).test_client()
    store.close()


@pytest.fixture(autouse=True)
def _emptied(client: FlaskClient) -> None:
    assert client.post("/sparql/update", data={"update": "DROP ALL"}, headers=WRITER).status_code == 200


def send(
    client: FlaskClient,
    body: str | bytes = ONE,
    address: str = G,
    method: str = "PUT",
    content_type: str = "text/turtle",
    **headers: str,
) -> TestResponse:
    given = {**WRITER, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.open(address, method=method, data=body, content_type=content_type, headers=given)


def lines(client: FlaskClient, address: str = G) -> set[str]:
    response = client.get(address, headers={"Accept": "application/n-triples"})
    assert response.status_code == 200
    return set(response.get_data(as_text=True).splitlines(keepends=True))


def test_put_makes_a_graph_and_replaces_it(client: FlaskClient) -> None:
    assert send(client).status_code == 201
    assert send(client, TWO).status_code == 200
    assert lines(client) == {TWO}


def test_post_adds_to_a_graph(client: FlaskClient) -> None:
    assert send(client, method="POST").status_code == 201
    assert send(client, TWO, method="POST").status_code == 200
    assert lines(client) == {ONE, TWO}


def test_delete_ends_a_graph_and_no_other(client: FlaskClient) -> None:
    send(client)
    send(client, TWO, f"/store?graph={E}other")
    assert client.delete(G, headers=WRITER).status_code == 200
    assert client.get(G).status_code == client.head(G).status_code == 404
    assert client.delete(G, headers=WRITER).status_code == 404
    assert lines(client, f"/store?graph={E}other") == {TWO}


def test_default_graph_is_emptied_but_stays(client: FlaskClient) -> None:
    assert send(client, address="/store?default").status_code == 200
    assert lines(client, "/store?default") == {ONE}
    assert client.delete("/store?default", headers=WRITER).status_code == 200
    assert lines(client, "/store?default") == set()


def test_empty_graph_of_a_plain_store_is_there(client: FlaskClient) -> None:
    assert send(client, "").status_code == 201
    assert lines(client) == set()


def test_post_without_a_graph_makes_one_and_says_where(client: FlaskClient) -> None:
    response = send(client, method="POST", address="/store")
    assert response.status_code == 201
    place = response.headers["Location"]
    assert place.startswith("/store/")
    assert lines(client, place) == {ONE}
    assert lines(client, "/store?graph=" + quote("http://localhost" + place, safe="")) == {ONE}


@pytest.mark.parametrize("graph", [E + "ü", E + "a%20b", "urn:x:y", E + "ns#", "unser/graph"])
def test_new_graph_is_found_at_its_location(client: FlaskClient, graph: str) -> None:
    response = send(client, address="/store?graph=" + quote(graph, safe=""))
    assert response.status_code == 201
    assert lines(client, response.headers["Location"]) == {ONE}


def test_relative_graph_lies_below_the_base(client: FlaskClient) -> None:
    send(client, address="/store/unser/graph")
    assert lines(client, "/store?graph=unser/graph") == {ONE}
    assert lines(client, "/store?graph=https://netz.invalid/id/unser/graph") == {ONE}


def test_percent_encoding_of_a_graph_is_decoded_once(client: FlaskClient) -> None:
    send(client, ONE, f"/store?graph={E}%31")
    send(client, TWO, f"/store?graph={E}%2531")
    assert lines(client, f"/store?graph={quote(E, safe='')}1") == {ONE}
    assert lines(client, f"/store?graph={quote(E + '%31', safe='')}") == {TWO}


def test_relative_iris_of_a_body_lie_below_its_graph(client: FlaskClient) -> None:
    send(client, "<x> <y> <> .", f"/store?graph={E}folder/g")
    assert lines(client, f"/store?graph={E}folder/g") == {f"<{E}folder/x> <{E}folder/y> <{E}folder/g> .\n"}


@pytest.mark.parametrize("media_type", SAME)
def test_every_format_goes_in_and_comes_out(client: FlaskClient, media_type: str) -> None:
    assert send(client, SAME[media_type].encode(), content_type=media_type).status_code == 201
    assert lines(client) == {ONE}
    got = client.get(G, headers={"Accept": media_type})
    head = client.head(G, headers={"Accept": media_type})
    assert got.mimetype == head.mimetype == media_type
    assert head.data == b""
    assert send(client, got.data, f"/store?graph={E}copy", content_type=media_type).status_code == 201
    assert lines(client, f"/store?graph={E}copy") == {ONE}


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_broken_body_is_400_with_its_line_and_changes_nothing(client: FlaskClient, method: str) -> None:
    send(client)
    response = send(client, BROKEN, method=method)
    assert response.status_code == 400
    assert response.json is not None
    assert "line" in response.json["error"].lower()
    assert lines(client) == {ONE}


@pytest.mark.parametrize(
    ("address", "method", "content_type", "status"),
    [
        ("/store", "PUT", "text/turtle", 400),
        ("/store", "GET", "", 400),
        ("/store", "DELETE", "", 400),
        (f"/store?default&graph={E}g", "PUT", "text/turtle", 400),
        (f"/store?graph={E}g&graph={E}h", "PUT", "text/turtle", 400),
        ("/store?graph=http://e.example/a%20b%3C%3E", "PUT", "text/turtle", 400),
        ("/store?graph=", "PUT", "text/turtle", 400),
        ("/store/x?default", "PUT", "text/turtle", 400),
        (G, "PUT", "application/pdf", 415),
        (G, "PUT", "text/plain", 415),
        (G, "PUT", "", 415),
        (G, "PATCH", "application/sparql-update", 405),
    ],
)
def test_request_that_makes_no_sense_is_refused(
    client: FlaskClient, address: str, method: str, content_type: str, status: int
) -> None:
    response = send(client, ONE, address, method, content_type)
    assert response.status_code == status
    assert response.json is not None
    assert set(response.json) == {"error", "hint", "status"}
    assert client.get(G).status_code == 404


def test_format_that_is_none_for_graphs_is_406(client: FlaskClient) -> None:
    send(client)
    for headers, query in (({"Accept": "image/png"}, ""), ({"Accept": "text/csv"}, ""), ({}, "&format=csv")):
        assert client.get(G + query, headers=headers).status_code == 406
    assert client.get(G + "&format=jsonld").mimetype == "application/ld+json"


def test_what_json_ld_cannot_say_is_406_and_comes_in_other_formats(client: FlaskClient) -> None:
    assert send(client, f"<{E}a> <{E}b> <<( <{E}a> <{E}b> 1 )>> .").status_code == 201
    query = {"query": "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }"}
    for asked in (G, f"/sparql?{urlencode(query)}"):
        refused = client.get(asked, headers={"Accept": "application/ld+json"})
        assert refused.status_code == 406
        assert refused.json is not None
        assert "JSON-LD" in refused.json["error"]
        assert client.get(asked, headers={"Accept": "text/turtle"}).status_code == 200


def test_packed_body_is_taken(client: FlaskClient) -> None:
    assert send(client, gzip.compress(ONE.encode()), Content_Encoding="gzip").status_code == 201
    assert lines(client) == {ONE}


@pytest.mark.parametrize(
    ("body", "status"),
    [(gzip.compress(bytes(50_000_000)), 413), (gzip.compress(ONE.encode())[:-9], 400), (ONE.encode(), 400)],
    ids=["bomb", "cut off", "no gzip"],
)
def test_bad_packed_body_changes_nothing(client: FlaskClient, body: bytes, status: int) -> None:
    send(client)
    assert send(client, body, Content_Encoding="gzip").status_code == status
    assert lines(client) == {ONE}


def test_too_large_a_body_is_413(client: FlaskClient) -> None:
    assert send(client, b"#" * (1024 * 1024)).status_code == 201
    assert send(client, b"#" * (1024 * 1024 + 1)).status_code == 413


def test_files_of_a_form_are_added_with_our_prefixes_known(client: FlaskClient) -> None:
    files = {
        "eins": (BytesIO(f'<{E}a> foaf:familyName "Meier" .'.encode()), "eins.ttl"),
        "zwei": (BytesIO(TWO.encode()), "zwei.nt", "application/n-triples"),
    }
    response = client.post(G, data=files, headers=WRITER)
    assert response.status_code == 201
    assert lines(client) == {f'<{E}a> <http://xmlns.com/foaf/0.1/familyName> "Meier" .\n', TWO}


def test_form_is_all_or_nothing(client: FlaskClient) -> None:
    files = {"gut": (BytesIO(ONE.encode()), "gut.ttl"), "schlecht": (BytesIO(BROKEN.encode()), "schlecht.ttl")}
    assert client.post(G, data=files, headers=WRITER).status_code == 400
    assert client.get(G).status_code == 404
    for damaged in (b"", b"--x\r\nContent-Disposition: form-data; name=a; filename=a.ttl\r\n\r\n" + ONE.encode()):
        assert send(client, damaged, method="POST", content_type="multipart/form-data; boundary=x").status_code == 400


def test_blank_nodes_of_two_bodies_stay_apart(client: FlaskClient) -> None:
    for value in "12":
        send(client, f"_:same <{E}value> {value} .", method="POST")
    assert len({line.split()[0] for line in lines(client)}) == 2


def test_pages_of_other_hosts_may_read_and_not_write(client: FlaskClient) -> None:
    send(client)
    assert client.get(G).headers["Access-Control-Allow-Origin"] == "*"
    assert client.options("/store").headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "DELETE" in client.options("/store").headers["Allow"]
    assert "Access-Control-Allow-Origin" not in send(client).headers


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/turtle", '<a:x> <a:p> "%s" .'),
        ("application/n-triples", '<a:x> <a:p> "%s" .\n'),
        ("application/ld+json", '{"@id": "a:x", "a:p": "%s"}'),
        ("application/n-triples", "<a:x> <a:p> <a:%s> .\n"),
    ],
)
def test_text_of_more_than_16_mb_is_413_and_named(content_type: str, body: str) -> None:
    store = open_store("memory:", default_graph="own", plain=True)
    settings = Settings(access=Access("T"), default_graph="own", empty=True, upload_mb=40)
    client = create_app(settings, store).test_client()
    response = send(client, body % ("x" * 17_000_000), content_type=content_type)
    assert response.status_code == 413
    assert response.json is not None
    assert "longer than 16 MB" in response.json["error"]
    assert store.revision == 0
    store.close()
