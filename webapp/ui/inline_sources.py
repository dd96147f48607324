"""Files that are sent around carry their style and scripts, and a policy of their own that allows these alone."""

from __future__ import annotations

import base64
import hashlib


def hash_source(text: str) -> str:
    """How a Content Security Policy names an inline text."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
