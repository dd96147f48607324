from __future__ import annotations

import re
from itertools import combinations

import pytest

from graph.paths import ROOT
from webapp.ui.palette import STYLES, sector_mark, sector_style, sector_styles

CSS = (ROOT / "webapp" / "static" / "app.css").read_text(encoding="utf-8")


STYLE_SHEETS = [path for path in (ROOT / "webapp" / "static").rglob("*.css") if "vendor" not in path.parts]
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) {\n(.*?)\n}\n", re.DOTALL)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_style_sheet_has_the_same_colours() -> None:
    for style in STYLES:
        assert re.findall(rf"--sector-{style.name}: (#\w+);", CSS) == [style.light, style.dark]


def test_the_dark_changes_colours_alone() -> None:
    """So what the browser tests find in the light of all but colours, they need not look for in the dark."""
    whole = [sheet.read_text(encoding="utf-8") for sheet in STYLE_SHEETS]
    blocks = [block for sheet in whole for block in DARK.findall(sheet)]
    assert len(blocks) == sum(sheet.count("prefers-color-scheme") for sheet in whole) >= 3
    for block in blocks:
        assert re.fullmatch(r"  :root {\n(?:(?:    --[\w-]+: [^;]*;)?\n)*  }", block), block


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_sign_stands_out_from_its_ground(style: object) -> None:
    papers = re.findall(r"--paper: (#\w{6});", CSS)
    assert isinstance(style, type(STYLES[0]))
    assert contrast(style.light, papers[0]) >= 4.5
    assert contrast(style.dark, papers[1]) >= 4.5


def test_no_two_sectors_share_shape_or_colour() -> None:
    for one, other in combinations(STYLES, 2):
        assert one.shape != other.shape
        assert one.light != other.light


def test_sectors_of_a_network_of_its_own_get_spare_styles() -> None:
    styles = sector_styles(["civil", "kultur", "sport", "verkehr"])
    assert styles["civil"] == sector_style("civil")
    assert styles["kultur"] != styles["sport"]
    assert styles["verkehr"] == sector_style("unknown")


def test_a_mark_carries_no_inline_style() -> None:
    assert "style=" not in sector_mark("civil")
    assert 'class="sector-mark sector-unknown"' in sector_mark('"><script>')
