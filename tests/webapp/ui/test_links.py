"""Links made by the hundred are those that Flask would make one by one."""

import html
import re

import pytest
from flask import Flask, url_for

from webapp.ui.links import actor_url, gap_url, group_url, iri_of, map_url, matter_map_url, matter_url, slug_of
from webapp.ui.page import say_number

SLUGS = [
    *("stadt/akteur/1", "stadt/Ämter & Büros", "a b/c?d#e", "50%/x", "ü/../~'(1)*"),
    *("https://example.org/id/a", "urn:a:amt", "did:web:x.example", "tag:x.example,2026:amt"),
]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("address", ["/", "/?lang=en&netz=stadt"])
def test_address_of_a_page_is_that_of_the_framework(magdeburg_app: Flask, slug: str, address: str) -> None:
    with magdeburg_app.test_request_context(address):
        iri = iri_of(slug)
        assert slug_of(iri) == slug
        assert actor_url(iri) == url_for("actors.show", slug=slug)
        assert group_url(iri) == url_for("groups.show", slug=slug)
        assert map_url(akteur=slug) == url_for("map.show", akteur=slug)
        assert map_url(akteur=slug, tiefe="1") == url_for("map.show", akteur=slug, tiefe="1")


@pytest.mark.parametrize("name", ["fit-0a1", "von Hand/é ?#&"])
def test_gaps_and_matters_have_the_address_of_the_framework(magdeburg_app: Flask, name: str) -> None:
    with magdeburg_app.test_request_context("/?lang=en"):
        plain = name.partition("/")[0]
        assert gap_url(plain) == url_for("gaps.show", gap_id=plain)
        assert matter_url(plain) == url_for("matters.show", matter_id=plain)
        assert matter_map_url(name) == url_for("map.show", luecke=name)


QUERIED_TWICE = re.compile(r"""[">][^"<>]*[?&](?:lang|netz)=[^"<>&]*\?""")


@pytest.mark.parametrize(
    "address", ["/karte", "/karte?ansicht=tabelle", "/abfragen?frage=sectors", "/aenderungen.atom"]
)
def test_a_link_has_one_query_whatever_was_chosen_before(magdeburg_app: Flask, address: str) -> None:
    chosen = "netz=magdeburg&lang=en"
    answer = magdeburg_app.test_client().get(f"{address}{'&' if '?' in address else '?'}{chosen}")
    assert answer.status_code == 200
    page = html.unescape(answer.get_data(as_text=True))
    assert chosen in page
    assert QUERIED_TWICE.search(page) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((0, "0"), (999, "999"), (1000, "1.000"), (-3, "-3"), (12.345, "12,35"), (1.0, "1")),
        *((1e14, "100.000.000.000.000"), (int("12" * 20), "1,212E39"), (-1e308, "-1E308")),
    ],
)
def test_numbers_are_said_in_the_language_of_the_page(magdeburg_app: Flask, number: float, said: str) -> None:
    with magdeburg_app.test_request_context("/"):
        assert say_number(number) == said
