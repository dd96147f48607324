"""What we write for other programs is what we read again: actors, ties, weights, dates, states, topics, directions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from graph.analysis import analysis_for
from graph.export.content import Content, ExportEdge
from graph.export.formats import BY_NAME, write
from graph.export.make_content import content_of
from graph.load.network_files.own_words import HIERARCHY
from graph.load.network_files.read_file import read_network_file, read_network_files
from graph.load.spreadsheet.codes import codes_of, german_names
from graph.load.spreadsheet.table import Table
from graph.model import STATES
from graph.period import Period
from graph.protocol import Store
from graph.rdf.tie_classes import shipped_tie_classes
from tests.support.statements import add

KINDS = {one.name: one.label.in_language("de") for one in shipped_tie_classes()}
CLOSER = {name for scheme in ("interfaceKinds", "mandateKinds", "roles") for name in german_names(scheme)}
WHOLE = ("graphml", "gexf", "pajek", "kumu", "kumu.xlsx")
STATE_WORDS = {
    "exists": "besteht",
    "planned": "geplant",
    "demanded": "gefordert",
    "ended": "beendet",
    "unclear": "unklar",
}
SMALL = """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netz"@de .
<stadt/amt> a org:FormalOrganization ; skos:prefLabel "Amt für Söziales"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/team> a org:FormalOrganization ; skos:prefLabel "Team"@de ; org:unitOf <stadt/amt> ;
  netz:inNetwork <stadt/netzwerk> .
<stadt/ag> a netz:WorkingGroup ; skos:prefLabel "AG Sprache"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/allein> a org:FormalOrganization ; skos:prefLabel "Allein & \\"zu\\" Haus"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/t1> a skos:Concept ; skos:prefLabel "Sprache"@de . <stadt/t2> a skos:Concept ; skos:prefLabel "Arbeit"@de .
<stadt/s1> a netz:Interface ; skos:prefLabel "Amt und Team"@de ; netz:party <stadt/amt>, <stadt/team> ;
  netz:weight 2.5 ;
  adms:status nk:planned ; netz:confidence nk:inferred ; netz:inNetwork <stadt/netzwerk> ;
  netz:topic <stadt/t1>, <stadt/t2> ;
  schema:startDate "2016-03-01"^^xsd:date ; schema:endDate "2018-12-31"^^xsd:date ; netz:endPrecision nk:month .
<stadt/s2> a netz:Interface ; skos:prefLabel "Runde"@de ; netz:party <stadt/amt>, <stadt/team>, <stadt/ag> ;
  adms:status nk:exists ; netz:confidence nk:stated ; netz:inNetwork <stadt/netzwerk> ;
  schema:startDate "2016-01-01"^^xsd:date ; netz:startPrecision nk:year ;
  schema:endDate "2019-06-15"^^xsd:date ; netz:endPrecision nk:approximate .
<stadt/m1> a netz:Membership ; org:member <stadt/team> ; org:organization <stadt/ag> ; adms:status nk:exists ;
  netz:confidence nk:stated ; netz:inNetwork <stadt/netzwerk> .
<stadt/f1> a netz:Funding ; skos:prefLabel "Geld"@de ; netz:funder <stadt/amt> ; netz:funded <stadt/ag> ;
  adms:status nk:demanded ; netz:confidence nk:stated ; netz:inNetwork <stadt/netzwerk> .
"""


@pytest.fixture
def small(store: Store) -> Content:
    add(store, SMALL)
    return content_of(analysis_for(store, "stadt", states=STATES))


@pytest.fixture(scope="module")
def whole(magdeburg: Store) -> Content:
    return content_of(analysis_for(magdeburg, "magdeburg", states=STATES))


def rows_of(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def stated_ties(content: Content) -> Counter[tuple[object, ...]]:
    """Each pair of a tie with what is to come back of it; the weight is that of the tie."""
    parties = defaultdict[str, set[str]](set)
    for edge in content.edges:
        parties[edge.tie].update((edge.source, edge.target))
    return Counter(_stated(edge, content, len(parties[edge.tie]) - 1) for edge in content.edges if edge.tie)


def _stated(edge: ExportEdge, content: Content, times: int) -> tuple[object, ...]:
    names = {node.iri: node.label for node in content.nodes}
    period = Period(edge.start, edge.end, edge.start_precision, edge.end_precision)
    cut = {"year": 4, "approximate": 4, "month": 7}
    ends: object = (names[edge.source], names[edge.target])
    return (
        ends if edge.is_directed else frozenset((names[edge.source], names[edge.target])),
        edge.tie,
        str(edge.attributes["kind"]) if edge.attributes["kind"] in CLOSER else KINDS[str(edge.attributes["kind_code"])],
        STATE_WORDS[str(edge.attributes["state_code"])],
        frozenset(filter(None, str(edge.attributes["topics"]).split("; "))),
        period.start[: cut.get(period.start_precision, 10)],
        period.end[: cut.get(period.end_precision, 10)],
        round(edge.weight * times, 6),
    )


def _read(row: dict[str, str]) -> tuple[object, ...]:
    ends = (row["Von"], row["Zu"])
    return (
        ends if row["Richtung"] == "gerichtet" else frozenset(ends),
        *(row["Kennung"], row["Art"], row["Stand"], frozenset(filter(None, row.get("Thema", "").split("; ")))),
        *(row.get("Seit", ""), row.get("Bis", ""), round(float(row["Gewicht"]), 6)),
    )


def files_of(content: Content) -> Iterator[dict[str, Table]]:
    """The tables of every form that holds all."""
    for form in WHOLE:
        yield read_network_file(f"netz.{form}", write(BY_NAME[form], content)) or {}
    both = [(form, write(BY_NAME[form], content)) for form in ("kanten.csv", "knoten.csv")]
    yield read_network_files(both) or {}


@pytest.mark.parametrize("name", ["small", "whole"])
def test_ties_come_back_with_kind_state_topics_days_weight_and_direction(
    name: str, request: pytest.FixtureRequest
) -> None:
    content: Content = request.getfixturevalue(name)
    for tables in files_of(content):
        assert Counter(map(_read, rows_of(tables["Verbindungen"]))) == stated_ties(content)


@pytest.mark.parametrize("name", ["small", "whole"])
def test_actors_come_back_with_kind_short_name_and_whole(name: str, request: pytest.FixtureRequest) -> None:
    content: Content = request.getfixturevalue(name)
    names = {node.iri: node.label for node in content.nodes}
    wholes = {(edge.source, names[edge.target]) for edge in content.edges if edge.attributes["kind_code"] == HIERARCHY}
    for tables in files_of(content):
        rows = rows_of(tables["Akteure"])
        assert {row["Kennung"]: row["Name"] for row in rows} == names
        assert {(row["Kennung"], one) for row in rows for one in row.get("Gehört zu", "").split("; ") if one} == wholes
        shorts = {row["Kennung"]: row.get("Kurzname", "") for row in rows}
        assert shorts == {node.iri: node.attributes["short"] for node in content.nodes}
        words = {"arbeitsgruppe", *codes_of("groupKinds")}
        groups = {row["Kennung"]: row["Art"] for row in rows if row["Art"].casefold() in words}
        assert groups == {
            node.iri: node.attributes["kind"] or "Arbeitsgruppe"
            for node in content.nodes
            if node.attributes["is_group"] and not node.attributes["is_network"]
        }


def test_the_matrix_comes_back_with_its_names_weights_and_isolated_actors(small: Content) -> None:
    tables = read_network_file("matrix.csv", write(BY_NAME["matrix.csv"], small)) or {}
    assert {row["Name"] for row in rows_of(tables["Akteure"])} == {node.label for node in small.nodes}
    weights = {(row["Von"], row["Zu"]): float(row["Gewicht"]) for row in rows_of(tables["Verbindungen"])}
    assert weights["Amt für Söziales", "Team"] == weights["Team", "Amt für Söziales"] - 1 == 3.0
    assert weights["Amt für Söziales", "AG Sprache"] == weights["AG Sprache", "Amt für Söziales"] + 1
