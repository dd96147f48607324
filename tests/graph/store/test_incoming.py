from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.errors import Forbidden
from graph.persons.directory import Directory
from graph.store.incoming import Intake, Parted
from graph.terms import DERIVED_GRAPH

PREFIXES = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix nk: <https://w3id.org/akteursnetz/code#> . @prefix adms: <http://www.w3.org/ns/adms#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
"""
TIE = "<a:g> { <a:tie> a netz:Interface ; adms:status nk:exists ; netz:party <a:x>, <a:y> . }"
ADA = '<a:g> { <a:ada> a foaf:Person ; foaf:name "Ada Brandt" . }'
NETWORK = "<a:g> { <a:net> a netz:Network . }"
LINK = f"<{DERIVED_GRAPH}> {{ <a:x> org:linkedTo <a:y> . }}"


def read(trig: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + trig, format=ox.RdfFormat.TRIG))


def held(trig: str = "") -> ox.Store:
    store = ox.Store()
    store.extend(read(trig))
    return store


def derived(quads: list[ox.Quad]) -> list[ox.Quad]:
    return [quad for quad in quads if quad.graph_name == ox.NamedNode(DERIVED_GRAPH)]


def part(public: ox.Store, add: str = "", remove: str = "", *, plain: bool = False) -> Parted:
    return Intake(Directory(), plain=plain).part(public, read(add), read(remove), day="")


class Window:
    """Another store than the engine's own: it has the two methods that the intake asks for, and no more."""

    def __init__(self, store: ox.Store) -> None:
        self.quads_for_pattern = store.quads_for_pattern
        self._store = store

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._store)


def test_persons_go_apart_and_links_are_added() -> None:
    parted = part(held(), TIE + ADA)
    assert len(parted.keep) == 2
    assert len(derived(parted.add)) == 3
    assert "ada" not in str(parted.add)


def test_name_that_was_public_before_its_person_was_known_is_looked_for_in_every_text() -> None:
    public = '<a:g> { <a:ada> foaf:name "Ada Brandt" . <a:amt> <a:note> "Frau Brandt" , "Amt" . }'
    parted = part(held(public), '<a:g> { <a:ada> a foaf:Person . <a:amt> <a:note> "mit Frau Brandt" . }')
    assert {str(quad.object) for quad in parted.keep if quad.subject == ox.NamedNode("a:amt")} == {
        '"Frau Brandt"',
        '"mit Frau Brandt"',
    }
    assert not [quad for quad in parted.add if "Brandt" in str(quad)]
    assert {str(quad.object) for quad in parted.remove} == {'"Ada Brandt"', '"Frau Brandt"'}


def test_any_store_with_two_methods_will_do() -> None:
    parted = Intake(Directory()).part(Window(held('<a:g> { <a:x> <a:p> "Frau Brandt" }')), read(ADA + TIE), [], day="")
    assert [str(quad.object) for quad in parted.remove] == ['"Frau Brandt"']
    assert len(parted.keep) == 3


def test_plain_store_takes_everything_as_it_is() -> None:
    parted = part(held(), TIE + ADA + LINK, plain=True)
    assert (parted.add, parted.keep, parted.plain) == (read(TIE + ADA + LINK), [], True)


def test_making_a_network_begins_the_rules_for_what_was_there() -> None:
    parted = part(held(TIE + ADA + LINK), NETWORK, plain=True)
    assert not parted.plain
    assert set(parted.keep) == set(parted.remove) == set(read(ADA))
    assert len(derived(parted.add)) == 2


def test_network_that_was_there_keeps_the_rules_going() -> None:
    assert part(held(NETWORK), ADA, plain=True).keep
    assert part(held(NETWORK), remove="<a:g> { <a:x> <a:y> <a:z> . }", plain=True).plain is False


def test_store_without_its_last_network_is_plain_again_and_has_no_derived_links() -> None:
    parted = part(held(NETWORK + LINK), ADA, NETWORK, plain=True)
    assert (parted.plain, parted.keep, parted.add) == (True, [], read(ADA))
    assert set(parted.remove) == set(read(NETWORK + LINK))


def test_rules_always_hold_where_nobody_asked_for_a_plain_store() -> None:
    assert part(held(), ADA).keep
    assert not part(held(), ADA).plain


def test_statement_in_the_derived_graph_is_refused_unless_it_follows() -> None:
    with pytest.raises(Forbidden, match="kept by the service"):
        part(held(), LINK)
    assert len(derived(part(held(), TIE + LINK).add)) == 3


def test_derived_link_cannot_be_removed_while_its_tie_is_there() -> None:
    full = held(TIE)
    full.extend(derived(part(held(), TIE).add))
    assert not part(full, remove=LINK).remove
    assert len(derived(part(full, remove=LINK + TIE).remove)) == 3


def test_nameless_person_and_what_belongs_to_them_go_apart() -> None:
    address = '<a:g> { [] a foaf:Person ; vcard:hasAddress [ vcard:note "Domplatz 1" ] . <a:x> <a:p> "Domplatz" . }'
    parted = part(held(), address)
    assert [str(quad.object) for quad in parted.add] == ['"Domplatz"']
    assert len(parted.keep) == 3
