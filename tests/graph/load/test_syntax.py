"""Whatever a file of statements came in is read, or what is wrong with it is said with its line."""

from __future__ import annotations

import codecs
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import DataError
from graph.load.files import create_with_magdeburg, load_files, read_files
from graph.load.jsonld import CONTEXTS
from graph.load.upload import parse_body
from graph.paths import ONTOLOGY
from graph.rdf.vocabulary import list_definitions
from graph.store.dump import packed_dump
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE, FOAF, NETZ, ORG, RDF, SCHEMA, SKOS

RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.example/">'
    '<rdf:Description rdf:about="http://x.example/a"><x:p>%s</x:p></rdf:Description></rdf:RDF>'
)
SAYING_BUERO = {
    ".ttl": '<http://x.example/a> <http://x.example/p> "Büro" .',
    ".n3": '@prefix x: <http://x.example/> . x:a x:p "Büro" .',
    ".nt": '<http://x.example/a> <http://x.example/p> "Büro" .',
    ".nq": '<http://x.example/a> <http://x.example/p> "Büro" <http://x.example/g> .',
    ".trig": '<http://x.example/g> { <http://x.example/a> <http://x.example/p> "Büro" }',
    ".jsonld": '{"@id": "http://x.example/a", "http://x.example/p": "Büro"}',
    ".rdf": RDF_XML % "Büro",
    ".owl": RDF_XML % "Büro",
}


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(None)
    yield opened
    opened.close()


def read(folder: Path, name: str, content: bytes) -> list[ox.Quad]:
    path = folder / name
    path.write_bytes(content)
    return read_files([path]).quads


def says(quads: list[ox.Quad]) -> list[str]:
    return [str(quad.triple) for quad in quads]


@pytest.mark.parametrize("ending", SAYING_BUERO)
@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_is_read_in_every_syntax(tmp_path: Path, ending: str, mark: bytes) -> None:
    names = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
    content = mark + SAYING_BUERO[ending].encode(names[mark])
    assert says(read(tmp_path, f"a{ending}", content)) == ['<http://x.example/a> <http://x.example/p> "Büro"']


@pytest.mark.parametrize("ending", SAYING_BUERO)
def test_a_packed_file_is_read_by_the_name_inside(tmp_path: Path, ending: str) -> None:
    quads = read(tmp_path, f"ag.1{ending}.gz", gzip.compress(SAYING_BUERO[ending].encode()))
    assert says(quads) == ['<http://x.example/a> <http://x.example/p> "Büro"']
    assert str(quads[0].graph_name) in {"<http://x.example/g>", f"<{BASE}daten/graph/ag.1>"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (60 * gzip.compress(bytes(1 << 20)), "more than 50 MB"),  # one member after the other: packed once
        (gzip.compress(b"<a:b> <a:c> 1 .", mtime=0)[:-9], "cut off"),
        (b"\x1f\x8b nonsense", "damaged, or no gzip"),
        (b"<a:b> <a:c> 1 .", "damaged, or no gzip"),
    ],
    ids=["explodes", "cut off", "damaged", "not packed"],
)
def test_a_packed_file_that_explodes_or_is_damaged_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        read(tmp_path, "a.ttl.gz", content)


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_our_own_dump_read_in_again_gives_the_same_dump(store: EmbeddedStore, tmp_path: Path, form: str) -> None:
    source = EmbeddedStore(None)
    create_with_magdeburg(source)
    path = tmp_path / f"dump.{form}.gz"
    path.write_bytes(packed_dump(source, "nq" if form == "nq" else "trig")[1])
    load_files(store, [path])
    assert sorted(store.dump().splitlines()) == sorted(source.dump().splitlines())
    source.close()


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-16", "utf-8", "US-ASCII", "ISO-8859-15"])
def test_rdf_xml_is_read_in_the_encoding_that_it_names(tmp_path: Path, encoding: str) -> None:
    word = "Bro" if encoding == "US-ASCII" else "Büro"
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + RDF_XML % word
    (quad,) = read(tmp_path, "a.rdf", text.encode(encoding))
    assert quad.object == ox.Literal(word)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<?xml version="1.0" encoding="UTF-7"?>' + (RDF_XML % "a").encode(), "written in UTF-7"),
        (b'<?xml version="1.0" encoding="idna"?>' + (RDF_XML % "a").encode(), "written in idna"),
        (b'<?xml version="1.0" encoding="x-nowhere"?>' + (RDF_XML % "a").encode(), "written in x-nowhere"),
        (b'<?xml version="1.0" encoding="US-ASCII"?>' + (RDF_XML % "ü").encode(), "is none of ascii"),
        (b'<Ontology xmlns="http://www.w3.org/2002/07/owl#"><Prefix name="a"/></Ontology>', "OWL/XML"),
    ],
)
def test_xml_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        read(tmp_path, "a.rdf", content)


def test_entities_as_protege_writes_them_are_expanded(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY x "http://x.example/" >\n<!ENTITY p "&x;p#" >]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="&p;">'
        '<rdf:Description rdf:about="&x;a"><p:n rdf:datatype="&x;t">1 &amp; 2</p:n></rdf:Description></rdf:RDF>'
    )
    assert says(read(tmp_path, "a.owl", text.encode())) == [
        '<http://x.example/a> <http://x.example/p#n> "1 & 2"^^<http://x.example/t>'
    ]


def test_an_owl_file_may_be_turtle(tmp_path: Path) -> None:
    assert says(read(tmp_path, "a.owl", b"@prefix a: <http://a/> . a:b a:c a:d .")) == [
        "<http://a/b> <http://a/c> <http://a/d>"
    ]


@pytest.mark.parametrize(
    ("text", "named", "line"),
    [
        ('{"@id":"http://x.example/a",\n "name":"Amt"}', "name", 2),
        (
            '{"@context":{"p":{"@id":"http://x.example/p","@type":"@id"}},\n"p":["http://x.example/nicht ok"]}',
            "http://x.example/nicht ok",
            2,
        ),
        ('{"@id":"http://x.example/a b","http://x.example/p":"Amt"}', "http://x.example/a b", 1),
        ('{"@id":"http://x.example/a","http://x.example/p":{"@value":"A","@language":"d e"}}', "d e", 1),
        ('{"@id":"http://x.example/a","_:p":"Amt"}', "_:p", 1),
        ('{"@id":"http://x.example/a","@typ":"http://x.example/t"}', "@typ", None),
        ('{"@id":"http://x.example/a","http://x.example/p":1,"http://x.example/p":2}', "http://x.example/p", None),
        ('["Amt",{"@id":"http://x.example/a","http://x.example/p":1}]', "Amt", None),
    ],
)
def test_json_ld_drops_nothing_silently(tmp_path: Path, text: str, named: str, line: int | None) -> None:
    with pytest.raises(DataError) as raised:
        read(tmp_path, "a.jsonld", text.encode())
    assert f"“{named}”" in raised.value.message
    assert raised.value.values["line"] == line
    with pytest.raises(DataError, match=r"cannot be read"):
        parse_body(text.encode(), "application/ld+json", graph=ox.NamedNode("a:g"), base=BASE)


@pytest.mark.parametrize("address", [f"https://{name}" for name in CONTEXTS] + ["http://www.w3.org/ns/org#"])
def test_the_contexts_of_schema_org_of_org_and_our_own_are_known_without_the_net(tmp_path: Path, address: str) -> None:
    text = {"@context": address, "@id": "http://x.example/a", "@type": "Organization", "name": "Amt"}
    (kind, name) = sorted(read(tmp_path, "a.jsonld", json.dumps(text).encode()), key=lambda quad: len(str(quad)))[::-1]
    assert kind.predicate.value == RDF + "type"
    expected = (SCHEMA, SCHEMA) if "schema" in address else (ORG, FOAF)
    assert (kind.object, name.predicate.value) == (ox.NamedNode(expected[0] + "Organization"), expected[1] + "name")


def test_a_known_context_may_stand_among_others(tmp_path: Path) -> None:
    text = {
        "@context": ["https://schema.org/", {"x": "http://x.example/"}],
        "@id": "x:a",
        "name": {"@value": "Amt", "@language": "de-AT"},
        "url": "https://amt.example/",
    }
    assert set(says(read(tmp_path, "a.jsonld", json.dumps(text).encode()))) == {
        f'<http://x.example/a> <{SCHEMA}name> "Amt"@de-at',
        f"<http://x.example/a> <{SCHEMA}url> <https://amt.example/>",
    }


def test_our_context_has_every_term_of_the_vocabulary() -> None:
    known = json.loads((ONTOLOGY / "contexts" / "akteursnetz.jsonld").read_bytes())["@context"]
    names = {one.name for one in list_definitions(NETZ)}
    assert names <= known.keys()
    assert {one["@id"] if isinstance(one, dict) else one for name, one in known.items() if name in names} == {
        f"netz:{name}" for name in names
    }


@pytest.mark.parametrize(
    ("name", "text", "kept", "left_out"),
    [
        (
            "a.ttl",
            '<a:x> <a:p> 1 .\n<a:x> <a:p> <b c> .\n<a:x> ex:p 1 .\n<a:x> <a:p> 2 .\n<a:x> <a:p> "offen .\n',
            2,
            [2, 3, 5],
        ),
        ("a.nt", '<a:x> <a:p> "1" .\n<a:x> <a:p> oh .\n<a:x> <a:p> "2" .\n', 2, [2]),
        ("a.nq", '<a:x> <a:p> "1" <a:g> .\nUnsinn\n<a:x> <a:p> "2" .\n', 2, [2]),
        ("a.jsonld", '{"@id":"http://x.example/a",\n"name":"Amt",\n"http://x.example/p":1}', 1, [2]),
        ("a.rdf", (RDF_XML % "1").replace("<x:p>", '<x:q rdf:resource="a b"/><x:p>'), 1, [None]),
    ],
)
def test_a_lenient_load_names_what_it_left_out(
    store: EmbeddedStore, tmp_path: Path, name: str, text: str, *, kept: int, left_out: list[int | None]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    report = load_files(store, [path], lenient=True)
    assert (report.added, [one.fault.line for one in report.left_out]) == (kept, left_out)
    assert {one.file for one in report.left_out} == {str(path)}
    assert all(str(one.fault.detail) for one in report.left_out)
    with pytest.raises(DataError):
        load_files(store, [path])


@pytest.mark.parametrize(("name", "text"), [("a.rdf", RDF_XML[:-20]), ("a.jsonld", '{"@id": ')])
def test_a_lenient_load_still_refuses_what_is_broken_altogether(
    store: EmbeddedStore, tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(DataError):
        load_files(store, [path], lenient=True)
    assert store.revision == 0


def test_a_lenient_load_of_what_is_no_text_comes_to_an_end(store: EmbeddedStore, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"<a:x> <a:p> '\xff\xfe' .\n\x80\x81\n<a:x> <a:p> 2 .\n" * 50)
    report = load_files(store, [path], lenient=True)
    assert report.left_out
    assert report.added <= 1


def test_skos_labels_come_through_the_context_of_org(tmp_path: Path) -> None:
    text = {"@context": "http://www.w3.org/ns/org", "@id": "a:b", "prefLabel": "Amt", "subOrganizationOf": "a:c"}
    assert set(says(read(tmp_path, "a.jsonld", json.dumps(text).encode()))) == {
        f'<a:b> <{SKOS}prefLabel> "Amt"',
        f"<a:b> <{ORG}subOrganizationOf> <a:c>",
    }
    with pytest.raises(DataError, match="Unbekanntes"):
        read(tmp_path, "a.jsonld", json.dumps({**text, "Unbekanntes": 1}).encode())
