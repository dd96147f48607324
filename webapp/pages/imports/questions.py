"""The questions of a list as a person is asked them: a sentence, where it stands, what may be chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from graph.load.lists.arrange import CROSSES
from graph.load.lists.arrangement import Arrangement, Role
from graph.load.lists.entries import Question, RowPlace
from graph.load.lists.meanings import HIERARCHY, words_of
from graph.load.lists.row_directions import ARROW
from graph.load.lists.sheet_names import SHEET_NAME
from graph.load.spreadsheet.codes import code_labels
from graph.terms import NK
from webapp.pages.imports.answers_form import ONE, SEVERAL, field_of
from webapp.pages.imports.words import ROLES, SHEET_KINDS, role_in_words
from webapp.ui.context import get_tie_kinds
from webapp.ui.language import gettext, ngettext, say, translate

_ROWS_NAMED = 5
_CODE = re.compile(re.escape(NK) + r"\w+")


@dataclass(frozen=True, slots=True)
class SelectOption:
    """A value of a field, what it is called, and whether it stands there now; `heading` is over several alike."""

    value: str
    label: str
    is_chosen: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its field; `parts` of a cell that may name several groups; `must`: nothing is stored before.

    Without choices it is answered in words: `text` is what is taken otherwise.
    """

    field: str
    legend: str
    where: str
    why: str
    choices: tuple[SelectOption, ...]
    must: bool
    parts_field: str = ""
    parts: tuple[str, ...] = ()
    text: str = ""


def asked_questions(
    questions: Sequence[Question], kinds: Sequence[str], arrangements: Sequence[Arrangement] = ()
) -> list[AskedQuestion]:
    """The questions of these kinds, those that must be answered first. `arrangements`: what the sheets are read as."""
    of_kinds = sorted((one for one in questions if one.kind in kinds), key=lambda one: not one.must)
    sheets = {one.sheet: one for one in arrangements}
    return [_column(one, sheets) if one.kind == "column" else _asked(one) for one in of_kinds]


def persons_asked(questions: Sequence[Question]) -> list[tuple[str, str, bool]]:
    """Names that may be persons, where they stand, and whether they are ticked before somebody says otherwise."""
    return [(one.asked, where(one.rows), one.must or one.usual == "yes") for one in questions if one.kind == "person"]


def where(rows: Sequence[RowPlace]) -> str:
    """The rows of a question as a spreadsheet counts them, the first few."""
    different = list(dict.fromkeys(rows))
    shown, more = different[:_ROWS_NAMED], len(different) - _ROWS_NAMED
    sheets = dict.fromkeys(place.sheet for place in shown)
    named = "; ".join(_of_sheet([one for one in shown if one.sheet == sheet], len(sheets) > 1) for sheet in sheets)
    return str(gettext("%(rows)s und %(more)d weitere", rows=named, more=more)) if more > 0 else named


def _of_sheet(rows: Sequence[RowPlace], is_named: bool) -> str:  # noqa: FBT001 - read in one line above
    numbers = ", ".join(str(place.row + 1) for place in rows)
    words = str(ngettext("Zeile %(numbers)s", "Zeilen %(numbers)s", len(rows), numbers=numbers))
    return f"{rows[0].sheet}: {words}" if is_named else words


def in_words(text: str) -> str:
    """A text in which codes stand, with their names instead."""
    labels = code_labels()
    return _CODE.sub(lambda found: say(labels[found[0]]) if found[0] in labels else str(found[0]), text)


def _asked(question: Question) -> AskedQuestion:
    make = {"word": _word, "split": _split, "pair": _pair, "order": _order, "sheet": _sheet}
    return make[question.kind](question)


def _word(question: Question) -> AskedQuestion:
    if question.scheme == "topics":
        legend = gettext("Worum geht es in Verbindungen ohne Thema?")
        why = gettext("in der Liste steht keines; ohne Antwort bleibt es offen")
        return AskedQuestion(field_of(question), legend, where(question.rows), why, (), must=False, text=question.usual)
    labels = _labels_of(question.scheme)
    first = [iri for iri in question.offered if iri in labels]
    rest = sorted((iri for iri in labels if iri not in first), key=lambda iri: labels[iri].casefold())
    choices = [SelectOption("?", gettext("bitte wählen"), is_chosen=not question.usual)] if question.must else []
    nothing = SelectOption("-", gettext("ohne Angabe lassen"), is_chosen=not (question.must or question.usual))
    heads = {**dict.fromkeys(rest, gettext("alle anderen")), **dict.fromkeys(first, gettext("klingt ähnlich"))}
    meant = {iri: SelectOption(iri, labels[iri], is_chosen=iri == question.usual, heading=heads[iri]) for iri in heads}
    choices += [*(meant[iri] for iri in first), nothing, *(meant[iri] for iri in rest)]
    legend = _legend_of_word(question)
    return AskedQuestion(
        field_of(question), legend, where(question.rows), _why(question), tuple(choices), question.must
    )


def _legend_of_word(question: Question) -> str:
    source, arrow, target = question.asked.partition(ARROW)
    if question.scheme == "directions" and arrow:
        ends = {"asked": source, "other": target}
        return str(gettext("Gehen die Verbindungen in eine Richtung, von „%(asked)s“ zu „%(other)s“?", **ends))
    return str(gettext("Was ist mit „%(word)s“ gemeint?", word=question.asked))


def _labels_of(scheme: str) -> dict[str, str]:
    """What a word may stand for, by IRI, in the language of the page: codes, and kinds of tie."""
    known = code_labels()
    kinds = {kind.iri: kind.label for kind in get_tie_kinds().joining_actors} if scheme == "tieKinds" else {}
    found = {iri: known[iri] for iri in words_of(scheme).values() if iri in known} | kinds
    labels = {iri: say(label) for iri, label in found.items()}
    more = {"tieKinds": {HIERARCHY: gettext("gehört zu (Teil und Ganzes)")}, "directions": _directions()}
    return labels | more.get(scheme, {})


def _directions() -> dict[str, str]:
    return {
        "true": gettext("in eine Richtung"),
        "reverse": gettext("in die Gegenrichtung, vom zweiten zum ersten"),
        "false": gettext("in beide Richtungen"),
    }


def _column(question: Question, sheets: Mapping[str, Arrangement]) -> AskedQuestion:
    sheet = question.rows[0].sheet
    kind, heading = (sheets[sheet].kind, sheets[sheet].heading_row) if sheet in sheets else (None, 0)
    below = [one for one in question.rows if one.row != max(heading, 0)]  # of headings their row says nothing
    choices = tuple(
        SelectOption(one, role_in_words(kind, cast("Role", one)), is_chosen=one == question.usual)
        for one in question.offered
        if one in ROLES
    )
    if question.scheme == CROSSES:
        legend = gettext("Was sind die Spalten mit Kreuzen: %(names)s?", names=question.asked)
    elif question.scheme == SHEET_NAME:
        legend = gettext("Was sagen die Namen der Tabellen: %(names)s?", names=question.asked)
    else:
        legend = gettext("Was enthält die Spalte „%(heading)s“ in „%(sheet)s“?", heading=question.asked, sheet=sheet)
    columns = question.columns or (question.column,)
    field = "\t".join(("column", sheet, ",".join(map(str, columns))))
    return AskedQuestion(field, legend, where(below), _why(question), choices, question.must)


def _sheet(question: Question) -> AskedQuestion:
    choices = tuple(SelectOption(one, str(label)) for one, label in SHEET_KINDS.items())
    legend = gettext("Was enthält die Tabelle „%(sheet)s“?", sheet=question.asked)
    return AskedQuestion(f"sheet\t{question.asked}", legend, "", _why(question), choices, question.must)


def _split(question: Question) -> AskedQuestion:
    parts, cell, number = question.offered, " ".join(question.asked.split()), len(question.offered)
    names = " · ".join(parts)
    if question.scheme == "actors":
        several, one = (
            gettext("%(number)d Akteure: %(names)s", number=number, names=names),
            gettext("ein Akteur dieses Namens"),
        )
        legend = gettext("Nennt „%(cell)s“ einen Akteur oder mehrere?", cell=cell)
    else:
        several, one = (
            gettext("%(number)d Gruppen: %(names)s", number=number, names=names),
            gettext("eine Gruppe dieses Namens"),
        )
        legend = gettext("Nennt „%(cell)s“ eine Gruppe oder mehrere?", cell=cell)
    choices = (
        SelectOption(SEVERAL, several, is_chosen=question.usual == SEVERAL),
        SelectOption(ONE, one, is_chosen=question.usual == ONE),
    )
    field, rows, why = field_of(question), where(question.rows), _why(question)
    return AskedQuestion(field, legend, rows, why, choices, question.must, f"part\t{question.asked}", parts)


def _pair(question: Question) -> AskedQuestion:
    first, second = question.pair or (question.asked, "")
    labels = {
        "same": gettext("dasselbe; der Name ist „%(name)s“", name=question.stays or second),
        "same-as-first": gettext("dasselbe, aber unter dem Namen „%(name)s“", name=first),
        "different": gettext("nicht dasselbe"),
        "later": gettext("später entscheiden"),
    }
    usual = question.usual or "later"
    choices = tuple(SelectOption(one, labels[one], is_chosen=one == usual) for one in question.offered)
    legend = gettext("Sind „%(one)s“ und „%(other)s“ dasselbe?", one=first, other=second)
    return AskedQuestion(field_of(question), legend, where(question.rows), _why(question), choices, question.must)


def _order(question: Question) -> AskedQuestion:
    choices = (
        SelectOption("day", gettext("zuerst der Tag (31.12.)"), is_chosen=question.usual == "day"),
        SelectOption("month", gettext("zuerst der Monat (12/31)"), is_chosen=question.usual == "month"),
    )
    legend = gettext("Was steht in Daten wie „%(day)s“ zuerst?", day=question.asked)
    return AskedQuestion("order", legend, where(question.rows), _why(question), choices, question.must)


def _why(question: Question) -> str:
    return translate(question.why, {}) if question.why else ""
