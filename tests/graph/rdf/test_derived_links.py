import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.paths import ONTOLOGY
from graph.rdf.derived_links import derive, derived_beside, derived_text, pass_days, refresh
from graph.rdf.packed_texts import PackedTexts
from graph.rdf.party_rules import party_rules
from graph.rdf.quad_text import of_pieces, written
from graph.terms import DERIVED_GRAPH, FOAF, NETZ, NK, ORG, RDFS, SCHEMA, local_name

PREFIXES = """
@prefix netz: <https://w3id.org/akteursnetz/ns#> . @prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix adms: <http://www.w3.org/ns/adms#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
INTERFACE = "<a:tie> a netz:Interface ; adms:status nk:exists ; netz:party <a:x>, <a:y> ."


def read(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))


def said(quads: set[ox.Quad]) -> set[tuple[str, str, str]]:
    assert all(quad.graph_name == ox.NamedNode(DERIVED_GRAPH) for quad in quads)
    return {(str(quad.subject), local_name(quad.predicate.value), str(quad.object)) for quad in quads}


ASKED_FOR = {f"<{iri}>" for iri in (NETZ + "Tie", ORG + "Membership", ORG + "Organization", FOAF + "Agent")}


def classes(turtle: str) -> set[tuple[str, str]]:
    """Which of the classes that everybody asks for follow, of which resource, by the last word of each."""
    found = said(derive(read(turtle)))
    return {(one, local_name(kind[1:-1])) for one, name, kind in found if name == "type" and kind in ASKED_FOR}


def without_classes(quads: set[ox.Quad]) -> set[tuple[str, str, str]]:
    return {one for one in said(quads) if one[1] != "type" or one[2] not in ASKED_FOR}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("exists", {"Tie", "Membership"}),
        ("ended", {"Tie", "Membership"}),
        ("demanded", {"Tie"}),
        ("planned", {"Tie"}),
        ("unclear", {"Tie"}),
    ],
)
def test_a_membership_is_one_to_plain_org_only_where_it_is_or_was_there(state: str, expected: set[str]) -> None:
    turtle = f"<a:m> a netz:Membership ; adms:status nk:{state} ; org:member <a:x> ; org:organization <a:g> ."
    assert classes(turtle) == {("<a:m>", one) for one in expected}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("org:FormalOrganization", {"Organization", "Agent"}),
        ("netz:Programme", {"Organization", "Agent"}),
        ("netz:WorkingGroup ; adms:status nk:exists", {"Organization", "Agent"}),
        ("netz:WorkingGroup ; adms:status nk:demanded", set()),
        ("netz:ActorGroup", {"Agent"}),
        ("org:Organization", {"Agent"}),
        ("<http://xmlns.com/foaf/0.1/Person>", set()),
        ("netz:Finding", set()),
    ],
)
def test_who_acts_is_what_everybody_asks_for(stated: str, expected: set[str]) -> None:
    assert classes(f"<a:x> a {stated} .") == {("<a:x>", one) for one in expected}


def test_existing_interface_links_its_parties_both_ways() -> None:
    assert without_classes(derive(read(INTERFACE))) == {("<a:x>", "linkedTo", "<a:y>"), ("<a:y>", "linkedTo", "<a:x>")}


def test_demanded_interface_links_nobody() -> None:
    assert not without_classes(derive(read(INTERFACE.replace("nk:exists", "nk:demanded"))))


def test_directed_interface_names_its_parties_and_links_them() -> None:
    found = said(
        derive(read("<a:t> a netz:Interface ; adms:status nk:exists ; netz:fromParty <a:x> ; netz:toParty <a:y> ."))
    )
    assert ("<a:t>", "party", "<a:x>") in found
    assert ("<a:y>", "linkedTo", "<a:x>") in found


def test_existing_membership_gives_member_of() -> None:
    turtle = "<a:m> a netz:Membership ; adms:status nk:exists ; org:member <a:x> ; org:organization <a:g> ."
    assert without_classes(derive(read(turtle))) == {("<a:x>", "memberOf", "<a:g>")}
    assert not without_classes(derive(read(turtle.replace("nk:exists", "nk:ended"))))


def test_a_tie_without_a_state_exists() -> None:
    turtle = "<a:m> a netz:Membership ; org:member <a:x>, <a:g> ; org:organization <a:g> . <a:x> org:linkedTo <a:y> ."
    expected = {("<a:m>", "status", f"<{NK}exists>"), ("<a:x>", "memberOf", "<a:g>")}
    assert without_classes(derive(read(turtle))) == said(derive(read(turtle.replace("netz:M", "org:M")))) == expected
    assert not derive(read(turtle.replace("netz:M", "netz:NoM")))
    own = "<a:Visit> rdfs:subClassOf netz:Tie ; netz:edgeFrom <a:who> ; netz:edgeTo <a:whom> . <a:v> a <a:Visit> ."
    assert ("<a:v>", "status", f"<{NK}exists>") in said(derive(read(own)))


def test_of_several_states_the_first_by_its_iri_counts() -> None:
    turtle = "<a:i> a netz:Interface ; netz:party <a:x>, <a:y> ; adms:status nk:exists, {} ."
    assert ("<a:x>", "linkedTo", "<a:y>") in said(derive(read(turtle.format("nk:planned"))))
    assert not without_classes(derive(read(turtle.format("nk:demanded"))))
    assert ("<a:x>", "linkedTo", "<a:y>") in said(derive(read(turtle.format("'Besteht'"))))


def test_who_is_given_a_state_loses_the_one_that_followed() -> None:
    stored, state = ox.Store(), read("<a:m> adms:status nk:planned .")
    own = read("<a:m> a netz:Membership ; org:member <a:x> ; org:organization <a:g> .")
    stored.extend([*own, *derive(own)])
    gone = {quad for quad in derive(own) if str(quad.object) != f"<{NETZ}Tie>"}
    assert refresh(stored.quads_for_pattern, state, []) == (set(), gone)
    assert gone < derive(own)
    for quad in gone:
        stored.remove(quad)
    stored.extend(state)
    assert refresh(stored.quads_for_pattern, [], state)[0] == gone


def test_party_properties_are_those_of_the_ontology() -> None:
    core = list(ox.parse(path=ONTOLOGY / "core.ttl", format=ox.RdfFormat.TURTLE))
    declared = {
        quad.subject.value
        for quad in core
        if quad.predicate.value == RDFS + "subPropertyOf"
        and quad.object == ox.NamedNode(NETZ + "party")
        and isinstance(quad.subject, ox.NamedNode)
    }
    assert declared == {name.value for name in party_rules(()).parties}
    assert len(declared) == 6
    assert not party_rules(()).endless


def test_second_tie_keeps_a_link_when_the_first_ends() -> None:
    store = ox.Store()
    store.extend(read(INTERFACE + INTERFACE.replace("a:tie", "a:other")))
    store.extend(derive(list(store)))
    stated, ended = (f"<a:tie> adms:status nk:{state} ." for state in ("exists", "ended"))
    assert refresh(store.quads_for_pattern, read(ended), read(stated)) == (set(), set())
    add, remove = (read(text + text.replace("a:tie", "a:other")) for text in (ended, stated))
    assert len(refresh(store.quads_for_pattern, add, remove)[1]) == 2


@pytest.mark.parametrize(
    ("until", "day", "is_over"),
    [
        ("schema:endDate '2020-05-31'", "2020-05-31", False),
        ("schema:endDate '2020-05-31'", "2020-06-01", True),
        ("schema:endDate '2020-05-02' ; netz:endPrecision nk:month", "2020-05-31", False),
        ("schema:endDate '2020'", "2020-12-31", False),
        ("schema:endDate '2020'", "2021-01-01", True),
        ("schema:endDate 'bald'", "2999-01-01", False),
        ("schema:endDate '2020-05-31'", "", False),
    ],
)
def test_what_lasts_until_a_day_that_is_past_has_ended_and_links_nobody(until: str, day: str, *, is_over: bool) -> None:
    text = f"@prefix schema: <{SCHEMA}> . " + INTERFACE.replace("adms:status", f"{until} ; adms:status")
    quads = read(f"{text} <a:o> a org:FormalOrganization ; {until} .")
    ended = {one for one, property_name, value in said(derive(quads, day)) if value == f"<{NK}ended>"}
    assert ended == ({"<a:tie>", "<a:o>"} if is_over else set())
    assert any(name == "linkedTo" for _, name, _ in said(derive(quads, day))) != is_over
    for said_apart in (quads, [*quads[::2], *quads[1::2]]):
        packed = of_pieces(PackedTexts(written([quad]) for quad in said_apart), {ox.DefaultGraph()})
        assert set(derived_text(packed, party_rules(quads), day)) == set(derive(quads, day))
        beside, others = derived_beside(
            lambda node, *_: [node] * (node == ox.NamedNode("a:o")), packed, party_rules([])
        )
        assert (
            {quad.subject for quad in others}
            == {ox.NamedNode("a:o")}
            == {quad.subject for quad in packed} - {ox.NamedNode("a:tie")}
        )
        assert set(beside) == derive([quad for quad in quads if quad not in set(others)])
    store = ox.Store()
    store.extend([*quads, *derive(quads)])
    former, now = derive(quads), derive(quads, day)
    assert pass_days(store.quads_for_pattern, "", day) == (now - former, former - now)


def test_refresh_agrees_with_deriving_anew() -> None:
    store = ox.Store()
    store.extend(read(INTERFACE))
    store.extend(derive(list(store)))
    add = read("<a:tie> netz:party <a:z> .")
    gained, lost = refresh(store.quads_for_pattern, add, [])
    assert gained == derive([*store, *add]) - set(store)
    assert not lost


POOL = read(
    """<a:Kind> rdfs:subClassOf netz:Tie ; netz:edgeFrom <a:giver> ; netz:edgeTo <a:taker> .
    <a:taker> netz:derivesParty false . <a:helper> rdfs:subPropertyOf netz:party .
    <a:tie> a netz:Interface, <a:Kind> ; adms:status nk:exists ; netz:party <a:x> ; netz:fromParty <a:y> ;
      <a:giver> <a:x>, <a:z> ; <a:taker> <a:y> ; <a:helper> <a:z> .
    <a:other> a netz:Interface ; adms:status nk:exists ; netz:party <a:y>, <a:z> ; <a:giver> <a:x> ."""
)


@given(st.lists(st.tuples(st.sets(st.sampled_from(POOL)), st.sets(st.sampled_from(POOL))), min_size=1, max_size=4))
def test_whatever_changes_also_what_a_tie_is_the_derived_graph_is_what_follows(
    changes: list[tuple[set[ox.Quad], set[ox.Quad]]],
) -> None:
    store, stated = ox.Store(), set[ox.Quad]()
    for add, remove in changes:
        gone = remove - add
        gained, lost = refresh(store.quads_for_pattern, add, gone)
        stated = (stated - gone) | add
        for quad in (*gone, *lost):
            store.remove(quad)
        store.extend([*add, *gained])
        assert set(store) - stated == derive(stated) - stated
