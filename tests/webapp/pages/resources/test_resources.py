"""Every IRI can be followed: `/id/...`, `/ns`, `/code` for people and for programs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.rdf.vocabulary import list_definitions, source
from graph.terms import BASE, NETZ, NK

FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}
SUFFIXES = dict(zip(("ttl", "jsonld", "rdf", "nt"), FORMATS, strict=True))
JOBCENTER = "/id/magdeburg/jobcenter"


@pytest.fixture
def client(magdeburg_app: Flask) -> Iterator[FlaskClient]:
    with magdeburg_app.test_client() as client:
        yield client


def statements(body: bytes, media_type: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(body, format=FORMATS[media_type], base_iri=BASE)}


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("path", [JOBCENTER, "/id/magdeburg/thema/recht", "/ns", "/code"])
def test_each_format_says_the_same_as_turtle(client: FlaskClient, path: str, media_type: str) -> None:
    answer = client.get(path, headers={"Accept": media_type})
    turtle = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert statements(answer.data, media_type) == statements(turtle.data, "text/turtle")


def test_resource_in_turtle_holds_what_it_says_and_where_it_is_named(client: FlaskClient) -> None:
    found = statements(client.get(JOBCENTER, headers={"Accept": "text/turtle"}).data, "text/turtle")
    subject = ox.NamedNode(BASE + "magdeburg/jobcenter")
    assert {str(triple.subject == subject) for triple in found} == {"True", "False"}
    assert all(subject in (triple.subject, triple.object) for triple in found)


@pytest.mark.parametrize(("suffix", "media_type"), SUFFIXES.items())
@pytest.mark.parametrize(("path", "namespace"), [("/ns", NETZ), ("/code", NK)])
def test_vocabulary_has_an_address_for_each_format(
    client: FlaskClient, path: str, namespace: str, suffix: str, media_type: str
) -> None:
    answer = client.get(f"{path}.{suffix}", headers={"Accept": "text/html"})
    assert answer.mimetype == media_type
    assert statements(answer.data, media_type) == statements(source(namespace).encode(), "text/turtle")


def test_vocabulary_in_turtle_is_the_file_with_its_comments(client: FlaskClient) -> None:
    assert client.get("/ns.ttl").get_data(as_text=True) == source(NETZ)


@pytest.mark.parametrize(("path", "namespace"), [("/ns", NETZ), ("/code", NK)])
def test_every_term_has_its_place_on_the_page_once(client: FlaskClient, path: str, namespace: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
    anchors = re.findall(r'id="([\w-]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert {term.name for term in list_definitions(namespace)} <= set(anchors)


@pytest.mark.parametrize(
    ("language", "first", "second"), [("de", "Schnittstelle", "interface"), ("en", "interface", "Schnittstelle")]
)
def test_term_is_said_in_both_languages(client: FlaskClient, language: str, first: str, second: str) -> None:
    page = client.get(f"/ns?lang={language}", headers={"Accept": "text/html"}).get_data(as_text=True)
    block = page.partition('id="Interface"')[2].partition("</article>")[0]
    other = "en" if language == "de" else "de"
    assert f"<h3>{first} <code>netz:Interface</code></h3>" in block
    assert f'lang="{other}">{second}</p>' in block
    assert "netz:Tie" in block
    assert "a netz:Interface" in block  # the example in Turtle


def test_what_a_term_points_to_stands_in_words(client: FlaskClient) -> None:
    """Addresses in short are for programs; those of other vocabularies that have no German word stay."""
    page = client.get("/ns", headers={"Accept": "text/html", "Accept-Language": "de"}).text
    said = re.findall(r"<dt>(?:gehört zu|sagt etwas über|Wert|Eigenschaften)</dt><dd>(.*?)</dd>", page)
    words = {word for cell in said for word in re.findall(r">([^<]+)</a>", cell)}
    assert {"Beziehung", "Veranstaltung", "Datum", "ganze Zahl", "Thema"} <= words
    assert not [word for word in words if word.startswith(("netz:", "nk:", "xsd:"))]


def test_code_says_what_it_belongs_to_and_where_it_is_used(client: FlaskClient) -> None:
    page = client.get("/code?lang=de", headers={"Accept": "text/html"}).get_data(as_text=True)
    block = page.partition('id="chamber"')[2].partition("</article>")[0]
    assert '#economy">Wirtschaft</a>' in block
    assert "Kammer" in block.partition("Beispiel")[2]


@pytest.mark.parametrize("path", [JOBCENTER, "/ns", "/code", "/id/magdeburg/thema/recht"])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_other_formats_are_named_in_the_header_and_are_there(client: FlaskClient, path: str, accept: str) -> None:
    links = client.get(path, headers={"Accept": accept}).headers.getlist("Link")
    alternates = {
        found["type"]: found["url"]
        for link in links
        if (found := re.fullmatch(r'<(?P<url>[^>]+)>; rel="alternate"; type="(?P<type>[^"]+)"', link))
    }
    assert set(alternates) == set(FORMATS)
    for media_type, url in alternates.items():
        assert client.get(url, headers={"Accept": "text/html"}).mimetype == media_type
    assert any('rel="describedby"' in link for link in links)


def test_kept_page_names_the_other_formats_again(client: FlaskClient) -> None:
    first, second = (client.get("/ns", headers={"Accept": "text/html"}) for _ in range(2))
    assert first.headers.getlist("Link") == second.headers.getlist("Link")
    assert second.headers["Access-Control-Allow-Origin"] == "*"


def test_actor_and_group_are_read_about_on_their_pages(client: FlaskClient) -> None:
    for path, place in (
        (JOBCENTER, "/akteure/magdeburg/jobcenter"),
        ("/id/magdeburg/beratungsrunde", "/gruppen/magdeburg/beratungsrunde"),
    ):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["Location"]) == (303, place)


def test_named_graph_can_be_followed_like_everything_else(client: FlaskClient) -> None:
    path = "/id/magdeburg/graph/ag1"
    found = statements(client.get(path, headers={"Accept": "text/turtle"}).data, "text/turtle")
    assert any(str(triple.subject).endswith("befund/ag1-koordination>") for triple in found)
    answer = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert statements(answer.data, "text/turtle") == found


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", [JOBCENTER, "/ns", "/code.nt", "/dump.nq.gz"])
def test_head_says_what_get_says_without_a_body(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert bool(answer.data) == (method == "GET")
    assert int(answer.headers["Content-Length"]) > 0


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/json"])
def test_unknown_resource_is_told_to_programs_as_json(client: FlaskClient, accept: str) -> None:
    answer = client.get("/id/magdeburg/nirgends", headers={"Accept": accept})
    assert answer.status_code == 404
    assert set(json.loads(answer.data)) == {"error", "hint", "status"}


def test_unknown_resource_is_told_to_people_as_a_page(client: FlaskClient) -> None:
    answer = client.get("/id/magdeburg/nirgends", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


@pytest.mark.parametrize("path", ["/ns.xyz", "/code.csv", JOBCENTER + "?format=csv"])
def test_format_that_is_none_for_statements_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 406


def test_picture_of_a_resource_is_refused(client: FlaskClient) -> None:
    assert client.get(JOBCENTER, headers={"Accept": "image/png"}).status_code == 406


def test_preferred_of_several_formats_is_given(client: FlaskClient) -> None:
    accept = "text/html;q=0.3, application/rdf+xml;q=0.9, text/turtle;q=0.5"
    assert client.get(JOBCENTER, headers={"Accept": accept}).mimetype == "application/rdf+xml"


def test_the_page_of_a_tie_leads_to_the_map_and_to_what_would_be_without_it(client: FlaskClient) -> None:
    page = unquote(html.unescape(client.get("/id/magdeburg/foerderung/berufssprachkurse").get_data(as_text=True)))
    assert 'href="/karte?paar=gemeinsam/bamf~gemeinsam/berufssprachkurse"' in page
    trial = re.search(r'href="(/was-waere-wenn\?schritt=trennen~[^"]+)"', page)
    assert trial is not None
    assert "fällt weg" in client.get(trial[1]).get_data(as_text=True)
    assert "/was-waere-wenn?schritt" not in client.get("/id/magdeburg/thema/finanzierung").get_data(as_text=True)


def test_days_are_said_as_exactly_as_they_are_known(client: FlaskClient) -> None:
    for path, years in (("foerderung/esf-bamf-programm", {"2007", "2017"}), ("konferenz-2016", {"2016"})):
        page = client.get(f"/id/magdeburg/{path}").get_data(as_text=True)
        assert years <= set(re.findall(r">\s*([^<>]+?)\s*<", page))
        assert not re.search(r">\s*\d{4}-\d\d-\d\d\s*<", page)
