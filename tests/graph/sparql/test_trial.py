"""What an update is said to change is the difference of all that was there before and after it."""

from __future__ import annotations

import os
from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import NetworkError
from graph.sparql.guard import check_update
from graph.sparql.rewrite.engine import run_update
from graph.sparql.sandbox import trial
from graph.sparql.sandbox.trial import try_operations

EXAMPLES = int(os.environ.get("AKTEURSNETZ_TRIALS", "300"))
BASE = "https://netz.invalid/id/"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
HEADS = (
    f"PREFIX x: <{INTEGER[:-7]}> PREFIX : <a:>",
    "BASE <https://b.invalid/> PREFIX x: <y:> PREFIX : <a:>",
    "PREFIX : <a:>",
)
DATA = f"""
<a:1> <a:p> <a:2> .\n<a:2> <a:p> <a:3> .\n<a:1> <a:q> "1"^^<{INTEGER}> .\n<a:2> <a:q> "x"@de .\n<a:3> <a:q> "x" .
<a:1> <a:p> <a:2> <a:g1> .\n<a:3> <a:p> "1"^^<{INTEGER}> <a:g1> .\n<a:4> <a:q> _:b1 <a:g2> .\n_:b1 <a:p> <a:1> <a:g2> .
_:b1 <a:q> "2.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n<a:g1> <a:p> <a:g2> .
"""

NODES = (":1", ":2", "<a:3>", ":g1", "<neu>")
VARIABLES = ("?a", "?b", "$c", "?g")
VALUES = (*NODES, '"x"', "'x'@de", "1", "01", "2.5", f'"01"^^<{INTEGER}>', "true", "-1")
PROPERTIES = (":p", ":q", "<a:p>", "a")
GRAPHS = (":g1", ":g2", "<a:neu>")


def triple(subjects: tuple[str, ...], predicates: tuple[str, ...], values: tuple[str, ...]) -> st.SearchStrategy[str]:
    parts = st.tuples(*(st.sampled_from(one) for one in (subjects, predicates, values)))
    return parts.map(" ".join)


def quads(one: st.SearchStrategy[str], graphs: tuple[str, ...]) -> st.SearchStrategy[str]:
    some = st.lists(one, min_size=1, max_size=3).map(" . ".join)
    named = st.tuples(st.sampled_from(graphs), some).map(lambda pair: f"GRAPH {pair[0]} {{ {pair[1]} }}")
    return st.lists(st.one_of(some.map(lambda text: text + " ."), named), min_size=1, max_size=2).map(" ".join)


DELETED = quads(triple((*NODES, *VARIABLES), (*PROPERTIES, "?b"), (*VALUES, *VARIABLES)), (*GRAPHS, "?g"))
INSERTED = quads(
    triple(
        (*NODES, *VARIABLES, "_:n", "[]", "[ :q ?a ]"), PROPERTIES, (*VALUES, *VARIABLES, "_:n", "[ :p 1 ]", "(?a 1)")
    ),
    (*GRAPHS, "?g"),
)
GROUND = quads(triple(NODES, PROPERTIES, VALUES), GRAPHS)
GROUND_WITH_NODES = quads(triple((*NODES, "_:n", "[]"), PROPERTIES, (*VALUES, "_:n", "[ :p 1 ]")), GRAPHS)
PATTERN = st.lists(
    st.one_of(
        quads(
            triple((*NODES, *VARIABLES), (*PROPERTIES, ":p*", "^:p", ":p|:q"), (*VALUES, *VARIABLES)), (*GRAPHS, "?g")
        ),
        quads(triple(VARIABLES, PROPERTIES, VARIABLES), (*GRAPHS, "?g")),
        st.sampled_from(
            (
                "?a ?b $c",
                "OPTIONAL { ?a :p ?b }",
                "OPTIONAL { GRAPH ?g { ?a :p $c } }",
                "FILTER(isIRI(?a))",
                "FILTER NOT EXISTS { ?a :q ?b }",
                "MINUS { ?a :q ?z }",
                "{ ?a :p ?b } UNION { ?b :q ?a }",
                "{ SELECT ?a (COUNT(*) AS ?c) { ?a ?p ?o } GROUP BY ?a }",
                "VALUES ?a { :1 :2 UNDEF }",
                "VALUES (?b $c) { (<a:p> 1) (UNDEF '{') }",
                "BIND(<a:q> AS ?b)",
                "BIND(1/0 AS ?z)",
                "BIND(<a:unknown>(1) AS ?y)",
                "GRAPH ?g {}",
                "?a :p ?z # }\n",
            )
        ),
    ),
    max_size=3,
).map(" ".join)
DATASET = st.sampled_from(("", "", "", "USING :g1", "USING NAMED :g1", "USING :g2 USING NAMED <a:g1>"))


@st.composite
def operation(draw: st.DrawFn) -> str:
    match draw(st.integers(0, 9)):
        case 0:
            return f"INSERT DATA {{ {draw(GROUND_WITH_NODES)} }}"
        case 1:
            return f"DELETE DATA {{ {draw(GROUND)} }}"
        case 2:
            return f"DELETE WHERE {{ {draw(DELETED)} }}"
    home = draw(st.sampled_from(("", "", "WITH :g1", "WITH <a:neu>")))
    deleted = draw(st.one_of(st.none(), DELETED))
    inserted = draw(st.one_of(st.none(), INSERTED)) if deleted is not None else draw(INSERTED)
    parts = [home]
    if deleted is not None:
        parts.append(f"delete {{ {deleted} }}")
    if inserted is not None:
        parts.append(f"INSERT{{ {inserted} }}")
    return " ".join([*parts, draw(DATASET), f"WHERE {{ {draw(PATTERN)} }}"])


@st.composite
def update(draw: st.DrawFn) -> str:
    operations = draw(st.lists(operation(), min_size=1, max_size=3))
    return draw(st.sampled_from(HEADS)) + "\n" + " ;\n".join(operations) + draw(st.sampled_from(("", " ;")))


def filled() -> ox.Store:
    store = ox.Store()
    store.extend(ox.parse(DATA.encode(), format=ox.RdfFormat.N_QUADS))
    store.add_graph(ox.NamedNode("a:leer"))
    return store


def lines(quads: object) -> Counter[str]:
    return Counter(map(str, quads))  # type: ignore[call-overload]


def without_new_nodes(quads: list[ox.Quad], known: set[str]) -> Counter[str]:
    """How often a statement is there, all nodes that are not known the same."""

    def told(term: object) -> str:
        return "_:new" if isinstance(term, ox.BlankNode) and term.value not in known else str(term)

    return Counter(" ".join(map(told, quad)) for quad in quads)


def canonical(store: ox.Store) -> str:
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(map(str, dataset)))


def test_what_is_too_much_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "MOST", 3)
    store = filled()
    text = (
        "DELETE WHERE { <a:1> ?p ?o } ; INSERT { GRAPH <a:neu> { ?s <a:p> 1 } } WHERE { ?s <a:q> 'x' } ;"
        "INSERT { GRAPH ?g { <a:neu> ?p ?o } } WHERE { ?s ?p ?o GRAPH ?g {} }"
    )
    assert try_operations(store, text, base=BASE, default_graphs=(), named_graphs=()) is None
    assert set(store) == set(filled())
    assert set(store.named_graphs()) == set(filled().named_graphs())


@pytest.mark.parametrize(
    "text",
    [
        "CLEAR ALL",
        "INSERT DATA { <a:1> <a:p> 1 } ; DROP SILENT GRAPH <a:g1>",
        "COPY <a:g1> TO <a:g2>",
        "INSERT { ?s <a:p> '\\u0041' } WHERE { ?s <a:p> 1 }",
        "INSERT { ?s <a:p> <<( ?s <a:p> ?o )>> } WHERE { ?s <a:p> ?o }",
    ],
)
def test_what_is_not_known_by_its_text_is_left_to_a_comparison(text: str) -> None:
    store = filled()
    assert try_operations(store, text, base=BASE, default_graphs=(), named_graphs=()) is None
    assert set(store) == set(filled())


def test_the_dataset_of_a_request_is_what_patterns_see() -> None:
    for graphs in ((), ("a:g1",)), (("a:g1",), ()), (("a:g1",), ("a:g2",)):
        text = "INSERT { ?s <a:seen> ?o } WHERE { { ?s <a:p> ?o } UNION { GRAPH <a:g2> { ?s ?p ?o } } }"
        expected, store = filled(), filled()
        run_update(expected, text, base=BASE, default_graphs=graphs[0], named_graphs=graphs[1])
        changed = try_operations(store, text, base=BASE, default_graphs=graphs[0], named_graphs=graphs[1])
        assert changed is not None
        assert set(changed.come()) == set(expected) - set(filled())


TRIED: Counter[str] = Counter()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(update())
def test_the_difference_of_any_update(text: str) -> None:
    try:
        outline = check_update(text, base=BASE)
    except NetworkError:
        return
    expected, store, before = filled(), filled(), filled()
    try:
        run_update(expected, text, base=BASE)
    except SyntaxError:
        with pytest.raises(SyntaxError):
            try_operations(store, text, base=BASE, default_graphs=(), named_graphs=())
        TRIED["wrong"] += 1
        return
    changed = try_operations(store, text, base=BASE, default_graphs=(), named_graphs=())
    assert outline.is_repeatable
    assert changed is not None, text
    known = {"b1"}
    come, gone = changed.come(), changed.gone()
    all_before, all_after = set(before), set(expected)
    assert without_new_nodes(come, known) == without_new_nodes(list(all_after - all_before), known)
    assert lines(gone) == lines(all_before - all_after)
    assert canonical(store) == canonical(expected)
    assert {str(name) for name in store.named_graphs()} == {str(name) for name in expected.named_graphs()}
    TRIED["changed" if come or gone else "nothing"] += 1


def test_most_updates_that_were_tried_change_something() -> None:
    if TRIED:
        assert TRIED["changed"] > sum(TRIED.values()) / 4, TRIED
