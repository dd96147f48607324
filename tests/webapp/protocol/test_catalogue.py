"""`/dcat` describes the public data as portals of open data collect them (DCAT-AP.de)."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from graph.errors import ConfigError
from graph.protocol import Store
from webapp import create_app
from webapp.settings import Settings, read_licence

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
CC_BY = "http://dcat-ap.de/def/licenses/cc-by/4.0"
PARSERS = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/ld+json": "json-ld"}


@pytest.fixture(scope="module")
def client(magdeburg: Store) -> FlaskClient:
    settings = Settings(operator="Stadt Magdeburg", contact="netz@stadt.example", licence=CC_BY)
    return create_app(settings, magdeburg).test_client()


def described(client: FlaskClient, media_type: str = "text/turtle") -> Graph:
    answer = client.get("/dcat", headers={"Accept": media_type})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return Graph().parse(data=answer.data, format=PARSERS[media_type])


@pytest.mark.parametrize("media_type", PARSERS)
def test_it_comes_in_the_format_that_is_accepted_and_says_the_same(client: FlaskClient, media_type: str) -> None:
    graph = described(client, media_type)
    assert len(graph) == len(described(client))
    assert (URIRef("http://localhost/dcat"), RDF.type, DCAT.Catalog) in graph


def test_it_names_publisher_contact_licence_title_and_period(client: FlaskClient) -> None:
    graph = described(client)
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert {str(graph.value(one, FOAF.name)) for one in graph.objects(None, DCTERMS.publisher)} == {"Stadt Magdeburg"}
    contact = graph.value(dataset, DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:netz@stadt.example")
    assert {str(one) for one in graph.objects(None, DCTERMS.license)} == {CC_BY}
    assert "Magdeburg" in str(graph.value(dataset, DCTERMS.title))
    period = graph.value(dataset, DCTERMS.temporal)
    first, last = (graph.value(period, name) for name in (DCAT.startDate, DCAT.endDate))
    assert isinstance(first, Literal)
    assert isinstance(last, Literal)
    assert first.datatype == XSD.date
    assert str(first) <= str(last)


def test_each_file_has_its_type_and_can_be_fetched_and_packed_ones_say_their_size(client: FlaskClient) -> None:
    graph = described(client)
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(files) == 5
    for one in files:
        path = str(graph.value(one, DCAT.downloadURL)).removeprefix("http://localhost")
        assert str(graph.value(one, DCAT.mediaType)).startswith("https://www.iana.org/assignments/media-types/")
        fetched = client.get(path)
        assert fetched.status_code == 200
        size = graph.value(one, DCAT.byteSize)
        assert size is None or int(str(size)) == len(fetched.data)
        assert (size is not None) == path.endswith(".gz")


def test_what_nobody_said_is_left_out(magdeburg_app: object, magdeburg: Store) -> None:
    graph = described(create_app(store=magdeburg).test_client())
    assert not list(graph.objects(None, DCTERMS.publisher))
    assert not list(graph.objects(None, DCAT.contactPoint))


@pytest.mark.parametrize("value", ["CC BY 4.0", "http://a b", "javascript:alert(1)", "http://a/>x"])
def test_a_licence_that_is_no_address_is_refused_at_the_start(value: str) -> None:
    with pytest.raises(ConfigError, match="no IRI"):
        read_licence({"AKTEURSNETZ_LICENCE": value})


def test_odd_words_of_whoever_runs_it_stay_words(magdeburg: Store) -> None:
    settings = Settings(operator='Amt "für" \\ <b>\n', contact="a b>@x.example")
    graph = described(create_app(settings, magdeburg).test_client())
    assert 'Amt "für" \\ <b>\n' in {str(one) for one in graph.objects(None, FOAF.name)}
