"""Addresses that hold a secret: those to subscribe to, and those that sign somebody in, well written or not.

No log and no page that says what went wrong repeats them: such a page is sent on, printed, or shown to who can help.
"""

from __future__ import annotations

import re

_WAY = re.compile(r"(.*?/(?:abo|anmelden))(?:/|$)", re.IGNORECASE | re.DOTALL)
"""As the proxies of `docs/betrieb/` know them, too."""


def holds_secret(path: str) -> bool:
    """Whether a path below the prefix may hold a secret, or its parameters may."""
    return _WAY.match(path) is not None


def without_secret(path: str) -> str:
    """The path up to where a secret may begin."""
    way = _WAY.match(path)
    return f"{way[1]}/…" if way and way[0] != path else path
