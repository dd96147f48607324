"""Persons in every spelling, over every surface of a real service with a real folder: none of them is public.

Each spelling carries a mark. A mark that anybody can read anywhere means that the text with the name can be read.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from graph.load.files import load_files
from graph.load.spreadsheet.statements import NewNetwork
from graph.paths import DATA
from graph.protocol import Change
from graph.saved.storage import keep, read_saved
from graph.saved.views import make_view
from graph.store.backup import make_backup
from graph.store.embedded import EmbeddedStore
from graph.store.reach import snapshot_of
from graph.terms import SKOS
from tests.support.magdeburg import load_ontology
from tests.support.new_networks import make_network
from tests.support.servers import free_port
from webapp.routes import PAGES

NETWORK = "https://netz.invalid/id/musterstadt/"
GRAPH = ox.NamedNode(NETWORK + "graph/probe")
KNOWN = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix schema: <https://schema.org/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:uuid:1> a foaf:Person ; foaf:name "Dr. Änne Zwirnnyßen" ; foaf:givenName "Änne" ; foaf:familyName "Zwirnnyßen" .
<urn:uuid:2> a schema:Person ; schema:name "Wurzelgrümm-Hohlschratt, Jördis" .
<urn:uuid:3> a vcard:Individual ; vcard:fn "Ludmilla von der Quarkenbreuck" ;
  vcard:family-name "von der Quarkenbreuck" .
<urn:uuid:4> a foaf:Person ; foaf:name "Erdmute Lang" ; foaf:familyName "Lang" .
"""
TEXTS = (
    "Frau Zwirnnyßen sagte",
    "FRAU ZWIRNNYSSEN",
    "zwirnnyßen",
    "Zwirnnyssen",
    "Zwirnnyßens Vorschlag",
    "die Zwirnnyßen'sche Lösung",
    "Zwirn-\nnyßen, so das Protokoll",
    "Zwirn-\r\n   nyßen",
    "Zwirn\u00adnyßen",
    "Zwirn\u200bnyßen",
    "Zwirn‐\nnyßen",
    "Zwirn- nyßen",
    "Liste_Zwirnnyßen_2016",
    "ListeZwirnnyssen.csv",
    "Zwirnnyßen2016",
    "Z w i r n n y ß e n",
    "Zwir\u0301nnyßen",
    "Ζwirnnyßen",
    "Zwirnnуßen",
    "𝐙𝐰𝐢𝐫𝐧𝐧𝐲𝐬𝐬𝐞𝐧",
    "Ｚｗｉｒｎｎｙｓｓｅｎ",
    "<b>Zwirn</b>nyßen",
    "<td>Änne</td><td>Zwirnny&szlig;en</td>",
    "Zwirn&shy;nyßen",
    '<a href="mailto:aenne.zwirnnyssen@stadt.example">Kontakt</a>',
    "Zwirnny%C3%9Fen",
    '{"name": "Zwirnny\\u00dfen"}',
    "aenne.zwirnnyssen@stadt.example",
    "azwirnnyssen@stadt.example",
    "zwirnnyssen.ae (at) stadt.example",
    "annezwirnnyssen",
    "Änne Zwirnnyßen",
    "ZWIRNNYSSEN, AENNE",
    "Wurzelgrümm-Hohlschratt",
    "Jördis Wurzelgruemm",
    "Frau Hohlschratt",
    "wurzelgrumm hohlschratt",
    "WurzelgrümmHohlschratt",
    "Ludmilla v. d. Quarkenbreuck",
    "Frau Quarkenbreuck",
    "QUARKENBREUCK",
    "Erdmute Lang",
    "Frau Lang",
    "Lang, Erdmute",
    "E. Lang",
    "erdmute.lang@stadt.example",
)
IRIS = (
    "mailto:aenne.zwirnnyssen@stadt.example?subject={mark}",
    "tel:+49391;phone-context=zwirnnyssen.{mark}",
    "https://stadt.example/team/aenne-zwirnnyssen/{mark}",
    "https://stadt.example/team/Zwirnny%C3%9Fen/{mark}",
    "https://zwirnnyssen.example/{mark}",
    "https://stadt.example/team#Hohlschratt-{mark}",
    "urn:Wurzelgruemm:{mark}",
    "https://netz.invalid/id/musterstadt/buero-quarkenbreuck-{mark}",
)
STAYS = (
    "Die Stadt ist lang und das Amt ist klein.",
    "Langstraße, lange Wege, Längen",
    "Zwirn und Nähgarn",
    "Die Wurzel ist klein",
    "Quarken, Brücken und Bruck",
    "Zwirnnyß",
)
WAYS_TO_KNOW = (
    "<urn:a:1> a <http://www.wikidata.org/entity/Q5> ; skos:prefLabel 'Mark {mark}'",
    "<urn:a:2> <http://www.wikidata.org/prop/direct/P31> <http://www.wikidata.org/entity/Q5> ; skos:note '{mark}'",
    "<urn:a:3> a <http://dbpedia.org/ontology/Person> ; skos:note '{mark}'",
    "<urn:a:4> a schema:ContactPoint ; schema:name 'Anna Pumpelwitz' ; schema:telephone '{mark}'",
    "<urn:a:5> vcard:kind 'individual' ; skos:note '{mark}'",
    "<urn:a:6> foaf:givenName 'Anna' ; skos:note '{mark}'",
    "<urn:a:7> foaf:name 'Anna Knurzenfels' ; skos:note '{mark}'",
    "<urn:a:8> dct:creator 'Anna Grimmelbek' . <urn:a:9> skos:note 'Grimmelbek {mark}'",
    "<urn:a:10> owl:sameAs <urn:uuid:1> ; skos:note '{mark}'",
    "<urn:a:11> vcard:hasName [ vcard:family-name 'Dorfkrug' ] ; vcard:hasEmail <mailto:{mark}@stadt.example>",
    "<urn:a:12> org:member <urn:a:13> . <urn:a:13> rdfs:label 'Anna Schnurrbart' ; skos:note '{mark}'",
    "<urn:a:14> schema:jobTitle 'Leiterin' ; skos:note '{mark}'",
)
PREFIXES = KNOWN[: KNOWN.index("<urn")] + (
    "@prefix dct: <http://purl.org/dc/terms/> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
    "@prefix org: <http://www.w3.org/ns/org#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
)
MARK = re.compile(rb"qmark[a-z]\d+", re.IGNORECASE)
KEPT = re.compile(rb"qstays\d+")


def said(value: ox.NamedNode | ox.Literal, number: int, *, graph: ox.NamedNode = GRAPH) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"{NETWORK}probe-{number}"), ox.NamedNode(SKOS + "note"), value, graph)


def read(turtle: str) -> list[ox.Quad]:
    triples = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(triple.subject, triple.predicate, triple.object, GRAPH) for triple in triples]


def probes(letter: str) -> list[ox.Quad]:
    quads = [said(ox.Literal(f"{text} qmark{letter}{number}"), number) for number, text in enumerate(TEXTS)]
    for number, iri in enumerate(IRIS, 100):
        quads.append(said(ox.NamedNode(iri.format(mark=f"qmark{letter}{number}")), number))
    graph = ox.NamedNode(f"https://stadt.example/graph/hohlschratt-qmark{letter}150")
    return [*quads, said(ox.Literal("nichts"), 150, graph=graph)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every spelling came before its person was known, and again afterwards."""
    path = tmp_path_factory.mktemp("persons") / "store"
    with closing(EmbeddedStore(path)) as store:
        load_ontology(store)
        load_files(store, [DATA / "examples" / "musterstadt.ttl"])
        reason = "Aus Liste_Zwirnnyssen qmarkr1"
        store.apply(Change(add=probes("a"), author="Änne Zwirnnyßen qmarku1", reason=reason))
        store.apply(Change(add=read(KNOWN), author="KO"))
        store.apply(Change(add=probes("b"), author="Frau Hohlschratt qmarku2", reason="von Frau Lang qmarkr2"))
        for number, way in enumerate(WAYS_TO_KNOW):
            store.apply(Change(add=read(way.format(mark=f"qmarkw{number}") + " .")))
        store.apply(
            Change(add=[said(ox.Literal(f"{text} qstays{number}"), 200 + number) for number, text in enumerate(STAYS)])
        )
        _keep_view_and_list(store)
    return path


def _keep_view_and_list(store: EmbeddedStore) -> None:
    title = "Netz von Zwirnnyssen qmarkv1"
    view = make_view(
        read_saved(store).views, title=title, text="", address="", author="KO", names_somebody=store.names_somebody
    )
    keep(store, view)
    file = "Liste Hohlschratt qmarkv3.csv"
    make_network(store, NewNetwork("Probe", "", file), ["Büro Quarkenbreuck qmarkv2", "Amt für Bau"])


@pytest.fixture(scope="module")
def surfaces(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that anybody gets to read, by what they asked for; then what the service itself wrote."""
    port, found = free_port(), dict[str, bytes]()
    log = tmp_path_factory.mktemp("log") / "log"
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", str(port), "--store", f"oxigraph:{folder}"]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=os.environ) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as client:
                _wait_for(client)
                for name, answer in _answers(client):
                    content = answer.content
                    body = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
                    found[name] = body + str(answer.headers).encode()
            with snapshot_of(folder) as source:
                backup = make_backup(source, tmp_path_factory.mktemp("backups"))
        finally:
            process.kill()
    found["log of the service"] = log.read_bytes()
    found["backup of the public data"] = gzip.decompress((backup.folder / "public.nq.gz").read_bytes())
    return found


def _wait_for(client: httpx.Client) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            client.get("/healthz")
        except httpx.HTTPError as error:
            last = error
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(last)


def _answers(client: httpx.Client) -> Iterator[tuple[str, httpx.Response]]:
    for word, page in PAGES.items():
        for row in page.rows:
            if row.method == "GET" and word not in {"persons", "sign_in", "accounts"} and "<" not in row.address:
                yield row.address, client.get(row.address)
    for form in ("svg", "html", "graphml", "gexf", "csv", "json", "xlsx"):
        yield form, client.get(f"/karte/export.{form}")
    for form in ("csv", "xlsx", "json"):
        yield f"gaps {form}", client.get(f"/luecken.{form}")
        yield f"measures {form}", client.get(f"/auswertung.{form}")
    for query in ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }", "SELECT DISTINCT ?g { GRAPH ?g {} }"):
        yield query, client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    for number in (0, 3, 12, 41):
        yield f"probe {number}", client.get(f"/id/musterstadt/probe-{number}")
    for text in ("qmark", "Zwirn", "Hohlschratt", "Quarkenbreuck"):
        yield f"search {text}", client.get("/api/v1/suche", params={"q": "qmark" if text == "qmark" else text})
    yield "error of a query", client.post("/sparql", data={"query": "SELECT ?x { <urn:uuid:1> ?p }}"})
    yield "graph", client.get("/store", params={"graph": str(GRAPH.value)})
    yield "view 1", client.get("/ansichten/1")


def test_there_are_more_than_forty_four_spellings() -> None:
    assert len({*TEXTS, *IRIS}) >= 44


def test_no_spelling_is_public_anywhere(surfaces: dict[str, bytes]) -> None:
    found = {name: sorted(set(MARK.findall(body))) for name, body in surfaces.items()}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_there_was_something_to_read(surfaces: dict[str, bytes]) -> None:
    assert len(KEPT.findall(surfaces["/dump.nq.gz"])) == len(STAYS)
    assert b"Amt f\xc3\xbcr Bau" in surfaces["/dump.nq.gz"]
    assert len(surfaces) > 50
    assert "/ansichten/1" in surfaces["/dump.nq.gz"].decode()


def test_every_spelling_is_kept_with_the_persons(folder: Path) -> None:
    with closing(EmbeddedStore(folder)) as store:
        held = (store.persons.ledger.quads.dump(format=ox.RdfFormat.N_QUADS) or b"") + b""
    found = set(MARK.findall(held))
    wanted = {f"qmark{letter}{number}".encode() for letter in "ab" for number in [*range(len(TEXTS)), 150]}
    assert wanted <= found
    assert {f"qmarkw{number}".encode() for number in range(len(WAYS_TO_KNOW))} <= found
