"""`/fachleute`: every address that it names answers, and daily pages lead to it and to no tool."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from tests.support.pages import text_of


def test_each_address_for_programs_answers(client: FlaskClient) -> None:
    page = text_of(client, "/fachleute?lang=en")
    named = re.findall(r"<code>(http[^<]+)</code>", page)
    assert len(named) == 4
    assert not [address for address in named if "?" in address], "what a reader chose is no part of an address"
    for address in named:
        assert client.get(html.unescape(address), follow_redirects=True).status_code == 200, address


def test_tools_stand_in_one_place(client: FlaskClient) -> None:
    for page in ("/", "/gruppen", "/akteure/magdeburg/jobcenter"):
        text = text_of(client, page)
        assert 'href="/fachleute"' in text
        assert "/api/v1/openapi.json" not in text
    menu = text_of(client, "/karte").partition("Speichern</summary>")[2].partition("</details>")[0]
    assert "Als SPARQL zeigen" in menu
