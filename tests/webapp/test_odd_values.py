"""Whatever the data say at whatever property, every page, list and export opens, and what cannot be read is named."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.protocol import Change, Store
from graph.rdf.values import EXPECTED, find_unreadable
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from tests.support.odd_values import addresses, broken, resources_of, statements
from tests.support.statements import add
from webapp import create_app

EXAMPLES = int(os.environ.get("AKTEURSNETZ_ODD_EXAMPLES", "3"))
"""How many random changes each network gets; raise it to look for more."""
FIXED = settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES <= 8,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking would open all pages some hundred times
    suppress_health_check=list(HealthCheck),
)
TOWN = (
    """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk"@de .
<stadt/amt> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; netz:inNetwork <stadt/netzwerk> ;
  org:classification nk:municipality .
<stadt/verein> a org:Organization ; skos:prefLabel "Verein"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/kammer> a org:Organization ; skos:prefLabel "Kammer"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/sprache> a skos:Concept ; skos:prefLabel "Sprache"@de .
<stadt/ag> a netz:WorkingGroup ; skos:prefLabel "AG"@de ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ;
  org:classification nk:standingGroup .
<stadt/tagung> a schema:Event ; skos:prefLabel "Tagung"@de ; schema:startDate "2016-11-30"^^xsd:date .
<stadt/s1> a netz:Interface ; netz:party <stadt/amt>, <stadt/verein> ; netz:topic <stadt/sprache> ;
  adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> ; netz:confidence nk:stated ; netz:evidence <stadt/beleg> ;
  schema:startDate "2015-01-01"^^xsd:date ; netz:startPrecision nk:year ; schema:endDate "2017-12-31"^^xsd:date .
<stadt/s2> a netz:Interface ; netz:fromParty <stadt/amt> ; netz:toParty <stadt/kammer> ; netz:topic <stadt/sprache> ;
  adms:status nk:demanded ; netz:inNetwork <stadt/netzwerk> .
<stadt/m1> a netz:Membership ; org:member <stadt/amt> ; org:organization <stadt/ag> ; adms:status nk:exists ;
  netz:inNetwork <stadt/netzwerk> .
<stadt/m2> a org:Membership ; org:member <stadt/verein> ; org:organization <stadt/ag> .
<stadt/f1> a netz:Funding ; netz:funder <stadt/kammer> ; netz:funded <stadt/verein> ; adms:status nk:exists ;
  netz:inNetwork <stadt/netzwerk> ; netz:weight 2.0 .
<stadt/z1> a netz:Mandate ; netz:holder <stadt/amt> ; netz:object <stadt/ag> ; netz:kind nk:steers ;
  adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> .
<stadt/b1> a netz:Demand ; skos:prefLabel "Runde"@de ; netz:inNetwork <stadt/netzwerk> ; netz:callsFor <stadt/s2> ;
  netz:raisedBy <stadt/ag> ; netz:raisedAt <stadt/tagung> ; netz:evidence <stadt/beleg> .
<stadt/beleg> a netz:Passage ; oa:exact "Zitat" ; oa:start 3 ; oa:end 8 ; prov:wasQuotedFrom <stadt/text> .
<stadt/antwort> a netz:GapDecision ; netz:gapId "x" ; netz:answer nk:inProgress ; dct:creator "ME" ;
  dct:created "2016-12-01"^^xsd:date ; netz:dueDate "2017-01-01"^^xsd:date .
<stadt/text> a foaf:Document ; skos:prefLabel "Protokoll"@de .
<stadt/i> a netz:Indicator ; netz:topic <stadt/sprache> ; netz:inNetwork <stadt/netzwerk> ; schema:value 1e308 ;
  schema:observationDate "2016-12-01"^^xsd:date ; netz:targetValue -1e308 .
<stadt/w> a schema:Observation ; schema:observationAbout <stadt/i> ; schema:value -1e308 ;
  schema:observationDate "0001-01-01"^^xsd:date .
""".replace("dct:", "<http://purl.org/dc/terms/")
    .replace("creator ", "creator> ")
    .replace("created ", "created> ")
)


@pytest.fixture(scope="module", params=["town", "magdeburg"])
def served(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Flask, list[str]]]:
    store = open_store("memory:")
    if request.param == "town":
        load_ontology(store)
        add(store, TOWN)
    else:
        create_with_magdeburg(store)
    yield store, create_app(store=store), resources_of(store)
    store.close()


@FIXED
@given(data=st.data())
def test_every_page_opens_whatever_the_data_say(served: tuple[Store, Flask, list[str]], data: st.DataObject) -> None:
    store, app, known = served
    before, quads = store.revision, data.draw(statements(known))
    applied = store.apply(Change(add=quads))
    try:
        named = [quad.subject.value for quad in quads if not isinstance(quad.subject, str)]  # type: ignore[union-attr]
        client = app.test_client()
        assert broken(client, addresses(store, named)) == []
        listed = client.get("/api/v1/nicht-gelesen").get_json()["items"]
        stated = {(one.resource, one.property, one.reason) for one in find_unreadable(quads)}
        assert stated <= {(one["resource"]["iri"], one["property"], one["reason"]) for one in listed}
        assert {one["property"] for one in listed} <= set(EXPECTED)
    finally:
        if applied.revision > before:
            store.undo(applied.revision)
