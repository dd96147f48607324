from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

A4, A3 = (842, 595), (1191, 842)
CANVAS_EDGE = """() => {
  const canvas = document.querySelector('#netz canvas');
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const painted = (...box) => context.getImageData(...box).data.some((value, place) => place % 4 === 3 && value > 0);
  return [painted(0, 0, width, height),
    painted(0, 0, width, 2) || painted(0, height - 2, width, 2),
    painted(0, 0, 2, height) || painted(width - 2, 0, 2, height)];
}"""


def sheets_of(page: Page) -> list[tuple[int, int]]:
    """The size of each page when it is printed, in points."""
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/Type /Page\b(?!s).*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf, re.DOTALL)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize(
    ("sheet", "sizes"),
    [("a4", [A4]), ("a3", [A3]), ("folie", [(960, 540)]), ("a4-2", [A4[::-1]] * 2), ("a4-4", [A4] * 4)],
)
def test_the_whole_drawing_is_on_its_sheets(strict: Page, sheet: str, sizes: list[tuple[int, int]]) -> None:
    strict.goto(f"/karte/druck?blatt={sheet}")
    strict.wait_for_load_state("networkidle")
    assert sheets_of(strict) == sizes
    drawn = strict.eval_on_selector(
        ".sheet img", "image => [image.complete, image.naturalWidth > 0, getComputedStyle(image).objectFit]"
    )
    assert drawn == [True, True, "contain"]
    strict.emulate_media(media="print")
    assert strict.locator(".site-header, .sheet-choices").locator("visible=true").count() == 0


@pytest.mark.parametrize("sheet", ["a4-2", "a4-4"])
def test_sheets_to_be_glued_have_the_whole_map_between_them(strict: Page, sheet: str) -> None:
    """Each begins where the one before is cut, and the last ends with the drawing."""
    strict.goto(f"/karte/druck?blatt={sheet}")
    strict.emulate_media(media="print")
    tiles = strict.eval_on_selector_all(
        ".tile",
        """tiles => tiles.map((tile) => {
          const own = tile.getBoundingClientRect(), whole = tile.querySelector('img').getBoundingClientRect();
          return [own.left - whole.left, own.top - whole.top, own.width, own.height, whole.width, whole.height];
        })""",
    )
    millimetre = 96 / 25.4
    first, right = tiles[0], tiles[1]
    assert first[:2] == [0, 0]
    assert right[0] == pytest.approx(first[2] - 10 * millimetre, abs=1)
    left, top, width, height, all_across, all_down = tiles[-1]
    assert left + width == pytest.approx(all_across, abs=1)
    assert top + height == pytest.approx(all_down, abs=1)


def test_the_map_itself_prints_whole_on_one_sheet_with_its_line(strict: Page) -> None:
    strict.goto("/karte?stand=demanded")
    strict.wait_for_selector("html[data-ready]")
    for _ in range(3):
        strict.locator("#naeher").click()  # however near the reader is, paper shows all of it
    strict.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert strict.evaluate(CANVAS_EDGE) == [True, False, False]
    line = strict.locator("#druckzeile").text_content() or ""
    assert "Stand der Verbindung: gefordert" in line
    assert "Quelle: " in line
    assert sheets_of(strict) == [A4]


def test_five_matters_for_a_meeting_are_one_sheet(strict: Page) -> None:
    strict.goto("/sachen/vorlage")
    assert strict.locator(".matter-answer").count() == 5
    assert sheets_of(strict) == [(595, 842)]


def test_the_table_and_the_gaps_print_on_paper_without_controls(strict: Page) -> None:
    for address, size, most in (("/karte?ansicht=tabelle", A4, 20), ("/luecken?art=demanded", (595, 842), 15)):
        strict.goto(address)
        sheets = sheets_of(strict)
        assert set(sheets) == {size}
        assert 1 < len(sheets) < most
        strict.emulate_media(media="print")
        assert strict.locator("main :is(form, button, nav)").locator("visible=true").count() == 0
        strict.emulate_media(media="null")


@pytest.mark.parametrize(
    "address",
    [
        "/einladung/magdeburg/thema/spracherwerb",
        "/steckbrief/magdeburg/ag-interkultur-soziales",
        "/steckbrief/magdeburg/jobcenter",
    ],
)
def test_a_handout_is_one_sheet(strict: Page, address: str) -> None:
    strict.goto(address)
    assert sheets_of(strict) == [(595, 842)]


def test_progress_is_one_or_two_sheets(strict: Page) -> None:
    strict.goto("/fortschritt")
    assert sheets_of(strict) in ([(595, 842)], [(595, 842)] * 2)
