import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import (
    NotAcceptable,
    QueryError,
    QueryForbidden,
    QueryLimit,
    QueryTimeout,
    StoreUnavailable,
    WriteRefused,
)
from graph.paths import ROOT
from graph.protocol import Change, Limits
from graph.sparql.sandbox.pool import MAX_CHILDREN
from graph.store.embedded import EmbeddedStore
from tests.support.processes import replica_of

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
JSON = ["application/sparql-results+json"]


def quads(start: int, end: int) -> list[ox.Quad]:
    return [ox.Quad(ox.NamedNode(f"a:{i}"), ox.NamedNode("a:p"), ox.Literal(f"Wert {i}")) for i in range(start, end)]


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(None)
    store.apply(Change(add=quads(0, 2000)))
    yield store
    store.close()


def counted(store: EmbeddedStore) -> int:
    return int(store.answer(COUNT, ["text/csv"]).body.split()[1])


def children_of(process_id: int) -> list[str]:
    return Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether something comes to be so within some seconds."""
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


def state_of(process_id: str) -> str:
    """R running, S waiting, Z a zombie, "" gone."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def busy_children(process_id: int) -> list[str]:
    """Those that have computed for a tenth of a second, as none does that only begins to wait for a question."""
    return [child for child in children_of(process_id) if ticks_of(child) >= os.sysconf("SC_CLK_TCK") // 10]


def ticks_of(process_id: str) -> int:
    """How long a process has computed; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[11])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def all_wait(process_id: int) -> bool:
    """Whether the children come to rest within seconds, no more than there may be, and none as a zombie."""
    return within(60, lambda: len(children_of(process_id)) <= MAX_CHILDREN + 1 and states_of(process_id) <= {"S"})


def states_of(process_id: int) -> set[str]:
    return {state_of(child) for child in children_of(process_id)}


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.mark.parametrize(
    ("query", "media_type", "start"),
    [
        ("ASK {}", "application/sparql-results+json", b'{"head"'),
        ("SELECT * {}", "application/sparql-results+xml", b"<?xml"),
        ("SELECT ?s { ?s ?p ?o }", "text/csv", b"s\r\n"),
        ("SELECT ?s { ?s ?p ?o }", "text/tab-separated-values", b"?s\n"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", b"@prefix"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", b"<a:"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-quads", b"<a:"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/trig", b"@prefix"),
        ("DESCRIBE <a:1>", "application/rdf+xml", b"<?xml"),
        ("DESCRIBE <a:1>", "application/ld+json", b"["),
    ],
)
def test_answer_is_in_the_format_asked_for(store: EmbeddedStore, query: str, media_type: str, start: bytes) -> None:
    answer = store.answer(query, ["image/png", media_type])
    assert answer.media_type == media_type
    assert answer.body.startswith(start)


def test_first_fitting_format_is_taken(store: EmbeddedStore) -> None:
    assert store.answer("ASK {}", ["text/turtle", "text/csv", *JSON]).media_type == "text/csv"
    assert store.answer("DESCRIBE <a:1>", [*JSON, "application/*"]).media_type == "application/n-triples"
    assert store.answer("ASK {}", ["*/*"]).media_type == JSON[0]


def test_no_fitting_format_is_not_acceptable(store: EmbeddedStore) -> None:
    with pytest.raises(NotAcceptable) as raised:
        store.answer("ASK {}", ["text/turtle"])
    assert "text/csv" in raised.value.hint


def test_endless_query_is_stopped_at_its_limit(store: EmbeddedStore) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"after 0\.5 seconds"):
        store.answer(ENDLESS, JSON, limits=Limits(time_s=0.5))
    assert time.monotonic() - begin < 30


def test_others_are_answered_beside_an_endless_query(store: EmbeddedStore) -> None:
    store.warm()
    has_left = threading.Event()
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(store.answer, ENDLESS, JSON, abandoned=has_left.is_set, limits=Limits(time_s=60))
        time.sleep(0.2)
        assert counted(store) == 2000
        assert not endless.done()
        has_left.set()
        assert isinstance(endless.exception(), QueryTimeout)


def test_query_over_its_memory_is_stopped(store: EmbeddedStore) -> None:
    with pytest.raises(QueryLimit, match="more than 50 MB of memory"):
        store.answer("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f", JSON, limits=Limits(time_s=30, memory_mb=50))


def test_result_over_its_size_is_refused_and_its_process_ends(store: EmbeddedStore) -> None:
    with pytest.raises(QueryLimit, match="larger than 1 MB"):
        store.answer("SELECT * { ?a ?b ?c . ?d ?e ?f }", JSON, limits=Limits(time_s=30, result_mb=1))
    assert all_wait(replica_of(store))


def test_syntax_error_names_line_and_column(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as raised:
        store.answer("SELECT *\n{ ?s ?p }", JSON)
    assert raised.value.values["line"] == 2
    assert "line 2, column" in raised.value.message


def test_query_text_can_be_large(store: EmbeddedStore) -> None:
    words = " ".join(f'"{number}"' for number in range(80_000))
    body = store.answer(f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {words} }} }}", ["text/csv"]).body
    assert body == b"n\r\n80000\r\n"


def test_change_is_seen_by_the_next_query_and_the_answer_says_its_revision(store: EmbeddedStore) -> None:
    for number in range(20):
        revision = store.apply(
            Change(add=quads(3000 + number, 3001 + number), remove=quads(number, number + 1))
        ).revision
        answer = store.answer(f"ASK {{ <a:{3000 + number}> ?p ?o FILTER NOT EXISTS {{ <a:{number}> ?q ?r }} }}", JSON)
        assert json.loads(answer.body)["boolean"] is True
        assert answer.revision == revision


def test_replica_starts_with_the_first_query_only() -> None:
    store = EmbeddedStore(None)
    store.apply(Change(add=quads(0, 1)))
    assert store._sandbox.process_id is None  # noqa: SLF001
    store.warm()
    first = replica_of(store)
    assert counted(store) == 1
    assert replica_of(store) == first
    store.close()


def test_many_first_queries_at_once_share_one_replica(store: EmbeddedStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: counted(store), range(16))) == {2000}


def test_dead_replica_is_replaced_unnoticed(store: EmbeddedStore) -> None:
    assert counted(store) == 2000
    dead = replica_of(store)
    os.kill(dead, signal.SIGKILL)
    store.apply(Change(add=quads(2000, 2001)))
    assert counted(store) == 2001
    assert replica_of(store) != dead


def test_replica_ends_with_the_store(store: EmbeddedStore) -> None:
    store.warm()
    process_id = replica_of(store)
    store.close()
    assert not Path(f"/proc/{process_id}").exists()


def test_replica_ends_when_the_service_is_killed() -> None:
    program = (
        "import os\nfrom graph.store.embedded import EmbeddedStore\nstore = EmbeddedStore(None)\nstore.warm()\n"
        "print(store._sandbox.process_id, flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    process = Path("/proc") / killed.stdout.strip()
    for _ in range(50):
        if not process.exists() or "Z" in (process / "stat").read_text().rpartition(")")[2].split()[0]:
            return
        time.sleep(0.1)
    pytest.fail("the replica outlived its service")


def test_modules_in_the_current_folder_do_not_get_in_the_way(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("graph", "json", "pyoxigraph", "socket"):
        (tmp_path / f"{name}.py").write_text("raise RuntimeError")
    monkeypatch.chdir(tmp_path)
    assert counted(store) == 2000


def test_waiting_for_a_place_has_an_end_and_what_is_short_has_one(store: EmbeddedStore) -> None:
    store.warm()
    has_left = threading.Event()
    endless = partial(store.answer, ENDLESS, JSON, abandoned=has_left.is_set, limits=Limits(time_s=60))
    with ThreadPoolExecutor(MAX_CHILDREN) as pool:
        running = [pool.submit(endless) for _ in range(MAX_CHILDREN)]
        time.sleep(1.4)  # by then it is known to be long
        with pytest.raises(StoreUnavailable, match=r"within 0\.1 seconds"):
            store.answer(ENDLESS, JSON, limits=Limits(waiting_s=0.1))
        assert store.answer("ASK {}", JSON, limits=Limits(waiting_s=0.1)).body
        has_left.set()
        assert all(isinstance(one.exception(), QueryTimeout) for one in running)


def test_no_descriptor_and_no_process_is_left_over(store: EmbeddedStore) -> None:
    store.warm()
    before = open_descriptors()

    def ask(number: int) -> int:
        if number % 20 == 0:
            with pytest.raises(QueryTimeout):
                store.answer(ENDLESS, JSON, limits=Limits(time_s=0.1))
        if number % 30 == 0:
            store.apply(Change(add=[ox.Quad(ox.NamedNode("a:x"), ox.NamedNode("a:q"), ox.Literal(str(number)))]))
        return int(store.answer(f"SELECT (COUNT(*) AS ?n) {{ ?s <a:p> ?o }} # {number}", ["text/csv"]).body.split()[1])

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(300))) == {2000}
    assert all_wait(replica_of(store))
    children = children_of(replica_of(store))
    store.close()
    assert within(60, lambda: not any(state_of(child) for child in children))
    assert open_descriptors() < before


def test_writers_and_readers_at_once_lose_nothing(store: EmbeddedStore) -> None:
    def write(start: int) -> None:
        for number in range(25):
            store.apply(Change(add=quads(start + number, start + number + 1)))

    writers = [threading.Thread(target=write, args=(10_000 * (place + 1),)) for place in range(3)]
    for writer in writers:
        writer.start()
    seen = [counted(store) for _ in range(10)]
    for writer in writers:
        writer.join()
    assert seen == sorted(seen)
    assert counted(store) == 2075


def test_own_writes_are_seen_by_eight_clients_at_once(store: EmbeddedStore) -> None:
    def work(client: int) -> None:
        for number in range(50):
            thing = 100_000 * (client + 1) + number
            if number % 5 == 0:
                store.apply(Change(add=quads(thing, thing + 1)))
            begun = thing - number % 5
            assert json.loads(store.answer(f"ASK {{ <a:{begun}> ?p ?o }} # {number}", JSON).body)["boolean"] is True

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert counted(store) == 2080


@pytest.mark.parametrize(
    ("signal_number", "sentence"),
    [
        (signal.SIGSEGV, r"broke down over the query \(SIGSEGV\)"),
        (signal.SIGABRT, "more than 1024 MB of memory"),
        (signal.SIGKILL, r"ended from outside \(SIGKILL\)"),
        (signal.SIGXCPU, "stopped after 10 seconds"),
    ],
)
def test_end_of_a_process_is_told_by_its_cause(
    store: EmbeddedStore, signal_number: signal.Signals, sentence: str
) -> None:
    store.warm()
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(store.answer, ENDLESS, JSON)
        assert within(60, lambda: bool(busy_children(replica_of(store))))
        for child in busy_children(replica_of(store)):
            os.kill(int(child), signal_number)
        with pytest.raises((QueryLimit, QueryTimeout), match=sentence):
            endless.result()
    assert counted(store) == 2000


def is_busy_again(store: EmbeddedStore, former: int) -> bool:
    """Whether another replica than the former one has a child at work; between the two there is none for a moment."""
    present = store._sandbox.process_id  # noqa: SLF001 - what users never see is under test here
    return present not in {None, former} and bool(busy_children(replica_of(store)))


def test_what_ended_with_its_replica_is_asked_again(store: EmbeddedStore) -> None:
    store.warm()
    first, has_left = replica_of(store), threading.Event()
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(store.answer, ENDLESS, JSON, abandoned=has_left.is_set, limits=Limits(time_s=60))
        assert within(60, lambda: bool(busy_children(first)))
        ends = [first, *map(int, busy_children(first))]
        for process_id in ends:
            os.kill(process_id, signal.SIGKILL)
        assert within(60, lambda: endless.done() or is_busy_again(store, first))
        has_left.set()
        assert isinstance(endless.exception(), QueryTimeout)


def test_a_replica_that_was_not_told_of_a_change_answers_no_more(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counted(store) == 2000
    monkeypatch.setattr(store.persons.ledger, "make", refuse)
    person, name = ox.NamedNode("urn:uuid:7"), ox.NamedNode("http://xmlns.com/foaf/0.1/name")
    known = [ox.Quad(person, RDF_TYPE, ox.NamedNode("http://xmlns.com/foaf/0.1/Person"))]
    known.append(ox.Quad(person, name, ox.Literal("Ada Zwirnnysen")))
    with pytest.raises(WriteRefused):
        store.apply(Change(add=[*known, *quads(2000, 2001)]))
    assert store.answer(COUNT, ["text/csv"]).revision == store.revision
    assert counted(store) == 2001


def refuse(_: object) -> int:
    raise WriteRefused("No room.")


def test_process_of_a_client_that_has_left_is_gone_long_before_its_limit(store: EmbeddedStore) -> None:
    store.warm()
    has_left = threading.Event()
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(store.answer, ENDLESS, JSON, abandoned=has_left.is_set, limits=Limits(time_s=60))
        assert within(60, lambda: bool(busy_children(replica_of(store))))
        (busy,) = busy_children(replica_of(store))
        has_left.set()
        assert within(30, lambda: state_of(busy) == "")
        assert isinstance(endless.exception(), QueryTimeout)


def test_process_answers_many_queries(store: EmbeddedStore) -> None:
    store.warm()
    ids = set()
    for number in range(20):
        store.answer(f"ASK {{}} # {number}", JSON)
        ids |= set(children_of(replica_of(store)))
    assert len(ids) <= 3


def test_process_ends_after_a_thousand_queries(store: EmbeddedStore) -> None:
    store.answer("ASK {}", JSON)
    before = set(children_of(replica_of(store)))
    for number in range(2100):
        store.answer(f"ASK {{}} # {number}", JSON)
    assert within(60, lambda: not before & set(children_of(replica_of(store))))


def test_process_that_has_grown_is_replaced(store: EmbeddedStore) -> None:
    """A large result is dropped at once, but not all memory that it took comes back."""
    store.warm()
    replica = replica_of(store)
    values = " ".join(f'"{number} {"x" * 1000}"' for number in range(900))
    for number in range(5):
        store.answer(f"SELECT ?a ?x {{ ?a ?b ?c VALUES ?x {{ {values} }} }} OFFSET {number} LIMIT 40000", ["text/csv"])
        store.answer("SELECT * { ?s ?p ?o } ORDER BY ?o ?s", ["text/csv"])
    assert all_wait(replica)
    assert all(_memory(child) < _memory(str(replica)) + 100_000_000 for child in children_of(replica))


def _memory(process_id: str) -> int:
    return int(Path(f"/proc/{process_id}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def test_idle_process_that_is_killed_is_not_missed(store: EmbeddedStore) -> None:
    assert counted(store) == 2000
    for child in children_of(replica_of(store)):
        os.kill(int(child), signal.SIGKILL)
    assert within(60, lambda: not states_of(replica_of(store)) & {"Z", "R"})
    assert store.answer("ASK {} # again", JSON).body == b'{"head":{},"boolean":true}'


def test_children_end_when_the_service_is_killed() -> None:
    program = (
        "import os, threading, time\nfrom graph.store.embedded import EmbeddedStore\n"
        "from tests.graph.sparql.test_sandbox import *\n"
        "store = EmbeddedStore(None)\nstore.apply(Change(add=quads(0, 2000)))\nstore.warm()\n"
        "threading.Thread(target=store.answer, args=(ENDLESS, JSON), daemon=True).start()\n"
        "assert within(60, lambda: bool(busy_children(replica_of(store))))\n"
        "print(*children_of(replica_of(store)), flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    children = killed.stdout.split()
    assert children
    assert within(9, lambda: not any(state_of(child) in ("R", "S") for child in children))


ROWS = {
    "text/csv": ("SELECT ?o", 2000),
    "text/tab-separated-values": ("SELECT ?o", 2000),
    "application/sparql-results+json": ("SELECT ?o", 2000),
    "application/sparql-results+xml": ("SELECT ?o", 2000),
    "application/n-triples": ("CONSTRUCT { ?s ?p ?o }", 2000),
    "text/turtle": ("CONSTRUCT { ?s ?p ?o }", 2000),
    "application/rdf+xml": ("CONSTRUCT { ?s ?p ?o }", 2000),
    "application/ld+json": ("CONSTRUCT { ?s ?p ?o }", 2000),
}


@pytest.mark.parametrize("media_type", ROWS)
def test_limit_of_rows_is_exact_in_each_format(store: EmbeddedStore, media_type: str) -> None:
    form, rows = ROWS[media_type]
    query = form + " WHERE { ?s ?p ?o }"
    assert store.answer(query, [media_type], limits=Limits(rows=rows)).media_type == media_type
    with pytest.raises(QueryLimit, match="more than 1,999 rows"):
        store.answer(query, [media_type], limits=Limits(rows=rows - 1))


def test_what_looks_like_rows_inside_values_is_none(store: EmbeddedStore) -> None:
    text = r"""SELECT ?x { VALUES ?x { "},{\n},{\"},{<result>\r\n" "},{" "\n" "\"" } }"""
    for media_type, (form, _) in ROWS.items():
        if form.startswith("SELECT"):
            assert store.answer(text, [media_type], limits=Limits(rows=4)).media_type == media_type
            with pytest.raises(QueryLimit, match="more than 3 rows"):
                store.answer(text, [media_type], limits=Limits(rows=3))


def test_rows_without_values_count(store: EmbeddedStore) -> None:
    for media_type, (form, _) in ROWS.items():
        if form.startswith("SELECT"):
            query = "SELECT ?x { ?s ?p ?o }"
            assert store.answer(query, [media_type], limits=Limits(rows=2000)).media_type == media_type
            with pytest.raises(QueryLimit, match="more than 1,999 rows"):
                store.answer(query, [media_type], limits=Limits(rows=1999))


def test_more_than_100_000_rows_are_refused_and_not_cut(store: EmbeddedStore) -> None:
    query = "SELECT ?a ?c { ?a ?b ?c . ?d ?e ?f FILTER(?d IN (%s)) }"
    fifty = query % ",".join(f"<a:{number}>" for number in range(50))
    assert store.answer(fifty, ["text/csv"], limits=Limits(rows=100_000)).body.count(b"\r\n") == 100_001
    with pytest.raises(QueryLimit, match="more than 100,000 rows"):
        store.answer(
            query % ",".join(f"<a:{number}>" for number in range(51)), ["text/csv"], limits=Limits(rows=100_000)
        )


def test_repeated_query_is_answered_from_the_cache_and_not_after_a_change(store: EmbeddedStore) -> None:
    kept = store._sandbox.results  # noqa: SLF001
    assert counted(store) == 2000
    assert (kept.hits, kept.misses) == (0, 1)
    assert counted(store) == 2000
    assert (kept.hits, kept.misses) == (1, 1)
    store.apply(Change(add=quads(2000, 2001)))
    assert counted(store) == 2001
    assert (kept.hits, kept.misses) == (1, 2)


def test_random_query_is_answered_anew(store: EmbeddedStore) -> None:
    bodies = {store.answer("SELECT (RAND() AS ?x) {}", ["text/csv"]).body for _ in range(3)}
    assert len(bodies) == 3


@pytest.mark.parametrize("clause", ["FROM <http://example.org/far>", "FROM NAMED <far>", "FROM x:far"])
def test_graph_that_is_not_here_is_forbidden(store: EmbeddedStore, clause: str) -> None:
    with pytest.raises(QueryForbidden, match="far"):
        store.answer(f"PREFIX x: <http://example.org/> SELECT * {clause} {{ ?s ?p ?o }}", JSON)


def test_replica_starts_with_few_modules() -> None:
    """Those that cost more than they weigh are for the service: it starts within some 60 ms that way."""
    program = "import sys; import graph.sparql.sandbox.replica; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=ROOT)
    assert "pyoxigraph" in loaded.stdout.split()
    assert not {"dataclasses", "inspect", "pathlib", "graph.errors", "urllib"} & set(loaded.stdout.split())
