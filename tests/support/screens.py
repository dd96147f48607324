"""How long a page is: three screens at most, unless somebody asks for more."""

from __future__ import annotations

from playwright.sync_api import Page

SCREENS = {1440: 900, 390: 844}
"""Width and height of a screen on a desk, and of a phone."""
_MOST = 3
# What a phone folds is folded once the page has heard of its width.
_HEIGHT = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(document.documentElement.scrollHeight))))"""


def too_tall(page: Page) -> dict[int, int]:
    """The height of an open page by the width of the screen, where it is more than three of that screen."""
    found = {}
    for width, height in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        pixels = page.evaluate(_HEIGHT)
        if pixels > _MOST * height:
            found[width] = pixels
    page.set_viewport_size({"width": 1440, "height": 900})
    return found
