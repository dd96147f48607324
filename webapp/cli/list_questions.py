"""What only a person can say of a list, in words, and how the answer stands in the file of `--mapping`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from webapp.cli.console import _, console_language, say

if TYPE_CHECKING:
    from graph.load.lists.answers import Answers
    from graph.load.lists.entries import ListReading, Question

_CODE = re.compile(r"https://w3id\.org/akteursnetz/\w+[/#]\w+")
_MOST_ROWS, _MOST_OFFERED = 5, 6


def say_questions(reading: ListReading, *, only_open: bool) -> None:
    """Each question with where it stands and what to write into the file; those that must be answered come alone."""
    for one in reading.questions:
        if one.must or not only_open:
            say(_question(one))


def with_usual_answers(answers: Answers, reading: ListReading) -> Answers:
    """The answers with what is taken for usual where nobody said anything: to be looked through in a file."""
    from graph.load.lists.folded import folded_word  # noqa: PLC0415

    words = {scheme: dict(said) for scheme, said in answers.words.items()}
    for one in reading.questions:
        if one.kind == "word" and one.usual:
            words.setdefault(one.scheme, {}).setdefault(folded_word(one.asked), one.usual)
    return replace(answers, words=words)


def _question(one: Question) -> str:
    from graph.load.lists.arrange import CROSSES  # noqa: PLC0415
    from graph.load.lists.sheet_names import SHEET_NAME  # noqa: PLC0415

    rows = ", ".join(f"{place.sheet} {place.row + 1}" for place in one.rows[:_MOST_ROWS])
    asked = {
        "word": _("Was heißt „%(asked)s“?"),
        "split": _("Nennt „%(asked)s“ einen oder mehrere?"),
        "pair": _("Ist „%(asked)s“ dasselbe wie „%(other)s“?"),
        "person": _("Ist „%(asked)s“ eine Person?"),
        "order": _("Was steht in Daten wie „%(asked)s“ vorn, der Tag oder der Monat?"),
        "column": _("Was steht in der Spalte „%(asked)s“?"),
        "sheet": _("Was steht auf dem Blatt „%(asked)s“?"),
    }[one.kind]
    if one.scheme == "topics":
        asked = _("Worum geht es in Verbindungen ohne Thema?")
    if one.scheme == SHEET_NAME:
        asked = _("Was sagen die Namen der Blätter %(asked)s?")
    if one.scheme == CROSSES:
        asked = _("Was sind die Spalten mit Kreuzen: %(asked)s?")
    ends = one.asked.split(" → ") if one.scheme == "directions" else []
    if len(ends) > 1:
        asked = _("Gehen die Verbindungen in eine Richtung, von „%(asked)s“ zu „%(other)s“?")
    said = ends[:2] if len(ends) > 1 else (one.asked, one.pair[1] if one.pair else "")
    question = asked % dict(zip(("asked", "other"), said, strict=True))
    usual = _("Ohne Antwort: %(usual)s.") % {"usual": _usual(one)} if not one.must and one.usual else ""
    answer = _("In der Datei: %(answer)s") % {"answer": json.dumps(_answer(one), ensure_ascii=False)}
    offered = _offered(one)
    return " ".join(part for part in (f"{question} ({rows})", usual, offered, answer) if part)


def _usual(one: Question) -> str:
    return {"no": _("nein"), "yes": _("ja"), "later": _("später entscheiden")}.get(one.usual, _label(one.usual))


def _offered(one: Question) -> str:
    """The codes that a word may stand for, each with its name."""
    if one.kind != "word" or one.scheme == "topics":
        return ""
    named = "; ".join(f"{_label(iri)} = {iri}" for iri in one.offered[:_MOST_OFFERED])
    return _("Zum Beispiel: %(codes)s.") % {"codes": named} if named else ""


def _answer(one: Question) -> Mapping[str, object]:
    """How an answer looks, with the first that is offered."""
    from graph.load.lists.folded import folded_word  # noqa: PLC0415

    first = one.usual or next(iter(one.offered), "")
    sheet = one.rows[0].sheet if one.rows else one.asked
    roles = {str(column): first for column in one.columns or (one.column,)}
    answers: Mapping[str, Mapping[str, object]] = {
        "word": {"words": {one.scheme: {folded_word(one.asked): first}}},
        "split": {"splits": {one.asked: list(one.offered)}},
        "pair": {"pairs": [[*(one.pair or ()), "same"]]},
        "person": {"persons": [one.asked]},
        "order": {"order": "day"},
        "column": {"sheets": {sheet: {"roles": roles}}},
        "sheet": {"sheets": {sheet: {"kind": first}}},
    }
    return answers[one.kind]


def in_words(text: str) -> str:
    """A text in which codes stand, with their names instead."""
    return _CODE.sub(lambda found: _label(found[0]), text)


def property_word(iri: str) -> str:
    """What a property is called, as on the pages."""
    from webapp.ui.property_words import property_name  # noqa: PLC0415

    return property_name(iri, console_language(), _)


def _label(text: str) -> str:
    """The name of a code; any other text as it is."""
    return _labels().get(text, text)


@cache
def _labels() -> Mapping[str, str]:
    from graph.rdf.tie_classes import shipped_tie_classes  # noqa: PLC0415
    from graph.rdf.vocabulary import list_definitions  # noqa: PLC0415
    from graph.terms import NETZ, NK  # noqa: PLC0415

    language = console_language()
    found = {
        one.iri: one.label.in_language(language) for namespace in (NK, NETZ) for one in list_definitions(namespace)
    }
    return found | {one.iri: one.label.in_language(language) for one in shipped_tie_classes()}
