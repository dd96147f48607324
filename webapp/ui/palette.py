"""How a sector looks: a colour for light and for dark pages, and a shape, so that colour is never the only sign.

`static/app.css` holds the same colours as `--sector-NAME`; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask
from markupsafe import Markup

UNKNOWN = "unknown"

PATHS = {
    "square": "M2.5 2.5h11v11h-11z",
    "dot": "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
    "diamond": "M8 .8l7.2 7.2-7.2 7.2L.8 8z",
    "triangle": "M8 1.5l7 12.5H1z",
    "triangleDown": "M1 2h14L8 14.5z",
    "star": "M8 .8l2.2 4.9 5.3.6-4 3.6 1.2 5.3L8 12.4l-4.7 2.8 1.2-5.3-4-3.6 5.3-.6z",
    "hexagon": "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z",
}
HEADS = (
    "M5.3 4.2a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4zM10.7 4.2a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4z"
    "M2.6 11.5a2.7 2.9 0 0 1 5.4 0zM8 11.5a2.7 2.9 0 0 1 5.4 0z"
)


@dataclass(frozen=True, slots=True)
class SectorStyle:
    """Colour on light and on dark ground, and a shape by the name vis-network gives it."""

    name: str
    light: str
    dark: str
    shape: str


STYLES = (
    SectorStyle("public", "#2a5caa", "#7fb2ff", "square"),
    SectorStyle("economy", "#b05a00", "#f2a65a", "diamond"),
    SectorStyle("civil", "#14785a", "#5fd0a6", "dot"),
    SectorStyle("science", "#6d42a5", "#bfa0f5", "triangle"),
    SectorStyle("spare-1", "#7a6a00", "#d9c64a", "triangleDown"),
    SectorStyle("spare-2", "#8d3f6f", "#f09acb", "star"),
    SectorStyle(UNKNOWN, "#5f6670", "#aab2bd", "hexagon"),
)
BY_NAME = {style.name: style for style in STYLES}
SPARES = tuple(style for style in STYLES if style.name.startswith("spare"))


def sector_style(code: str) -> SectorStyle:
    """The look of a sector by its code (`civil`); one that we do not know looks unknown."""
    return BY_NAME.get(code, BY_NAME[UNKNOWN])


def sector_styles(codes: Iterable[str]) -> dict[str, SectorStyle]:
    """A look for each sector of a network; sectors of its own get the spare ones, in the order of their codes."""
    ordered = sorted(set(codes))
    own = [code for code in ordered if code not in BY_NAME]
    spare = dict(zip(own, SPARES, strict=False))
    return {code: spare.get(code) or sector_style(code) for code in ordered}


@lru_cache(maxsize=64)
def draw_mark(style: SectorStyle) -> Markup:
    """The sector's shape as a small picture; its colour comes from the style sheet."""
    return Markup(
        '<svg class="sector-mark sector-{}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<path d="{}"/></svg>'
    ).format(style.name, PATHS[style.shape])


def group_mark() -> Markup:
    """The sign of a working group: a tile with two heads."""
    return Markup(
        '<svg class="group-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<rect x="0" y="1.5" width="16" height="13" rx="4"/><path d="{}"/></svg>'
    ).format(HEADS)


def sector_mark(code: str) -> Markup:
    """The mark to stand before a sector's name."""
    return draw_mark(sector_style(code))


def set_up(app: Flask) -> None:
    """Give the templates `sector_mark(code)` and `group_mark()`."""
    app.add_template_global(sector_mark)
    app.add_template_global(group_mark)
