import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedStore
from graph.errors import NotAcceptable, QueryError, QueryLimit, QueryTimeout, StoreUnavailable
from graph.paths import ROOT
from graph.sandbox import MAX_CHILDREN, Sandbox
from graph.store import Change, Limits

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
JSON = ["application/sparql-results+json"]


def quads(start: int, end: int) -> list[ox.Quad]:
    return [ox.Quad(ox.NamedNode(f"a:{i}"), ox.NamedNode("a:p"), ox.Literal(f"Wert {i}")) for i in range(start, end)]


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(None)
    store.apply(Change(add=quads(0, 2000)))
    yield store
    store.close()


def replica_of(store: EmbeddedStore) -> int:
    sandbox: Sandbox = store._sandbox  # noqa: SLF001 - what users never see is under test here
    assert sandbox.process_id is not None
    return sandbox.process_id


def counted(store: EmbeddedStore) -> int:
    return int(store.answer(COUNT, ["text/csv"]).body.split()[1])


def children_of(process_id: int) -> list[str]:
    return Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()


def has_no_children(process_id: int) -> bool:
    """Whether the last child goes within seconds: the kernel ends them, but a busy machine takes its time."""
    end = time.monotonic() + 5
    while children_of(process_id) and time.monotonic() < end:
        time.sleep(0.05)
    return not children_of(process_id)


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
    assert time.monotonic() - begin < 2.0


def test_others_are_answered_beside_an_endless_query(store: EmbeddedStore) -> None:
    store.warm()
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(store.answer, ENDLESS, JSON, limits=Limits(time_s=1.5))
        time.sleep(0.2)
        assert counted(store) == 2000
        assert not endless.done()
        assert isinstance(endless.exception(), QueryTimeout)


def test_query_over_its_memory_is_stopped(store: EmbeddedStore) -> None:
    with pytest.raises(QueryLimit, match="more than 50 MB of memory"):
        store.answer("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f", JSON, limits=Limits(time_s=30, memory_mb=50))


def test_result_over_its_size_is_refused_and_its_process_ends(store: EmbeddedStore) -> None:
    with pytest.raises(QueryLimit, match="larger than 1 MB"):
        store.answer("SELECT * { ?a ?b ?c . ?d ?e ?f }", JSON, limits=Limits(time_s=30, result_mb=1))
    assert has_no_children(replica_of(store))


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
        "import os\nfrom graph.embedded import EmbeddedStore\nstore = EmbeddedStore(None)\nstore.warm()\n"
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


def test_waiting_for_a_place_has_an_end(store: EmbeddedStore) -> None:
    store.warm()
    with ThreadPoolExecutor(MAX_CHILDREN) as pool:
        running = [pool.submit(store.answer, ENDLESS, JSON, limits=Limits(time_s=2)) for _ in range(MAX_CHILDREN)]
        time.sleep(0.5)
        with pytest.raises(StoreUnavailable, match=r"within 0\.1 seconds"):
            store.answer("ASK {}", JSON, limits=Limits(waiting_s=0.1))
        assert all(isinstance(one.exception(), QueryTimeout) for one in running)


def test_no_descriptor_and_no_process_is_left_over(store: EmbeddedStore) -> None:
    store.warm()
    before = open_descriptors()

    def ask(number: int) -> int:
        if number % 5 == 0:
            with pytest.raises(QueryTimeout):
                store.answer(ENDLESS, JSON, limits=Limits(time_s=0.1))
        return counted(store)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(40))) == {2000}
    assert has_no_children(replica_of(store))
    assert open_descriptors() == before


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
