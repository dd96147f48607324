"""What was typed into a field as terms of statements, or the sentence that says why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as initial
from math import inf

import pyoxigraph as ox

from graph.load.lists.folded import same_name
from graph.load.sound_terms import is_iri
from graph.model import Text
from graph.store.person_records import KEEP_UNTIL
from graph.terms import BASE, NK, SCHEMA, SH, XSD
from graph.upkeep.forms.dates import PRECISION_OF, read_typed
from graph.upkeep.forms.fields import FormField
from graph.upkeep.forms.names import KnownThings

_HOSTILE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ADDRESSED = re.compile(r"^.* \[(?P<iri>[^\[\]\s]+)\]$")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,9})?")
_LONGEST = 20_000
_SEVERAL = 2
_LAST_DAYS = frozenset({SCHEMA + "endDate", KEEP_UNTIL})
"""What a year says the last day of."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why what stands in a field cannot be taken: a sentence of a shape, or a template of ours with its values."""

    key: str
    said: Text = initial(default_factory=Text)
    template: str = ""
    values: dict[str, object] = initial(default_factory=dict)


@dataclass(slots=True)
class Typed:
    """What the texts of one field stand for, by the property that says it; names that become new things; problems."""

    terms: dict[str, list[ox.NamedNode | ox.Literal]] = initial(default_factory=dict)
    new: list[str] = initial(default_factory=list)
    problems: list[Problem] = initial(default_factory=list)

    def add(self, path: str, term: ox.NamedNode | ox.Literal) -> None:
        """Take a value, once."""
        held = self.terms.setdefault(path, [])
        if term not in held:
            held.append(term)


def clean(text: str) -> str:
    """A text without what no page and no file can show."""
    return _HOSTILE.sub("", text).replace("\r\n", "\n").strip()


def read_field(
    field: FormField, texts: Sequence[str], known: Callable[[], KnownThings], held: Mapping[str, str]
) -> Typed:
    """The values of a field. `known`: who can be meant by a name; `held`: what it has now, by how that is written."""
    typed = Typed()
    for text in _texts(field, texts):
        _READERS[field.editor](field, text, typed, known, held)
    count = sum(map(len, typed.terms.values())) and len(typed.terms.get(field.path, ())) + len(typed.new)
    if not typed.problems and (count or len(typed.new)) < field.at_least:
        typed.problems.append(_problem(field, "Please fill in this field."))
    if not typed.problems and field.at_most is not None and len(typed.terms.get(field.path, ())) > field.at_most:
        typed.problems.append(_problem(field, "Only one value can stand here."))
    return typed


def _texts(field: FormField, texts: Sequence[str]) -> list[str]:
    cleaned = [clean(text[: _LONGEST * 2]) for text in texts]
    if field.editor == "lines":
        cleaned = [clean(line) for text in cleaned for line in text.split("\n")]
    if field.editor != "paragraph":
        cleaned = [" ".join(text.split()) for text in cleaned]
    return [text for text in cleaned if text]


def _line(
    field: FormField, text: str, typed: Typed, _known: Callable[[], KnownThings], _held: Mapping[str, str]
) -> None:
    if len(text) > (field.longest or _LONGEST) or (field.pattern and not re.search(field.pattern, text)):
        typed.problems.append(_problem(field, "This text is too long, or not written as it has to be."))
    elif field.datatype == SH + "IRI":
        _address(field, text, typed)
    elif field.language:
        typed.add(field.path, ox.Literal(text, language=field.language))
    else:
        plain = field.datatype in {"", XSD + "string"}
        typed.add(field.path, ox.Literal(text) if plain else ox.Literal(text, datatype=ox.NamedNode(field.datatype)))


def _address(field: FormField, text: str, typed: Typed) -> None:
    if text.startswith(("http://", "https://")) and is_iri(text):
        typed.add(field.path, ox.NamedNode(text))
    else:
        template = "“%(text)s” is no web address. Please write it as https://stadt.example/verein."
        typed.problems.append(Problem(field.key, said=field.message, template=template, values={"text": text[:60]}))


def _choice(
    field: FormField, text: str, typed: Typed, _known: Callable[[], KnownThings], held: Mapping[str, str]
) -> None:
    chosen = next((one for one in field.choices if one.iri == text), None)
    if chosen and chosen.literal:
        typed.add(field.path, _literal(text, chosen.literal))
    elif chosen or text in held.values():
        typed.add(field.path, ox.NamedNode(text))
    else:
        typed.problems.append(_problem(field, "This is none of the choices."))


def _literal(text: str, kind: str) -> ox.Literal:
    """What a choice stands for that is no resource: in a language, or of a type."""
    if kind.startswith("@"):
        return ox.Literal(text, language=kind[1:])
    return ox.Literal(text, datatype=ox.NamedNode(kind))


def _date(
    field: FormField, text: str, typed: Typed, _known: Callable[[], KnownThings], _held: Mapping[str, str]
) -> None:
    found = read_typed(text, last=field.path in _LAST_DAYS)
    if found is None:
        template = "“%(text)s” is no date. Please write it as 2026, 2026-05 or 2026-05-31."
        typed.problems.append(Problem(field.key, template=template, values={"text": text[:60]}))
        return
    typed.add(field.path, ox.Literal(found.day, datatype=ox.NamedNode(XSD + "date")))
    if field.path in PRECISION_OF and found.precision != "day":
        typed.add(PRECISION_OF[field.path], ox.NamedNode(NK + found.precision))


def _number(
    field: FormField, text: str, typed: Typed, _known: Callable[[], KnownThings], _held: Mapping[str, str]
) -> None:
    number = text.replace(",", ".")
    if not _NUMBER.fullmatch(text) or (field.datatype == XSD + "integer" and "." in number):
        typed.problems.append(Problem(field.key, template="“%(text)s” is no number.", values={"text": text[:60]}))
        return
    least, most = (-inf if field.least is None else field.least), (inf if field.most is None else field.most)
    if not least <= float(number) <= most:
        typed.problems.append(_problem(field, "This number is too small or too large."))
        return
    if field.datatype == XSD + "decimal" and "." not in number:
        number += ".0"
    typed.add(field.path, ox.Literal(number, datatype=ox.NamedNode(field.datatype or XSD + "decimal")))


def _thing(
    field: FormField, text: str, typed: Typed, known: Callable[[], KnownThings], held: Mapping[str, str]
) -> None:
    """What it has already, else by the address behind the name, else by the name; what nobody is called becomes new."""
    if text in held:
        typed.add(field.path, ox.NamedNode(held[text]))
        return
    everyone = known()
    if (addressed := _ADDRESSED.match(text)) or text.startswith(BASE):
        iri = _iri(addressed["iri"] if addressed else text)
        if iri in everyone.labels:
            typed.add(field.path, ox.NamedNode(iri))
            return
    found = everyone.called(text)
    if len(found) >= _SEVERAL:
        names = " · ".join(everyone.written(one) for one in found)
        template = "Several are called so. Please choose one: %(names)s"
        typed.problems.append(Problem(field.key, template=template, values={"names": names}))
    elif found:
        typed.add(field.path, ox.NamedNode(found[0]))
    elif not field.new_as:
        template = "Nothing is called “%(text)s”. Please choose something that is there."
        typed.problems.append(Problem(field.key, template=template, values={"text": text[:60]}))
    elif len(text) > _LONGEST_NAME:
        typed.problems.append(Problem(field.key, template="This name is too long."))
    elif same_name(text) not in map(same_name, typed.new):
        typed.new.append(text)


_LONGEST_NAME = 300


def _iri(written: str) -> str:
    return written if written.startswith(("http:", "https:", "urn:")) else BASE + written


def _problem(field: FormField, template: str) -> Problem:
    return Problem(field.key, said=field.message, template=template)


_READERS: dict[str, Callable[[FormField, str, Typed, Callable[[], KnownThings], Mapping[str, str]], None]] = {
    "line": _line,
    "lines": _line,
    "paragraph": _line,
    "choice": _choice,
    "thing": _thing,
    "date": _date,
    "number": _number,
}
