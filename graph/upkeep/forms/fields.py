"""A form as plain values: its fields with their limits and choices, in groups, in an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as initial
from typing import Literal

from graph.model import Text
from graph.terms import PREFIXES

Editor = Literal["line", "lines", "paragraph", "choice", "thing", "date", "number"]
Values = Mapping[str, Sequence[str]]
"""What stands in the fields, by their keys: texts, dates as people write them, codes by IRI, things by name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One code that can be chosen; `under`: the heading that it stands below, "" in each language for none.

    `literal`: the type of what is no resource and stands in `iri` as it is written, "@de" for a text in a language.
    """

    iri: str
    label: Text
    under: Text = initial(default_factory=Text)
    literal: str = ""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A heading; only the first group of a form is open."""

    iri: str
    label: Text
    order: float


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: the property that it says, in which language, by which editor, and what its values may be.

    `at_most` is None where nothing limits the number; `classes` are those of the things that can be chosen, `new_as`
    what a name becomes that nobody has, "" for none. `default` is the code of a new entry. `least` and `most`: between
    what a number may be. A `datatype` of sh:IRI is an address, which is no text.
    """

    path: str
    label: Text
    help: Text
    group: FieldGroup
    order: float
    editor: Editor
    language: str = ""
    datatype: str = ""
    at_least: int = 0
    at_most: int | None = None
    choices: tuple[Choice, ...] = ()
    classes: tuple[str, ...] = ()
    new_as: str = ""
    pattern: str = ""
    longest: int = 0
    least: float | None = None
    most: float | None = None
    message: Text = initial(default_factory=Text)
    default: str = ""

    @property
    def key(self) -> str:
        """What it is called in a form: `skos:prefLabel@de`."""
        return short_name(self.path) + (f"@{self.language}" if self.language else "")

    @property
    def holds_one(self) -> bool:
        """Whether it has one value at most."""
        return self.at_most == 1 or self.editor == "paragraph" or (self.editor == "line" and bool(self.language))


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a class: what it is called, the types that a new entry gets, and its fields in their order."""

    class_iri: str
    label: Text
    types: tuple[str, ...]
    fields: tuple[FormField, ...]
    is_tie: bool = False
    rests_on_evidence: bool = True

    @property
    def groups(self) -> tuple[FieldGroup, ...]:
        """The groups that have fields, in their order."""
        return tuple(dict.fromkeys(one.group for one in self.fields))

    def of_group(self, group: FieldGroup) -> tuple[FormField, ...]:
        """The fields of a group."""
        return tuple(one for one in self.fields if one.group == group)

    def field(self, path: str, language: str = "") -> FormField | None:
        """The field of a property, in the language where it has one."""
        return next((one for one in self.fields if one.path == path and one.language in {language, ""}), None)


def short_name(iri: str) -> str:
    """An IRI with a prefix of ours where it has one: `skos:prefLabel`."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
