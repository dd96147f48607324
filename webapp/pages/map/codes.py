"""Codes of the data as the map uses them: the last part of an IRI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from graph.model import Actor, Ref
from webapp.ui.palette import UNKNOWN


def code_of(ref: Ref | None) -> str:
    """`civil` of `https://.../code#civil`."""
    return ref.iri.replace("#", "/").rpartition("/")[2] if ref else UNKNOWN


def sector_code(actor: Actor) -> str:
    """Code of the sector; actors of unknown kind have none."""
    code = code_of(actor.sector)
    return UNKNOWN if code == "unknownKind" else code


def count_codes(
    order: Iterable[str], label: Callable[[str], str], codes: Iterable[str]
) -> tuple[tuple[str, str, int], ...]:
    """Codes that occur, in their order, each with its label and how often."""
    numbers = Counter(codes)
    return tuple((code, label(code), numbers[code]) for code in order if numbers[code])
