"""What else stands in a cell that names an organisation: a person in brackets, `z. Hd.`, `c/o`, the mark of a footnote.

A department, a house or a number in brackets is a part of the name. Persons go where persons are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.load.lists.contents import MAIL, is_phone
from graph.load.lists.folded import folded
from graph.load.lists.outside_brackets import OutsideBrackets
from graph.persons.likeness import likeness

MARK = r"(?:[¹²³⁰⁴-⁹†‡*]+|(?<=\w)\s?\d\))"
_ADDRESSED = r"(?:Frau|Herrn?|Fr\.|Hrn?\.|Mrs?\.|Ms\.|Pfr\.|Pfarrer(?:in)?|Pastor(?:in)?|Sr\.|Schwester)\s"
_NAME = r"(?:[A-ZÄÖÜ][\w.’'-]*\.?\s+){0,4}[A-ZÄÖÜ][\w’'-]+"
_FOR = (
    r"(?:z\.\s?(?:Hd|H)n?\.|zu Händen(?: von)?|attn\.?:?|i\.\s?V\.(?: von| f\.)?|in Vertretung(?: von)?"
    r"|vertr(?:eten)? durch|vertr\.(?: d\.| durch)?"
    r"|Inh(?:aber(?:in)?)?\b\.?:?|Ansprechpartner(?:in)?:?|Ansprechperson:?|AP:|Kontakt:|Leitung:|Ltg\.:?)\s*"
)
_FOR_WHOM = re.compile(rf"({_FOR})((?:{_ADDRESSED})?{_NAME})")
_ADDRESSED_PERSON = re.compile(rf"{_ADDRESSED}\s*{_NAME}")
_BEHIND = re.compile(
    rf"(?<![\s,;:])(?:\s*[,;:]\s*|\s+[-–]\s+|\s*\n\s*)({_ADDRESSED}\s*{_NAME})$|(?<![\s,;])[\s,;]+({_FOR}(?:{_ADDRESSED})?{_NAME})"
    r"(?:\s+e\.\s?K\w*\.)?$"
)
_NUMBER_BEHIND = re.compile(
    r"(?<![\s,;])[\s,;]+(?:Tel|Telefon|Mobil|Handy|Fon)\b[.:]{0,2}\s?((?:\+|\(?0)[\d\s()/.–-]{4,24}\d)$"
)
_INSIDE = r"(?:[^()\[\]]|\([^()\[\]]*\)|\[[^()\[\]]*\])+"
_BRACKET = re.compile(rf"\s*[(\[]({_INSIDE})[)\]]?$")
_ANY_BRACKET = re.compile(rf"\s*[(\[]({_INSIDE})(?:[)\]]|$)")
"""With brackets within them, and one that nobody closed: who is named there is a person all the same."""
_WITH_FUNCTION = re.compile(rf"([^:\d]{{2,40}}):\s*({_ADDRESSED}\s*{_NAME})")
_STAND_IN = re.compile(rf"\s*[,;/(]?\s*\b(i\.\s?V\.|in Vertretung)(?: von| f\.)?\s*((?:{_ADDRESSED})?\s*{_NAME})\)?")
_FOR_AT_START = re.compile(rf"^\s*{_FOR}(?=\S)")
_CARE_OF = re.compile(r"(?<![\s,;])[\s,;]+(c/o\s+\S.*)$", re.IGNORECASE | re.DOTALL)
_MARK_BEHIND = re.compile(rf"\s?({MARK})(?=\s*(?:$|[(\[,]))")
_SAID_BEFORE = re.compile(
    r"^(entschuldigt|unentschuldigt|abwesend|fehlt|gast|gäste|neu|angefragt|eingeladen|nachrichtlich|(?:nur|zur) info)"
    r"\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_SAYS_FUNCTION = re.compile(r"(?:i\.\s?V\.|in Vertretung|Leitung|Ltg\.|Inh(?:aber(?:in)?)?\b\.?)")
_SAYS_MORE = re.compile(r"[()\[\]¹²³⁰⁴-⁹†‡*,;:–\n]|\s-\s|\bc/o\b|\bz\.|\bi\.|ertret|Händen|attn|Inh\b|Inhaber")
"""Signs without which a name says nothing more: most are looked at no further."""
_PARTS = OutsideBrackets(r"\s*[,;/]\s*")
_LABEL_OF_NUMBER = re.compile(r"^(?:tel(?:efon)?|mobil|handy|fon)\b\.?:?\s*", re.IGNORECASE)
_HOLY = frozenset(
    {"hilf", "konigin", "frieden", "trost", "himmelfahrt", "magdalena", "schutz", "ward", "sankt", "heilig"}
)
"""Words of those after whom houses are called: no person of today."""


@dataclass(frozen=True, slots=True)
class PersonBeside:
    """A person named beside an organisation, or a number and an address of mail alone."""

    name: str = ""
    function: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class NameSaid:
    """A name without what else its cell says; `marks` are those of footnotes, `notes` words before it."""

    name: str
    persons: tuple[PersonBeside, ...] = ()
    address: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def name_said(text: str, footnotes: frozenset[str] = frozenset()) -> NameSaid:
    """The name in a text apart from what stands beside it; "" where only a person is named.

    `footnotes`: the marks that the sheet explains; a digit with a bracket is one only there.
    """
    if not _SAYS_MORE.search(text):
        return NameSaid(text)
    plain, marks = _without_marks(text, footnotes)
    plain, before = _cut(_SAID_BEFORE, plain)
    plain, care_of = _cut(_CARE_OF, plain)
    persons: list[PersonBeside] = []
    if alone := _FOR_WHOM.fullmatch(plain):
        return NameSaid("", (_person_for(alone[1], alone[2]),))
    plain, number = _cut(_NUMBER_BEHIND, plain)
    while found := _BEHIND.search(plain):
        persons.insert(0, *_persons_in(found[1] or found[2]))
        plain = plain[: found.start()].rstrip(" –-")
    if number:
        persons = [*persons[:-1], replace(persons[-1] if persons else PersonBeside(), phone=number)]
    if (bracket := _BRACKET.search(plain)) and bracket.start() > 0:
        inside, rest = _sorted(bracket[1])
        persons += inside
        plain = plain[: bracket.start()] + (f" ({rest})" if rest else "") if inside else plain
    return NameSaid(plain.strip(), tuple(persons), care_of, (before.rstrip(": "),) if before else (), marks)


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


def without_persons(text: str) -> str:
    """A cell of names without the persons and numbers in it, to be shown to everybody."""
    if not _SAYS_MORE.search(text):
        return text
    covered = _ANY_BRACKET.sub(_public, text) if "(" in text or "[" in text else text
    return name_said(covered).name if _FOR_WHOM.search(covered) or _BEHIND.search(covered) else covered


def _public(bracket: re.Match[str]) -> str:
    inside, rest = _sorted(bracket[1])
    return bracket[0] if not inside else f" ({rest})" if rest else ""


def persons_in_brackets(text: str) -> tuple[list[PersonBeside], str]:
    """The persons and numbers that the inside of brackets names, and the rest of it."""
    return _sorted(text)


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
    persons, rest = list[PersonBeside](), list[str]()
    for part in filter(None, _PARTS.split(text)):
        number = _LABEL_OF_NUMBER.sub("", part)
        if found := _persons_in(part):
            persons += found
        elif is_phone(number) or MAIL.fullmatch(part):
            last = persons.pop() if persons and persons[-1].name else PersonBeside()
            persons.append(replace(last, email=part) if "@" in part else replace(last, phone=number))
        else:
            rest.append(part)
    return persons, ", ".join(rest)


def _persons_in(text: str) -> list[PersonBeside]:
    plain = text.strip()
    if found := _FOR_WHOM.fullmatch(plain):
        return [_person_for(found[1], found[2])]
    if found := _WITH_FUNCTION.fullmatch(plain):
        return [PersonBeside(found[2], found[1].strip())]
    is_one = _ADDRESSED_PERSON.fullmatch(plain) or (
        likeness(plain) == "certain" and _HOLY.isdisjoint(folded(plain).split())
    )
    return [PersonBeside(plain)] if is_one else []


def _person_for(what: str, name: str) -> PersonBeside:
    function = _SAYS_FUNCTION.match(what)
    return PersonBeside(name, function[0] if function else "")
