"""Writing through the store: updates, graphs, undo, what happens at the same time, and on a full disk."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import (
    DataInvalid,
    NotAcceptable,
    NotFound,
    QueryError,
    QueryForbidden,
    QueryTimeout,
    TooLarge,
    WriteRefused,
)
from graph.paths import ROOT
from graph.protocol import Change, Dataset, Limits
from graph.query.resource import describe
from graph.store.embedded import EmbeddedStore
from graph.store.open import open_store
from graph.store.rebuild import rebuild
from graph.terms import DERIVED_GRAPH, NETZ, RDF
from tests.support.magdeburg import create_with_magdeburg
from tests.support.small_disks import fill, small_disk

G, H = ox.NamedNode("a:g"), ox.NamedNode("a:h")
DEFAULT = ox.DefaultGraph()
INCREMENT = (
    "DELETE { GRAPH <a:n> { <a:c> <a:p> ?n } } INSERT { GRAPH <a:n> { <a:c> <a:p> ?m } } "
    "WHERE { GRAPH <a:n> { <a:c> <a:p> ?n BIND(?n + 1 AS ?m) } }"
)
ENDLESS = (
    "INSERT { <a:x> <a:p> ?n } WHERE { SELECT (COUNT(*) AS ?n) "
    "{ GRAPH ?r { ?a ?b ?c } GRAPH ?s { ?d ?e ?f } GRAPH ?t { ?g ?h ?i } } }"
)
ADA = '<a:g> { <a:ada> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> "Ada Brandt" . }'


def read(trig: str) -> list[ox.Quad]:
    return list(ox.parse(trig, format=ox.RdfFormat.TRIG))


def lines(store: EmbeddedStore) -> list[str]:
    return sorted(store.dump().decode().splitlines())


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(None)
    yield store
    store.close()


@pytest.fixture
def plain() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(None, plain=True, default_graph="own")
    yield store
    store.close()


@pytest.fixture
def city() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(None)
    create_with_magdeburg(store)
    yield store
    store.close()


def test_update_is_made_and_logged(store: EmbeddedStore) -> None:
    applied = store.update('INSERT DATA { GRAPH <a:g> { <a:x> <a:p> "1" , "2" } }', author="Ada", reason="Grund")
    assert (applied.revision, applied.added, applied.removed) == (1, 2, 0)
    applied = store.update('DELETE { GRAPH ?g { ?s ?p "1" } } WHERE { GRAPH ?g { ?s ?p "1" } }')
    assert (applied.revision, applied.removed) == (2, 1)
    assert lines(store) == ['<a:x> <a:p> "2" <a:g> .']
    assert [(entry.author, entry.reason) for entry in store.history()] == [("Ada", "Grund"), ("", "")]


def test_update_that_fails_in_its_last_operation_changes_nothing(store: EmbeddedStore) -> None:
    for last in ("DROP GRAPH <a:never>", "INSERT { oh"):
        with pytest.raises((NotFound, QueryError)):
            store.update(f"INSERT DATA {{ <a:x> <a:p> 1 }} ; {last}")
    assert (lines(store), store.revision) == ([], 0)


def test_update_over_its_time_changes_nothing(city: EmbeddedStore) -> None:
    before = city.revision
    with pytest.raises(QueryTimeout):
        city.update(ENDLESS, limits=Limits(time_s=0.5))
    assert city.revision == before


@pytest.mark.parametrize("text", ["LOAD <http://127.0.0.1:9/>", "INSERT {?s ?p ?o} WHERE { SERVICE <http://x/> {} }"])
def test_update_that_reaches_outside_is_refused(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(QueryForbidden):
        store.update(text)


def test_update_takes_its_dataset_from_the_protocol(store: EmbeddedStore) -> None:
    store.apply(Change(add=read("<a:g> { <a:x> <a:p> 1 } <a:h> { <a:x> <a:p> 2 }")))
    copy = "INSERT { GRAPH <a:copy> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert store.update(copy, dataset=Dataset(default_graphs=("a:h",))).added == 1


@pytest.mark.parametrize("backend", ["memory", "disk"])
def test_400_increments_by_8_threads_end_at_exactly_400(backend: str, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store" if backend == "disk" else None)
    store.update("INSERT DATA { GRAPH <a:n> { <a:c> <a:p> 0 } }")
    threads = [threading.Thread(target=lambda: [store.update(INCREMENT) for _ in range(50)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    value = '"400"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert (lines(store), store.revision) == ([f"<a:c> <a:p> {value} <a:n> ."], 401)
    store.close()


def test_readers_do_not_wait_for_an_update_that_is_tried_out(city: EmbeddedStore) -> None:
    city.warm()

    def wait() -> None:
        with pytest.raises(QueryTimeout):
            city.update(ENDLESS, limits=Limits(time_s=4))

    writer = threading.Thread(target=wait)
    writer.start()
    time.sleep(0.3)
    start = time.monotonic()
    city.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    city.answer("ASK {}", ["application/sparql-results+json"])
    assert time.monotonic() - start < 3
    assert writer.is_alive()
    writer.join()


def test_whoever_sees_a_revision_sees_its_data(store: EmbeddedStore) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    done = threading.Event()

    def write() -> None:
        for number in range(150):
            store.apply(Change(add=[ox.Quad(ox.NamedNode(f"a:{number}"), ox.NamedNode("a:p"), ox.Literal("x"))]))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        revision = store.revision
        (row,) = store.select(count)
        assert int(row["n"].value) >= revision  # type: ignore[union-attr]
    writer.join()


def test_clearing_and_adding_in_one_change_replaces_a_graph(store: EmbeddedStore) -> None:
    store.apply(Change(add=read("<a:g> { <a:x> <a:p> 1 , 2 } <a:h> { <a:x> <a:p> 3 }")))
    applied = store.apply(Change(clear=[G], add=read("<a:g> { <a:x> <a:p> 2 , 4 }")))
    assert (applied.added, applied.removed) == (1, 1)
    store.apply(Change(drop=[H, DEFAULT]))
    assert store.graph_names() == ["a:g"]


def test_created_graph_exists_empty_until_it_is_dropped(store: EmbeddedStore) -> None:
    assert store.apply(Change(create=[G])).revision == 1
    assert store.graph_names() == ["a:g"]
    assert store.read_graph(G, ["text/turtle"]).body == b""
    assert store.apply(Change(create=[G])).revision == 1
    store.apply(Change(drop=[G]))
    assert store.graph_names() == []
    assert store.revision == 2


def test_emptied_graph_stays_in_a_plain_store_and_ends_elsewhere(store: EmbeddedStore, plain: EmbeddedStore) -> None:
    for one, names in ((store, []), (plain, ["a:g"])):
        one.update("INSERT DATA { GRAPH <a:g> { <a:x> <a:p> 1 } }")
        one.update("DELETE DATA { GRAPH <a:g> { <a:x> <a:p> 1 } }")
        assert one.graph_names() == names
        asked = one.answer("SELECT ?g { GRAPH ?g {} }", ["text/csv"]).body
        assert asked.split() == [b"g", *(name.encode() for name in names)]


def test_queries_see_empty_graphs_of_an_older_process(tmp_path: Path) -> None:
    for _ in range(2):
        store = EmbeddedStore(tmp_path / "store", plain=True)
        store.update("CREATE SILENT GRAPH <a:g>")
        assert store.answer("SELECT ?g { GRAPH ?g {} }", ["text/csv"]).body == b"g\r\na:g\r\n"
        store.close()


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("text/turtle", b"netz:a"),
        ("application/n-triples", b"<https://w3id.org/akteursnetz/ns#a>"),
        ("application/ld+json", b'"https://w3id.org/akteursnetz/ns#a"'),
        ("application/rdf+xml", b"rdf:RDF"),
        ("*/*", b"netz:a"),
    ],
)
def test_graph_is_read_in_each_format(store: EmbeddedStore, media_type: str, expected: bytes) -> None:
    store.apply(Change(add=read(f"<a:g> {{ <{NETZ}a> <{NETZ}p> 1 }} <a:h> {{ <a:x> <a:p> 'elsewhere' }}")))
    answer = store.read_graph(G, ["text/csv", media_type])
    assert expected in answer.body
    assert b"elsewhere" not in answer.body
    assert answer.revision == 1


def test_graph_that_is_not_there_and_unknown_formats_are_named(store: EmbeddedStore) -> None:
    with pytest.raises(NotFound, match="a:g"):
        store.read_graph(G, ["text/turtle"])
    with pytest.raises(NotAcceptable, match="text/csv"):
        store.read_graph(DEFAULT, ["text/csv"])
    assert store.read_graph(DEFAULT, ["application/n-triples"]).body == b""


def test_plain_store_keeps_persons_until_a_network_is_made(plain: EmbeddedStore) -> None:
    tie = f"<a:tie> a <{NETZ}Interface> ; <{NETZ}party> <a:x>, <a:y> ; <http://www.w3.org/ns/adms#status> "
    plain.apply(Change(add=read(ADA + f"<a:h> {{ {tie} <https://w3id.org/akteursnetz/code#exists> }}"), checked=True))
    assert (len(lines(plain)), plain.persons.names()) == (6, [])
    applied = plain.update(f"INSERT DATA {{ GRAPH <a:h> {{ <a:net> a <{NETZ}Network> }} }}", checked=False)
    assert (applied.removed, applied.moved) == (2, 2)
    assert plain.persons.names() == ["Ada Brandt"]
    assert "Brandt" not in plain.dump().decode()
    assert DERIVED_GRAPH in plain.graph_names()
    plain.undo(applied.revision)
    assert (len(lines(plain)), plain.persons.names()) == (6, [])
    assert DERIVED_GRAPH not in plain.graph_names()


def test_undo_takes_back_what_a_change_did_and_nothing_else(store: EmbeddedStore) -> None:
    store.apply(Change(add=read("<a:g> { <a:x> <a:p> 1 , 2 }")))
    store.apply(Change(add=read("<a:g> { <a:x> <a:p> 3 }"), remove=read("<a:g> { <a:x> <a:p> 1 }")))
    store.apply(Change(add=read("<a:g> { <a:x> <a:p> 4 }")))
    applied = store.undo(2, author="Ada")
    assert (applied.revision, applied.added, applied.removed) == (4, 1, 1)
    assert sorted(line.split('"')[1] for line in lines(store)) == ["1", "2", "4"]
    assert [entry.author for entry in store.history()][-1] == "Ada"
    assert store.undo(2).revision == 4
    with pytest.raises(NotFound, match="9"):
        store.undo(9)


def test_undo_of_a_name_leaves_the_text_apart_that_it_hid(store: EmbeddedStore) -> None:
    store.apply(Change(add=read('<a:g> { <a:amt> <a:note> "Frau Brandt leitet es" . }')))
    applied = store.apply(Change(add=read(ADA)))
    assert lines(store) == []
    assert store.undo(applied.revision).kept_apart == 1
    assert (lines(store), store.persons.names(), len(store.persons.ledger.quads)) == ([], [], 1)


def test_dropping_a_graph_drops_what_of_it_lies_with_the_persons(store: EmbeddedStore) -> None:
    store.apply(Change(add=read(ADA + "<a:g> { <a:x> <a:p> 1 }")))
    store.apply(Change(drop=[G]))
    assert (lines(store), store.persons.names()) == ([], [])
    assert store.apply(Change(add=read('<a:g> { <a:x> <a:p> "Ada Brandt" }'))).moved == 0


def test_change_that_breaks_a_shape_is_refused_and_nothing_is_learned_from_it(city: EmbeddedStore) -> None:
    before, revision = lines(city), city.revision
    tie = f'<a:tie> a <{NETZ}Interface> ; <{NETZ}note> "von Xaver Unbekannt" .'
    person = '<a:x> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> "Xaver Unbekannt" .'
    with pytest.raises(DataInvalid, match=r"wrong \(5\): a:tie: The interface has no name") as caught:
        city.apply(Change(add=read(f"<a:g> {{ {tie} {person} }}"), checked=True))
    assert "Each tie needs exactly one state" in caught.value.hint
    assert "Jede Beziehung braucht genau einen Stand" in str(caught.value.values["violations"])
    assert (lines(city), city.revision) == (before, revision)
    assert city.apply(Change(add=read('<a:g> { <a:x> <a:p> "Xaver Unbekannt" }'), checked=True)).moved == 0
    assert city.update(f"INSERT DATA {{ GRAPH <a:g> {{ {tie} }} }}", checked=False).added == 4


triples = st.sampled_from(
    [
        *read("<a:g> { <a:x> <a:p> <a:y> , 1 , _:b . _:b <a:p> _:c } <a:h> { <a:x> <a:p> <a:y> } _:c { _:c <a:p> 2 }"),
        *read("<a:x> <a:p> <a:y> ."),
        *read(ADA),
        *read('<a:h> { <a:amt> <a:note> "Frau Brandt" }'),
        *read(
            f"<a:h> {{ <a:tie> a <{NETZ}Interface> ; <{NETZ}party> <a:x>, <a:y> ;"
            "<http://www.w3.org/ns/adms#status> <https://w3id.org/akteursnetz/code#exists> . "
            f"<a:net> a <{NETZ}Network> }}"
        ),
    ]
)
graphs = st.lists(st.sampled_from([G, H]), max_size=1)
changes = st.builds(
    Change,
    add=st.lists(triples, max_size=4),
    remove=st.lists(triples, max_size=3),
    clear=graphs,
    create=graphs,
    drop=graphs,
)


@pytest.mark.parametrize("regime", ["rules", "plain"])
@settings(max_examples=10, deadline=None)
@given(sequence=st.lists(changes, max_size=6))
def test_any_changes_are_the_same_after_reopening_and_undo_gives_the_state_before(
    tmp_path_factory: pytest.TempPathFactory, regime: str, sequence: list[Change]
) -> None:
    folder = tmp_path_factory.mktemp("random") / "store"
    with closing(EmbeddedStore(folder, plain=regime == "plain")) as store:
        for change in sequence:
            before, revision = state(store), store.revision
            store.apply(change)
            after = state(store)
            if store.revision > revision:
                store.undo(store.revision)
                assert_state_but_for_names(store, before)
                store.undo(store.revision)
                assert_state_but_for_names(store, after)
        now = state(store)
    for name in ("graph", "applied", "persons/persons", "persons/persons.applied", "persons.applied"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).unlink(missing_ok=True) if (folder / name).is_file() else None
    rebuild(folder)
    with closing(EmbeddedStore(folder, plain=regime == "plain")) as store:
        assert state(store) == now


@pytest.mark.parametrize("emptied", ["drop", "clear"])
def test_a_graph_that_is_replaced_with_a_first_network_in_it_keeps_what_both_have(tmp_path: Path, emptied: str) -> None:
    tie, network = (
        ox.Quad(ox.NamedNode(f"a:{name}"), ox.NamedNode(RDF + "type"), ox.NamedNode(NETZ + kind), ox.NamedNode("a:h"))
        for name, kind in (("tie", "Interface"), ("net", "Network"))
    )
    with closing(EmbeddedStore(tmp_path / "store", plain=True)) as store:
        store.apply(Change(add=[tie]))
        graphs = [ox.NamedNode("a:h")]
        both = [tie, network]
        store.apply(Change(add=both, drop=graphs) if emptied == "drop" else Change(add=both, clear=graphs))
        after = state(store)
        assert f"{tie} ." in after[0]
        store.undo(2)
        store.undo(3)
        assert state(store) == after


def assert_state_but_for_names(store: EmbeddedStore, wanted: tuple[list[str], list[str], list[str]]) -> None:
    """Nothing is public that was not; what is public no longer names somebody who was known at some time."""
    public, _, kept = state(store)
    missing = {line for line in set(wanted[0]) - set(public) if DERIVED_GRAPH not in line}
    assert set(public) <= set(wanted[0])
    assert missing <= {f"{line} ." for line in kept}
    if not missing:
        assert state(store)[:2] == wanted[:2]


def state(store: EmbeddedStore) -> tuple[list[str], list[str], list[str]]:
    return lines(store), store.graph_names(), sorted(map(str, store.persons.ledger.quads))


@pytest.fixture
def full_soon(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "16m") as folder:
        yield folder


def test_full_disk_refuses_changes_reads_on_and_takes_them_when_there_is_room(full_soon: Path) -> None:
    store = EmbeddedStore(full_soon / "store")
    store.update("INSERT DATA { <a:x> <a:p> 1 }")
    fill(full_soon / "fill")
    for _ in range(3):
        with pytest.raises(WriteRefused):
            store.update("INSERT DATA { <a:x> <a:p> 2 }")
    assert (len(lines(store)), store.revision) == (1, 1)
    assert store.answer("ASK { ?s ?p 1 }", ["application/json"]).revision == 1
    (full_soon / "fill").unlink()
    assert store.update("INSERT DATA { <a:x> <a:p> 3 }").revision == 2
    store.close()
    store = EmbeddedStore(full_soon / "store")
    assert [line.split('"')[1] for line in lines(store)] == ["1", "3"]
    store.close()


def test_large_changes_meet_the_end_of_the_disk_without_harm(full_soon: Path) -> None:
    store = EmbeddedStore(full_soon / "store")
    refused = 0
    for number in range(200):
        quad = ox.Quad(ox.NamedNode(f"a:{number}"), ox.NamedNode("a:p"), ox.Literal(os.urandom(60_000).hex()))
        try:
            store.apply(Change(add=[quad]))
        except WriteRefused:
            refused += 1
    held = len(lines(store))
    assert refused
    assert store.revision == held == 200 - refused
    store.close()
    subprocess.run(["mount", "-o", "remount,size=64m", full_soon], check=True)
    store = EmbeddedStore(full_soon / "store")
    assert len(lines(store)) == held
    store.close()


def test_service_killed_on_a_full_disk_starts_again_without_more_room(full_soon: Path) -> None:
    """The engine saves when it is opened what it had not: room for that is kept free."""
    program = (
        "import os, sys, pyoxigraph as ox\n"
        "from pathlib import Path\n"
        "from graph.errors import WriteRefused\n"
        "from graph.protocol import Change\n"
        "from graph.store.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(Path(sys.argv[1]))\n"
        "try:\n"
        "    for number in range(400):\n"
        "        text = ox.Literal(os.urandom(10_000).hex())\n"
        "        store.apply(Change(add=[ox.Quad(ox.NamedNode(f'a:{number}'), ox.NamedNode('a:p'), text)]))\n"
        "except WriteRefused:\n"
        "    print(store.revision, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    folder = full_soon / "store"
    ran = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False)
    assert ran.returncode == -9, ran.stderr
    kept = int(ran.stdout)
    for _ in range(2):
        with closing(EmbeddedStore(folder)) as store:
            assert store.revision == len(lines(store)) == kept


LONG = "x" * 17_000_000
A = ox.NamedNode("a:a")


def test_text_that_could_not_be_read_again_is_refused(store: EmbeddedStore) -> None:
    for too_long in (
        ox.Quad(A, A, ox.Literal(LONG), A),
        ox.Quad(A, A, ox.NamedNode("a:" + LONG), A),
        ox.Quad(A, A, A, ox.NamedNode("a:" + LONG)),
    ):
        with pytest.raises(TooLarge, match="16 MB"):
            store.apply(Change(add=[too_long]))
        assert (store.revision, lines(store)) == (0, [])
    assert store.apply(Change(add=[ox.Quad(A, A, ox.Literal("x" * 15_000_000), A)])).revision == 1
    assert store.undo(1).revision == 2


def test_killed_between_the_two_logs_a_change_never_was(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from graph.store.change_log import ChangeLog\n"
        "from graph.store.embedded import EmbeddedStore\n"
        "from graph.protocol import Change\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.graph.store.test_writing import ADA, read\n"
        "store = EmbeddedStore(Path(sys.argv[1]))\n"
        "append = ChangeLog.append\n"
        "def killed(log, entry):\n"
        "    if not entry.part_of:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    return append(log, entry)\n"
        "ChangeLog.append = killed\n"
        "store.apply(Change(add=read(ADA + '<a:g> { <a:x> <a:p> 1 }')))\n"
    )
    folder = tmp_path / "store"
    assert subprocess.run([sys.executable, "-c", program, str(folder)], check=False).returncode == -9
    assert (folder / "persons.log").exists() or (folder / "persons" / "persons.log").exists()
    store = open_store(f"oxigraph:{folder}")
    assert isinstance(store, EmbeddedStore)
    assert (lines(store), store.persons.names(), store.revision) == ([], [], 0)
    store.close()


@pytest.mark.parametrize(
    ("default_graph", "before", "after"),
    [("union", True, True), ("own", False, False), ("own-while-plain", False, True)],
)
def test_a_plain_server_shows_the_union_from_its_first_network_on(
    default_graph: str, *, before: bool, after: bool
) -> None:
    with closing(EmbeddedStore(None, plain=True, default_graph=default_graph)) as store:

        def seen() -> bool:
            answer = store.answer("ASK { <a:s> <a:p> 1 }", ["application/sparql-results+json"])
            return bool(json.loads(answer.body)["boolean"])

        graph, node = ox.NamedNode("a:g"), ox.NamedNode("a:s")
        store.apply(Change(add=[ox.Quad(node, ox.NamedNode("a:p"), ox.Literal(1), graph)], author="KO", reason="x"))
        assert seen() is before
        network = ox.Quad(ox.NamedNode("a:n"), ox.NamedNode(RDF + "type"), ox.NamedNode(NETZ + "Network"), graph)
        store.apply(Change(add=[network], author="KO", reason="x"))
        assert seen() is after
        assert b"a:p" in describe(store, "a:s", ["text/turtle"]).body
