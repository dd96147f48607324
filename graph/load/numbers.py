"""Numbers as people and programs write them: with a point or a comma before the decimals."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def is_number(text: str) -> bool:
    """Whether a text is a number that can be computed with: `nan` and `1e999` are none."""
    return _NUMBER.fullmatch(text.strip()) is not None and math.isfinite(float(text.replace(",", ".")))
