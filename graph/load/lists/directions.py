"""Which way something is handed on, by words of a heading or of a cell: `gibt weiter an`, `Überweisung von`, `<-`."""

from __future__ import annotations

import re
from typing import Literal

from graph.load.lists.folded import folded

Direction = Literal["", "true", "false", "reverse"]
"""As answers have it: from the first to the second, both ways, from the second to the first; "" where nothing tells."""

_ARROWS: tuple[tuple[re.Pattern[str], Direction], ...] = (
    (re.compile(r"(?:<[-–=]*>|[↔⇄⇆⇔⟷⟺]|<-+\s*-+>)"), "false"),
    (re.compile(r"(?:(?<![-–=])[-–=]*>{1,2}|[→⇒➔➜⟶►▶])"), "true"),
    (re.compile(r"(?:<{1,2}[-–=]*|[←⇐⟵◄◀])"), "reverse"),
)
_THINGS = (
    r"(?:weiter|ab|ueber)?(?:uberweisung|zuweisung|vermittlung|uberleitung|ubergabe|weiterleitung|weitergabe|abgabe|verweis"
    r"|verweisung|meldung|entlassung|abgang|ubernahme|zugang|eingang|referral|handover)(?:en|e|s)?"
)
_DONE = (
    r"(?:(?:wird|werden) )?(?:\w+ )?(?:zugewiesen|uberwiesen|ubergeben|vermittelt|verwiesen|weitergeleitet|abgegeben"
    r"|referred|sent|passed on)"
)
_GIVES = re.compile(
    rf"(?:(?:gibt|geben|leitet|leiten|verweist|verweisen|vermittelt|vermitteln|uberweist|uberweisen|ubergibt|ubergeben"
    rf"|uberleitet|schickt|schicken|sendet|weist|weitervermittelt|refers?|hands? over|hands? on|passes on|sends?"
    rf"|{_THINGS}|{_DONE})"
    r"\b(?: \w+){0,3}? (?:an|zu|zur|zum|nach|auf|to)|(?:geht|gehen|weiter) (?:\w+ )?an)"
)
_TAKES = re.compile(
    rf"(?:(?:erhalt|erhalten|bekommt|bekommen|empfangt|ubernimmt|ubernehmen|kommt|kommen|receives?|gets|takes over"
    rf"|{_THINGS}|{_DONE})"
    r"\b(?: \w+){0,3}? (?:von|vom|durch|from|by))"
)
_SUFFERS = re.compile(r"(?:wird|werden|is|are) \w+(?: \w+)?(?: von| durch|ed by)")
_ENDS_TAKING = frozenset({"an", "nach", "to", "zu"})


def direction_said(text: str) -> Direction:
    """The direction that a heading or a cell says by itself, without anybody being asked."""
    sign = text.strip()
    for pattern, direction in _ARROWS:
        if pattern.fullmatch(sign):
            return direction
    word = folded(text)
    if _TAKES.fullmatch(word) or _SUFFERS.fullmatch(word):
        return "reverse"
    return "true" if _GIVES.fullmatch(word) else ""


def hands_over(text: str) -> bool:
    """Whether words say that something is handed on, one way or the other: `leitet weiter an`, `Zuweisung von`."""
    word = folded(text)
    return bool(_GIVES.fullmatch(word) or _TAKES.fullmatch(word))


def hands_from_to(source: str, target: str) -> bool:
    """Whether two headings are one sentence: `Überweisung von` beside `an`."""
    return bool(_TAKES.fullmatch(folded(source))) and folded(target) in _ENDS_TAKING
