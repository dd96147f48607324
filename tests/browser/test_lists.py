"""A coordinator's own list in a real browser: read in as it is, mended where it stands, again on the next day."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from threading import Barrier

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from graph.processes.headway import note
from graph.protocol import Applied, Change, Store
from graph.store.open import open_store
from tests.support.accessibility import run_axe
from tests.support.clients import way_in
from tests.support.servers import service
from tests.support.workbooks import xlsx
from webapp import create_app
from webapp.pages.imports import long_works, previews
from webapp.settings import Settings

SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
HEADINGS = ("Nr.", "Institution / Organisation", "Art", "Mitglied in", "Ansprechpartner", "E-Mail", "seit")
ROWS = (
    ("Jugendamt Neustadt", "Behörde", "Runder Tisch, AG Sprache", "Lore Zwirnnysen", "l.z@stadt.example", "seit 2015"),
    ("Volkshochschule Neustadt (VHS)", "Bildungsträger", "AG Sprache", "", "", "01.05.2017"),
    ("VHS Neustadt", "", "AG Sprache", "", "", "2017"),
    ("Kita Regenbogen", "KiTa", "Runder Tisch", "", "", "31.02.2019"),
    ("Hebammenverband", "Verein", "Runder Tisch", "", "", "Mai 2018"),
)


def workbook(*, without: str = "", more: tuple[str, ...] = ()) -> bytes:
    """The list as somebody keeps it: a title and a day above, a note below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Verteiler"
    for line in (("Netzwerk Frühe Hilfen Neustadt",), ("Stand: 12.03.2026",), (), HEADINGS):
        sheet.append(line)
    for number, row in enumerate([one for one in ROWS if one[0] != without], 1):
        sheet.append((number, *row))
    if more:
        sheet.append((99, *more))
    sheet.append(())
    sheet.append(("Alle Angaben ohne Gewähr.",))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def own_store() -> Iterator[Store]:
    with closing(open_store("memory:", plain=True)) as store:
        yield store


@pytest.fixture
def own_site(page: Page, own_store: Store) -> Iterator[str]:
    app = create_app(Settings(empty=True), own_store)
    with service(app) as port:
        page.goto(f"http://127.0.0.1:{port}{way_in(app)}")
        yield f"http://127.0.0.1:{port}"


def check(page: Page) -> None:
    result = run_axe(page)
    assert result.violations_count == 0, result.generate_report()
    assert not page.evaluate(SCROLLS)


def send(page: Page, site: str, content: bytes, into: str = "") -> None:
    page.goto(f"{site}/daten/einlesen")
    page.set_input_files("#file", {"name": "verteiler.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    if into:
        page.get_by_label("In welches Netzwerk?").select_option(label=into)
    else:
        page.get_by_label("Name des Netzwerks").fill("Frühe Hilfen")
    page.get_by_label("Wer trägt es ein?").fill("KO")
    page.get_by_role("button", name="Vorschau zeigen").click()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_list_goes_in_as_it_is_and_again_on_the_next_day(
    strict: Page, own_site: str, width: int, scheme: str
) -> None:
    strict.set_viewport_size({"width": width, "height": 900})
    strict.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    strict.goto(f"{own_site}/daten/einlesen")
    check(strict)
    send(strict, own_site, workbook())
    expect(strict.locator("#summe")).to_contain_text("Noch ist nichts gespeichert.")
    check(strict)
    strict.get_by_role("group", name="Sind „VHS Neustadt“").get_by_label("dasselbe; der Name ist").check()
    strict.locator(".import-fault input[name^=cell-]").fill("2019")
    strict.get_by_role("button", name="Übernehmen").click()
    expect(strict.locator("h1")).to_have_text("Gespeichert")
    expect(strict.locator(".lead")).to_contain_text("4 Akteure, 2 Gruppen, 5 Mitgliedschaften")
    check(strict)
    strict.go_back()
    expect(strict.locator("h1")).to_have_text("Diese Liste ist übernommen")
    check(strict)
    strict.get_by_role("link", name="Ansehen, was sie gebracht hat").click()
    expect(strict.locator(".lead")).to_contain_text("4 Akteure, 2 Gruppen, 5 Mitgliedschaften")
    send(
        strict,
        own_site,
        workbook(without="Hebammenverband", more=("Caritas", "Verein", "Runder Tisch")),
        "Frühe Hilfen",
    )
    expect(strict.locator("#fort")).to_contain_text("Nicht mehr in der Liste (2)")
    strict.locator(".import-fault input[name^=cell-]").fill("2019")
    check(strict)
    strict.get_by_role("button", name="Übernehmen").click()
    expect(strict.locator(".lead")).to_contain_text("2 neu")
    strict.goto(f"{own_site}/akteure")
    expect(strict.locator("main")).to_contain_text("Hebammenverband")
    expect(strict.locator("main")).to_contain_text("Caritas")
    assert "Zwirnnysen" not in strict.content()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_name_of_a_sheet_is_a_column_that_is_switched_off_at_the_first(
    strict: Page, browser: Browser, own_site: str, *, has_scripts: bool
) -> None:
    rows = [("Einrichtung", "Telefon"), ("Tafel Elm", "0391 100")]
    book = xlsx({"Altstadt": rows, "Neustadt": [rows[0], ("Hof Elm", "")]})
    context = browser.new_context(java_script_enabled=has_scripts, storage_state=strict.context.storage_state())
    with closing(context):
        page = context.new_page()
        send(page, own_site, book)
        question = page.get_by_role("group", name="Was sagen die Namen der Tabellen: Altstadt, Neustadt?")
        expect(question.get_by_label("Stadtteil, Ort")).to_be_checked()
        if has_scripts:
            check(page)
        choice = page.get_by_label("Was die Spalte „Name der Tabelle“ enthält")
        expect(choice).to_have_count(1)
        question.get_by_label("bleibt weg").check()
        page.get_by_role("button", name="Neu prüfen").first.click()
        expect(page.locator("#weg")).to_have_count(1)
        expect(page.locator("main")).to_contain_text("Altstadt, Neustadt – Die Namen dieser Tabellen")
        choice.select_option("district")
        page.get_by_role("button", name="Neu prüfen").first.click()
        expect(page.locator("main")).not_to_contain_text("Die Namen dieser Tabellen")
        page.get_by_role("button", name="Übernehmen").click()
        expect(page.locator("h1")).to_have_text("Gespeichert")
        page.goto(f"{own_site}/akteure")
        expect(page.locator("main")).to_contain_text("Tafel Elm")


def test_two_browsers_send_the_same_list_at_once_one_of_them_without_scripts(
    strict: Page, browser: Browser, own_site: str, own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a long list: both are told how far theirs is, and both changes are ready before one of them is made."""
    both, apply = Barrier(2, timeout=60), own_store.apply

    def at_once(change: Change) -> Applied:
        note("storing", 0.5)
        both.wait()
        return apply(change)

    monkeypatch.setattr(own_store, "apply", at_once)
    monkeypatch.setattr(long_works, "LONG", 1)
    monkeypatch.setattr(previews, "_PATIENCE_S", 60.0)
    context = browser.new_context(
        java_script_enabled=False, locale="de-DE", storage_state=strict.context.storage_state()
    )
    pages = (strict, context.new_page())
    for page in pages:
        send(page, own_site, workbook(without="Kita Regenbogen"))
        page.get_by_role("group", name="Sind „VHS Neustadt“").get_by_label("nicht dasselbe").check()
    for page in pages:
        page.get_by_role("button", name="Übernehmen").click()
        expect(page.locator("h1")).to_have_text("Die Liste wird übernommen")
        if page is strict:
            expect(page.locator("[aria-current=step]")).to_have_text("Speichern 50 %")
            check(page)
    for page in pages:
        expect(page.locator("h1")).not_to_have_text("Die Liste wird übernommen", timeout=30_000)
    titles = [page.locator("h1").inner_text() for page in pages]
    assert sorted(titles) == ["Gespeichert", "Vorschau: verteiler.xlsx"]
    second = pages[titles.index("Vorschau: verteiler.xlsx")]
    expect(second.locator(".notice").first).to_contain_text("haben sich geändert, seit die Liste mit ihnen verglichen")
    assert (own_store.revision, own_store.dump().count(b'"Hebammenverband"@de')) == (1, 1)
    context.close()


def test_a_preview_is_reloaded_left_and_found_again_with_its_answers(strict: Page, own_site: str) -> None:
    send(strict, own_site, workbook())
    strict.locator(".import-fault input[name^=cell-]").fill("2019")
    strict.get_by_role("button", name="Neu prüfen").last.click()
    expect(strict.locator(".import-fault")).to_have_count(0)
    strict.reload()
    expect(strict.locator(".import-fault")).to_have_count(0)
    strict.goto(f"{own_site}/akteure")
    strict.goto(f"{own_site}/daten/einlesen")
    check(strict)
    strict.get_by_role("link", name="verteiler.xlsx").click()
    expect(strict.locator(".import-fault")).to_have_count(0)
    assert strict.locator("#name").input_value() == "Frühe Hilfen"
    strict.get_by_role("link", name="Andere Datei wählen").click()
    assert strict.locator("#name").input_value() == "Frühe Hilfen"
    strict.go_back()
    strict.get_by_role("button", name="Verwerfen").click()
    expect(strict.locator("#angefangen")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_entries_that_sound_alike_are_compared_merged_and_parted(strict: Page, own_site: str, scheme: str) -> None:
    strict.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    send(strict, own_site, workbook(without="Kita Regenbogen"))
    strict.get_by_role("button", name="Übernehmen").click()
    strict.goto(f"{own_site}/zusammenlegen")
    check(strict)
    strict.get_by_role("link", name="Vergleichen").first.click()
    check(strict)
    strict.get_by_role("button", name="Zusammenlegen", exact=True).click()
    expect(strict.locator("h1")).to_contain_text("sind ein Eintrag")
    check(strict)
    strict.get_by_role("button", name="Wieder trennen").click()
    expect(strict.get_by_role("status")).to_contain_text("wieder getrennt")
    strict.goto(f"{own_site}/aenderungen")
    check(strict)
    strict.get_by_role("link", name="Stand nach dieser Änderung").last.click()
    expect(strict.locator(".looking-back")).to_contain_text("Sie sehen die Daten, wie sie nach Änderung 1")
    check(strict)
