"""Exploring the map in a browser: counts, gaps, pairs, paths, partners, search."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, request
from playwright.sync_api import Page, expect

from webapp.pages.map.connections import existing, shared_partners, shortest_paths
from webapp.pages.map.facets import count_facets
from webapp.pages.map.filters import FILTERS
from webapp.pages.map.routes import get_picture
from webapp.pages.map.selection import keep_known, read_selection, select

READY = "html[data-ready]"
JOBCENTER = "magdeburg/jobcenter"
CHURCH = "magdeburg/kirche"

SELECTIONS = (
    "",
    "sektor=economy&sektor=civil&stand=demanded",
    "gruppe=magdeburg/ag-interkultur-soziales&sektor=public",
    "akteursart=chamber&akteursart=unknown",
    "thema=unknown&art=Membership",
    "thema=magdeburg/thema/austausch&sicht=workshopView",
    "quelle=magdeburg/quelle/protokoll-2016&sicherheit=inferred",
    "sektor=atlantis&sektor=public",
    "akteur=magdeburg/ag-interkultur-soziales&tiefe=3&stand=exists",
    "akteur=magdeburg/jobcenter&tiefe=1&sicherheit=inferred",
)
SELECT = """async (queries) => {
  const { loadPicture } = await import('/static/map/data.js');
  const { select, countFacets } = await import('/static/map/filter.js');
  const { keepKnown, readState } = await import('/static/map/state.js');
  const picture = await loadPicture('/api/v1/karte.json');
  return queries.map((query) => {
    const state = keepKnown(picture, readState(picture, query));
    const visible = select(picture, state);
    const counts = countFacets(picture, state, visible);
    const plain = Object.fromEntries([...counts].map(([name, numbers]) => [name, Object.fromEntries(numbers)]));
    return { nodes: [...visible.nodes].sort(), edges: visible.edges.map(({ id }) => id).sort(), counts: plain };
  });
}"""
CONNECT = """async (pairs) => {
  const { loadPicture } = await import('/static/map/data.js');
  const { existing, sharedPartners, shortestPaths } = await import('/static/map/connections.js');
  const picture = await loadPicture('/api/v1/karte.json');
  const ties = existing(picture, picture.edges);
  return pairs.map(([from, to]) => {
    const paths = shortestPaths(ties, from, to);
    const shared = sharedPartners(ties, [from, to]).sort();
    return [paths && paths.steps.map((step) => step.sort()), paths && paths.number, shared];
  });
}"""


def open_map(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY)


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def expected(app: Flask, query: str) -> dict[str, Any]:
    with app.test_request_context(f"/karte?{query}"):
        picture = get_picture()
        selection = keep_known(picture, read_selection(request.args))
        nodes, edges = select(picture, selection)
        counts = count_facets(picture, selection)
    return {
        "nodes": sorted(node.id for node in nodes),
        "edges": sorted(edge.id for edge in edges),
        "counts": {one.name: {code: number for code, number in counts[one.name].items() if number} for one in FILTERS},
    }


def test_browser_and_server_select_count_and_connect_alike(strict: Page, site: str, magdeburg_app: Flask) -> None:
    open_map(strict, f"{site}/karte")
    found = strict.evaluate(SELECT, [f"?{query}" for query in SELECTIONS])
    assert found == [expected(magdeburg_app, query) for query in SELECTIONS]
    with magdeburg_app.test_request_context("/karte"):
        picture = get_picture()
    ids, ties = [node.id for node in picture.nodes], existing(picture.edges)
    pairs = [(one, other) for one in ids[::5] for other in ids[3::7] if one != other]
    connected: list[tuple[list[list[str]] | None, int | None, list[str]]] = []
    for one, other in pairs:
        paths = shortest_paths(ties, one, other)
        steps = [sorted(step) for step in paths.steps] if paths else None
        connected.append((steps, paths.number if paths else None, sorted(shared_partners(ties, [one, other]))))
    assert any(steps and len(steps) > 3 for steps, _, _ in connected)
    assert [tuple(found) for found in strict.evaluate(CONNECT, pairs)] == connected


def test_counts_follow_the_other_filters_and_nobody_is_explained(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    everyone = strict.locator("#anzahl").inner_text()
    assert everyone.split()[0] == everyone.split()[2]
    legend = strict.locator("#legende")
    demanded = legend.locator("label", has=strict.locator('input[name="stand"][value="demanded"]')).locator(".count")
    before = int(demanded.inner_text())
    legend.get_by_role("checkbox", name="Wirtschaft").check()
    assert 0 < int(demanded.inner_text()) < before
    legend.locator("summary", has_text="Art der Akteure").click()
    legend.get_by_role("searchbox", name="Art der Akteure").fill("forsch")
    expect(legend.get_by_role("checkbox", name="Kammer")).to_be_hidden()
    legend.get_by_role("checkbox", name="Hochschule, Forschung").check()
    expect(strict.locator("#niemand")).to_contain_text("Niemand passt")
    strict.locator("#niemand").get_by_role("button").click()
    expect(strict.locator("#anzahl")).to_have_text(everyone)
    assert query_of(strict) == {}


def test_gaps_are_drawn_by_kind_listed_and_lead_to_their_reasons(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    strict.get_by_role("checkbox", name="Was gefordert ist und fehlt").check()
    assert query_of(strict) == {"luecken": ["demanded"]}
    panel = strict.locator("#tafel")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Was gefordert ist und fehlt")
    panel.locator(".gap-links a").first.click()
    expect(panel.locator(".panel-kind")).to_have_text(re.compile("^Geforderte .* fehlt$"))
    expect(panel.get_by_role("link", name="Begründung und Empfehlung lesen")).to_be_visible()
    strict.reload()
    strict.wait_for_selector(READY)
    expect(strict.get_by_role("checkbox", name="Was gefordert ist und fehlt")).to_be_checked()


def test_the_keyboard_reaches_a_tie_with_its_passage_and_who_says_so(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?akteur={JOBCENTER}")
    strict.get_by_role("link", name="Alles zwischen beiden: Agentur für Arbeit").first.focus()
    strict.keyboard.press("Enter")
    assert query_of(strict)["paar"] == [f"{JOBCENTER}~magdeburg/agentur-fuer-arbeit"]
    tie = strict.locator("#tafel .tie-details").first
    expect(tie.locator(".chip-demanded")).to_be_visible()
    expect(tie.locator("blockquote").first).to_contain_text("Schnittstelle")
    expect(tie.locator("dt", has_text="Wer es sagt")).to_be_visible()
    assert strict.evaluate("document.activeElement.id") == "tafel"
    strict.go_back()
    assert query_of(strict) == {"akteur": [JOBCENTER]}


def test_a_second_party_is_searched_and_the_path_is_shown_step_by_step(
    strict: Page, site: str, magdeburg_app: Flask
) -> None:
    with magdeburg_app.test_request_context("/karte"):
        path = shortest_paths(existing(get_picture().edges), CHURCH, "magdeburg/beratungsrunde")
    assert path
    assert len(path.steps) > 3
    open_map(strict, f"{site}/karte?akteur={CHURCH}")
    panel = strict.locator("#tafel")
    panel.get_by_role("combobox", name="Zweiter Akteur").fill("Beratungrunde")
    expect(panel.get_by_role("option").first).to_contain_text("Beratungsrunde")
    strict.keyboard.press("Enter")
    panel.get_by_role("link", name="Weg auf der Karte zeigen").click()
    assert query_of(strict)["weg"] == [f"{CHURCH}~magdeburg/beratungsrunde"]
    expect(panel.locator(".path-steps li")).to_have_count(len(path.steps))
    strict.get_by_role("checkbox", name="Zivilgesellschaft").check()
    expect(panel.locator(".notice")).to_contain_text("Mit diesen Filtern führt kein Weg")
    open_map(strict, f"{site}/karte?gemeinsam={CHURCH}&gemeinsam=magdeburg/verwaltung")
    expect(panel.locator(".links a")).to_have_text(["AG Interkultur & Soziales"])


def test_size_and_colour_say_what_they_mean_and_depth_goes_by_keys(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?akteur=magdeburg/ag-interkultur-soziales")
    strict.locator("summary", has_text="Darstellung").click()
    strict.get_by_label("Größe der Zeichen").select_option(label="Vermittlerrolle")
    expect(strict.locator("#groesse-heisst")).to_contain_text("kürzeste Wege")
    strict.get_by_label("Farbe der Zeichen").select_option(label="Lücken")
    expect(strict.locator("#farbe-legende .colour-key")).to_have_count(3)
    strict.locator("#netz").focus()
    seen = []
    for key in "123":
        strict.keyboard.press(key)
        strict.locator("#netz").focus()
        seen.append(int(strict.locator("#anzahl").inner_text().split()[0]))
    assert seen == sorted(seen)
    assert seen[0] < seen[2]
    assert query_of(strict)["tiefe"] == ["3"]
    assert query_of(strict)["groesse"] == ["vermittlung"]
