"""Which rules of axe a page is held against."""

from __future__ import annotations

from typing import Any

_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What axe asks of colours, but for the contrast of AAA, which it does not ask for elsewhere either."""


def rules_for(scheme: str) -> dict[str, Any]:
    """All rules; for a page that was held against all in the light, those of colours in the dark.

    Nothing else becomes another there: `tests/webapp/ui/test_palette.py` holds the style sheets to that.
    """
    return {"resultTypes": ["violations"]} | ({"runOnly": _OF_COLOURS} if scheme == "dark" else {})
