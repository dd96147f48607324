"""A form as its page shows it: each field with what stands in it, what can be chosen, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.terms import FOAF, ORG
from graph.upkeep.forms.fields import Choice, FieldGroup, Form, FormField
from graph.upkeep.forms.names import known_things
from webapp.ui.context import get_store
from webapp.ui.language import say
from webapp.ui.sorting import sort_key

MOST_OPTIONS = 400
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9]+")
_SEARCHED = frozenset({FOAF + "Agent", ORG + "Organization"})
_PAIR = 2

Values = Mapping[str, Sequence[str]]
Problems = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: `rows` are its inputs, `seen` what stood in it, `options` the names that can be meant.

    `is_searched`: there are more names than a page can list, and a script looks them up.
    """

    field: FormField
    id: str
    label: str
    help: str
    rows: tuple[str, ...]
    seen: tuple[str, ...]
    problems: tuple[str, ...]
    options: tuple[str, ...]
    choices: tuple[tuple[str, tuple[Choice, ...]], ...]
    is_searched: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """A heading with its fields; `is_open`: the first one, and one in which something is wrong or stated."""

    label: str
    is_open: bool
    is_first: bool
    fields: tuple[FieldView, ...]


def groups_of(form: Form, values: Values, seen: Values, problems: Problems) -> list[GroupView]:
    """The fields of a form under their headings."""
    return [_group(form, group, index, values, seen, problems) for index, group in enumerate(form.groups)]


def _group(form: Form, group: FieldGroup, index: int, values: Values, seen: Values, problems: Problems) -> GroupView:  # noqa: PLR0917 - each is another thing
    fields = tuple(field_view(one, values, seen, problems) for one in form.of_group(group))
    return GroupView(say(group.label), index == 0 or any(one.problems for one in fields), index == 0, fields)


def field_view(field: FormField, values: Values, seen: Values, problems: Problems) -> FieldView:
    """One field with what stands in it."""
    held = tuple(values.get(field.key, ()))
    options = _options(field) if field.editor == "thing" else ()
    return FieldView(
        field,
        "f-" + _NOT_IN_AN_ID.sub("-", field.key).strip("-"),
        say(field.label),
        say(field.help),
        _rows(field, held),
        tuple(seen.get(field.key, ()))[: 1 if field.holds_one else None],
        tuple(problems.get(field.key, ())),
        options or (),
        _under_headings(field.choices),
        options is None and not _SEARCHED.isdisjoint(field.classes),
    )


def _rows(field: FormField, held: tuple[str, ...]) -> tuple[str, ...]:
    """One input for each value, and one more where there may be more; a tie begins with two."""
    if field.editor == "lines":
        return ("\n".join(held),)
    if field.holds_one:
        return held[:1] or ("",)
    if field.editor != "thing":
        return held or ("",)
    least = _PAIR if field.key == "netz:party" else 1
    return (*held, *[""] * max(1 if held else 0, least - len(held)))


def _options(field: FormField) -> tuple[str, ...] | None:
    """The names that can be meant; None where they are too many for a page."""
    known = known_things(get_store(), field.classes)
    if len(known.labels) > MOST_OPTIONS:
        return None
    return tuple(sorted((known.written(iri) for iri in known.labels), key=sort_key))


def _under_headings(choices: Sequence[Choice]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    found: dict[str, list[Choice]] = {}
    for one in choices:
        found.setdefault(say(one.under), []).append(one)
    return tuple((heading, tuple(those)) for heading, those in found.items())
