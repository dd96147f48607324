"""The logo of the city on the paper: a small picture of pixels that a setting names, and nothing that could run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.errors import ConfigError, NetworkError
from graph.settings import read_setting
from webapp.ui.pdf import can_be_set

LARGEST_LOGO = 300_000
_BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class Logo:
    """Its form (png or jpg) and content, "" and b"" for none; `fault` says why the one that is named is left out."""

    form: str = ""
    content: bytes = b""
    fault: NetworkError | None = None


def read_logo() -> Logo:
    """The logo as its file is now. A meeting needs its paper, whatever became of the file: it is left out then.

    Left out is what is not there or not readable, no PNG or JPEG, whatever its name (an SVG may hold scripts), broken,
    or larger than 300 KB.
    """
    named = read_setting("AKTEURSNETZ_PAPER_LOGO")
    if not named:
        return Logo()
    path = Path(named)
    try:
        seen = path.stat()
        return _look(path, seen.st_size, seen.st_ctime_ns)
    except (OSError, ValueError):
        return Logo(fault=_unreadable(path))


@lru_cache(maxsize=4)
def _look(path: Path, _size: int, _changed: int) -> Logo:
    """Looked at once for each state of the file."""
    with path.open("rb") as file:
        content = file.read(LARGEST_LOGO + 1)
    form = next((form for form, beginning in _BEGINNINGS.items() if content.startswith(beginning)), "")
    fault = _fault(path, form, content)
    return Logo(fault=fault) if fault else Logo(form, content)


def _fault(path: Path, form: str, content: bytes) -> NetworkError | None:
    if len(content) > LARGEST_LOGO:
        return ConfigError(
            "The logo %(path)s is larger than %(most)s KB.",
            hint="Name a PNG or JPEG file; a height of 300 pixels is enough.",
            path=path.name,
            most=LARGEST_LOGO // 1_000,
        )
    if not form:
        return ConfigError(
            "The logo %(path)s is neither PNG nor JPEG.",
            hint="Save it as PNG; other pictures, SVG among them, are not taken.",
            path=path.name,
        )
    if not can_be_set("report/logo.typ", {"logo": list(content), "form": form}):
        return ConfigError("The logo %(path)s cannot be drawn.", hint="Save it as PNG once more.", path=path.name)
    return None


def _unreadable(path: Path) -> NetworkError:
    return ConfigError(
        "The logo %(path)s is not there or cannot be read.",
        hint="Put the file back, or name another one.",
        path=path.name,
    )
