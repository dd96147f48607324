"""German order, German search, and the formats a request accepts."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from graph.errors import NotAcceptable
from graph.export.spreadsheets import harmless
from webapp.http.content_types import accepted
from webapp.ui.sorting import matches, sort_key
from webapp.ui.wording import readable


def test_umlauts_stand_beside_their_vowels() -> None:
    names = ["Zebra", "Ämter", "Amt", "Straße", "Strasse", "öffentlich", "Oper", "bund"]
    assert sorted(names, key=sort_key) == ["Amt", "Ämter", "bund", "öffentlich", "Oper", "Strasse", "Straße", "Zebra"]


@pytest.mark.parametrize("wanted", ["münchen", "Muenchen", "MUNCHEN", "münch", "verein münchen"])
def test_search_finds_every_spelling(wanted: str) -> None:
    assert matches(wanted, "Verein München")


def test_search_needs_every_word() -> None:
    assert not matches("Verein Berlin", "Verein München")


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("text/csv, text/turtle;q=0.5", "text/csv"),
        ("text/turtle;q=0.5, */*;q=0.1", "text/turtle"),
        ("application/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/xml", "application/sparql-results+xml"),
    ],
)
def test_best_type_comes_first(header: str, first: str) -> None:
    assert accepted(parse_accept_header(header, MIMEAccept))[0] == first


def test_nothing_acceptable_is_an_error() -> None:
    with pytest.raises(NotAcceptable):
        accepted(parse_accept_header("image/png", MIMEAccept))


@pytest.mark.parametrize(("cell", "written"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-0.5", "-0.5"), ("IHK", "IHK")])
def test_formulas_are_disarmed_in_spreadsheets(cell: str, written: str) -> None:
    assert harmless(cell) == written


def test_quote_is_shown_with_arrows_and_without_the_breaks_of_the_page() -> None:
    assert readable("IQ-\n\nNetzwerk \uf0e0 BA, JC \nFlüchtling \uf0df\uf0e0 Betrieb") == (
        "IQ- Netzwerk → BA, JC Flüchtling ↔ Betrieb"
    )
