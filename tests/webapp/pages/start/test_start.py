"""`/`: five numbers, what is demanded, the ways in; and the accessibility statement."""

from __future__ import annotations

from flask.testing import FlaskClient

from graph.protocol import Store
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.pages import text_of
from webapp import create_app
from webapp.settings import Settings


def test_start_page_shows_five_numbers_and_a_demand_with_its_passage(client: FlaskClient) -> None:
    page = text_of(client, "/")
    assert page.count("<dt>") == 5
    assert "matter-card" in page
    assert "<blockquote>" in page


def test_empty_store_invites_to_load_data_and_a_stranger_to_sign_in() -> None:
    store = open_store("memory:")
    app = create_app(store=store)
    stranger, page = text_of(app.test_client(), "/"), text_of(at_the_machine(app), "/")
    store.close()
    assert "Womit möchten Sie anfangen?" in page
    assert "Beispiel laden" in page
    assert "Hier ist kein Netzwerk, das alle lesen dürfen." in stranger
    assert "Womit möchten Sie anfangen?" not in stranger


def test_statement_names_operator_and_contact_or_says_that_none_is_set(magdeburg: Store) -> None:
    silent = text_of(create_app(store=magdeburg).test_client(), "/barrierefreiheit")
    assert "noch keine Kontaktadresse eingetragen" in silent
    settings = Settings(operator="Stadt <Halle>", contact="barrieren@halle.example")
    named = text_of(create_app(settings, magdeburg).test_client(), "/barrierefreiheit")
    assert "Stadt &lt;Halle&gt;" in named
    assert 'href="mailto:barrieren@halle.example"' in named
    for part in ("teilweise vereinbar", "Nicht barrierefreie Inhalte", "Selbstbewertung", "Schlichtungsverfahren"):
        assert part in named
