from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import DataError
from graph.load import files
from graph.load.files import create_with_magdeburg, load_files, load_ontology, read_files
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE, CODES_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH, TOPICS_GRAPH
from tests.support import magdeburg

NETWORK = """@prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<musterstadt/netzwerk> a netz:Network .
<musterstadt/amt> foaf:name "Amt" ; foaf:page [ foaf:name "Seite" ] .
<musterstadt/person/1> a foaf:Person ; foaf:name "Ada Brandt" .
"""
RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">
<rdf:Description rdf:about="musterstadt/amt"><a:p>Amt</a:p></rdf:Description>
</rdf:RDF>"""


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(None)
    yield store
    store.close()


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def graphs(quads: list[ox.Quad]) -> set[str]:
    return {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}


def test_relative_iris_get_the_base_and_the_graph_is_named_by_network_and_file(tmp_path: Path) -> None:
    loaded = read_files([written(tmp_path, "ag 1.ttl", NETWORK)])
    assert graphs(loaded.quads) == {BASE + "musterstadt/graph/ag-1"}
    assert str(loaded.quads[0].subject) == f"<{BASE}musterstadt/netzwerk>"


def test_persons_are_apart_and_nothing_is_blank(tmp_path: Path) -> None:
    loaded = read_files([written(tmp_path, "a.ttl", NETWORK)])
    assert (len(loaded.quads), loaded.moved) == (4, 2)
    assert "_:" not in "".join(map(str, loaded.quads))


def test_persons_in_one_file_are_known_in_the_others(tmp_path: Path) -> None:
    other = written(tmp_path, "b.ttl", '<musterstadt/x> <a:note> "Frau Brandt" .')
    assert read_files([other, written(tmp_path, "a.ttl", NETWORK)]).moved == 3


@pytest.mark.parametrize(
    ("text", "network", "slug"),
    [
        ("<musterstadt/a> <a:b> 1 . <gemeinsam/a> <a:b> 1 . <musterstadt/c> <a:b> 1 .", None, "musterstadt"),
        ("<http://x/a> <a:b> 1 .", None, "daten"),
        ("<musterstadt/a> <a:b> 1 .", "anderswo", "anderswo"),
    ],
)
def test_graph_of_a_file_without_network_is_guessed_or_given(
    tmp_path: Path, text: str, network: str | None, slug: str
) -> None:
    loaded = read_files([written(tmp_path, "x.ttl", text)], network=network)
    assert graphs(loaded.quads) == {f"{BASE}{slug}/graph/x"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", '<musterstadt/amt> <http://a/p> "Amt" .'),
        ("a.trig", '<g:g> { <musterstadt/amt> <http://a/p> "Amt" . }'),
        ("a.nt", f'<{BASE}musterstadt/amt> <http://a/p> "Amt" .'),
        ("a.nq", f'<{BASE}musterstadt/amt> <http://a/p> "Amt" <g:g> .'),
        ("a.jsonld", '{"@id": "musterstadt/amt", "http://a/p": "Amt"}'),
        ("a.rdf", RDF_XML),
    ],
)
def test_every_format_says_the_same(tmp_path: Path, name: str, text: str) -> None:
    (quad,) = read_files([written(tmp_path, name, text)]).quads
    assert str(quad.triple) == f'<{BASE}musterstadt/amt> <http://a/p> "Amt"'
    expected = "g:g" if name in ("a.trig", "a.nq") else BASE + "musterstadt/graph/a"
    assert graphs([quad]) == {expected}


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.ttl", "<a:b> <a:c> 1 .\n<a:b> <a:c> ex:d .\n", 2),
        ("a.nq", "<a:b> <a:c> <a:d> .\n<a:b> <a:c> .\n", 2),
        ("a.trig", "<g:g> {\n<a:b> <a:c> 1 .\n", 3),
        ("a.jsonld", '{"@graph": [\n{"@id": "a:b"},,\n]}', 2),
        ("a.rdf", RDF_XML.replace("</rdf:RDF>", "<a:open>"), 4),
        ("a.ttl", b"<a:b> <a:c> '\xff' .", 1),
    ],
)
def test_broken_file_is_named_with_its_line_and_nothing_is_loaded(
    store: EmbeddedStore, tmp_path: Path, name: str, text: str | bytes, line: int
) -> None:
    good = written(tmp_path, "good.ttl", NETWORK)
    with pytest.raises(DataError) as raised:
        load_files(store, [good, written(tmp_path, name, text)])
    assert raised.value.values["line"] == line
    assert f"{name}, line {line}: " in raised.value.message
    assert "Parser error" not in raised.value.message
    assert (store.revision, store.dump(), store.persons.names()) == (0, b"", [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused_before_they_are_expanded(tmp_path: Path, encoding: str) -> None:
    bomb = RDF_XML.replace(
        '<?xml version="1.0"?>',
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        f'<!DOCTYPE rdf:RDF [ <!ENTITY a "{"a" * 500}"> <!ENTITY b "{"&a;" * 9}"> ]>',
    )
    with pytest.raises(DataError, match="XML entity"):
        read_files([written(tmp_path, "bomb.rdf", bomb.encode(encoding))])


@pytest.mark.parametrize("context", ["http://127.0.0.1:9/c.jsonld", "file:///etc/passwd"])
def test_remote_context_is_refused(tmp_path: Path, context: str) -> None:
    with pytest.raises(DataError, match="remote @context"):
        read_files([written(tmp_path, "a.jsonld", f'{{"@context": "{context}", "@id": "a:b", "p": 1}}')])


def test_missing_file_and_unknown_ending_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing\.ttl cannot be read"):
        read_files([tmp_path / "missing.ttl"])
    with pytest.raises(DataError) as raised:
        read_files([written(tmp_path, "a.docx", "")])
    assert ".ttl" in raised.value.hint


def test_loading_twice_changes_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    path = written(tmp_path, "a.ttl", NETWORK)
    first = load_files(store, [path], author="Ada")
    assert (first.added, first.moved, first.revision) == (4, 2, 1)
    again = load_files(store, [path])
    assert (again.added, again.moved, again.revision) == (0, 0, 1)
    (entry,) = store.history()
    assert (entry.author, entry.reason) == ("Ada", "Loaded a.ttl")


def test_file_in_a_folder_with_other_persons_keeps_names_apart(store: EmbeddedStore, tmp_path: Path) -> None:
    load_files(store, [written(tmp_path, "a.ttl", NETWORK)])
    report = load_files(store, [written(tmp_path, "b.ttl", '<musterstadt/x> <a:note> "Frau Brandt", "Amt" .')])
    assert (report.added, report.moved) == (1, 1)


def test_ontology_goes_into_graphs_of_its_own(store: EmbeddedStore) -> None:
    load_ontology(store)
    rows = store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert {str(row["g"]) for row in rows} == {f"<{iri}>" for iri in (ONTOLOGY_GRAPH, CODES_GRAPH, TOPICS_GRAPH)}


def test_magdeburg_is_one_change_with_derived_links_and_without_names(store: EmbeddedStore) -> None:
    report = create_with_magdeburg(store)
    assert report.revision == 1
    assert report.moved > 0
    assert DERIVED_GRAPH in store.dump().decode()
    text = store.dump().decode()
    assert all(name.rpartition(" ")[2] not in text for name in store.persons.names())


@pytest.mark.parametrize("name", ["load_ontology", "create_with_magdeburg"])
def test_what_other_tests_begin_with_is_what_is_loaded(name: str) -> None:
    begun: list[object] = []
    for module in (files, magdeburg):
        with closing(EmbeddedStore(None)) as store:
            getattr(module, name)(store)
            logs = [
                [(set(entry.add), replace(entry, time="", add=())) for entry in ledger.history()]
                for ledger in (store.public, store.persons.ledger)
            ]
            known = [store._intake.directory, store._seen]  # noqa: SLF001 - who is known is in no other place
            begun.append((sorted(store.dump().splitlines()), store.revision, store.model_revision, logs, known))
    assert begun[0] == begun[1]
