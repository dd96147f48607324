"""What is read in bulk says the same as one statement at a time would: who is a person, what follows, what is new."""

import itertools
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.load.files import load_files
from graph.persons.directory import Directory
from graph.persons.recognition import HELD_BY, HOLDS
from graph.protocol import Change
from graph.rdf.derived_links import derive, refresh
from graph.store.embedded import EmbeddedStore
from graph.store.rebuild import rebuild
from graph.terms import ADMS, FOAF, NETZ, NK, OA, ORG, RDF, SKOS

NODES = [ox.NamedNode(f"a:{name}") for name in ("ada", "bert", "amt", "post", "tie", "beleg")]
TYPE = ox.NamedNode(RDF + "type")
CLASSES = [
    ox.NamedNode(iri) for iri in (FOAF + "Person", ORG + "Organization", NETZ + "Interface", NETZ + "Membership")
]
STATES = [ox.NamedNode(NK + name) for name in ("exists", "demanded")]
TEXTS = [ox.Literal(text) for text in ("Ada Brandt", "Brandts Amt", "Brandtstraße", "Das Amt", "Emil Ruß")]
TERM = ox.Triple(NODES[0], ox.NamedNode(FOAF + "knows"), NODES[2])
GRAPHS = [ox.NamedNode("a:g"), ox.NamedNode("a:h")]
LINKS = [ox.NamedNode(iri) for iri in (HELD_BY, HOLDS, ORG + "member", ORG + "organization", NETZ + "party")]
LINKS += [ox.NamedNode(iri) for iri in (NETZ + "evidence", NETZ + "fromParty", FOAF + "knows")]
NAMES = [ox.NamedNode(iri) for iri in (FOAF + "name", FOAF + "familyName", SKOS + "note", OA + "exact")]

objects = st.one_of(
    st.tuples(st.just(TYPE), st.sampled_from(CLASSES)),
    st.tuples(st.just(ox.NamedNode(ADMS + "status")), st.sampled_from(STATES)),
    st.tuples(st.sampled_from(LINKS), st.sampled_from(NODES)),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just(ox.NamedNode(SKOS + "note")), st.just(TERM)),
)
quads = st.builds(
    lambda subject, rest, graph: ox.Quad(subject, rest[0], rest[1], graph),
    st.sampled_from(NODES),
    objects,
    st.sampled_from(GRAPHS),
)
changes = st.lists(quads, max_size=25)


def is_about_somebody(directory: Directory, quad: ox.Quad) -> bool:
    """As the module says it, for one statement."""
    return (
        quad.predicate.value in (HELD_BY, HOLDS)
        or directory.is_person(quad.subject)
        or directory.is_person(quad.object)
        or (isinstance(quad.object, ox.Literal) and directory.mentions(quad.object.value))
    )


@given(changes)
@settings(max_examples=150, deadline=None)
def test_no_statement_about_a_person_stays_and_no_other_goes(stated: list[ox.Quad]) -> None:
    directory = Directory()
    directory.learn(stated)
    found = directory.split(stated)
    about = {quad for quad in stated if is_about_somebody(directory, quad)}
    quoted = {quad.subject for quad in about if quad.predicate.value == OA + "exact"}
    about |= {quad for quad in stated if quad.subject in quoted or quad.object in quoted}
    assert found.private == [quad for quad in stated if quad in about]
    assert found.public == [quad for quad in stated if quad not in about]


@given(changes, changes, changes)
@settings(max_examples=150, deadline=None)
def test_change_gives_what_deriving_everything_anew_would(
    before: list[ox.Quad], add: list[ox.Quad], remove: list[ox.Quad]
) -> None:
    removed = set(remove) - set(add)
    store = ox.Store()
    store.extend(before)
    gained, lost = refresh(store.quads_for_pattern, add, list(removed))
    after = derive((set(before) | set(add)) - removed)
    assert (derive(before) | gained) - lost == after


def test_many_statements_go_the_fast_way_and_are_there_after_reopening(tmp_path: Path) -> None:
    many = tmp_path / "viele.nq"
    lines = (f'<a:{number}> <a:p> "Nummer {number}" <a:g> .\n' for number in itertools.count())
    many.write_text("".join(itertools.islice(lines, 60_000)) + '<a:x> <a:p> "noch eins" <a:h> .\n', encoding="utf-8")
    store = EmbeddedStore(tmp_path / "store")
    assert load_files(store, [many]).added == 60_001
    assert load_files(store, [many]).added == 0
    content = sorted(store.dump().splitlines())
    assert store.graph_names() == ["a:g", "a:h"]
    store.close()
    for name in ("applied", "graph/CURRENT"):
        (tmp_path / "store" / name).unlink()
    for file in (tmp_path / "store" / "graph").iterdir():
        file.unlink()
    rebuild(tmp_path / "store")
    store = EmbeddedStore(tmp_path / "store")
    assert sorted(store.dump().splitlines()) == content
    store.close()


def test_blank_nodes_of_many_statements_keep_their_labels(tmp_path: Path) -> None:
    node = ox.BlankNode("b7")
    many = [ox.Quad(node, ox.NamedNode("a:p"), ox.Literal(number), ox.NamedNode("a:g")) for number in range(60_000)]
    store = EmbeddedStore(tmp_path / "store")
    store.apply(Change(add=many))
    assert {row["s"] for row in store.select("SELECT DISTINCT ?s { ?s ?p ?o }")} == {node}
    store.close()
