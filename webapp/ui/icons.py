"""Icons beside words and on buttons, from the one set that the build fetches (lucide-static, `hatch_build.py`)."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from markupsafe import Markup

ICONS = Path(__file__).parent.parent / "static" / "vendor" / "lucide-static"
_DRAWN = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def icon_as_data(name: str) -> str:
    """The file of an icon as an address that needs no service; an empty picture where there is none."""
    file = ICONS / f"{name}.svg"
    content = file.read_bytes() if file.is_file() else b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    return "data:image/svg+xml;base64," + b64encode(content).decode()


@cache
def icon(name: str) -> Markup:
    """An icon as part of a page, in the colour of the words beside it; readers of screens do not hear of it.

    Nothing in a checkout whose browser libraries were not fetched: it has no map either.
    """
    file = ICONS / f"{name}.svg"
    found = _DRAWN.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    if not found:
        return Markup()
    inside = Markup(" ".join(found[1].split()))  # noqa: S704 - a file of the build
    return Markup('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>').format(inside)
