from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import strict_page

READY = "html[data-ready]"
JOBCENTER = "magdeburg/jobcenter"
PIXELS = """() => {
  const canvas = document.querySelector('#netz canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let place = 3; place < data.length; place += 4) if (data[place]) painted += 1;
  return painted;
}"""

OVERLAPS = """async (pixel) => {
  const { loadPicture } = await import('/static/map/data.js');
  const { placeLabels } = await import('/static/map/labels.js');
  const picture = await loadPicture('/api/v1/karte.json');
  const nodes = picture.nodes.map((node) => ({ ...node, radius: node.radii[0] }));
  const frame = { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 };
  const context = document.createElement('canvas').getContext('2d');
  const rank = (node) => node.degree;
  const look = { font: 'sans-serif', figures: picture.appearance.name, enlarged: 1 };
  const options = { pixel, rank, frame, crests: new Map(), busy: new Map(), ...look };
  const labels = placeLabels(context, nodes, options);
  const sign = (node) => {
    const [x, y, half] = [node.x / pixel, node.y / pixel, node.radius / pixel];
    return { left: x - half, right: x + half, top: y - half, bottom: y + half };
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const overSigns = labels.filter((label) => nodes.some((node) => meet(label, sign(node))));
  const overNames = labels.filter((a, place) => labels.slice(place + 1).some((b) => meet(a, b)));
  return { placed: labels.length, total: nodes.length, overSigns, overNames };
}"""


def open_map(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY)


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def count_shown(page: Page) -> int:
    found = re.match(r"(\d+) von (\d+) Akteuren sichtbar", page.locator("#anzahl").inner_text())
    assert found is not None
    return int(found.group(1))


def test_the_map_is_not_blank(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    assert strict.evaluate(PIXELS) > 10_000
    assert count_shown(strict) > 40


def test_search_opens_the_profile_and_the_address_reproduces_it(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    strict.get_by_role("combobox", name="suchen").fill("jobc")
    strict.keyboard.press("ArrowDown")
    strict.keyboard.press("Enter")
    panel = strict.get_by_role("complementary", name="Profil")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Jobcenter Landeshauptstadt Magdeburg")
    assert query_of(strict) == {"akteur": [JOBCENTER]}
    strict.reload()
    strict.wait_for_selector(READY)
    expect(panel.get_by_role("heading", level=2)).to_have_text("Jobcenter Landeshauptstadt Magdeburg")


def test_the_profile_shows_the_passage_that_demands_a_tie(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?akteur={JOBCENTER}")
    panel = strict.locator("#tafel")
    expect(panel.locator(".chip-demanded").first).to_have_text("gefordert")
    panel.locator(".tie-list summary").first.click()
    expect(panel.locator(".tie-list blockquote").first).to_be_visible()
    assert "Schnittstelle" in panel.locator(".tie-list blockquote").first.inner_text()


def test_focus_leaves_the_neighbourhood_and_survives_a_reload(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?akteur={JOBCENTER}")
    everyone = count_shown(strict)
    strict.get_by_role("button", name="1 Schritt").click()
    near = count_shown(strict)
    assert 1 < near < everyone
    assert query_of(strict)["tiefe"] == ["1"]
    assert strict.evaluate(PIXELS) > 2_000
    strict.reload()
    strict.wait_for_selector(READY)
    assert count_shown(strict) == near


def test_back_undoes_a_decision(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    before = count_shown(strict)
    strict.get_by_role("checkbox", name="Wirtschaft").check()
    assert count_shown(strict) < before
    strict.go_back()
    expect(strict.get_by_role("checkbox", name="Wirtschaft")).not_to_be_checked()
    assert count_shown(strict) == before


@pytest.mark.parametrize(
    "query",
    [
        "",
        "sektor=economy",
        "sektor=economy&sektor=civil",
        "gruppe=magdeburg/ag-interkultur-soziales",
        "stand=demanded",
        "art=Membership&sektor=public",
        "art=Funding",
        "akteur=magdeburg/jobcenter&tiefe=1",
        "akteur=magdeburg/ag-interkultur-soziales&tiefe=2",
        "akteur=magdeburg/jobcenter&tiefe=1&stand=demanded",
        "gruppe=magdeburg/ag-interkultur-soziales&sektor=public",
    ],
)
def test_map_and_table_show_the_same_actors(strict: Page, site: str, query: str) -> None:
    open_map(strict, f"{site}/karte?{query}")
    on_map = count_shown(strict)
    strict.get_by_role("navigation", name="Ansicht").get_by_role("link", name="Tabelle").click()
    strict.wait_for_url("**ansicht=tabelle**")
    assert count_shown(strict) == on_map
    assert strict.locator("#akteure tbody tr").count() == on_map


def test_arrow_keys_walk_to_a_neighbour_and_escape_clears(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?akteur={JOBCENTER}")
    strict.locator("#netz").focus()
    strict.keyboard.press("ArrowDown")
    assert query_of(strict)["akteur"] == ["magdeburg/agentur-fuer-arbeit"]
    expect(strict.locator("#ansage")).to_contain_text("Agentur für Arbeit")
    strict.keyboard.press("Enter")
    assert strict.evaluate("document.activeElement.id") == "tafel"
    strict.keyboard.press("Escape")
    assert query_of(strict) == {}


def test_the_first_arrow_chooses_the_best_connected(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    strict.locator("#netz").focus()
    strict.keyboard.press("ArrowRight")
    assert query_of(strict)["akteur"] == ["magdeburg/ag-interkultur-soziales"]


def test_a_click_on_a_sign_opens_its_profile(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?akteur={JOBCENTER}")
    strict.get_by_role("button", name="Schließen").click()
    box = strict.locator("#netz").bounding_box()
    assert box is not None
    strict.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert query_of(strict) == {"akteur": [JOBCENTER]}


def test_a_gap_leads_from_the_list_to_the_map(strict: Page, site: str) -> None:
    strict.goto(f"{site}/luecken?art=demanded")
    strict.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    card = strict.locator(".gap-card", has_text="Jobcenter").first
    card.get_by_role("link", name="Auf der Karte zeigen").click()
    strict.wait_for_selector(READY)
    assert "luecke" in query_of(strict)
    panel = strict.locator("#tafel")
    expect(panel.locator(".panel-kind")).to_contain_text("fehlt")
    expect(panel.get_by_role("link", name="Jobcenter").first).to_be_visible()


@pytest.mark.parametrize("pixel", [0.7, 1, 1.6, 3])
def test_names_cover_neither_signs_nor_each_other(strict: Page, site: str, pixel: float) -> None:
    open_map(strict, f"{site}/karte")
    result = strict.evaluate(OVERLAPS, pixel)
    assert result["overSigns"] == []
    assert result["overNames"] == []
    assert result["placed"] > result["total"] / 4


def test_a_filtered_actor_says_so_and_offers_to_clear_the_filters(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?sektor=economy")
    strict.get_by_role("combobox", name="suchen").fill("Jobcenter")
    strict.keyboard.press("Enter")
    strict.locator("#tafel").get_by_role("button", name="Filter aufheben").click()
    assert query_of(strict) == {"akteur": [JOBCENTER]}


def test_umlauts_may_be_typed_as_two_letters(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    strict.get_by_role("combobox", name="suchen").fill("Fluechtlinge")
    expect(strict.get_by_role("option").first).to_contain_text("Bundesamt für Migration")


def test_the_picture_has_twice_the_size(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte")
    width = strict.evaluate("document.querySelector('#netz').clientWidth")
    strict.get_by_text("Speichern", exact=True).click()
    with strict.expect_download() as waiting:
        strict.get_by_role("button", name="Als Bild").click()
    picture = waiting.value.path().read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 2 * width


def test_a_phone_begins_with_a_part_shows_the_whole_and_brings_a_profile_with_one_tap(
    browser: Browser, site: str
) -> None:
    with strict_page(browser, viewport={"width": 390, "height": 844}, has_touch=True, locale="de-DE") as page:
        open_map(page, f"{site}/karte")
        whole = page.get_by_role("button", name="Alles zeigen")
        expect(whole).to_be_in_viewport()
        expect(whole.get_by_text("Alles zeigen")).to_be_visible()
        whole.tap()
        expect(whole.get_by_text("Alles zeigen")).to_be_hidden()
        open_map(page, f"{site}/karte?akteur={JOBCENTER}")
        page.get_by_role("button", name="Schließen").tap()
        box = page.locator("#netz").bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator("#tafel h2").first).to_be_in_viewport()
        open_map(page, f"{site}/karte")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "netz"


def test_english_map_speaks_english(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?lang=en")
    assert strict.locator("html").get_attribute("lang") == "en"
    assert strict.get_by_role("link", name="Deutsch").get_attribute("href") is not None


def test_without_scripts_the_map_leads_to_the_table(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(f"{site}/karte")
    page.get_by_role("link", name="Die Tabelle zeigt denselben Inhalt.").click()
    page.locator("summary", has_text="Filter").click()
    page.get_by_role("checkbox", name="Wirtschaft").check()
    page.get_by_role("form", name="Legende und Filter").get_by_role("button", name="Anzeigen").click()
    assert "sektor=economy" in page.url
    assert "ansicht=tabelle" in page.url
    assert page.locator("#akteure tbody tr").count() == 4
    context.close()
