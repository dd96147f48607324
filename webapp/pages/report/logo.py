"""The logo of the city on the paper: a small picture of pixels that a setting names, and nothing that could run."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from graph.errors import ConfigError
from graph.settings import read_setting
from webapp.ui.pdf import can_be_set

LARGEST_LOGO = 300_000
_BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


def read_logo() -> tuple[str, bytes]:
    """Its form (png or jpg) and content, ("", b"") for none.

    Raises ConfigError for what is no PNG or JPEG, whatever its name (an SVG may hold scripts), or larger than 300 KB.
    """
    named = read_setting("AKTEURSNETZ_PAPER_LOGO")
    if not named:
        return "", b""
    path = Path(named)
    seen = path.stat() if path.is_file() else None
    return _read(path, seen.st_size if seen else LARGEST_LOGO + 1, seen.st_mtime_ns if seen else 0)


@lru_cache(maxsize=4)
def _read(path: Path, size: int, _changed: int) -> tuple[str, bytes]:
    """Looked at once for each state of the file."""
    if size > LARGEST_LOGO:
        raise ConfigError(
            "The logo %(path)s is not there, or is larger than %(most)s KB.",
            hint="Name a PNG or JPEG file; a height of 300 pixels is enough.",
            path=path.name,
            most=LARGEST_LOGO // 1_000,
        )
    content = path.read_bytes()
    form = next((form for form, beginning in _BEGINNINGS.items() if content.startswith(beginning)), "")
    if not form:
        raise ConfigError(
            "The logo %(path)s is neither PNG nor JPEG.",
            hint="Save it as PNG; other pictures, SVG among them, are not taken.",
            path=path.name,
        )
    if not can_be_set("report/logo.typ", {"logo": list(content), "form": form}):
        raise ConfigError("The logo %(path)s cannot be drawn.", hint="Save it as PNG once more.", path=path.name)
    return form, content
