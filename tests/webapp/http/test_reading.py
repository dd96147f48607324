"""What is for accounts only is in no answer to anybody else, at whatever address, in whatever form, kept or not."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote

import networkx as nx
import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.analysis import Analysis
from graph.export.formats import FORMATS
from graph.gaps.decisions import make_decision, record
from graph.layout import positions
from graph.protocol import Change, Store
from graph.query.readable_quads import readable_quads
from graph.saved.storage import read_saved
from graph.store.open import open_store
from graph.store.reach import commands_can_reach
from graph.terms import BASE, VIEWS_GRAPH
from graph.upkeep.named_networks import network_actions
from tests.support.clients import ORIGIN
from tests.support.magdeburg import load_ontology
from tests.support.statements import PREFIXES, add
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.cli.main import main
from webapp.routes import PAGES

MARK = "zwetschg"
OPEN = """
<aussen/netzwerk> a netz:Network ; skos:prefLabel "Pflaumennetz"@de .
<aussen/amt> a org:FormalOrganization ; skos:prefLabel "Amt der Pflaumen"@de ; netz:inNetwork <aussen/netzwerk> ;
  org:classification nk:municipality ; org:linkedTo <https://zwetschge.example/verein> .
<aussen/verein> a org:Organization ; skos:prefLabel "Pflaumenverein"@de ; netz:inNetwork <aussen/netzwerk> .
<https://beide.example/kammer> a org:Organization ; skos:prefLabel "Kammer für beide"@de ;
  netz:inNetwork <aussen/netzwerk>, <innen/netzwerk> .
<aussen/ag> a netz:WorkingGroup ; skos:prefLabel "AG Pflaumen"@de ; netz:inNetwork <aussen/netzwerk> ;
  adms:status nk:exists ; org:classification nk:standingGroup .
<aussen/s1> a netz:Interface ; netz:party <aussen/amt>, <aussen/verein> ; netz:topic <aussen/obst> ;
  adms:status nk:exists ; netz:inNetwork <aussen/netzwerk> ; netz:evidence <aussen/beleg> .
<aussen/s2> a netz:Interface ; netz:fromParty <aussen/amt> ; netz:toParty <https://beide.example/kammer> ;
  adms:status nk:demanded ; netz:inNetwork <aussen/netzwerk> .
<aussen/s3> a netz:Interface ; netz:party <aussen/amt>, <innen/zwetschgenamt> ; adms:status nk:exists ;
  netz:inNetwork <aussen/netzwerk> .
<aussen/m1> a netz:Membership ; org:member <aussen/amt> ; org:organization <aussen/ag> ; adms:status nk:exists ;
  netz:inNetwork <aussen/netzwerk> .
<aussen/obst> a skos:Concept ; skos:prefLabel "Obst"@de .
<aussen/b1> a netz:Demand ; skos:prefLabel "Mehr Pflaumen"@de ; netz:inNetwork <aussen/netzwerk> ;
  netz:callsFor <aussen/s2> ; netz:raisedBy <aussen/ag> ; netz:evidence <aussen/beleg> .
<aussen/beleg> a netz:Passage ; oa:exact "Pflaumen gesucht" ; oa:start 3 ; oa:end 8 ;
  prov:wasQuotedFrom <https://text.example/protokoll> .
<https://text.example/protokoll> a foaf:Document ; skos:prefLabel "Protokoll der Pflaumen"@de .
"""
CLOSED = """
<innen/netzwerk> a netz:Network ; skos:prefLabel "Zwetschgennetz"@de ; skos:note "Zwetschge 1"@de .
<innen/zwetschgenamt> a org:FormalOrganization ; skos:prefLabel "Amt der Zwetschgen"@de ;
  netz:inNetwork <innen/netzwerk> ; org:classification nk:municipality ; skos:altLabel "Zwetschgen A"@de .
<https://zwetschge.example/verein> a org:Organization ; skos:prefLabel "Zwetschgenverein"@de ;
  netz:inNetwork <innen/netzwerk> .
<https://zwetschge.example/ohne> a org:Organization ; skos:prefLabel "Zwetschge ohne Netzwerk"@de ;
  org:memberOf <innen/zwetschgen-ag> .
<innen/zwetschgen-ag> a netz:WorkingGroup ; skos:prefLabel "AG Zwetschgen"@de ; netz:inNetwork <innen/netzwerk> ;
  adms:status nk:exists ; org:classification nk:standingGroup .
<innen/zwetschge-s1> a netz:Interface ; skos:prefLabel "Zwetschge S"@de ; netz:topic <innen/zwetschgenthema> ;
  netz:party <innen/zwetschgenamt>, <https://beide.example/kammer>, <https://zwetschge.example/verein> ;
  adms:status nk:exists ; netz:inNetwork <innen/netzwerk> ; netz:evidence <https://zwetschge.example/beleg> .
<https://zwetschge.example/s2> a netz:Interface ; netz:party <aussen/amt>, <https://zwetschge.example/fremd> ;
  adms:status nk:exists ; netz:inNetwork <innen/netzwerk> .
<https://zwetschge.example/m1> a netz:Membership ; org:member <aussen/verein> ;
  org:organization <innen/zwetschgen-ag> ; adms:status nk:exists ; netz:inNetwork <innen/netzwerk> .
<https://zwetschge.example/beleg> a netz:Passage ; oa:exact "Zwetschgen geheim" ; oa:start 3 ; oa:end 8 ;
  prov:wasQuotedFrom <https://zwetschge.example/text> .
<https://zwetschge.example/text> a foaf:Document ; skos:prefLabel "Protokoll der Zwetschgen"@de .
netz:Interface netz:pluralLabel "Aaa Zwetschgenwege"@de ; rdfs:label "Aaa Zwetschge"@de .
<innen/zwetschgenthema> a skos:Concept ; skos:prefLabel "Zwetschgenthema"@de .
<innen/zwetschge-b1> a netz:Demand ; skos:prefLabel "Mehr Zwetschgen"@de ; netz:inNetwork <innen/netzwerk> ;
  netz:concerns <aussen/amt> ; netz:raisedBy <innen/zwetschgen-ag> ; oa:start "Zwetschge drei" .
<aussen/amt> skos:note "Zwetschgen: Amt kennt sie"@de ; skos:altLabel "Zwetschgenfreunde"@de .
[] a org:Membership ; org:member <https://zwetschge.example/ohne> ; org:organization <innen/zwetschgen-ag> ;
  skos:note "Zwetschge leer"@de .
"""
VIEWS = """
@prefix dct: <http://purl.org/dc/terms/> .
<ansichten/zwetschge-1> a netz:SavedView ; dct:title "Zwetschgenblick" ; netz:address "netz=innen" .
<ansichten/zwetschge-2> a netz:SavedView ; dct:title "Zwetschge und alle" ; netz:address "" .
<ansichten/zwetschge-3> a netz:SavedView ; dct:title "Zwetschge x" ;
  netz:address "netz=aussen&akteur=innen/zwetschgenamt" .
<ansichten/offen> a netz:SavedView ; dct:title "Pflaumenblick" ; netz:address "netz=aussen" .
<geschichten/zwetschge-g> a netz:Story ; dct:title "Zwetschgengeschichte" ; netz:step <geschichten/zwetschge-g/1> .
<geschichten/zwetschge-g/1> netz:place 1 ; dct:title "Zwetschge" ; netz:shows <ansichten/zwetschge-1> .
<geschichten/offen> a netz:Story ; dct:title "Pflaumengeschichte" ; netz:step <geschichten/offen/1> .
<geschichten/offen/1> netz:place 1 ; dct:title "Pflaume eins" ; netz:shows <ansichten/offen> .
"""
SLUGS = (
    "aussen/amt",
    "innen/netzwerk",
    "innen/zwetschgenamt",
    "innen/zwetschgen-ag",
    "innen/zwetschge-s1",
    "innen/zwetschgenthema",
    "https://zwetschge.example/verein",
    "https://zwetschge.example/s2",
    "https://zwetschge.example/ohne",
    "https://beide.example/kammer",
    "https://text.example/protokoll",
    "innen/graph/zwetschge-q",
    "ansichten/zwetschge-1",
    "geschichten/zwetschge-g",
)
HOLES = {
    "<path:slug>": SLUGS,
    "<path:path>": ("innen/graph/zwetschge-q", "aussen/graph/quelle"),
    "<int:revision>": ("1", "2", "3", "4"),
    "<suffix>": ("html", "ttl", "jsonld"),
    "<slug>": ("zwetschge-1", "zwetschge-2", "zwetschge-g", "offen"),
    "<int:number>": ("1", "9" * 20),
}
QUERIES = (
    "text=zwe",
    "suche=zwe",
    "ansicht=tabelle",
    "stand=exists,demanded,planned,ended,unclear",
    "akteur=innen/zwetschgenamt",
    "akteur=aussen/amt&tiefe=2",
    "luecke=GAP",
    "stufe=gebiete",
    "query=" + quote("SELECT * { ?s ?p ?o }"),
    "abfrage=" + quote("SELECT * { ?s ?p ?o }"),
    "frage=passages",
    "frage=ties-of-actor-at-date",
    "graph=" + quote(BASE + "innen/graph/zwetschge-q"),
    "default",
    "von=2015-01-01&bis=2017-01-01",
    "lang=en",
    "grenze=50",
)
NETWORKS = ("", "innen", "aussen", BASE + "innen/netzwerk", "x")


@pytest.fixture(scope="module")
def closed_store() -> Iterator[Store]:
    store = open_store("memory:")
    load_ontology(store)
    add(store, OPEN, "aussen/graph/quelle")
    add(store, CLOSED, "innen/graph/zwetschge-q")
    views = ox.parse(PREFIXES + VIEWS, format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode(VIEWS_GRAPH)
    store.apply(Change(add=[ox.Quad(one.subject, one.predicate, one.object, graph) for one in views]))
    gap = Analysis(store, "innen").recorded_gaps[0]
    record(store, gap, make_decision(gap, "no_need", author="ZW", note="Zwetschgen warten"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def app(closed_store: Store) -> Flask:
    app = create_app(store=closed_store)
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.people.add("Chefin", "verwalten")
    accounts.people.add("Fremd", "analyse", "aussen")
    accounts.people.add("Leserin", "lesen", "innen")
    warm = app.test_client()
    for address in ("/", "/karte", "/akteure", "/luecken", "/auswertung", "/karte?netz=innen", "/akteure?netz=innen"):
        assert MARK in warm.get(address).get_data(as_text=True).lower()  # kept before the network was closed
    accounts.set_public("innen", is_public=False)
    return app


def client_of(app: Flask, name: str = "") -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = ORIGIN
    if name:
        accounts: Accounts = app.extensions[EXTENSION]
        client.set_cookie("akteursnetz-konto-8000", accounts.sessions.begin(name))
    return client


def addresses(gaps: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Method and address of every row of the table, with all that may stand in its holes."""
    holes = {**HOLES, "<gap_id>": tuple(gaps)}
    for row in (row for page in PAGES.values() for row in page.rows):
        if "<form>" in row.address:
            forms = tuple(one.name for one in FORMATS) if "export" in row.address else ("csv", "xlsx", "json")
            yield from ((row.method, row.address.replace("<form>", form)) for form in forms)
        elif hole := re.search(r"<[^>]+>", row.address):
            yield from ((row.method, row.address.replace(hole[0], quote(one))) for one in holes.get(hole[0], ("x",)))
        else:
            yield row.method, row.address


def words_of(answer: TestResponse) -> str:
    """Head and body of an answer as text, whatever they are packed in."""
    body = answer.get_data()
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return f"{answer.headers}{body.decode('utf-8', 'replace')}".lower()


def told(answer: TestResponse, asked: str) -> bool:
    """Whether an answer says something of the closed network that was not in the question."""
    words, question = (unquote(unquote(unquote(html.unescape(text)))) for text in (words_of(answer), asked.lower()))
    for asked_for in re.findall(rf"[^\s?&=/]*{MARK}[^\s?&=/]*", question):
        words = words.replace(asked_for, "")
    return MARK in words


def gaps_of(store: Store) -> list[str]:
    found = Analysis(store, "innen").search_gaps().values()
    return [gap.id for result in found for gap in result.gaps][:3]


@pytest.mark.parametrize("name", ["", "Fremd"])
def test_no_address_tells_of_a_closed_network(app: Flask, closed_store: Store, name: str) -> None:
    client, found, opened = client_of(app, name), [], 0
    for method, address in addresses(gaps_of(closed_store)):
        for network in NETWORKS:
            asked = f"{address}?netz={quote(network, safe='')}" if network else address
            answer = client.open(asked, method=method, headers={"Accept": "text/html, */*;q=0.5"})
            opened += answer.status_code == 200
            found += [(method, asked, answer.status_code)] if told(answer, asked) else []
            assert answer.status_code < 500 or answer.status_code == 507, (method, asked)
            if answer.status_code != 200:
                assert "ETag" not in answer.headers  # so nothing is kept that a second question could be answered with
            elif method == "GET":
                head = client.head(asked)
                again = client.get(asked, headers={"If-None-Match": answer.headers.get("ETag", '"x"')})
                kept = client.get(asked)
                found += [(method, asked, one.status_code) for one in (head, again, kept) if told(one, asked)]
    assert found == []
    assert opened > 100


@pytest.mark.parametrize("name", ["", "Fremd"])
def test_no_parameter_tells_of_a_closed_network(app: Flask, closed_store: Store, name: str) -> None:
    client, gaps = client_of(app, name), gaps_of(closed_store)
    plain = {
        row.address for page in PAGES.values() for row in page.rows if row.method == "GET" and "<" not in row.address
    }
    found = []
    for address in sorted(plain):
        for query in QUERIES:
            asked = f"{address}?{query.replace('GAP', gaps[0])}"
            for accept in ("text/html", "application/json", "text/turtle"):
                answer = client.get(asked, headers={"Accept": accept})
                found += [(asked, answer.status_code)] if told(answer, asked) else []
    assert found == []


@pytest.mark.parametrize(("name", "found"), [("", False), ("Fremd", False), ("Leserin", True)])
def test_no_list_is_matched_with_a_closed_network(app: Flask, name: str, *, found: bool) -> None:
    client = client_of(app, name)
    asked = {"queries": json.dumps({"q": {"query": "Amt der Zwetschgen"}})}
    extended = {"extend": json.dumps({"ids": ["innen/zwetschgenamt"], "properties": [{"id": "alias"}]})}
    names = client.post("/reconcile", data=asked).get_data(as_text=True)
    values = client.post("/reconcile", data=extended).get_data(as_text=True)
    typed = client.get("/reconcile/suggest/entity?prefix=Zwet").get_data(as_text=True)
    assert ["Zwetschgen" in one for one in (names, values, typed)] == [found] * 3
    assert client.get("/reconcile/preview?id=innen/zwetschgenamt").status_code == (200 if found else 404)


def test_whoever_has_a_role_there_reads_as_before(app: Flask) -> None:
    for name in ("Chefin", "Leserin"):
        client = client_of(app, name)
        for address in ("/", "/karte", "/akteure", "/api/v1/netzwerke", "/aenderungen", "/dump.nq.gz"):
            assert MARK in words_of(client.get(address)), (name, address)
    assert MARK in words_of(client_of(app, "Leserin").get("/sparql", query_string={"query": "SELECT * {?s ?p ?o}"}))


def test_the_open_network_is_read_as_before(app: Flask) -> None:
    client = client_of(app)
    page = client.get("/akteure").get_data(as_text=True)
    assert "Amt der Pflaumen" in page
    assert "Kammer für beide" in page
    assert [one["iri"] for one in client.get("/api/v1/netzwerke").get_json()["items"]] == [BASE + "aussen/netzwerk"]
    assert "Pflaumenblick" in client.get("/ansichten").get_data(as_text=True)
    assert "Pflaumengeschichte" in client.get("/geschichten").get_data(as_text=True)
    ties = client.get("/api/v1/beziehungen").get_json()["items"]
    assert {tie["iri"].rpartition("/")[2] for tie in ties} >= {"s1", "s2", "m1"}


def test_what_looks_at_everything_asks_to_sign_in(app: Flask) -> None:
    client = client_of(app)
    for address in ("/sparql?query=ASK%7B%7D", "/dump.nq.gz", "/store?default", "/api/v1/aenderungen"):
        answer = client.get(address)
        assert answer.status_code == 401, address
        assert answer.get_json()["hint"]
    for address in ("/aenderungen", "/karte?netz=innen"):
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.headers["Location"].startswith("/anmelden?weiter="), address
    assert client_of(app, "Fremd").get("/sparql?query=ASK%7B%7D").status_code == 403


def test_nobody_learns_whether_there_is_a_network(app: Flask) -> None:
    one, other = (client_of(app).get(f"/api/v1/akteure?netz={slug}") for slug in ("innen", "gibtesnicht"))
    assert (one.status_code, one.get_json()) == (other.status_code, other.get_json())


def test_a_wrong_token_opens_nothing(app: Flask) -> None:
    answer = client_of(app).get("/akteure", headers={"Authorization": "Bearer falsch"})
    assert MARK not in words_of(answer)


def test_opened_again_it_is_there_at_once(closed_store: Store) -> None:
    app = create_app(store=closed_store)
    accounts: Accounts = app.extensions[EXTENSION]
    client = app.test_client()
    for is_public in (False, True, False):
        accounts.set_public("innen", is_public=is_public)
        assert (MARK in words_of(client.get("/akteure"))) is is_public
        assert (MARK in words_of(client.get("/api/v1/karte.json"))) is is_public


def test_whoever_coordinates_one_network_writes_there_and_not_elsewhere(app: Flask, closed_store: Store) -> None:
    app.extensions[EXTENSION].people.set_role("Fremd", "koordinieren", "aussen")
    client = client_of(app, "Fremd")
    page = client.get("/ansichten/neu?netz=aussen&ansicht=x").get_data(as_text=True)
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    sent = {"token": token[1], "title": "Pflaumen neu", "text": "", "address": "netz=aussen", "author": "x"}
    before = closed_store.revision
    answer = client.post("/ansichten?netz=aussen", data=sent)
    assert answer.status_code in {302, 303}, answer.get_data(as_text=True)
    assert closed_store.revision == before + 1
    hidden = {**sent, "title": "Zwetschge 1"}  # its address could be that of a view that is not shown here
    assert client.post("/ansichten?netz=aussen", data=hidden).status_code in {302, 303}
    assert closed_store.revision == before + 2
    slugs = [slug for slug, view in read_saved(closed_store).views.items() if view.name == "Zwetschge 1"]
    assert any(re.fullmatch(r"zwetschge-1-[0-9a-f]{12}", slug) for slug in slugs), "it does not tell what else there is"
    assert client.post("/neu?netz=aussen", data={"token": token[1], "name": "innen"}).status_code == 403


def test_what_belongs_to_nothing_is_not_read() -> None:
    quads = [
        ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.Literal("frei"), ox.DefaultGraph()),
    ]
    assert readable_quads(quads, {"innen"}) == []


def test_what_is_for_an_account_is_kept_for_nobody_else(app: Flask) -> None:
    for name, kept in (("Leserin", "private, no-cache"), ("Chefin", "private, no-cache"), ("", "no-cache")):
        client = client_of(app, name)
        for address in ("/karte", "/akteure", "/api/v1/akteure", "/karte"):
            answer = client.get(address)
            assert answer.headers["Cache-Control"] == kept, (name, address)
            assert {"cookie", "authorization"} <= {one.lower() for one in answer.vary}


def test_nothing_counts_the_changes_of_a_closed_network(app: Flask, closed_store: Store) -> None:
    stranger, boss = client_of(app), client_of(app, "Chefin")
    graph = ox.NamedNode(BASE + "innen/graph/zwetschge-q")
    secret = ox.Quad(ox.NamedNode(BASE + "innen/netzwerk"), ox.NamedNode("urn:p"), ox.Literal("zwetschge neu"), graph)

    def told() -> list[object]:
        answers = [stranger.get(address) for address in ("/healthz", "/api/v1/akteure", "/api/v1/luecken")]
        return [*[answer.get_json() for answer in answers], *[answer.headers.get("ETag") for answer in answers]]

    before = told()
    assert before[0] == {"status": "ok"}
    closed_store.apply(Change(add=[secret]))
    try:
        assert told() == before
        assert boss.get("/healthz").get_json() == {"status": "ok", "revision": closed_store.revision}
    finally:
        closed_store.apply(Change(remove=[secret]))


def test_no_tag_tells_that_a_closed_network_changed(app: Flask, closed_store: Store) -> None:
    """Kept answers are those of who asked first: with two browsers, or by waiting, one saw when they were made anew."""
    clients = [client_of(app), client_of(app, "Fremd"), client_of(app, "Fremd")]
    for client, mark in zip(clients, "abc", strict=True):
        client.set_cookie("fremd", mark)
    iri = ox.NamedNode(BASE + "innen/netzwerk")
    secret = ox.Quad(iri, ox.NamedNode("urn:p"), ox.Literal("still"), ox.NamedNode(BASE + "innen/graph/zwetschge-q"))
    seen = ox.Quad(ox.NamedNode(BASE + "aussen/netzwerk"), ox.NamedNode("urn:p"), ox.Literal("1"), ox.DefaultGraph())
    network = BASE + "innen/netzwerk"
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_node(network)
    positions.arrange(closed_store, network, {network}, lambda: positions.Drawn(drawn, {}, {}))

    def tags(order: Sequence[FlaskClient] = clients) -> list[str]:
        asked = [(one, address) for one in order for address in ("/akteure", "/karte", "/api/v1/akteure", "/sparql")]
        return sorted(filter(None, (one.get(address).headers.get("ETag") for one, address in asked)))

    before = tags()
    assert tags() == before
    for change in (Change(add=[secret]), Change(remove=[secret])):
        closed_store.apply(change)
        positions.pin(closed_store, network, network, (1.0, float(closed_store.revision)))
        assert tags(clients[::-1]) == before
    closed_store.apply(Change(add=[seen]))  # beside the model: a page of the model could keep the tag from before
    now = tags()
    assert not {*now} & {*before}
    closed_store.apply(Change(add=[secret]))
    try:
        assert tags() == now
    finally:
        closed_store.apply(Change(remove=[secret, seen]))


def test_the_command_asks_the_service_which_networks_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = f"oxigraph:{tmp_path}"
    with closing(open_store(store)) as opened:
        load_ontology(opened)
        add(opened, CLOSED, "innen/graph/zwetschge-q")
        with commands_can_reach(opened, network_actions(opened)):
            assert main(["access", "Zwetschgennetz", "accounts", "--store", store]) == 0
            assert main(["access", "Zwetschgenetz", "accounts", "--store", store]) == 2
    assert Accounts(tmp_path).closed_networks() == {"innen"}
    capsys.readouterr()


def test_a_manager_closes_and_opens_a_network_on_the_page(closed_store: Store) -> None:
    app = create_app(store=closed_store)
    app.extensions[EXTENSION].people.add("Chefin", "verwalten")
    manager, stranger = client_of(app, "Chefin"), client_of(app)
    for reading in ("accounts", "public"):
        page = manager.get("/konten").get_data(as_text=True)
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token
        sent = {"token": token[1], "network": "innen", "reading": reading}
        refused = stranger.post("/konten/netzwerk/lesen", data=sent, headers={"Accept": "application/json"})
        assert refused.status_code == 401
        assert manager.post("/konten/netzwerk/lesen", data=sent).status_code == 303
        assert (MARK in words_of(stranger.get("/akteure"))) is (reading == "public")
    assert manager.post("/konten/netzwerk/lesen", data={**sent, "network": "nirgends"}).status_code == 404


def test_the_command_closes_a_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = f"oxigraph:{tmp_path}"
    with closing(open_store(store)) as opened:
        load_ontology(opened)
        add(opened, CLOSED, "innen/graph/zwetschge-q")
    for slip in ("inen", "innen/netzwerk", "gibtsnicht"):
        assert main(["access", slip, "accounts", "--store", store]) == 2
        assert "innen" in capsys.readouterr().err
        assert main(["user", "add", "Kim", "--role", "lesen", "--network", slip, "--store", store]) == 2
    assert Accounts(tmp_path).closed_networks() == frozenset()
    assert main(["access", "spaeter", "accounts", "--even-if-unknown", "--store", store]) == 0
    assert main(["access", "spaeter", "public", "--store", store]) == 0
    for name in ("innen", "INNEN", " innen ", "Zwetschgennetz", BASE + "innen/netzwerk"):
        assert main(["access", name, "accounts", "--store", store]) == 0
        assert Accounts(tmp_path).closed_networks() == {"innen"}
        assert main(["access", name, "public", "--store", store]) == 0
    assert main(["user", "add", "Kim", "--role", "lesen", "--network", "Innen", "--store", store]) == 0
    assert Accounts(tmp_path).people.find("Kim").roles == {"innen": "lesen"}
    assert main(["access", "innen", "accounts", "--store", store]) == 0
    assert main(["access", "innen", "public", "--store", store]) == 0
    assert Accounts(tmp_path).closed_networks() == frozenset()
    assert main(["access", "innen", "--store", store]) == 2
    capsys.readouterr()
