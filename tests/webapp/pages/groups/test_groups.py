"""`/gruppen`: the table, and the page of one group."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from tests.support.pages import text_of


def first_link(page: str, start: str) -> str:
    found = re.search(rf'href="({start}[^"]+)"', page)
    assert found, f"no link to {start}"
    return html.unescape(found[1])


def test_group_page_tells_members_and_demanded_members(client: FlaskClient) -> None:
    page = text_of(client, first_link(text_of(client, "/gruppen"), "/gruppen/magdeburg/"))
    assert "Wer mitarbeitet (Ist)" in page


def test_what_a_group_itself_lacks_is_headed_by_that_and_not_by_its_name_again(client: FlaskClient) -> None:
    page = text_of(client, "/gruppen/magdeburg/beratungsrunde")
    headings = re.findall(r"<h3><a [^>]+>([^<]+)</a></h3>", page)
    assert "Gruppe ohne Auftrag" in headings
    assert not any(heading in page.partition("<h1>")[2].partition("</h1>")[0] for heading in headings)


def test_group_address_under_actors_redirects_to_the_group(client: FlaskClient) -> None:
    group = first_link(text_of(client, "/gruppen"), "/gruppen/magdeburg/")
    response = client.get(group.replace("/gruppen/", "/akteure/"))
    assert response.headers["Location"] == group
