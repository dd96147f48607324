"""Persons, numbers and addresses of mail in the cell of a name, apart from it, with the signs and words that part them.

A department, a house or a number in brackets is a part of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.load.lists.contents import MAIL, is_phone
from graph.load.lists.folded import folded
from graph.load.lists.organisation_names import is_like_an_organisation
from graph.load.lists.outside_brackets import OutsideBrackets
from graph.load.lists.person_phrases import (
    ADDRESSED,
    FOR,
    NAME,
    PersonBeside,
    is_named_only,
    is_work,
    may_name_somebody,
    persons_of,
)
from graph.persons.likeness import likeness
from graph.persons.word_lists import words_of

_SIGN = r"(?:\s*[,;:/|\n•·→]\s*|\s+[-=]>\s+|\s+[-–—]\s+|\s+(?:und|&)\s+(?=(?:Frau\s|Herrn?\s|Fr\.|Hr\.)))"
"""What parts a person from the name before: a sign, or "und" before a form of address."""
_LAST_PART = re.compile(rf"^(.*[^\s,;:/|•·→–-])({_SIGN})([^\s,;:/|•·→][^,;:/|\n•·→]*)$", re.DOTALL)
_FOR_BEHIND = re.compile(rf"(?<![\s,;])[\s,;]+({FOR}(?:{ADDRESSED})?{NAME})(?:\s+e\.\s?K\w*\.)?$")
_ADDRESSED_BEHIND = re.compile(rf"^(?:(.*\S)\s+)?(\S+)\s+({ADDRESSED}\s*{NAME})$", re.DOTALL)
_ADDRESSED_WITHIN = re.compile(rf"(?<=\S)\s*[,;/|\n]\s*({ADDRESSED}\s*{NAME})(?=\s*[,;/|\n])")
_FIRST_PART = re.compile(r"^([^,;/|\n()]+?)(?:\s*[,;/|\n]\s*|\s+[-–—]\s+|\s*(?P<open>\())([^\d()]+)(?(open)\))$")
_ADDRESS = re.compile(ADDRESSED)
_OFFICE = re.compile(
    r"(?:amt|behorde|dezernat|referat|verwaltung|ministerium|center|dienst|fachbereich|beauftragter?)$"
)
"""How offices end, none of which is called after a Frau or a Herr."""
_OWNED = re.compile(
    r"(?<!hoch)(?:schule|gymnasium|kita|kindergarten|haus|heim|stiftung|kirche|klinik|museum|theater|halle|platz|preis"
    r"|kolleg|stift|buro|studio|werkstatt|salon|laden|\werei|bau)$"
)
"""How those end that may be called after a person, whose name then stands beside it without "Frau" or a function."""
_MAIL_BEHIND = re.compile(
    rf"(?<![\s,;:/|(<\[])(?:[\s,;:/|(<\[]+|\s[-–]\s)(?:(?:E-?Mail|Mail|Kontakt|mailto)\b:?\s*)?<?({MAIL.pattern})[>)\]]?$",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(
    r"(?<![\s,;:/|(–-])(?:[\s,;:/|(–-]+(?:Tel|Telefon|Mobil|Handy|Fon)\b[.:]{0,2}\s?|\s*[,;:/|]\s*|\s+)"
    r"((?:\+|\(?0)[\d\s()/.–-]{4,24}\d)$"
)
_LABEL = re.compile(r"\b(?:Tel|Telefon|Mobil|Handy|Fon)\b")
_FEWEST_DIGITS = 6
_NO_BODIES = frozenset({"ehrenamt", "privat", "verwaltung"})
_INSIDE = r"(?:[^()\[\]]|\([^()\[\]]*\)|\[[^()\[\]]*\])+"
BRACKET = re.compile(rf"\s*[(\[]({_INSIDE})[)\]]?$")
_ANY_BRACKET = re.compile(rf"(?<=\S)\s*[(\[]({_INSIDE})(?:[)\]]|$)")
"""With brackets within them, and one that nobody closed: who is named there is a person all the same."""
_PARTS = OutsideBrackets(r"\s*[,;/|\n]\s*")
_LABEL_OF_NUMBER = re.compile(r"^(?:tel(?:efon)?|mobil|handy|fon)\b\.?:?\s*", re.IGNORECASE)


def apart(text: str) -> tuple[str, list[PersonBeside]]:
    """A name without persons, numbers and addresses of mail, and these in their order."""
    if not may_name_somebody(text):
        return text, []
    found = list[PersonBeside]()
    plain = _with_work_in_brackets(text, found) if text.endswith(")") else text
    if "(" in plain or "[" in plain:
        plain = _ANY_BRACKET.sub(lambda bracket: _without_inside(bracket, found), plain)
    behind = list[PersonBeside]()
    while said := _last_apart(plain):
        plain, persons = said
        behind = [*persons, *behind]
    found += [PersonBeside(person[1]) for person in _ADDRESSED_WITHIN.finditer(plain)]
    plain = _ADDRESSED_WITHIN.sub("", plain)
    if behind and not any(one.name for one in (*found, *behind)) and not _is_settled(text, plain):
        return text, []  # it is asked who can be reached so
    if found or behind:
        are_persons = any(one.name for one in behind) and bool(persons_of(plain))
        return (text, []) if are_persons else (plain, [*behind, *found])  # of persons alone it is asked who they are
    first = _FIRST_PART.fullmatch(plain)
    persons = persons_of(first[1]) if first else []
    return (first[3], persons) if first and persons and _is_body(first[3]) else (plain, [])


def _with_work_in_brackets(text: str, found: list[PersonBeside]) -> str:
    """A text without the person at its end behind whom brackets say what they do: `Museum, Frau Moor (Pädagogik)`."""
    bracket = BRACKET.search(text)
    said = _last_part_apart(text[: bracket.start()]) if bracket else None
    if not bracket or not said or sorted_inside(bracket[1])[0]:
        return text
    found += [replace(one, function=one.function or bracket[1]) for one in said[1]]
    return said[0]


def _without_inside(bracket: re.Match[str], found: list[PersonBeside]) -> str:
    inside, rest = sorted_inside(bracket[1])
    found += inside
    return bracket[0] if not inside else f" ({rest})" if rest else ""


def _last_apart(text: str) -> tuple[str, list[PersonBeside]] | None:
    """What stands before the last person, number or address of mail of a text, and that; None where there is none."""
    if "@" in text and (mail := _MAIL_BEHIND.search(text)):
        return text[: mail.start()].rstrip(), [PersonBeside(email=mail[1])]
    if text[-1:].isdigit() and (number := _NUMBER_BEHIND.search(text)) and _is_number(number[1]):
        return text[: number.start()].rstrip(), [PersonBeside(phone=number[1])]
    if found := _FOR_BEHIND.search(text):
        persons = persons_of(found[1])
        return (text[: found.start()].rstrip(" –-"), persons) if persons else None
    return _last_part_apart(text) or _addressed_apart(text)


def _addressed_apart(text: str) -> tuple[str, list[PersonBeside]] | None:
    """A person without a sign before: behind a function, or behind an office, which nobody calls after a person."""
    found = _ADDRESSED_BEHIND.fullmatch(text) if _ADDRESS.search(text) else None
    if found is None:
        return None
    if found[1] and (persons := persons_of(f"{found[2]} {found[3]}")):
        return found[1].rstrip(" ,;:/|–-"), persons
    is_office = _OFFICE.search(folded(found[2]))
    return (" ".join(filter(None, (found[1], found[2]))), persons_of(found[3])) if is_office else None


def _last_part_apart(text: str) -> tuple[str, list[PersonBeside]] | None:
    found = _LAST_PART.fullmatch(text)
    if found is None:
        return None
    if (
        ":" in found[2]
        and (label := _LAST_PART.fullmatch(found[1]))
        and (persons := persons_of(f"{label[3]}: {found[3]}"))
    ):
        return label[1], persons
    persons = persons_of(found[3])
    if not persons and is_named_only(found[3]) and likeness(text) != "certain" and not _is_owned(found[1]):
        persons = [PersonBeside(found[3])]
    return (found[1], persons) if persons else None


def _is_owned(name: str) -> bool:
    """Whether somebody may be called after the person who is named behind: `Kanzlei Moor / Peter Ast`."""
    words = folded(name).split()
    is_open = likeness(name) != "no" and not is_like_an_organisation(name)
    return is_open or any(word in words_of("firms") or _OWNED.search(word) for word in words)


def _is_settled(text: str, name: str) -> bool:
    """Whether a name that numbers stand behind is no person's, or surely one behind which `Tel.` says so."""
    name = name.strip("\"'„“”")
    if _LABEL.search(text) and likeness(name) == "certain":
        return True
    is_of_words = len(name.split()) > 1 and is_like_an_organisation(name)
    return is_of_words or likeness(name) == "no"


def _is_body(text: str) -> bool:
    """Whether what stands behind a person is the organisation that they stand for, and not what they do."""
    if not text[:1].isupper() or likeness(text) != "no" or folded(text) in _NO_BODIES:
        return False
    return bool(_OFFICE.search(folded(text))) or not (is_work(text) or is_work(text.split(maxsplit=1)[0]))


def _is_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_DIGITS and is_phone(text)


def gathered(found: Iterable[PersonBeside]) -> list[PersonBeside]:
    """Persons with the numbers and addresses of mail that stand behind them, or before the only one."""
    persons, before = list[PersonBeside](), PersonBeside()
    for one in found:
        if one.name:
            persons.append(one)
        elif persons:
            persons[-1] = replace(
                persons[-1], phone=persons[-1].phone or one.phone, email=persons[-1].email or one.email
            )
        else:
            before = replace(before, phone=before.phone or one.phone, email=before.email or one.email)
    if len(persons) == 1 and before != PersonBeside():
        only = persons[0]
        return [replace(only, phone=only.phone or before.phone, email=only.email or before.email)]
    return [*([before] if before != PersonBeside() else []), *persons]


def sorted_inside(text: str) -> tuple[list[PersonBeside], str]:
    """What the inside of brackets says of persons and how to reach them, and what it says else."""
    if persons := persons_of(text, is_inside=True):
        return persons, ""
    persons, rest = list[PersonBeside](), list[str]()
    for part in filter(None, _PARTS.split(text)):
        number = _LABEL_OF_NUMBER.sub("", part)
        if found := persons_of(part, is_inside=True):
            persons += found
        elif is_phone(number) or MAIL.fullmatch(part):
            persons.append(PersonBeside(email=part) if "@" in part else PersonBeside(phone=number))
        else:
            rest.append(part)
    return gathered(persons), ", ".join(rest)
