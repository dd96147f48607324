"""Many statements go through as text, and come to the same as one by one: public, private, derived, logged, undone."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import DataError, WriteRefused
from graph.load import files, upload
from graph.load.files import create_with_magdeburg, load_files
from graph.load.upload import parse_body
from graph.paths import ONTOLOGY
from graph.persons.recognition import HELD_BY
from graph.protocol import Change
from graph.rdf.canonical_lines import text_of_plain
from graph.rdf.quad_text import QuadText, text_of, written
from graph.store import logged_store
from graph.store.change_log import ChangeLog
from graph.store.embedded import EmbeddedStore
from graph.terms import ADMS, BASE, FOAF, NETZ, NK, OA, ORG, RDF, SKOS

NQUADS = ox.RdfFormat.N_QUADS
ADDRESS = ox.NamedNode(BASE + ".well-known/genid/1")
NODES: list[ox.NamedNode | ox.BlankNode]
NODES = [ox.NamedNode(f"a:{name}") for name in ("ada", "bert", "amt", "post", "tie", "tie2", "beleg")]
NODES += [ADDRESS, ox.BlankNode("b7")]
CLASSES = [FOAF + "Person", FOAF + "Agent", ORG + "Organization", NETZ + "Interface", NETZ + "Membership"]
LINKS = [
    HELD_BY,
    ORG + "holds",
    ORG + "member",
    ORG + "organization",
    NETZ + "party",
    NETZ + "fromParty",
    FOAF + "knows",
]
TEXTS = ["Ada Brandt", "Brandts Amt", "Brandtstraße", "Herr\nBrandt", 'Das "Amt"', "Emil Ruß", "Ada\\Brandt", " .\n"]
TERM = ox.Triple(NODES[0], ox.NamedNode(FOAF + "knows"), ox.Literal("Ada Brandt"))


def named(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


objects = st.one_of(
    st.tuples(st.just(named(RDF + "type")), st.sampled_from(list(map(named, CLASSES)))),
    st.tuples(st.just(named(ADMS + "status")), st.sampled_from([named(NK + "exists"), named(NK + "demanded")])),
    st.tuples(st.sampled_from(list(map(named, LINKS))), st.sampled_from(NODES)),
    st.tuples(
        st.sampled_from([named(FOAF + "name"), named(FOAF + "familyName"), named(SKOS + "note"), named(OA + "exact")]),
        st.sampled_from([*map(ox.Literal, TEXTS), TERM]),
    ),
)


def changes(*graphs: str) -> st.SearchStrategy[list[ox.Quad]]:
    quads = st.builds(
        lambda subject, rest, graph: ox.Quad(subject, rest[0], rest[1], named(graph)),
        st.sampled_from(NODES),
        objects,
        st.sampled_from(graphs),
    )
    return st.lists(quads, max_size=30)


def state(store: EmbeddedStore) -> tuple[object, ...]:
    """Everything that a store holds, and what its log says."""
    logged = [(set(one.add), set(one.remove), one.create, one.drop) for one in store.history()]
    return sorted(store.dump().splitlines()), {*store.persons.ledger.quads}, store.graph_names(), logged


def stated(subject: str, *rest: tuple[str, ox.NamedNode | ox.Literal]) -> list[ox.Quad]:
    return [ox.Quad(named(subject), named(predicate), value, named("a:g")) for predicate, value in rest]


ADA = stated("a:ada", (RDF + "type", named(FOAF + "Person")), (FOAF + "name", ox.Literal("Ada Brandt")))
NOTES = stated("a:amt", (SKOS + "note", ox.Literal("Herr\nBrandt")), (SKOS + "note", ox.Literal("nBrandt")))


@given(changes("a:f"), changes("a:g", "a:h"))
@example(before=[], add=[*ADA, *NOTES])
@example(before=ADA[:1], add=[*ADA, *NOTES])
@settings(max_examples=200, deadline=None)
def test_text_comes_to_the_same_as_its_quads_and_can_be_undone(before: list[ox.Quad], add: list[ox.Quad]) -> None:
    one, other = EmbeddedStore(None), EmbeddedStore(None)
    for store in (one, other):
        store.apply(Change(add=before))
    applied = one.apply(Change(add=add))
    assert other.apply(Change(add=text_of(add))) == applied
    assert state(other) == state(one)
    if applied.revision > 1:
        assert one.undo(applied.revision) == other.undo(applied.revision)
        assert state(other) == state(one)


@given(changes("a:g", "a:h"), changes("a:g"))
@settings(max_examples=50, deadline=None)
def test_text_for_a_graph_that_is_there_adds_what_is_new(before: list[ox.Quad], add: list[ox.Quad]) -> None:
    one, other = EmbeddedStore(None), EmbeddedStore(None)
    for store in (one, other):
        store.apply(Change(add=before))
    assert one.apply(Change(add=add)) == other.apply(Change(add=text_of([*add, *add])))
    assert state(other) == state(one)


def test_magdeburg_network_is_the_same_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = EmbeddedStore(None), EmbeddedStore(None)
    create_with_magdeburg(one)
    monkeypatch.setattr(files, "LARGE", 0)
    monkeypatch.setattr("graph.load.files._Reader.quads", None)  # only the other way is left
    create_with_magdeburg(other)
    assert state(other) == state(one)
    assert one.persons.names() == other.persons.names() != []


IRIS = ["<http://a.de/b#c>", "<urn:x>", "<http://a:b/>", "<http://a%zz>", "<a>", "<http://ä.de/>", "<HTTP://A/>"]
IRIS += ["<http://a/\\u0062>", "<http://a/#b#c>", "<http://[::1]/>", "<http://a@b:1/>", "<http://a.de/{x}>", "<x:>"]
LITERALS = ['"x"', '"ä\\n\\""@de', '"x"@DE', '"\\u0041"', '"\t"', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>']
LITERALS += [
    '"x"^^<http://www.w3.org/2001/XMLSchema#string>',
    '"x"@de-CH',
    '"\x0b"',
    '"<<"',
    '"x',
    '"a" .',
    '" <a:g> .',
]
lines = st.builds(
    lambda *parts: " ".join(part for part in parts if part) + " .\n",
    st.sampled_from(IRIS[:3]),
    st.sampled_from(IRIS),
    st.sampled_from(IRIS + LITERALS),
    st.sampled_from(["<http://a.de/g>", "<http://a.de/h>", "<http://a.de/b#c>", "", "# no", "<x:y> <x:z>"]),
)


@given(st.lists(lines, min_size=1, max_size=4), st.sampled_from([NQUADS, ox.RdfFormat.N_TRIPLES]))
@settings(max_examples=600, deadline=None)
def test_plain_lines_say_what_the_parser_reads(some: list[str], form: ox.RdfFormat) -> None:
    content = "".join(some).encode()
    try:
        expected = list(ox.parse(content, format=form))
    except SyntaxError:
        with pytest.raises(SyntaxError):
            text_of_plain(content, form)
        return
    text = text_of_plain(content, form)
    assert text is not None
    assert sorted(text.lines()) == sorted(set(written(expected).splitlines()))
    assert text.graphs == {quad.graph_name for quad in expected}


def test_mistake_in_a_long_file_is_named_by_its_line_and_nothing_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGE", 0)
    store, good = EmbeddedStore(None), '<a:x> <a:p> "1" <a:g> .\n'
    for line in ("<a:x> <a:p> .\n", '<a:x> <a p> "1" <a:g> .\n'):
        (tmp_path / "lang.nq").write_text(good * 1000 + line + good)
        with pytest.raises(DataError, match=r"line 1001:"):
            load_files(store, [tmp_path / "lang.nq"])
    assert (store.revision, store.dump()) == (0, b"")


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/n-triples", b'<a:x> <a:p> "1" .\n_:x <a:p> "<<" .\n<a:x> <a:p> "1" .\n'),
        ("application/n-triples", b'<a:x> <a:p> "1", .\n<a:x> <a:p> "2" .\n'.replace(b'",', b'"')),
        ("text/turtle", b'@prefix a: <a:> . a:x a:p "1", "2", [ a:p "3" ] .'),
    ],
)
def test_long_body_is_read_as_a_short_one(media_type: str, body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> list[ox.Quad]:
        return list(parse_body(body, media_type, graph=named("a:g"), base=BASE))

    short = ox.Dataset(read())
    monkeypatch.setattr(upload, "LARGE", 0)
    long = ox.Dataset(read())
    for dataset in (short, long):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert long == short


def pieces_of(number: int) -> QuadText:
    quads = [ox.Quad(named(f"a:{count}"), named("a:p"), ox.Literal("x"), named("a:g")) for count in range(number)]
    return QuadText(tuple(written([quad]) for quad in quads), frozenset({named("a:g")}))


def broken(error: type[BaseException]) -> Callable[[ox.Store, QuadText], None]:
    def add_some(store: ox.Store, text: QuadText) -> None:
        store.load(text.pieces[0], format=NQUADS)
        raise error

    return add_some


def test_full_disk_amid_a_text_leaves_no_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = EmbeddedStore(tmp_path / "store")
    with monkeypatch.context() as patch:
        patch.setattr(logged_store, "add_pieces", broken(OSError))
        with pytest.raises(WriteRefused):
            store.apply(Change(add=pieces_of(3)))
    assert (store.revision, store.dump(), store.graph_names()) == (0, b"", [])
    assert store.apply(Change(add=pieces_of(3))).added == 3
    store.close()


@pytest.mark.parametrize("is_logged", [True, False])
def test_crash_amid_a_text_leaves_all_of_it_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_logged: bool
) -> None:
    store = EmbeddedStore(tmp_path / "store")
    store.apply(Change(add=[ox.Quad(named("a:x"), named("a:p"), named("a:y"), named("a:f"))]))
    with monkeypatch.context() as crash:
        crash.setattr(logged_store, "add_pieces", broken(SystemExit))
        crash.setattr(logged_store, "remove_graphs", lambda *_: None)
        if is_logged:
            crash.setattr(ChangeLog, "take_back", lambda *_: None)
        with pytest.raises(SystemExit):
            store.apply(Change(add=pieces_of(3)))
        crash.setattr(logged_store.Ledger, "save", lambda _: None)
        assert store.graph_names() == ["a:f", "a:g"]
        store.close()
    store = EmbeddedStore(tmp_path / "store")
    assert (store.revision, len(store.dump().splitlines())) == ((2, 4) if is_logged else (1, 1))
    assert store.graph_names() == (["a:f", "a:g"] if is_logged else ["a:f"])
    store.close()
    store = EmbeddedStore(tmp_path / "store")
    assert len(store.dump().splitlines()) == (4 if is_logged else 1)
    store.close()


PIECES = """
import pyoxigraph as ox
from graph.rdf.quad_text import QuadText
from graph.store.transaction import add_pieces
lines = ["".join(f"_:b{k}x{i} <x:p> <x:{i}> <x:g> ." + chr(10) for i in range(3000)) for k in range(8)]
for _ in range(10):
    store = ox.Store()
    add_pieces(store, QuadText(tuple(one.encode() for one in lines), frozenset({ox.NamedNode("x:g")})))
    assert len(store) == 24000
"""


def test_pieces_with_blank_nodes_do_not_wait_for_each_other_for_ever() -> None:
    """In a process of its own: where they do, nothing of the process runs any more, no clock either."""
    subprocess.run([sys.executable, "-c", PIECES], check=True, timeout=60, cwd=ONTOLOGY.parent)
