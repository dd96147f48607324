import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import ConfigError, QueryError
from graph.protocol import Change, Dataset, Entry
from graph.rdf.quad_text import TextQuads
from graph.store.chain import LONG
from graph.store.change_log import ChangeLog
from graph.store.embedded import EmbeddedStore
from graph.store.folder import check_folder
from graph.store.open import open_store
from graph.store.rebuild import rebuild
from graph.terms import DERIVED_GRAPH

PREFIXES = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix netz: <https://w3id.org/akteursnetz/ns#> . @prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
"""
AMT = '<a:g> { <a:amt> skos:prefLabel "Amt" . }'
ADA = """<a:g> { <a:ada> a foaf:Person ; foaf:name "Ada Brandt" . <a:post> a org:Post ; org:heldBy <a:ada> . }
<a:h> { <a:amt> skos:note "Frau Brandt leitet das Amt" . }"""
TIE = "<a:g> { <a:tie> a netz:Interface ; adms:status nk:exists ; netz:party <a:x>, <a:y> . }"
OTHER_KIND = "<a:h> { <a:Kind> <http://www.w3.org/2000/01/rdf-schema#subClassOf> netz:Tie . }"
OF_KIND = "<a:h> { <a:tie3> a <a:Kind> ; <a:end> <a:x> . <a:end> <http://www.w3.org/2000/01/rdf-schema#range> <a:y> . }"


def read(trig: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + trig, format=ox.RdfFormat.TRIG))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "not yet there" / "store"


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(None)
    yield store
    store.close()


def counted(store: EmbeddedStore, pattern: str = "?s ?p ?o") -> int:
    return len(store.select(f"SELECT * {{ {pattern} }}"))


def test_new_store_is_empty_and_its_folder_is_made(folder: Path) -> None:
    store = open_store(f"oxigraph:{folder}")
    assert (store.revision, store.dump()) == (0, b"")
    store.close()
    assert json.loads((folder / "version.json").read_text()) == {"format": 1}


def test_changes_are_there_after_reopening(folder: Path) -> None:
    store = EmbeddedStore(folder)
    assert store.apply(Change(add=read(AMT), author="Ada")).revision == 1
    store.close()
    store = EmbeddedStore(folder)
    assert store.revision == 1
    assert counted(store) == 1
    assert [entry.author for entry in store.history()] == ["Ada"]
    store.close()


def test_change_that_changes_nothing_makes_no_revision(store: EmbeddedStore) -> None:
    store.apply(Change(add=read(AMT)))
    assert store.apply(Change(add=read(AMT), remove=read("<a:g> { <a:x> <a:y> <a:z> . }"))).revision == 1


def test_removing_the_last_statement_removes_the_graph(store: EmbeddedStore) -> None:
    store.apply(Change(add=read(AMT)))
    store.apply(Change(remove=read(AMT), add=read("<a:h> { <a:x> <a:y> <a:z> . }")))
    assert [str(row["g"]) for row in store.select("SELECT DISTINCT ?g { GRAPH ?g {} }")] == ["<a:h>"]


@pytest.mark.parametrize("long", [0, LONG])
def test_logged_change_the_engine_never_saw_is_replayed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    for name in (
        "change_log.LONG",
        "log_entries.LONG",
        "log_survey.LONG",
        *(() if long else ("difference.VERY_MANY", "transaction._BULK")),
    ):
        monkeypatch.setattr(f"graph.store.{name}", long)
    store = EmbeddedStore(folder)
    store.apply(Change(add=read(AMT)))
    store.close()
    log = ChangeLog(folder / "changes.log")
    log.append(Entry(2, "", add=read('<a:g> { <a:x> <a:y> "neu" }'), remove=tuple(read(AMT))))
    log.close()
    with (folder / "changes.log").open("a", encoding="utf-8") as file:
        file.write('H revision "3" .\nTX .\nA <a:torn> <a:y')
    store = EmbeddedStore(folder)
    assert store.revision == 2
    assert [str(row["o"]) for row in store.select("SELECT ?o { ?s ?p ?o }")] == ['"neu"']
    store.close()


def test_the_last_long_change_is_taken_back_as_any_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Persons, what follows from ties, graphs that began with it and one that was empty before."""
    empty = Change(create=[ox.NamedNode("a:h")])
    long = Change(add=read(AMT + TIE + ADA + "<a:g> { <a:x> <a:y> 1 . } <a:h> { <a:x> <a:y> 2 . }"))
    results = []
    for number, limit in enumerate((LONG, 0)):
        monkeypatch.setattr("graph.store.log_entries.LONG", limit)
        store = EmbeddedStore(folder / str(number))
        for change in (Change(add=read("<a:g> { <a:z> <a:y> 3 . }")), empty):
            store.apply(change)
        before = (
            sorted(store.dump().splitlines()),
            store.graph_names(),
            store.persons.ledger.quads.dump(format=ox.RdfFormat.N_QUADS),
        )
        store.apply(long)
        assert isinstance(store.entry(store.revision).add, TextQuads) == (limit == 0)  # type: ignore[union-attr]
        undone = store.undo(store.revision)
        after = (
            sorted(store.dump().splitlines()),
            store.graph_names(),
            store.persons.ledger.quads.dump(format=ox.RdfFormat.N_QUADS),
        )
        assert after == before
        entry = store.entry(store.revision)
        assert entry is not None
        back = sorted(map(str, entry.remove)), entry.create, entry.drop
        results.append((undone, back))
        assert store.undo(store.revision).added == undone.removed
        store.close()
    assert results[0] == results[1]


@pytest.mark.parametrize(
    "later",
    [
        Change(add=read("<a:other> { <a:x> <a:y> 1 . }")),
        Change(add=read("<a:h> { <a:x> <a:y> 7 . }")),
        Change(add=read("<a:h> { <a:tie2> a netz:Interface ; adms:status nk:exists ; netz:party <a:x>, <a:z> . }")),
        Change(add=read(OTHER_KIND + "<a:h> { <a:tie2> a <a:Kind> ; adms:status nk:exists ; netz:party <a:x> . }")),
        Change(remove=read("<a:g> { <a:tie> netz:party <a:y> . <a:x> <a:y> 1 . }")),
        Change(add=read('<a:h> { <a:kim> a foaf:Person ; foaf:name "Kim Moosdorf" . }')),
    ],
)
def test_a_long_change_is_taken_back_behind_later_ones_as_any_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, later: Change
) -> None:
    """With what follows from its ties and from others, somebody known since, and a name that is to stay."""
    more = '<a:g> { <a:x> <a:y> 1, 01, 1.50 ; skos:note "Kim Moosdorf", "zwei" . _:b <a:y> _:c . }'
    long = Change(add=read(AMT + TIE + ADA + OF_KIND + more))
    results = []
    for number, limit in enumerate((LONG, 0)):
        monkeypatch.setattr("graph.store.log_entries.LONG", limit)
        store = EmbeddedStore(folder / str(number))
        store.apply(Change(add=read("<a:g> { <a:z> <a:y> 3 . }")))
        revision = store.apply(long).revision
        store.apply(later)
        undone = store.undo(revision, keep=read(AMT))
        entry = store.entry(store.revision)
        assert entry is not None
        results.append(
            (
                undone,
                sorted(store.dump().splitlines()),
                store.graph_names(),
                sorted((store.persons.ledger.quads.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines()),
                (sorted(map(str, entry.remove)), sorted(map(str, entry.add)), entry.create, entry.drop),
            )
        )
        store.close()
    assert results[0] == results[1]
    assert b'<a:amt> <http://www.w3.org/2004/02/skos/core#prefLabel> "Amt" <a:g> .' in results[1][1]


def test_store_is_rebuilt_from_its_log_alone(folder: Path) -> None:
    store = EmbeddedStore(folder)
    store.apply(Change(add=read(AMT + TIE + ADA)))
    store.apply(Change(remove=read(AMT)))
    before = sorted(store.dump().splitlines())
    store.close()
    (folder / "applied").unlink()
    subprocess.run(["rm", "-r", str(folder / "graph"), str(folder / "persons")], check=True)
    rebuild(folder)
    store = EmbeddedStore(folder)
    assert sorted(store.dump().splitlines()) == before
    store.close()


def test_killed_process_loses_nothing_it_acknowledged(folder: Path) -> None:
    program = (
        "import os, sys, pyoxigraph as ox\n"
        "from pathlib import Path\n"
        "from graph.store.embedded import EmbeddedStore\n"
        "from graph.protocol import Change\n"
        "store = EmbeddedStore(Path(sys.argv[1]))\n"
        "for i in range(40):\n"
        "    store.apply(Change(add=[ox.Quad(ox.NamedNode(f'a:{i}'), ox.NamedNode('a:p'), ox.Literal(i))]))\n"
        "print(store.revision, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False)
    assert (killed.returncode, killed.stdout.strip()) == (-9, "40")
    store = EmbeddedStore(folder)
    assert (store.revision, counted(store)) == (40, 40)
    store.close()


def test_persons_are_in_no_query_whatever_it_asks(store: EmbeddedStore) -> None:
    assert store.apply(Change(add=read(ADA))).moved == 4
    store.apply(Change(add=read("<a:g> { <a:x> <a:y> <a:z> . } <a:h> { <a:x> <a:y> <a:z> . }")))
    for query in (
        "SELECT * { ?s ?p ?o }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <a:g> FROM <a:h> { ?s ?p ?o }",
        "SELECT * FROM NAMED <a:g> FROM NAMED <a:h> { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE <a:ada> <a:post> <a:amt>",
        "CONSTRUCT { ?s ?p ?o } { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
    ):
        body = store.answer(query, ["text/csv", "application/n-triples"]).body.decode()
        assert "Brandt" not in body
        assert "a:ada" not in body


def test_person_store_knows_names_after_reopening(folder: Path) -> None:
    store = EmbeddedStore(folder)
    store.apply(Change(add=read(ADA)))
    store.close()
    store = EmbeddedStore(folder)
    assert store.persons.names() == ["Ada Brandt"]
    assert store.apply(Change(add=read('<a:g> { <a:y> skos:note "Brandts Amt" . }'))).moved == 1
    store.close()


def test_name_learned_later_takes_earlier_text_out_of_the_public_graph(store: EmbeddedStore) -> None:
    store.apply(Change(add=read('<a:g> { <a:amt> skos:note "Frau Brandt leitet es" ; skos:prefLabel "Amt" . }')))
    store.apply(Change(add=read('<a:g> { <a:ada> a foaf:Person ; foaf:name "Ada Brandt" . }')))
    assert [str(row["o"]) for row in store.select("SELECT ?o { ?s ?p ?o }")] == ['"Amt"']
    assert any("leitet" in str(quad) for quad in store.persons.ledger.quads)


def test_person_can_be_removed_again(store: EmbeddedStore) -> None:
    store.apply(Change(add=read(ADA)))
    store.apply(Change(remove=read(ADA)))
    assert store.persons.names() == []


def test_derived_links_follow_the_ties(store: EmbeddedStore) -> None:
    store.apply(Change(add=read(TIE)))
    assert counted(store, f"GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }}") == 3
    store.apply(Change(remove=read("<a:g> { <a:tie> netz:party <a:y> . }")))
    assert counted(store, f"GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }}") == 1, "it is still a tie"
    store.apply(Change(remove=read(TIE)))
    assert counted(store, f"GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }}") == 0
    assert DERIVED_GRAPH not in store.dump().decode()


def test_blank_nodes_keep_their_labels(store: EmbeddedStore) -> None:
    store.apply(Change(add=read("<a:g> { <a:x> <a:y> _:one . }")))
    add = [ox.Quad(ox.BlankNode("two"), ox.NamedNode("a:y"), ox.BlankNode("one"))]
    store.apply(Change(add=add, remove=read("<a:g> { <a:x> <a:y> _:other . }")))
    assert sorted(store.dump().decode().splitlines()) == ["<a:x> <a:y> _:one <a:g> .", "_:two <a:y> _:one ."]
    assert [str(quad) for entry in store.history() for quad in entry.add] == [
        "<a:x> <a:y> _:one <a:g>",
        "_:two <a:y> _:one",
    ]


def test_default_graph_is_the_union_unless_the_standard_is_asked_for() -> None:
    for setting, count in (("union", "2"), ("own", "1")):
        store = open_store("memory:", default_graph=setting)
        store.apply(Change(add=read(AMT + " { <a:x> <a:y> <a:z> . }")))
        body = store.answer("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ["text/csv"]).body
        assert body.decode().split() == ["n", count]
        store.close()


def test_from_and_protocol_dataset_take_the_place_of_the_union(store: EmbeddedStore) -> None:
    store.apply(Change(add=read(AMT + "<a:h> { <a:x> <a:y> <a:z> . }")))
    count = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    assert store.answer(count % "FROM <a:h>", ["text/csv"]).body == b"n\r\n1\r\n"
    assert store.answer(count % "FROM NAMED <a:h>", ["text/csv"]).body == b"n\r\n0\r\n"
    chosen = Dataset(default_graphs=("a:g",))
    assert store.answer(count % "", ["text/csv"], dataset=chosen).body == b"n\r\n1\r\n"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert store.answer(named, ["text/csv"], dataset=Dataset(named_graphs=("a:h",))).body == b"n\r\n1\r\n"


def test_closing_twice_does_no_harm(folder: Path) -> None:
    store = EmbeddedStore(folder)
    store.close()
    store.close()


def test_select_and_construct_refuse_each_others_queries(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError):
        store.select("ASK {}")
    with pytest.raises(QueryError):
        store.construct("SELECT * {}")
    assert store.construct("CONSTRUCT { <a:x> <a:y> 1 } {}")


def test_locked_store_is_named(folder: Path) -> None:
    store = EmbeddedStore(folder)
    with pytest.raises(ConfigError, match="open in another process"):
        EmbeddedStore(folder)
    store.close()


def test_store_of_a_newer_version_is_refused(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "version.json").write_text('{"format": 2}')
    with pytest.raises(ConfigError, match="newer version"):
        EmbeddedStore(folder)


NO_VERSIONS = [b"", b"{", b"[]", b"{}", b'{"format": "x"}', b'{"format": null}', b'{"format": 1e999}']
NO_TEXTS = [b'{"format": 1, "accounts\xa2: true', b"\xff\xfe\x00", b"[" * 100_000]


@pytest.mark.parametrize("text", [*NO_VERSIONS, *NO_TEXTS], ids=lambda text: repr(text[:30]))
def test_damaged_version_file_is_named(folder: Path, text: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "version.json").write_bytes(text)
    with pytest.raises(ConfigError, match=r"version\.json is damaged"):
        check_folder(folder)
    with pytest.raises(ConfigError, match=r"version\.json is damaged"):
        EmbeddedStore(folder)


def test_damaged_log_is_named(folder: Path) -> None:
    EmbeddedStore(folder).close()
    (folder / "changes.log").write_text('H revision "1" .\nTX .\nA <a:b> oh dear .\nTC .\n')
    with pytest.raises(ConfigError, match=r"change log .* is damaged"):
        EmbeddedStore(folder)
    (folder / "changes.log").unlink()
    (folder / "changes.index").unlink()
    (folder / "persons.log").write_text('H revision "x" .\nTX .\nTC .\n')
    with pytest.raises(ConfigError, match=r"persons\.log is damaged"):
        EmbeddedStore(folder)


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="is a file"):
        EmbeddedStore(tmp_path / "file")
    with pytest.raises(ConfigError, match="cannot be written"):
        EmbeddedStore(tmp_path / "file" / "store")


def test_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(ConfigError, match="other files"):
        EmbeddedStore(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_unknown_address_is_refused() -> None:
    for url in ("oxigraph:", "mysql:x", ""):
        with pytest.raises(ConfigError, match="not a store address"):
            open_store(url)
