"""A server that misbehaves, is away or refuses us: a clear sentence, nothing half taken, and the service goes on."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from graph.errors import ConfigError, NetworkError, QueryLimit, QueryTimeout, StoreUnavailable, WriteRefused
from graph.protocol import Change, Limits, Store
from graph.sparql.query_text import form_of, split_query, without_undef
from graph.store.derivation import DERIVED
from graph.store.moved_model import MOVED
from graph.store.open import open_store
from graph.store.remote.server import Server, read_address
from graph.terms import ADMS, DERIVED_GRAPH, NETZ, NK, ORG
from tests.support.servers import free_port, oxigraph_server

JSON = "application/sparql-results+json"
PAGE = 3
OLDER = f"""<a:n> a <{NETZ}Network> .
<a:wanted> a <{NETZ}Membership>, <{ORG}Membership> ; <{ADMS}status> <{NK}demanded> .
<a:there> a <{NETZ}Membership> ; <{ADMS}status> <{NK}exists> ; <{ORG}member> <a:x> ; <{ORG}organization> <a:n> ."""
Reply = tuple[int, dict[str, str], bytes]


class Handler(BaseHTTPRequestHandler):
    reply: Callable[[str], Reply]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, headers, content = type(self).reply(parse_qs(body).get("query", [""])[0])
        self.send_response(status)
        for name, value in {"Content-Type": JSON, **headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """The test's output is for the test."""


@pytest.fixture
def behave() -> Iterator[Callable[[Callable[[str], Reply]], str]]:
    """Starts a server that answers each query by a function; gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(reply: Callable[[str], Reply]) -> str:
        handler = type("Behaviour", (Handler,), {"reply": staticmethod(reply)})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/query"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def result(*rows: str) -> bytes:
    bindings = [{"n": {"type": "literal", "value": row}} for row in rows]
    return json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": bindings}}).encode()


def opened(url: str, folder: Path) -> Store:
    return open_store(f"sparql+{url}?update={url}&local={folder}")


def test_an_address_says_where_queries_updates_and_graphs_go() -> None:
    address = read_address("sparql+http://host:8890/sparql?update=/sparql-auth&gsp=/crud&auth=digest&local=hier")
    assert address.query == "http://host:8890/sparql"
    assert (address.update, address.graphs) == ("http://host:8890/sparql-auth", "http://host:8890/crud")
    assert (address.auth, address.folder) == ("digest", "hier")


@pytest.mark.parametrize(
    "url",
    [
        "sparql+http://netz:geheim@host/sparql",
        "sparql+http://host/sparql?auth=kerberos",
        "sparql+http://host/sparql?udpate=/x",
        "sparql+http:///sparql",
    ],
)
def test_an_address_that_cannot_be_right_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        read_address(url)


def test_sign_in_without_a_password_set_says_which_variable_is_missing() -> None:
    with pytest.raises(ConfigError, match="AKTEURSNETZ_REMOTE_PASSWORD"):
        Server(read_address("sparql+http://host/sparql?auth=digest"), {"AKTEURSNETZ_REMOTE_USER": "netz"})


def test_a_server_that_is_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1"):
        opened(f"http://127.0.0.1:{free_port()}/query", tmp_path)


def test_the_service_goes_on_when_a_server_comes_back(tmp_path: Path) -> None:
    port, quad = free_port(), ox.Quad(*(ox.NamedNode(f"urn:{name}") for name in "spog"))
    with oxigraph_server(tmp_path, port) as url:
        store = open_store(f"sparql+{url}?update=/update&local={tmp_path / 'local'}")
    with pytest.raises(StoreUnavailable):
        store.answer("ASK {}", [JSON])
    with pytest.raises(StoreUnavailable):
        store.apply(Change(add=[quad]))
    assert store.revision == 0
    with oxigraph_server(tmp_path, port):
        assert store.apply(Change(add=[quad])).revision == 1
        assert b"true" in store.answer("ASK { <urn:s> ?p ?o }", [JSON]).body
    store.close()


@pytest.mark.parametrize("status", [401, 403, 404, 502])
def test_a_refusal_names_the_server_and_its_status(
    behave: Callable[[Callable[[str], Reply]], str], tmp_path: Path, status: int
) -> None:
    with pytest.raises(StoreUnavailable, match=str(status)):
        opened(behave(lambda _: (status, {}, b"no")), tmp_path)


def test_a_page_for_people_is_no_result(behave: Callable[[Callable[[str], Reply]], str], tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no SPARQL result"):
        opened(behave(lambda _: (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>")), tmp_path)


def test_a_cut_result_is_read_page_by_page(behave: Callable[[Callable[[str], Reply]], str], tmp_path: Path) -> None:
    numbers = [str(n) for n in range(8)]

    def cut(query: str) -> Reply:
        if "?n WHERE" not in query:
            return 200, {}, result()
        start = int(query.rpartition("OFFSET ")[2]) if "OFFSET" in query else 0
        return 200, {"X-SPARQL-MaxRows": str(PAGE)}, result(*numbers[start : start + PAGE])

    store = opened(behave(cut), tmp_path)
    answer = json.loads(store.answer("SELECT ?n WHERE { ?s ?p ?n }", [JSON]).body)
    assert [row["n"]["value"] for row in answer["results"]["bindings"]] == numbers
    with pytest.raises(QueryLimit):
        store.answer("SELECT ?n WHERE { ?s ?p ?n }", [JSON], limits=Limits(rows=5))
    store.close()


@pytest.mark.parametrize("reply", [(206, {}, result("1")), (200, {"X-SQL-State": "S1TAT"}, result("1"))])
def test_a_partial_result_is_never_taken_for_a_whole_one(
    behave: Callable[[Callable[[str], Reply]], str], tmp_path: Path, reply: Reply
) -> None:
    store = opened(behave(lambda query: reply if "?n WHERE" in query else (200, {}, result())), tmp_path)
    with pytest.raises(QueryTimeout):
        store.answer("SELECT ?n WHERE { ?s ?p ?n }", [JSON])
    store.close()


def test_a_slow_server_is_left_at_the_limit(behave: Callable[[Callable[[str], Reply]], str], tmp_path: Path) -> None:
    asked_enough = threading.Event()

    def slow(query: str) -> Reply:
        if "?n WHERE" in query:
            asked_enough.wait(60)
        return 200, {}, result()

    store, begin = opened(behave(slow), tmp_path), time.monotonic()
    with pytest.raises(QueryTimeout):
        store.answer("SELECT ?n WHERE { ?s ?p ?n }", [JSON], limits=Limits(time_s=0.5))
    with pytest.raises(QueryTimeout):
        store.answer("SELECT ?n WHERE { ?s ?p ?n }", [JSON], limits=Limits(time_s=60), abandoned=lambda: True)
    assert time.monotonic() - begin < 8
    asked_enough.set()
    store.close()


def test_a_result_over_the_size_is_not_read_to_its_end(
    behave: Callable[[Callable[[str], Reply]], str], tmp_path: Path
) -> None:
    large = result(*("x" * 1000 for _ in range(2000)))
    store = opened(behave(lambda query: (200, {}, large if "?n WHERE" in query else result())), tmp_path)
    with pytest.raises(QueryLimit, match="1 MB"):
        store.answer("SELECT ?n WHERE { ?s ?p ?n }", [JSON], limits=Limits(result_mb=1))
    store.close()


def test_a_store_without_an_address_for_updates_takes_none(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as url:
        store = open_store(f"sparql+{url}?local={tmp_path / 'local'}")
        with pytest.raises(WriteRefused, match="takes no changes"):
            store.apply(Change(add=[ox.Quad(*(ox.NamedNode(f"urn:{name}") for name in "spog"))]))
        store.close()


def test_data_that_were_on_the_server_before_are_there_and_are_no_new_store(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as url:
        first = open_store(f"sparql+{url}?update=/update&local={tmp_path / 'first'}")
        first.apply(Change(add=[ox.Quad(*(ox.NamedNode(f"urn:{name}") for name in "spog"))]))
        first.close()
        second = open_store(f"sparql+{url}?update=/update&local={tmp_path / 'second'}")
        assert second.revision == 1
        assert second.graph_names() == ["urn:g"]
        second.close()


def test_history_and_persons_are_found_again_at_the_next_start(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as url:
        address = f"sparql+{url}?update=/update&local={tmp_path / 'local'}"
        first = open_store(address)
        first.update('INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> "c" } }', author="Anna")
        first.close()
        again = open_store(address)
        assert [(entry.revision, entry.author) for entry in again.history()] == [(1, "Anna")]
        again.undo(1)
        assert again.dump() == b""
        again.close()


def test_a_server_that_an_older_version_filled_is_brought_up_to_date_once(tmp_path: Path) -> None:
    """Without an address for updates it stays as it is; what somebody takes back is not done again."""
    with oxigraph_server(tmp_path) as url:
        with closing(Server(read_address(f"sparql+{url}?update=/update"))) as server:
            server.update(
                f"INSERT DATA {{ GRAPH <a:g> {{ {OLDER} }} GRAPH <{DERIVED_GRAPH}> {{ <a:x> <a:was> <a:y> }} }}"
            )
        open_store(f"sparql+{url}?local={tmp_path / 'reader'}").close()
        address = f"sparql+{url}?update=/update&local={tmp_path / 'local'}"
        for _ in range(2):
            with closing(open_store(address)) as store:
                assert _plain_memberships(store) == {"a:there"}
                assert b"<a:was>" not in store.dump()
                assert [entry.kind for entry in store.history()] == ["taken-over", DERIVED, MOVED]
                assert [head.entry.kind for head in store.heads(5)] == [MOVED, "taken-over"]
        with closing(open_store(address)) as store:
            store.undo(3)
        (tmp_path / "local" / "derivation").write_text("older", encoding="ascii")
        with closing(open_store(address)) as store:
            assert _plain_memberships(store) == {"a:there", "a:wanted"}


def _plain_memberships(store: Store) -> set[str]:
    rows = store.select("SELECT DISTINCT ?one { ?one a <http://www.w3.org/ns/org#Membership> }")
    return {row["one"].value for row in rows if isinstance(row["one"], ox.NamedNode)}


def test_a_change_that_fails_half_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with oxigraph_server(tmp_path) as url:
        store = open_store(f"sparql+{url}?update=/update&local={tmp_path / 'local'}")
        real, sent = Server.update, []

        def failing(self: Server, text: str) -> None:
            sent.append(text)
            if len(sent) == 2:
                raise StoreUnavailable("away")
            real(self, text)

        monkeypatch.setattr(Server, "update", failing)
        many = [ox.Quad(*(ox.NamedNode(f"urn:{name}") for name in (f"s{n}", "p", "o", "g"))) for n in range(900)]
        with pytest.raises(NetworkError):
            store.apply(Change(add=many))
        assert len(sent) == 3
        assert (store.revision, store.graph_names()) == (0, [])
        store.close()


def test_a_query_is_split_before_its_form() -> None:
    text = "PREFIX a: <urn:select#>\n# SELECT\nselect ?x WHERE { ?x a:SELECT 'ASK' }"
    assert split_query(text)[1].startswith("select ?x")
    assert form_of(text) == "SELECT"
    assert form_of("LOAD <x>") == ""


def test_open_parameters_are_left_out_and_bound_ones_stay() -> None:
    line = "  VALUES (?network ?date) { (UNDEF UNDEF) }  # parameters"
    assert without_undef(f"SELECT * {{\n{line}\n}}").split() == ["SELECT", "*", "{", "}"]
    bound = "SELECT * {\n  VALUES (?network ?date) { (<urn:n> UNDEF) }  # parameters\n}"
    assert without_undef(bound) == bound
