"""The questions and choices of a preview as fields of a form, and what somebody chose there as answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from werkzeug.datastructures import MultiDict

from graph.load.lists.answers import Answers, DayOrder, GoneAnswer, Side, SkippedRow, Verdict
from graph.load.lists.answers_json import may_stand_for
from graph.load.lists.arrangement import Role, SheetAnswer, SheetKind
from graph.load.lists.entries import Question
from graph.load.lists.folded import folded_word

Form = MultiDict[str, str]
ONE, SEVERAL = "one", "several"
"""Values of a question whether a cell names one group or several."""


def field_of(question: Question) -> str:
    """The name of the field that asks it: by what it asks, so that an answer never reaches another question."""
    return "\t".join(("q", question.kind, question.scheme, *(question.pair or (question.asked,))))


def with_form(answers: Answers, form: Form, sheets: tuple[str, ...]) -> Answers:
    """The answers so far, with what the fields of a preview say. `sheets`: the names of the tables in their order."""
    asked = _by_kind(form)
    return replace(
        answers,
        sheets=_sheets(answers, form, sheets),
        words=_words(answers, asked.get("word", {})),
        splits={**answers.splits, **_splits(form, asked.get("split", {}))},
        pairs={
            **answers.pairs,
            **{
                (keys[1], keys[2]): cast("Verdict", value)
                for keys, value in asked.get("pair", {}).items()
                if value in get_args(Verdict) and len(keys) > 2  # noqa: PLR2004 - scheme and two names
            },
        },
        **_persons(answers, form),
        cells={**answers.cells, **dict(_cells(form, sheets))},
        skipped=_skipped(answers, form, sheets),
        order=_chosen(form.get("order", answers.order), DayOrder, answers.order),
        gone=_chosen(form.get("gone", answers.gone), GoneAnswer, answers.gone),
        ended_on=form.get("ended_on", answers.ended_on).strip(),
        sides={**answers.sides, **dict(_sides(form))},
    )


def _by_kind(form: Form) -> dict[str, dict[tuple[str, ...], str]]:
    """Answers to questions by their kind, under scheme and what is asked."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for name, value in form.items():
        mark, *keys = name.split("\t")
        if mark == "q" and len(keys) > 2:  # noqa: PLR2004 - kind, scheme, what is asked
            found.setdefault(keys[0], {})[tuple(keys[1:])] = value
    return found


def _words(answers: Answers, asked: Mapping[tuple[str, ...], str]) -> dict[str, dict[str, str]]:
    words = {scheme: dict(known) for scheme, known in answers.words.items()}
    for (scheme, word, *_), value in asked.items():
        if value == "?":
            words.get(scheme, {}).pop(folded_word(word), None)
        elif value == "-" or may_stand_for(scheme, value):
            words.setdefault(scheme, {})[folded_word(word)] = "" if value == "-" else " ".join(value.split())
    return words


def _splits(form: Form, asked: Mapping[tuple[str, ...], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for keys, value in asked.items():
        text = keys[1]
        parts = tuple(form.getlist(f"part\t{text}"))
        if value == ONE:
            found[text] = (text,)
        elif value == SEVERAL and parts:
            found[text] = parts
    return found


def _persons(answers: Answers, form: Form) -> dict[str, tuple[str, ...]]:
    """Names that were asked about on this page, ticked or not, beside those of earlier ones."""
    asked, ticked = form.getlist("person-asked"), set(form.getlist("person"))
    yes = [*(name for name in answers.persons if name not in asked), *(name for name in asked if name in ticked)]
    no = [*(name for name in answers.no_persons if name not in asked), *(name for name in asked if name not in ticked)]
    return {"persons": tuple(dict.fromkeys(yes)), "no_persons": tuple(dict.fromkeys(no))}


def _sheets(answers: Answers, form: Form, sheets: tuple[str, ...]) -> dict[str, SheetAnswer]:
    found = dict(answers.sheets)
    for number, name in enumerate(sheets):
        known = found.get(name, SheetAnswer())
        kind = _chosen(_changed(form, f"kind-{number}"), SheetKind, known.kind)
        row = _changed(form, f"head-{number}")
        heading = -1 if row == "-1" else _place(row, known.heading_row)
        kind = _chosen(form.get(f"sheet\t{name}", kind), SheetKind, kind)
        roles = {
            **(known.roles or {}),
            **dict(_roles(form, f"role-{number}-")),
            **dict(_asked_columns(form, name)),
        }
        said = SheetAnswer(kind, heading, roles or None)
        if said != SheetAnswer():
            found[name] = said
    return found


def _roles(form: Form, start: str) -> Iterator[tuple[int, Role]]:
    """Columns whose role somebody chose; those left as they were found say nothing."""
    for name, value in form.items():
        place = name.removeprefix(start)
        column = _place(place) if name.startswith(start) else None
        if column is not None and _changed(form, name) in get_args(Role):
            yield column, cast("Role", value)


def _asked_columns(form: Form, sheet: str) -> Iterator[tuple[int, Role]]:
    """Columns that were asked about, of which what was found may be the answer."""
    for field, value in form.items():
        mark, *keys = field.split("\t")
        places = map(_place, keys[-1].split(",")) if mark == "column" and keys[:1] == [sheet] else ()
        for column in places:
            if column is not None and value in get_args(Role):
                yield column, cast("Role", value)


def _changed(form: Form, field: str) -> str:
    """What somebody chose instead of what was found; "" where it was left as it stood."""
    value = form.get(field, "")
    return value if value != form.get(f"was-{field}", "") else ""


def _cells(form: Form, sheets: tuple[str, ...]) -> Iterator[tuple[tuple[str, int, int], str]]:
    for name, value in form.items():
        mark, *place = name.split("-")
        found = tuple(map(_place, place)) if mark == "cell" else ()
        match found:
            case (int(sheet), int(row), int(column)) if sheet < len(sheets):
                yield (sheets[sheet], row, column), " ".join(value.split())


def _skipped(answers: Answers, form: Form, sheets: tuple[str, ...]) -> tuple[SkippedRow, ...]:
    """Rows that are to be left out: those ticked on this page, and those that it did not ask about."""
    asked, ticked = (
        {place for text in form.getlist(name) if (place := _row(text, sheets))} for name in ("skip-asked", "skip")
    )
    return tuple(sorted({*answers.skipped} - asked | (ticked & asked)))


def _row(text: str, sheets: tuple[str, ...]) -> SkippedRow | None:
    match tuple(map(_place, text.split("-"))):
        case (int(sheet), int(row)) if sheet < len(sheets):
            return sheets[sheet], row
    return None


def _sides(form: Form) -> Iterator[tuple[str, Side]]:
    for name, value in form.items():
        mark, _, key = name.partition("\t")
        if mark == "side" and value in get_args(Side):
            yield key, cast("Side", value)


def _place(text: str, otherwise: int | None = None) -> int | None:
    """A place in a table by its number; whatever is none, or beyond any table, is nowhere."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else otherwise  # noqa: PLR2004


def _chosen(value: str, among: object, otherwise: str) -> Any:
    """A value that one of these words is, else what stood there before."""
    return value if value in get_args(among) else otherwise
