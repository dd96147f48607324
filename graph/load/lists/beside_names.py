"""What else stands in a cell that names an organisation: a person in brackets, `z. Hd.`, `c/o`, the mark of a footnote.

A department, a house or a number in brackets is a part of the name. Persons go where persons are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.load.lists.contents import MAIL, is_phone
from graph.load.lists.folded import folded, one_line
from graph.load.lists.organisation_names import is_like_an_organisation
from graph.load.lists.outside_brackets import OutsideBrackets
from graph.load.lists.person_phrases import (
    ADDRESSED,
    FOR,
    NAME,
    PersonBeside,
    is_named_only,
    is_work,
    person_for,
    persons_of,
)
from graph.persons.likeness import likeness
from graph.persons.word_lists import words_of

MARK = r"(?:[¹²³⁰⁴-⁹†‡*]+|(?<=\w)\s?\d\))"
_SIGN = r"(?:\s*[,;:/|\n•·]\s*|\s+[-–—]\s+|\s+(?:und|&)\s+(?=(?:Frau|Herrn?|Fr\.|Hr\.)\s))"
"""What parts a person from the name before: a sign, or "und" before a form of address."""
_LAST_PART = re.compile(rf"^(.*[^\s,;:/|•·–-])({_SIGN})([^\s,;:/|•·][^,;:/|\n•·]*)$", re.DOTALL)
_FOR_WHOM = re.compile(rf"({FOR})((?:{ADDRESSED})?{NAME})")
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
    rf"(?<![\s,;])[\s,;:/|(<\[–-]+(?:(?:E-?Mail|Mail|Kontakt|mailto)\b:?\s*)?<?({MAIL.pattern})[>)\]]?$", re.IGNORECASE
)
_NUMBER_BEHIND = re.compile(
    r"(?<![\s,;])(?:[\s,;:/|(–-]+(?:Tel|Telefon|Mobil|Handy|Fon)\b[.:]{0,2}\s?|\s*[,;:/|]\s*|\s+)"
    r"((?:\+|\(?0)[\d\s()/.–-]{4,24}\d)$"
)
_FEWEST_DIGITS = 6
_NO_BODIES = frozenset({"ehrenamt", "privat", "verwaltung"})
_INSIDE = r"(?:[^()\[\]]|\([^()\[\]]*\)|\[[^()\[\]]*\])+"
_BRACKET = re.compile(rf"\s*[(\[]({_INSIDE})[)\]]?$")
_ANY_BRACKET = re.compile(rf"(?<=\S)\s*[(\[]({_INSIDE})(?:[)\]]|$)")
"""With brackets within them, and one that nobody closed: who is named there is a person all the same."""
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
_SAYS_MORE = re.compile(
    r"[()\[\]¹²³⁰⁴-⁹†‡*,;:/|•·@–—\n]|\s-\s|\bz\.|\bi\.|ertret|Händen|attn|Inh\b|Inhaber|\bgez|Auftrag|\b0\d"
    r"|(?:Frau|Herrn?|Fr\.|Hr\.)\s"
)
"""Signs without which a name says nothing more: most are looked at no further."""
_PARTS = OutsideBrackets(r"\s*[,;/|\n]\s*")
_LABEL_OF_NUMBER = re.compile(r"^(?:tel(?:efon)?|mobil|handy|fon)\b\.?:?\s*", re.IGNORECASE)


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
    plain, found = _apart(plain)
    host, of_person = at_somebody(care_of)
    return NameSaid(
        plain.strip(),
        tuple(_gathered([*found, *host])),
        "" if host else care_of,
        (before.rstrip(": "),) if before else (),
        marks,
        of_person,
    )


def at_somebody(address: str) -> tuple[list[PersonBeside], str]:
    """The person at whose place an address `c/o` is, and that address; none for an organisation's."""
    found = _AT_SOMEBODY.fullmatch(address)
    if found and (persons_of(found[1]) or is_named_only(found[1])):
        return [PersonBeside(found[1], "c/o")], found[2] or ""
    return [], ""


def plain_names(text: str) -> tuple[str, ...]:
    """What a name that says more may be called by others: without a person, without a mark, without its brackets."""
    plain = name_said(text).name if _SAYS_MORE.search(text) else ""
    return (plain, _BRACKET.sub("", plain)) if plain else ()


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
    said = name_said(text)
    return said.name if said.persons or said.of_person else text


def persons_in_brackets(text: str) -> tuple[list[PersonBeside], str]:
    """The persons and numbers that the inside of brackets names, and the rest of it."""
    return _sorted(text)


def _apart(text: str) -> tuple[str, list[PersonBeside]]:
    """A name without persons, numbers and addresses of mail, and these in their order."""
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
    if behind and not any(one.name for one in (*found, *behind)) and not _is_no_person(plain):
        return text, []  # it is asked who can be reached so
    if found or behind:
        return (text, []) if persons_of(plain) else (plain, [*behind, *found])  # nobody else is named: it is asked
    first = _FIRST_PART.fullmatch(plain)
    persons = persons_of(first[1]) if first and _is_body(first[3]) else []
    return (first[3], persons) if first and persons else (plain, [])


def _with_work_in_brackets(text: str, found: list[PersonBeside]) -> str:
    """A text without the person at its end behind whom brackets say what they do: `Museum, Frau Moor (Pädagogik)`."""
    bracket = _BRACKET.search(text)
    said = _last_part_apart(text[: bracket.start()]) if bracket else None
    if not bracket or not said or _sorted(bracket[1])[0]:
        return text
    found += [replace(one, function=one.function or bracket[1]) for one in said[1]]
    return said[0]


def _without_inside(bracket: re.Match[str], found: list[PersonBeside]) -> str:
    inside, rest = _sorted(bracket[1])
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


def _is_no_person(name: str) -> bool:
    is_of_words = len(name.split()) > 1 and is_like_an_organisation(name)
    return is_of_words or likeness(name) == "no"


def _is_body(text: str) -> bool:
    """Whether what stands behind a person is the organisation that they stand for, and not what they do."""
    if not text[:1].isupper() or likeness(text) != "no" or folded(text) in _NO_BODIES:
        return False
    return bool(_OFFICE.search(folded(text))) or not (is_work(text) or is_work(text.split(maxsplit=1)[0]))


def _is_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_DIGITS and is_phone(text)


def _gathered(found: Iterable[PersonBeside]) -> list[PersonBeside]:
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


def _sorted(text: str) -> tuple[list[PersonBeside], str]:
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
    return _gathered(persons), ", ".join(rest)
