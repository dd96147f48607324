"""What else stands in a cell that names an organisation: a person in brackets, `z. Hd.`, `c/o`, the mark of a footnote.

A department, a house or a number in brackets is a part of the name. Persons go where persons are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.load.lists.folded import one_line
from graph.load.lists.person_phrases import (
    ADDRESSED,
    FOR,
    NAME,
    PersonBeside,
    is_named_only,
    person_for,
    persons_of,
)
from graph.load.lists.persons_apart import BRACKET, apart, gathered, sorted_inside

MARK = r"(?:[¹²³⁰⁴-⁹†‡*]+|(?<=\w)\s?\d\))"
_FOR_WHOM = re.compile(rf"({FOR})((?:{ADDRESSED})?{NAME})")
_STAND_IN = re.compile(rf"\s*[,;/(]?\s*\b(i\.\s?V\.|in Vertretung)(?: von| f\.)?\s*((?:{ADDRESSED})?\s*{NAME})\)?")
_FOR_AT_START = re.compile(rf"^\s*{FOR}(?=\S)")
_CARE_OF = re.compile(r"(?<![\s,;(])[\s,;(]+(c/o\s+[^\s)][^)]*)\)?$", re.IGNORECASE | re.DOTALL)
_AT_SOMEBODY = re.compile(r"c/o\s+([^,;\n]+?)\s*(?:[,;\n]\s*(.*))?", re.IGNORECASE | re.DOTALL)
_MARK_BEHIND = re.compile(rf"\s?({MARK})(?=\s*(?:$|[(\[,]))")
_SAID_BEFORE = re.compile(
    r"^(entschuldigt|unentschuldigt|abwesend|fehlt|gast|gäste|neu|angefragt|eingeladen|nachrichtlich|(?:nur|zur) info)"
    r"\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(\s*[,;|\n]\s*)")
_SAYS_MORE = re.compile(
    r"[()\[\]¹²³⁰⁴-⁹†‡*,;:/|•·→@–—\n]|\s-\s|\bz\.|\bi\.|ertret|Händen|attn|Inh\b|Inhaber|\bgez|Vors\.|Auftrag|\b0\d"
    r"|(?:Frau|Herrn?)\s|(?:Fr|Hr)\."
)
"""Signs without which a name says nothing more: most are looked at no further."""


@dataclass(frozen=True, slots=True)
class NameSaid:
    """A name without what else its cell says; `marks` are those of footnotes, `notes` words before it.

    `of_person`: the address of a person at whose place it is to be found, which nobody is to read.
    """

    name: str
    persons: tuple[PersonBeside, ...] = ()
    address: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    of_person: str = ""


@lru_cache(maxsize=20_000)
def name_said(text: str, footnotes: frozenset[str] = frozenset()) -> NameSaid:
    """The name in a text apart from what stands beside it; "" where only a person is named.

    `footnotes`: the marks that the sheet explains; a digit with a bracket is one only there.
    """
    if not _SAYS_MORE.search(text):
        return NameSaid(text)
    plain, marks = _without_marks(text, footnotes)
    plain, before = _cut(_SAID_BEFORE, plain)
    plain, care_of = _cut(_CARE_OF, plain)
    if (alone := _FOR_WHOM.fullmatch(plain)) and persons_of(plain):
        return NameSaid("", (person_for(alone[1], alone[2]),))
    plain, found = apart(plain)
    host, of_person = at_somebody(care_of)
    return NameSaid(
        plain.strip(),
        tuple(gathered([*found, *host])),
        "" if host else care_of,
        (before.rstrip(": "),) if before else (),
        marks,
        of_person,
    )


def at_somebody(address: str) -> tuple[list[PersonBeside], str]:
    """The person at whose place an address `c/o` is, and that address; none for an organisation's."""
    found = _AT_SOMEBODY.fullmatch(address.strip())
    if found and (persons_of(found[1]) or is_named_only(found[1])):
        return [PersonBeside(found[1], "c/o")], found[2] or ""
    return [], ""


def plain_names(text: str) -> tuple[str, ...]:
    """What a name that says more may be called by others: without a person, without a mark, without its brackets."""
    plain = name_said(text).name if _SAYS_MORE.search(text) else ""
    return (plain, BRACKET.sub("", plain)) if plain else ()


def without_stand_ins(text: str) -> tuple[str, list[PersonBeside]]:
    """A cell of persons without those who stand in for them, and these: `Fr. Gruber, i. V. Hr. Zeh`.

    Words that only say whom it is for, `z. Hd.`, are no part of a name.
    """
    found = [one for one in _STAND_IN.finditer(text) if one.start()]
    for one in found[::-1]:
        text = text[: one.start()] + text[one.end() :]
    return _FOR_AT_START.sub("", text), [PersonBeside(one[2], one[1]) for one in found]


def in_one_line(text: str) -> str:
    """A name that was broken into lines, in one; a person in a line of their own stays apart from it."""
    if "\n" not in text:
        return text
    first, *lines = text.split("\n")
    parted = (f", {line.strip()}" if persons_of(line) else f"\n{line}" for line in lines)
    return one_line("".join((first.rstrip(), *parted)))


def without_persons(text: str) -> str:
    """A cell of names without the persons and numbers in it, to be shown to everybody."""
    if not _SAYS_MORE.search(text):
        return text
    if at_somebody(text)[0]:
        return ""
    parts = _BETWEEN.split(_without(text))
    return "".join(_without(part) if place % 2 == 0 else part for place, part in enumerate(parts))


def _without(text: str) -> str:
    said = name_said(text)
    return said.name if said.persons or said.of_person else text


def persons_in_brackets(text: str) -> tuple[list[PersonBeside], str]:
    """The persons and numbers that the inside of brackets names, and the rest of it."""
    return sorted_inside(text)


def _without_marks(text: str, footnotes: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    marks = [found[1].strip() for found in _MARK_BEHIND.finditer(text)]
    said = tuple(mark for mark in marks if not mark.endswith(")") or mark in footnotes)
    for mark in said:
        text = re.sub(rf"\s?{re.escape(mark)}(?=\s*(?:$|[(\[,]))", "", text)
    return text.strip(), said


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found or (found.start() == 0 and found.end() == len(text)):
        return text, ""
    return (text[: found.start()] + text[found.end() :]).strip(), found[1]
