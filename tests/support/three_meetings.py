"""A network with three meetings in 2024: what was decided at each, what came of it, and two indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from typing import Any

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.gaps.decisions import make_decision, record
from graph.protocol import Change, Store
from graph.store import logged_store
from graph.store.open import open_store
from graph.terms import ADMS, BASE, NK
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

NETWORK = BASE + "s/netzwerk"
SPRING, SUMMER, AUTUMN = "2024-03-10", "2024-06-10", "2024-09-10"
_WANTED = "netz:inNetwork <s/netzwerk> ; adms:status nk:demanded ; netz:confidence nk:stated ; netz:topic <s/sprache>"
TOWN = f"""
<s/netzwerk> a netz:Network ; skos:prefLabel "Stadt"@de .
<s/sprache> a skos:Concept ; skos:prefLabel "Sprache"@de .
<s/amt> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; netz:inNetwork <s/netzwerk> .
<s/kammer> a org:FormalOrganization ; skos:prefLabel "Kammer"@de ; netz:inNetwork <s/netzwerk> .
<s/verein> a org:FormalOrganization ; skos:prefLabel "Verein"@de ; netz:inNetwork <s/netzwerk> .
<s/a> a netz:Interface ; skos:prefLabel "A"@de ; netz:party <s/amt> , <s/kammer> ; {_WANTED} .
<s/b> a netz:Interface ; skos:prefLabel "B"@de ; netz:party <s/amt> , <s/verein> ; {_WANTED} .
<s/c> a netz:Interface ; skos:prefLabel "C"@de ; netz:party <s/kammer> , <s/verein> ; {_WANTED} .
<s/f> a netz:Finding , netz:Demand ; skos:prefLabel "Mehr Absprachen"@de ; netz:callsFor <s/a> , <s/b> , <s/c> ;
  netz:topic <s/sprache> ; netz:inNetwork <s/netzwerk> ; netz:confidence nk:stated .
<s/fruehjahr> a schema:Event ; skos:prefLabel "Frühjahr"@de ; schema:startDate "{SPRING}"^^xsd:date ;
  netz:inNetwork <s/netzwerk> .
<s/sommer> a schema:Event ; skos:prefLabel "Sommer"@de ; schema:startDate "{SUMMER}"^^xsd:date ;
  netz:inNetwork <s/netzwerk> .
<s/herbst> a schema:Event ; skos:prefLabel "Herbst"@de ; schema:startDate "{AUTUMN}"^^xsd:date ;
  netz:inNetwork <s/netzwerk> .
"""
INDICATORS = """
<s/plaetze> a netz:Indicator ; skos:prefLabel "Plätze"@de ; netz:topic <s/sprache> ; netz:inNetwork <s/netzwerk> ;
  schema:value 80 ; schema:unitText "Plätze" ; schema:observationDate "2024-03-01"^^xsd:date ; netz:targetValue 120 ;
  netz:dueDate "2024-12-31"^^xsd:date .
<s/plaetze-mai> a schema:Observation ; schema:observationAbout <s/plaetze> ; schema:value 100.5 ;
  schema:observationDate "2024-05-01"^^xsd:date ; netz:inNetwork <s/netzwerk> .
<s/gezaehlt> a netz:Indicator ; skos:prefLabel "Bestehende Absprachen"@de ; netz:topic <s/sprache> ;
  netz:inNetwork <s/netzwerk> ; netz:countedBy nk:tiesOnTopic ; netz:targetValue 3 .
"""

_NEAR = "netz:inNetwork <s/netzwerk> ; netz:confidence nk:stated"
GOING = f"""
<s/bank> a org:FormalOrganization ; skos:prefLabel "Bank"@de ; netz:inNetwork <s/netzwerk> .
<s/rat> a netz:WorkingGroup ; skos:prefLabel "Rat"@de ; adms:status nk:exists ; {_NEAR} .
<s/g1> a netz:Membership ; org:member <s/bank> ; org:organization <s/rat> ; adms:status nk:exists ; {_NEAR} .
<s/g2> a netz:Interface ; netz:party <s/bank> , <s/amt> ; adms:status nk:exists ; {_NEAR} .
<s/g3> a netz:Interface ; netz:party <s/bank> , <s/kammer> ; adms:status nk:demanded ; {_NEAR} .
"""
"""A bank with its ties, which is there in spring and summer."""
COMING = f"""
<s/schule> a org:FormalOrganization ; skos:prefLabel "Schule"@de ; netz:inNetwork <s/netzwerk> .
<s/ag> a netz:WorkingGroup ; skos:prefLabel "AG"@de ; adms:status nk:exists ; {_NEAR} .
<s/k1> a netz:Membership ; org:member <s/schule> ; org:organization <s/ag> ; adms:status nk:exists ; {_NEAR} .
<s/k2> a netz:Interface ; netz:party <s/schule> , <s/amt> ; adms:status nk:exists ; {_NEAR} .
<s/k3> a netz:Interface ; netz:party <s/schule> , <s/sommer> ; adms:status nk:exists ; {_NEAR} .
<s/k4> a netz:Interface ; netz:party <s/schule> , <s/verein> ; adms:status nk:demanded ; {_NEAR} .
"""
"""A school with its ties, which is there from summer on; one of them is with an event."""


@contextmanager
def on_day(day: str) -> Iterator[None]:
    """Have the store note its changes as made at noon of a day."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=tz or UTC)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logged_store, "datetime", Clock)
        yield


def answer_gap(store: Store, letter: str, answer: str, **said: str) -> None:
    """Answer the gap of one of the demanded ties."""
    gaps = analysis_for(store, NETWORK).recorded["demanded"].gaps
    found = next(gap for gap in gaps if gap.subject.iri == BASE + f"s/{letter}")
    record(store, found, make_decision(found, answer, author="KO", **said))


def come_about(store: Store, letter: str) -> None:
    """Say that a demanded tie exists."""
    graph, tie, status = ox.NamedNode(BASE + "s/graph/daten"), ox.NamedNode(BASE + f"s/{letter}"), ADMS + "status"
    before, after = (
        ox.Quad(tie, ox.NamedNode(status), ox.NamedNode(NK + one), graph) for one in ("demanded", "exists")
    )
    store.apply(Change(add=[after], remove=[before], checked=False))


@contextmanager
def town_filled(fill: Callable[[Store], None]) -> Iterator[Store]:
    """A store that holds the ontology since February 2024, and what `fill` does to it."""
    store = open_store("memory:")
    with on_day("2024-02-01"):
        load_ontology(store)
    fill(store)
    yield store
    store.close()


def fill_with_meetings(store: Store) -> None:
    """Decided on A in spring, until May; in summer B is put off to autumn; A comes about in August."""
    with on_day("2024-03-01"):
        add(store, TOWN, graph="s/graph/daten")
    with on_day(SPRING):
        answer_gap(store, "a", "decided", day=SPRING, responsible="AG Sprache", due="2024-05-31")
    with on_day(SUMMER):
        answer_gap(store, "b", "postponed", day=SUMMER, until=AUTUMN)
        add(store, INDICATORS, graph="s/graph/daten")
    with on_day("2024-08-01"):
        come_about(store, "a")
    with on_day("2024-10-01"):
        come_about(store, "c")


def fill_with_changes(store: Store) -> None:
    """As above; besides a school comes before the meeting of summer, and a bank goes before that of autumn."""
    with on_day("2024-03-01"):
        add(store, TOWN, graph="s/graph/daten")
        add(store, GOING, graph="s/graph/daten")
    with on_day("2024-04-01"):
        add(store, COMING, graph="s/graph/daten")
    with on_day(SUMMER):
        answer_gap(store, "b", "postponed", day=SUMMER, until=AUTUMN)
    with on_day("2024-07-01"):
        gone = {ox.NamedNode(BASE + f"s/{one}") for one in ("bank", "rat", "g1", "g2", "g3")}
        kept = ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS)
        store.apply(Change(remove=[quad for quad in kept if quad.subject in gone], checked=False))
    with on_day("2024-08-01"):
        come_about(store, "a")
