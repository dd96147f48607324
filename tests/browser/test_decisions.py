"""The gap list and answering a gap in a real browser, on a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store.open import open_store
from tests.support.accessibility import run_axe
from tests.support.clients import way_in
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app

SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def own_site(page: Page) -> Iterator[str]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(store=store)
    with service(app) as port:
        page.goto(f"http://127.0.0.1:{port}{way_in(app)}")
        yield f"http://127.0.0.1:{port}"
    store.close()


def check(page: Page) -> None:
    result = run_axe(page)
    assert result.violations_count == 0, result.generate_report()
    assert not page.evaluate(SCROLLS)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_gap_is_answered_and_counted(strict: Page, own_site: str, width: int, scheme: str) -> None:
    strict.set_viewport_size({"width": width, "height": 900})
    strict.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    strict.goto(f"{own_site}/luecken")
    check(strict)
    if width == 390:
        assert strict.evaluate("document.documentElement.scrollHeight / innerHeight") < 3.5, "a page of a few screens"
        folded = strict.locator(".gap-rest .gap-bundle[id]").last
        expect(folded).to_be_hidden()
        strict.goto(f"{own_site}/luecken#{folded.get_attribute('id')}")
        expect(folded).to_be_visible()
    strict.goto(f"{own_site}/luecken?art=demanded")
    strict.locator(".gap-list details:has(.gap-card) > summary").first.click()
    strict.locator(".gap-card a:visible", has_text="Beantworten").first.click()
    expect(strict.locator("h1")).to_be_visible()
    gap = urlsplit(strict.url).path
    strict.get_by_label("wird angegangen").check()
    strict.get_by_label("Wer kümmert sich").fill("Netzwerkkoordination")
    strict.get_by_role("textbox", name="Bis wann").fill("2030-03-31")
    strict.get_by_label("Ihr Kürzel").fill("KO")
    strict.get_by_role("button", name="Antwort speichern").click()
    expect(strict.get_by_text("Ihre Antwort ist gespeichert.")).to_be_visible()
    check(strict)
    strict.goto(f"{own_site}/luecken")
    expect(strict.locator(".gap-progress")).to_contain_text("1 von")
    strict.goto(f"{own_site}/luecken?art=demanded")
    expect(strict.locator(f'.gap-card a[href*="{gap}"]')).to_have_count(0)
    strict.goto(f"{own_site}/luecken?stand=beantwortet")
    expect(strict.locator(".gap-card")).to_have_count(1)
    expect(strict.locator(".gap-answer")).to_contain_text("31. März 2030")
    check(strict)


def test_answering_works_without_scripts_and_keeps_what_was_entered(
    page: Page, browser: Browser, own_site: str
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE", storage_state=page.context.storage_state())
    page = context.new_page()
    page.goto(f"{own_site}/luecken?art=demanded")
    page.locator(".gap-list details:has(.gap-card) > summary").first.click()
    page.locator(".gap-card a:visible", has_text="Beantworten").first.click()
    page.get_by_label("kein Bedarf", exact=False).first.check()
    page.get_by_label("Ihr Kürzel").fill("KO")
    page.get_by_role("button", name="Antwort speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Wer keinen Bedarf sieht, sagt warum.")
    page.locator("#note").fill("Treffen sich schon.")
    page.get_by_role("button", name="Antwort speichern").click()
    expect(page.locator(".answers")).to_contain_text("Treffen sich schon.")
    context.close()


def test_a_cell_of_the_table_opens_its_list(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/luecken")
    strict.locator("#matrix-sektor > summary").click()
    cells = {int(cell.inner_text().split()[0]): cell for cell in strict.locator("#matrix-sektor td a").all()}
    fewest = min(cells)  # so few that none are put together
    cells[fewest].click()
    expect(strict.get_by_role("status")).to_contain_text(f"{fewest} von")
    expect(strict.locator(".gap-card")).to_have_count(fewest)
    expect(strict.get_by_text("Nur Lücken zwischen")).to_be_visible()
