"""Pages of a network that has grown: a long list begins with its first entries, and the rest is there to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.magdeburg import load_ontology
from tests.support.pages import text_of
from tests.support.statements import add
from webapp import create_app

GROUPS = 30
CITY = """<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk"@de .
<stadt/amt> a org:Organization ; skos:prefLabel "Amt"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/thema> a skos:Concept ; skos:prefLabel "Sprache"@de ; skos:inScheme nk:topics .
"""
GROUP = """<stadt/g{0}> a netz:WorkingGroup ; skos:prefLabel "Gruppe {0}"@de ; netz:topic <stadt/thema> ;
  netz:inNetwork <stadt/netzwerk> .
<stadt/m{0}> a netz:Membership ; skos:prefLabel "Amt in Gruppe {0}"@de ; netz:inNetwork <stadt/netzwerk> ;
  org:member <stadt/amt> ; org:organization <stadt/g{0}> ; adms:status nk:exists ; netz:confidence nk:stated .
"""
FOLDED = re.compile(r'<details class="disclosure">.*?</details>', re.DOTALL)


@pytest.fixture(scope="module")
def grown() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    load_ontology(store)
    add(store, CITY + "".join(map(GROUP.format, range(GROUPS))))
    yield at_the_machine(create_app(store=store))
    store.close()


@pytest.mark.parametrize(
    "address",
    ["/gruppen", "/einladung/stadt/thema", "/loeschen?iri=stadt/amt", "/was-waere-wenn?schritt=ohne~stadt/amt"],
)
def test_a_long_list_begins_with_its_first_entries(grown: FlaskClient, address: str) -> None:
    main = text_of(grown, address).partition('<main id="inhalt"')[2].partition("</main>")[0]
    main = re.sub(r"<(select|datalist).*?</\1>", "", main, flags=re.DOTALL)
    everything, shown = (set(re.findall(r"Gruppe \d+", text)) for text in (main, FOLDED.sub("", main)))
    assert len(everything) == GROUPS
    assert 0 < len(shown) <= 16
