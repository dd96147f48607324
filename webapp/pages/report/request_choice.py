"""What the address or a form says of the paper: which network, meeting, day, matters, sections and texts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus, urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from graph.analysis import Analysis, analysis_for
from graph.errors import DataInvalid
from graph.period import today
from graph.text import xml_text
from graph.upkeep.meetings import meetings
from webapp.accounts.vouching import find_signer
from webapp.pages.changes.days import day_up_to
from webapp.pages.report.asked import MatterWords, PaperChoice, PaperSubject
from webapp.pages.report.content import SECTIONS
from webapp.pages.report.limits import MOST_MATTERS
from webapp.ui.context import get_store, list_networks, looked_back_at, network_slug
from webapp.ui.links import network_code
from webapp.ui.page import may_read_all
from webapp.ui.signing import SIGNATURE, is_signed, sign

Pairs = list[tuple[str, str]]

LONGEST_QUERY = 7_500
"""Bytes: with path and host what nginx takes in the first line of a request (8 KB) unless somebody allows more."""
_PURPOSE = "paper"
_WORDS = {"vorschlag": "proposal", "wer": "responsible", "bis": "due"}
"""What an address calls the words for a matter, before its id."""


def network_of_paper() -> str:
    """The code of the network that the address names, or of the only one; "" where one is still to be chosen."""
    known = list_networks()
    return network_slug() or (network_code(known[0].iri) if len(known) == 1 else "")


def subject_of(analysis: Analysis, choice: PaperChoice, address: str) -> PaperSubject:
    """What is asked for."""
    known = tuple(meetings(analysis.store, analysis.network_iri))
    return PaperSubject(analysis, choice, address, known, knows_changes())


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
    choice = PaperChoice(
        title=_said(given, "titel"),
        meeting=given.get("sitzung", ""),
        since=day_up_to(today(), given.get("tag", "")),
        matters=tuple(matters),
        sections=tuple(one for one in _in_order(given, "teil") if one in SECTIONS),
        own_texts=own_texts,
        matter_words=matter_words,
        revision=_revision(given.get("revision", ""), analysis),
    )
    return replace(choice, signer=_signer(choice, analysis, given.get(SIGNATURE, "")))


def pairs_of(choice: PaperChoice, analysis: Analysis) -> Pairs:
    """The parameters that say this choice again; with a signature below the texts where somebody vouches for them."""
    texts = _texts_of(choice)
    is_signed_for = bool(texts) and choice.is_vouched_for
    signature = [(SIGNATURE, sign(_signed(choice, analysis, choice.signer), _PURPOSE))] if is_signed_for else []
    return [*_unsigned(choice, texts), *signature]


def _unsigned(choice: PaperChoice, texts: Pairs) -> Pairs:
    pairs = [("sitzung", choice.meeting), ("tag", choice.since.isoformat() if choice.since else "")]
    pairs += [("sache", one) for one in choice.matters]
    pairs += [("teil", one) for one in choice.sections if choice.sections != tuple(SECTIONS)]
    pairs += [("revision", str(choice.revision or "")), *texts]
    return [pair for pair in pairs if pair[1]]


def as_arguments(pairs: Pairs) -> dict[str, Any]:
    """Parameters by their names, as `url_for` takes them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return found


def refuse_too_long(pairs: Pairs) -> None:
    """Raise DataInvalid (422) for more than an address carries through every proxy: by how much, and what is longest.

    What counts is how it is sent: there a letter with an accent has six signs.
    """
    over = len(urlencode(pairs)) - LONGEST_QUERY
    if over <= 0:
        return
    name, text = max(pairs, key=lambda pair: len(quote_plus(pair[1])))
    raise DataInvalid(
        "Your own texts are too long for an address, by about %(over)s letters. The longest begins “%(start)s”.",
        hint="Shorten it, or save the paper as DOCX and go on writing there. Umlauts count six times.",
        over=over,
        start=" ".join(text.split())[:40],
        field=name,
    )


def _texts_of(choice: PaperChoice) -> Pairs:
    """What somebody wrote, by the names of its parameters."""
    pairs = [("titel", choice.title), *((f"text-{name}", text) for name, text in choice.own_texts.items())]
    for matter, words in choice.matter_words.items():
        pairs += [(f"{name}-{matter}", getattr(words, field)) for name, field in _WORDS.items()]
    return [pair for pair in pairs if pair[1]]


def _signed(choice: PaperChoice, analysis: Analysis, signer: str) -> Pairs:
    """What is signed: the texts, of which network, and by whom."""
    return [("signer", signer), ("netz", network_code(analysis.network_iri or "")), *sorted(_texts_of(choice))]


def _signer(choice: PaperChoice, analysis: Analysis, signature: str) -> str:
    """Who signed these texts and may still write in this network; "" for nobody."""
    if not signature or not _texts_of(choice):
        return ""

    def has_signed(name: str) -> bool:
        return is_signed(_signed(choice, analysis, name), signature, _PURPOSE)

    return find_signer(network_code(analysis.network_iri or ""), has_signed)


def knows_changes() -> bool:
    """Whether the reader may know of changes, and looks at today: a former state knows of none."""
    return may_read_all() and not looked_back_at()


def _revision(text: str, analysis: Analysis) -> int:
    """A former state of the data; 0 for what is none, and for who may not know of changes."""
    is_one = text.isdecimal() and len(text) <= 12 and knows_changes()  # noqa: PLR2004 - no log is that long
    return int(text) if is_one and int(text) <= analysis.store.revision else 0


def _words(given: MultiDict[str, str], matter: str) -> MatterWords:
    return MatterWords(**{field: _said(given, f"{name}-{matter}") for name, field in _WORDS.items()})


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
