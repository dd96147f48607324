"""The fact sheet of a group and of an actor says what their pages say, cuts by rule, and names no person."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from graph.protocol import Store
from tests.support.clients import at_the_machine
from tests.support.pages import text_of
from tests.support.statements import add
from tests.webapp.pages.persons.test_contacts import entered, with_halle
from webapp import create_app


def section_of(page: str, name: str) -> str:
    return html.unescape(page.partition(f'<h2 id="{name}">')[2].partition("</section>")[0])


def test_a_group_has_members_topics_interfaces_demands_and_sectors(two_networks: FlaskClient) -> None:
    page = text_of(two_networks, "/steckbrief/musterstadt/ag-stadtteil?netz=musterstadt")
    of_group = text_of(two_networks, "/gruppen/musterstadt/ag-stadtteil?netz=musterstadt")
    named = re.findall(r'href="(/akteure/[^"]+)"', section_of(page, "mitglieder"))
    assert named
    assert set(named) <= set(re.findall(r'href="(/akteure/[^"]+)"', section_of(of_group, "mitglieder")))
    assert "Schulsozialarbeit" in section_of(page, "forderungen")
    missing = set(re.findall(r'href="(/code#[^"]+|/code[?][^"]+)"', section_of(page, "sektoren")))
    assert {one.rpartition("#")[2] for one in missing} == {"economy", "science", "public"}
    assert "Öffentliche Hand (kaum vertreten)" in re.sub(r"<[^>]+>", "", section_of(page, "sektoren"))
    assert missing <= set(re.findall(r'href="([^"]+)"', of_group.partition("<dt>Fehlende Sektoren</dt>")[2]))
    assert all(section_of(page, name) for name in ("themen", "schnittstellen", "offen"))
    assert 'href="/steckbrief/musterstadt/ag-stadtteil?netz=musterstadt"' in of_group


def test_an_actor_has_groups_and_no_sectors(two_networks: FlaskClient) -> None:
    address = "musterstadt/jobcenter?netz=musterstadt"
    page = text_of(two_networks, f"/steckbrief/{address}")
    assert "AG Arbeit" in section_of(page, "gruppen")
    assert 'id="sektoren"' not in page
    assert f'href="/steckbrief/{address}"' in text_of(two_networks, f"/akteure/{address}")
    assert text_of(two_networks, "/steckbrief/gibt/es/nicht", 404)


@pytest.mark.parametrize("number", [5, 200])
def test_paper_has_what_fits_and_says_how_many_more(store: Store, number: int) -> None:
    turtle = (
        "<s/netz> a netz:Network . <s/ag> a netz:WorkingGroup ; skos:prefLabel '<b>AG'@de ; netz:inNetwork <s/netz> ."
    )
    turtle += "".join(
        f"<s/a{one}> a org:FormalOrganization ; skos:prefLabel 'Haus {one}'@de ; netz:inNetwork <s/netz> . "
        f"<s/m{one}> a netz:Membership ; org:member <s/a{one}> ; org:organization <s/ag> ; netz:inNetwork <s/netz> . "
        for one in range(number)
    )
    add(store, turtle, "s/graph/quelle")
    page = text_of(create_app(store=store).test_client(), "/steckbrief/s/ag")
    members = section_of(page, "mitglieder")
    hidden, listed = members.count('<li class="no-print">'), members.count("<li")
    assert listed == number
    assert (f"und {hidden} weitere Einträge" in members) == (hidden > 0) == (number == 200)
    assert "<h1>&lt;b&gt;AG</h1>" in page


def test_nobody_is_named_whoever_asks(store: Store) -> None:
    editor = at_the_machine(create_app(store=with_halle(store)))
    entered(editor)
    assert "wirnhuber" not in text_of(editor, "/steckbrief/halle/jobcenter")
