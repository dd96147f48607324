"""Compiles the translations: .po files are the source, .mo files are made from them and never committed.

Needs nothing but Babel, so that the build of the package can use this file by its path.
"""

from __future__ import annotations

from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


def compile_catalogs(folder: Path = TRANSLATIONS) -> list[Path]:
    """Make each .mo that is missing or older than its .po; gives the files that were made."""
    stale = [path for path in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(path)]
    return [made for path in stale if (made := compile_catalog(path))]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_catalog(source: Path) -> Path | None:
    """Write one .mo; None where the folder cannot be written, and the source texts serve instead."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - an installed package has its .mo files already
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name)
    compiled = source.with_suffix(".mo")
    fresh = compiled.with_suffix(f".{id(catalog)}.tmp")
    try:
        with fresh.open("wb") as file:
            write_mo(file, catalog)
        fresh.replace(compiled)
    except OSError:
        return None
    return compiled
