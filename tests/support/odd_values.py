"""Random values of every datatype at every property of the ontology, and every address that a reader may open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import quote

import pyoxigraph as ox
import rdflib
from flask.testing import FlaskClient
from hypothesis import strategies as st

from graph.analysis import Analysis
from graph.export.formats import FORMATS
from graph.paths import ONTOLOGY
from graph.protocol import Store
from graph.rdf.values import EXPECTED
from graph.terms import BASE, NETZ, NK, RDF, RDFS, SH, XSD
from tests.support.signs import SIGNS
from webapp.routes import PAGES

GRAPH = ox.NamedNode(BASE + "stadt/graph/seltsam")
_SHACL = rdflib.Namespace(SH)
_DATATYPES = (
    *("string", "boolean", "integer", "decimal", "double", "float", "nonNegativeInteger", "date", "dateTime", "time"),
    *("gYear", "gYearMonth", "gMonthDay", "duration", "anyURI", "base64Binary", "hexBinary", "long", "QName"),
)
_NUMBERS = (
    *("3,5", "3.5", "-1", "0", "-0", "1e400", "1e-400", "1e9", "1e308", "INF", "-INF", "NaN", "0x10", "1_000", "٣"),
    *("Seite 3", "9" * 5000, "½", "1 000", "+5", ".5", "5.", "5.5", "hoch", "", " ", " 7\n"),
)
_DAYS = (
    *("2016-11-30", "2016-02-30", "2016-02-29", "2015-02-29", "2016", "2016-11", "0000-01-01", "0001-01-01", "-0044"),
    *("9999-12-31", "10000-01-01", "12016", "offen", "01.02.2015", "2016-11-30T09:00:00+01:00", "2016-11-30Z"),
    *("2016-13-01", "2016-00-00", "2016-11-30T25:00:00", "2016-W48-3", "20161130", "--11-30", "2016-11-30 09:00"),
)
_TEXTS = (
    *("true", "1", "ja", "x" * 3000, "=1+1", "a\tb\r\nc", "\u200b", "\u202eumgedreht", "a~b|c", "<b>", "%00", "{}"),
    *("\U0001d54f", "\x01", "\ufffe"),
)

_IRIS = ("urn:x:amt", "did:web:x.example", "tag:x.example,2026:amt", "mailto:a@x.example", "http://x.example", BASE)
_TAGS = ("de", "en", "fr", "de-AT", "x-klingon")


@cache
def properties() -> list[str]:
    """Every property that shapes look at, that the ontology defines or that the model reads."""
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    core = rdflib.Graph().parse(ONTOLOGY / "core.ttl")
    paths = {str(node) for node in shapes.objects(None, _SHACL.path) if isinstance(node, rdflib.URIRef)}
    paths |= {str(node) for node in shapes.objects(None, rdflib.RDF.first) if isinstance(node, rdflib.URIRef)}
    paths |= {str(node) for node in shapes.objects(None, _SHACL.targetSubjectsOf)}
    kinds = (rdflib.OWL.DatatypeProperty, rdflib.OWL.ObjectProperty, rdflib.OWL.AnnotationProperty)
    defined = {str(node) for kind in kinds for node in core.subjects(rdflib.RDF.type, kind)}
    return sorted({*paths, *defined, *EXPECTED, RDF + "type", RDFS + "subPropertyOf"})


def terms(known: Sequence[str]) -> st.SearchStrategy[ox.Literal | ox.NamedNode]:
    """Literals of every datatype and language, right and odd, and resources: known ones, codes, and strange IRIs."""
    texts = st.one_of(st.sampled_from((*_NUMBERS, *_DAYS, *_TEXTS)), st.text(SIGNS, max_size=12).filter(_is_storable))
    typed = st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(XSD + name)), texts, st.sampled_from(_DATATYPES)
    )
    tagged = st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(_TAGS))
    codes = [NK + code for code in ("exists", "demanded", "year", "steers", "nothing")]
    resources = st.sampled_from((*known, *_IRIS, *codes, NETZ + "Interface", NETZ + "Network")).map(ox.NamedNode)
    return st.one_of(texts.map(ox.Literal), typed, typed, tagged, resources)


def statements(known: Sequence[str]) -> st.SearchStrategy[list[ox.Quad]]:
    """Some statements on resources that a network has, and on some that it has not."""
    subjects = st.sampled_from((*known, *_IRIS[:-1])).map(ox.NamedNode)
    predicates = st.one_of(st.sampled_from(sorted(EXPECTED)), st.sampled_from(properties())).map(ox.NamedNode)
    quad = st.builds(lambda one, two, three: ox.Quad(one, two, three, GRAPH), subjects, predicates, terms(known))
    return st.lists(quad, min_size=10, max_size=25)


def resources_of(store: Store) -> list[str]:
    """What a store's own networks say something about."""
    rows = store.select(f"SELECT DISTINCT ?s WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{BASE}')) }}")
    found = {row["s"].value for row in rows if isinstance(row["s"], ox.NamedNode)}
    return sorted(iri for iri in found if not iri.startswith(BASE + "gemeinsam/"))


def addresses(store: Store, named: Sequence[str]) -> Iterator[str]:
    """Every address that GET answers, filled with what there is: resources by slug, each form, gaps of each kind."""
    slugs = [quote(iri.removeprefix(BASE), safe="/:") for iri in dict.fromkeys(named)]
    gaps = [gap.id for found in Analysis(store).search_gaps().values() for gap in found.gaps[:2]]
    values = {
        "<path:slug>": slugs,
        "<path:path>": ["stadt/graph/seltsam"],
        "<gap_id>": gaps,
        "<int:revision>": [str(store.revision)],
        "<suffix>": ["html", "ttl", "jsonld"],
        "<slug>": ["blick"],
        "<secret>": ["geraten"],
        "<key>": ["geraten"],
        "<name>": ["Niemand"],
        "<int:number>": ["1"],
        "<path:kind>": ["akteur", "schnittstelle"],
    }
    yield from (f"{way}?iri={slug}" for way in ("/aendern", "/beenden", "/loeschen", "/besteht") for slug in slugs[:3])
    for row in (row for page in PAGES.values() for row in page.rows if row.method == "GET"):
        if row.address.startswith("/store"):
            yield f"{row.address.partition('<')[0]}?graph={quote(GRAPH.value, safe='')}"
        elif form := re.search(r"<form>", row.address):
            yield from (row.address[: form.start()] + name for name in _forms(row.address))
        elif hole := re.search(r"<[^>]+>", row.address):
            yield from (row.address.replace(hole[0], one) for one in values.get(hole[0], ["x"]))
        else:
            yield row.address
            yield from (row.address + query for query in _QUERIES.get(row.address, ()))


_QUERIES = {
    "/": ("?lang=en",),
    "/daten": ("?lang=en",),
    "/karte": ("?tag=2016-11-30", "?lang=en&farbe=luecken", "?stufe=gebiete"),
    "/api/v1/karte.json": ("?tag=2016-11-30",),
    "/karte/druck": ("?tag=2016-11-30",),
    "/vergleich": ("?von=2015-01-01&bis=2017-01-01",),
    "/akteure": ("?sortierung=verbindungen&richtung=ab", "?suche=a", "?lang=en"),
    "/luecken": ("?lang=en", "?art=rule"),
    "/auswertung": ("?lang=en",),
    "/sparql": ("?query=SELECT%20*%20WHERE%20%7B?s%20?p%20?o%7D%20LIMIT%205",),
    "/abfragen": ("?frage=ties-at-date", "?frage=ties-of-actor-at-date", "?frage=passages"),
    "/api/v1/suche": ("?text=a",),
    "/api/v1/karte/suche": ("?text=a",),
}


def _forms(address: str) -> Sequence[str]:
    if "export" in address:
        return tuple(form.name for form in FORMATS if form.is_available)
    return "csv", "xlsx", "json"


def broken(client: FlaskClient, pages: Iterator[str]) -> list[tuple[str, int]]:
    """The addresses that answer with a fault of the service, or lead to themselves."""
    found = []
    for address in pages:
        answer = client.get(address, headers={"Accept": "text/html, */*;q=0.5"})
        to_itself = answer.status_code in {301, 302, 303} and answer.headers["Location"] == address
        if answer.status_code >= 500 or to_itself:
            found.append((address, answer.status_code))
        answer.close()
    return found


def _is_storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
