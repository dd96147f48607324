"""Somebody's hand at a browser: what it clicks and types is counted, as they do it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

_NEAR = 6
"""Over so many fields somebody goes on with the Tab key; further away, they take the mouse."""
_KEY_S, _CLICK_S = 0.28, 2.65
"""By the keystroke-level model (Card, Moran, Newell 1983): a key; a thought, pointing and pressing."""


def called(page: Page, name: str) -> Locator:
    """The first link, button or the like of this name; what is hidden behind a colon says no more than whose it is."""
    found = page.locator("a:visible, button:visible, summary:visible, label:visible")
    return found.filter(has_text=re.compile(rf"^\s*{re.escape(name)}\s*(:|$)")).first


class Hand:
    """Clicks and keys since the last `begin`: going to a field with the mouse is a click, Tab and Enter are keys."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.keys = page, 0, 0

    def begin(self, address: str) -> None:
        """Open a page, and count from there."""
        self.page.goto(address)
        self.clicks = self.keys = 0

    @property
    def seconds(self) -> float:
        """How long that takes somebody who knows what they want to enter."""
        return self.keys * _KEY_S + self.clicks * _CLICK_S

    def click(self, *names: str) -> None:
        """What can be clicked on and is called so, one after the other."""
        for name in names:
            self.click_on(called(self.page, name))

    def click_on(self, what: Locator) -> None:
        """This."""
        self.clicks += 1
        what.click()

    def type(self, field: Locator, text: str, *, enter: bool = False) -> None:
        """A text over what stands in a field; with Enter at the end."""
        self._go_to(field)
        if field.input_value():
            self.press("Control+a")
        self.page.keyboard.type(text)
        self.keys += len(text)
        if enter:
            self.press("Enter")

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def _go_to(self, field: Locator) -> None:
        is_there = "one => one === document.activeElement"
        in_form = "one => one.form !== null && one.form === document.activeElement.form"
        expect(field).to_be_visible()
        for _ in range(_NEAR):
            if field.evaluate(is_there):
                return
            if not field.evaluate(in_form):
                break
            self.press("Tab")
        if not field.evaluate(is_there):
            self.click_on(field)
