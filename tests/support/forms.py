"""The fields of a form as a browser would send them, taken out of a page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._area: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "input" and "name" in given and given.get("type") not in ("submit", "file"):
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                self.fields.append((given["name"], given.get("value", "")))
        elif tag == "select":
            self._select, self._options = given.get("name"), []
        elif tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._area = given.get("name")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select and self._options:
            chosen = [value for value, is_chosen in self._options if is_chosen] or [self._options[0][0]]
            self.fields.append((self._select, chosen[-1]))
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields.append((self._area, data.removeprefix("\n")))


def fields_of(page: str) -> dict[str, Any]:
    """What a browser would send of all forms of a page, without buttons; of several values of a name a list."""
    parser = _Fields()
    parser.feed(page)
    found: dict[str, Any] = {}
    for name, value in parser.fields:
        known = found.get(name)
        found[name] = value if known is None else [*([known] if isinstance(known, str) else known), value]
    return found
