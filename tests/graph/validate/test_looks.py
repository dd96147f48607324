"""Things that look alike to the shapes are judged once, and what makes one wrong is in its look."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.errors import DataInvalid
from graph.terms import ADMS, BASE, NETZ, NK, OA, ORG, PROV, RDF, SCHEMA, SKOS, XSD
from graph.validate.change import check_change
from graph.validate.looks import Looks, asked_of

GRAPH = ox.NamedNode(BASE + "probe/graph/tabelle")
NETWORK = BASE + "probe/netzwerk"
MANY = 30


def quad(subject: str, name: str, value: str | ox.Literal) -> ox.Quad:
    term = value if isinstance(value, ox.Literal) else ox.NamedNode(value)
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(name), term, GRAPH)


def network() -> Iterator[ox.Quad]:
    yield quad(NETWORK, RDF + "type", NETZ + "Network")
    yield quad(NETWORK, SKOS + "prefLabel", ox.Literal("Probe", language="de"))
    yield quad(BASE + "probe/quelle", RDF + "type", "http://xmlns.com/foaf/0.1/Document")
    yield quad(BASE + "probe/ag", RDF + "type", NETZ + "WorkingGroup")
    yield quad(BASE + "probe/ag", SKOS + "prefLabel", ox.Literal("AG", language="de"))
    yield quad(BASE + "probe/ag", ORG + "classification", NK + "standingGroup")
    yield quad(BASE + "probe/ag", ADMS + "status", NK + "exists")
    yield quad(BASE + "probe/ag", NETZ + "inNetwork", NETWORK)


def row(number: int, state: str = "exists", start: str = "2020-01-01", quote: str = "") -> Iterator[ox.Quad]:
    """An actor, its membership and the passage that both rest on."""
    actor, member, passage = (f"{BASE}probe/{kind}/{number}" for kind in ("akteur", "mitglied", "beleg"))
    quote = quote or f"Akteur {number}"
    yield quad(actor, RDF + "type", ORG + "FormalOrganization")
    yield quad(actor, SKOS + "prefLabel", ox.Literal(f"Akteur {number}", language="de"))
    yield quad(actor, ORG + "classification", NK + "association")
    yield quad(actor, NETZ + "inNetwork", NETWORK)
    yield quad(member, RDF + "type", NETZ + "Membership")
    yield quad(member, ORG + "member", actor)
    yield quad(member, ORG + "organization", BASE + "probe/ag")
    yield quad(member, ADMS + "status", NK + state)
    yield quad(member, NETZ + "confidence", NK + "stated")
    yield quad(member, NETZ + "inNetwork", NETWORK)
    yield quad(member, NETZ + "evidence", passage)
    yield quad(member, SCHEMA + "startDate", ox.Literal(start, datatype=ox.NamedNode(XSD + "date")))
    yield quad(member, SCHEMA + "endDate", ox.Literal("2024-12-31", datatype=ox.NamedNode(XSD + "date")))
    yield quad(passage, RDF + "type", NETZ + "Passage")
    yield quad(passage, OA + "exact", ox.Literal(quote))
    yield quad(passage, OA + "start", ox.Literal(number * 10))
    yield quad(passage, OA + "end", ox.Literal(number * 10 + len(f"Akteur {number}")))
    yield quad(passage, PROV + "wasQuotedFrom", BASE + "probe/quelle")


def rows(**odd: str) -> list[ox.Quad]:
    """Many rows that look alike, the last of them with something odd."""
    alike = [one for number in range(MANY) for one in row(number)]
    return [*network(), *alike, *row(MANY, **odd)]


def looks_of(quads: list[ox.Quad]) -> Looks:
    store = ox.Store()
    store.extend(quads)
    return Looks(lambda node: list(store.quads_for_pattern(node, None, None, None)))


def node(kind: str, number: int) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}probe/{kind}/{number}")


@pytest.mark.parametrize("kind", ["akteur", "mitglied", "beleg"])
def test_rows_that_say_the_same_look_the_same(kind: str) -> None:
    looks = looks_of(rows())
    assert len({looks.look_of(node(kind, number)) for number in range(MANY + 1)}) == 2 - (kind != "beleg"), "9 and 10"


@pytest.mark.parametrize(
    "odd", [{"state": "demandet"}, {"start": "2025-01-01"}, {"start": "2020-02-30"}, {"quote": "Akteur und mehr"}]
)
def test_what_makes_one_of_many_wrong_is_found(odd: dict[str, str]) -> None:
    check_change(ox.Store(), rows(), [])
    with pytest.raises(DataInvalid):
        check_change(ox.Store(), rows(**odd), [])


def test_a_second_name_in_one_language_is_found_among_many() -> None:
    second = quad(str(node("akteur", 3).value), SKOS + "prefLabel", ox.Literal("Zweitname", language="de"))
    with pytest.raises(DataInvalid):
        check_change(ox.Store(), [*rows(), second], [])


def test_of_many_that_are_wrong_alike_each_is_counted() -> None:
    wrong = [one for number in range(MANY) for one in row(number, state="demandet")]
    with pytest.raises(DataInvalid) as refused:
        check_change(ox.Store(), [*network(), *wrong], [])
    assert int(str(refused.value.values["count"])) >= MANY


def test_one_that_is_wrong_already_does_not_hide_one_that_becomes_wrong() -> None:
    store = ox.Store()
    held = [one for one in row(0, state="demandet") if one.predicate.value != NETZ + "confidence"]
    store.extend([*network(), *held, *row(1, state="demandet")])
    gone = [one for one in row(1) if one.predicate.value == NETZ + "confidence"]
    with pytest.raises(DataInvalid):
        check_change(store, [], gone)


def test_wordings_are_not_compared_letter_by_letter_and_codes_are() -> None:
    assert not asked_of()[SKOS + "prefLabel"].constraints
    assert asked_of()[ADMS + "status"].constraints
    assert asked_of()[OA + "start"].is_of_numbers
