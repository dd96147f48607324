"""The paper while it is made: a page without any script says how far it is, and gives page and file by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.support.accessibility import run_axe
from webapp.pages.report import routes
from webapp.pages.report.press import presses_of


def test_page_and_file_come_by_themselves_without_a_script(
    browser: Browser, page: Page, site: str, magdeburg_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = presses_of(magdeburg_app).for_strangers.slots
    with slots.slot(), monkeypatch.context() as calm:
        calm.setattr(routes, "NEXT_LOOK_S", 600)
        page.goto(f"{site}/bericht?teil=data")
        expect(page.get_by_role("heading", level=1)).to_have_text("Das Papier wird erstellt")
        result = run_axe(page)
        assert result.violations_count == 0, result.generate_report()
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    reader = context.new_page()
    with slots.slot():
        reader.goto(f"{site}/bericht?teil=sources")
        expect(reader.get_by_role("heading", level=1)).to_have_text("Das Papier wird erstellt")
    expect(reader.get_by_role("heading", name="Quellen")).to_be_visible(timeout=30_000)
    with reader.expect_download(timeout=30_000) as file, slots.slot():
        reader.get_by_role("link", name="Als PDF speichern").click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("Das Papier wird erstellt")
    assert len(PdfReader(Path(file.value.path())).pages) == 1
    reader.get_by_role("link", name="Zurück zum Papier").click()
    expect(reader.get_by_role("heading", name="Quellen")).to_be_visible(timeout=30_000)
    reader.goto(f"{site}/")
    reader.locator('main a[href="/bericht"]').first.click()
    expect(reader.get_by_role("heading", name="Anlass")).to_be_visible(timeout=60_000)
    with reader.expect_download(timeout=60_000) as whole:  # two clicks; with that of the printer it is three
        reader.get_by_role("link", name="Als PDF speichern").click()
    assert 1 < len(PdfReader(Path(whole.value.path())).pages) <= 4
    context.close()
