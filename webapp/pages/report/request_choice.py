"""What the address or a form says of the paper: which network, meeting, day, matters, sections and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple
from itertools import chain

from flask import request
from werkzeug.datastructures import MultiDict

from graph.analysis import Analysis, analysis_for
from graph.errors import DataInvalid
from graph.period import today
from graph.text import xml_text
from graph.upkeep.meetings import meetings
from webapp.pages.changes.days import day_up_to
from webapp.pages.report.asked import Asked, MatterWords, PaperChoice
from webapp.pages.report.content import SECTIONS
from webapp.pages.report.limits import MOST_MATTERS, PaperLimits
from webapp.ui.context import get_store, list_networks, looked_back_at, network_slug
from webapp.ui.links import network_code
from webapp.ui.page import may_read_all

LONGEST_TEXTS = 4_000


def network_of_paper() -> str:
    """The code of the network that the address names, or of the only one; "" where one is still to be chosen."""
    known = list_networks()
    return network_slug() or (network_code(known[0].iri) if len(known) == 1 else "")


def ask_for(analysis: Analysis, choice: PaperChoice, address: str) -> Callable[[PaperLimits], Asked]:
    """What is asked for, once it is known how much room there is."""
    known = tuple(meetings(analysis.store, analysis.network_iri))
    tells_changes = knows_changes()
    return lambda limits: Asked(analysis, choice, limits, address, known, tells_changes)


def analysis_of_paper(code: str) -> Analysis:
    """The analysis of the network of this code. Raises NotFound."""
    return analysis_for(get_store(), code or None)


def read_choice(given: MultiDict[str, str], analysis: Analysis) -> PaperChoice:
    """The choice that an address or a form carries.

    Matters and sections are those that are ticked (`sache`, `teil`), by the numbers beside them (`platz-…`). Raises
    BadRequestError (400) for what is no day, DataInvalid (422) for more matters than a meeting gets through.
    """
    matters = _in_order(given, "sache")
    if len(matters) > MOST_MATTERS:
        raise DataInvalid(
            "The paper holds %(most)s matters; %(number)s are chosen.",
            hint="Take out those that can wait for another meeting.",
            most=MOST_MATTERS,
            number=len(matters),
        )
    own_texts = {name: text for name in SECTIONS if (text := _said(given, f"text-{name}"))}
    matter_words = {one: words for one in matters if (words := _words(given, one)) != MatterWords()}
    _refuse_too_long([*own_texts.values(), *chain.from_iterable(map(astuple, matter_words.values()))])
    return PaperChoice(
        title=_said(given, "titel"),
        meeting=given.get("sitzung", ""),
        since=day_up_to(today(), given.get("tag", "")),
        matters=tuple(matters),
        sections=tuple(one for one in _in_order(given, "teil") if one in SECTIONS),
        own_texts=own_texts,
        matter_words=matter_words,
        revision=_revision(given.get("revision", ""), analysis),
    )


def knows_changes() -> bool:
    """Whether the reader may know of changes, and looks at today: a former state knows of none."""
    return may_read_all() and not looked_back_at()


def _refuse_too_long(texts: Iterable[str]) -> None:
    """Raise DataInvalid (422) for more than an address carries through every browser and proxy."""
    if sum(map(len, texts)) > LONGEST_TEXTS:
        raise DataInvalid(
            "Your own texts have more than %(most)s letters together.",
            hint="Save the paper as DOCX and go on writing there.",
            most=LONGEST_TEXTS,
        )


def _revision(text: str, analysis: Analysis) -> int:
    """A former state of the data; 0 for what is none, and for who may not know of changes."""
    is_one = text.isdecimal() and len(text) <= 12 and knows_changes()  # noqa: PLR2004 - no log is that long
    return int(text) if is_one and int(text) <= analysis.store.revision else 0


def _words(given: MultiDict[str, str], matter: str) -> MatterWords:
    return MatterWords(*(_said(given, f"{name}-{matter}") for name in ("vorschlag", "wer", "bis")))


def _said(given: MultiDict[str, str], name: str) -> str:
    """What was typed, without what no page or file can hold."""
    return xml_text(given.get(name, "")).strip()


def _in_order(given: MultiDict[str, str], name: str) -> list[str]:
    """The ticked ones by their numbers; without one, as they come."""
    ticked = list(dict.fromkeys(given.getlist(name)))
    return sorted(ticked, key=lambda one: _number(given.get(f"platz-{one}", "")))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 999  # noqa: PLR2004 - nobody has a thousand


def address_of_service() -> str:
    """The address that links of a file begin with."""
    return request.url_root
