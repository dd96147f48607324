"""A phrase that names a person, as lists write it: `Frau Dr. Moor`, `Leitung: Karla Moor`, `seit 2023 Herr Ast`.

It may begin with a time, with what the person does, and with a form of address; what is left must be a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from graph.load.lists.folded import folded
from graph.load.lists.functions import is_function
from graph.persons.folding import folded_words
from graph.persons.likeness import likeness
from graph.persons.word_lists import is_given_name, is_leading, is_office, is_ordinary, is_particle, is_title, words_of

ADDRESSED = (
    r"(?:(?:Frau|Herrn?|Fr|Hrn?|Mrs?\.|Ms\.|Pfarrer(?:in)?|Pastor(?:in)?|Schwester|Kolleg(?:e|in|en)"
    r"|(?:Ober)?[Bb]ürgermeister(?:in)?|Landr(?:at|ätin))\s|(?:Fr|Hrn?|Pfrn?|Sup|Sr|Fam)\.\s?(?=[A-ZÄÖÜ]))"
)
NAME = r"(?:[A-ZÄÖÜ][\w.’'-]*\.?\s+){0,4}[A-ZÄÖÜ][\w’'-]+"
FOR = (
    r"(?:z\.\s?(?:Hd|H)n?\.|zu Händen(?: von)?|attn\.?:?|c/o|z\.\s?K\.|i\.\s?[VA]\.(?: von| f\.| für)?"
    r"|in Vertretung(?: von)?"
    r"|im Auftrag(?: von)?|gez\.|gezeichnet|vertr(?:eten)? durch|vertr\.(?: d\.| durch)?|p\. ?A\."
    r"|(?:[12]\.\s?)?Vors\.|Inh(?:aber(?:in)?)?\b\.?:?|Ansprechpartner(?:in)?:?|Ansprechperson:?|AP:|Kontakt:|Leitung:|Ltg\.:?)\s*"
)
"""What stands before whoever something is for, or who signs or speaks for an organisation."""
_SAYS_FUNCTION = re.compile(
    r"(?:(?:[12]\.\s?)?Vors\.|i\.\s?[VA]\.|in Vertretung|im Auftrag|Leitung|Ltg\.|Inh(?:aber(?:in)?)?\b\.?)"
)
_DATE = r"(?:(?:\d{1,2}\.\s?){0,2}|\d{1,2}/|(?:Anfang|Mitte|Ende)\s)(?:19|20)?\d\d"
_WHEN = re.compile(
    rf"((?:(?:bis|seit|ab|von)(?:\s+{_DATE}|\s+(?:heute|jetzt|vor kurzem))|{_DATE}"
    r"|(?:vorher|zuvor|jetzt|nun|aktuell|neu|früher|derzeit|zurzeit|künftig|vormals|ehemals|kommissarisch"
    r"|ehem\.|komm\.|z\.\s?Zt\.|now|formerly|since|until)(?:\s+(?:seit|ab|bis))?(?:\s+" + _DATE + r")?):?)\s+(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:\bund\b|\bu\.|\bsowie\b|&|\+|\band\b)\s*")
_AND_OTHERS = re.compile(r"\s*(?:\bund\b|\bu\.|&|\+)\s*(?:Kolleg\w*|Team|Vertretung|weitere|andere)$")
_FOR_WHOM = re.compile(rf"({FOR})((?:{ADDRESSED})?{NAME})")
_ADDRESSED_PERSON = re.compile(rf"{ADDRESSED}\s*({NAME}|[A-ZÄÖÜ]\.)")
_FUNCTION_BEFORE = re.compile(rf"((?:\d\.\s?)?[^:;,\d]{{2,40}}?)(:\s*|\s+)({ADDRESSED}\s*{NAME})")
_FUNCTION_AND_NAME = re.compile(rf"((?:\d\.\s?)?[^:;,\d]{{2,40}}?)(?::\s*|\s+)({NAME})")
_INITIAL = re.compile(r"(?:[A-ZÄÖÜ]\.[\s-]?){1,2}((?:von |van |de )?[A-ZÄÖÜ][a-zäöüß’'-]+(?:-[A-ZÄÖÜ]\w+)?)")
_WORK = re.compile(
    r"(?:vertretung|kontakt|zustandig|verantwortlich(?:e[rn]?)?|delegierte[rn]?|nachfolge|hebamme|l(?:ei)?tg|kommissar(?:in)?|\w{3}[rtlg]in)$"
)
"""How words end that say what somebody is for a list, beside the functions that are known."""
_TITLED = re.compile(r"(?:Frau|Herrn?|Fr|Hr|Dr|Prof|Professor|Dipl|M[rs]+)\b")
_HOLY = frozenset(
    {"hilf", "konigin", "frieden", "trost", "himmelfahrt", "magdalena", "schutz", "ward", "sankt", "heilig"}
)
"""Words of those after whom houses are called: no person of today."""
_ADDRESSED_SOMEWHERE = re.compile(rf"(?<=\s)(?:Frau|Herrn?|Fr\.|Hr\.)\s?{NAME}")
_SIGN_OF_SOMEBODY = re.compile(rf"{ADDRESSED}|{FOR}\S|@|\b0\d|\b[A-ZÄÖÜ]\.[\s-]?[A-ZÄÖÜ]")
_BETWEEN_BOTH = frozenset({"ist", "sind", "über", "durch", "bei", "is", "via"})
"""What may stand between a function and a name: `Ansprechpartnerin ist Frau Moor`."""
_SHORTEST_CUT = 4


@dataclass(frozen=True, slots=True)
class PersonBeside:
    """A person named beside an organisation, or a number and an address of mail alone."""

    name: str = ""
    function: str = ""
    phone: str = ""
    email: str = ""


def persons_of(phrase: str, *, is_inside: bool = False) -> list[PersonBeside]:
    """The persons that a phrase names, [] where it is not sure to name persons alone.

    `is_inside`: it stands in brackets, where a given name or an initial makes a person. Elsewhere a form of address, a
    function or a word for whom it is must say so.
    """
    first, *others = _AND.split(_AND_OTHERS.sub("", phrase.strip()))
    persons = [_person(one.strip(), is_inside=is_inside) for one in (first, *others)]
    return [one for one in persons if one is not None] if all(persons) else []


def is_spoken_to_within(text: str) -> bool:
    """Whether a form of address and a name stand somewhere in a text, though what they say of it is open."""
    return bool(_ADDRESSED_SOMEWHERE.search(text))


def may_name_somebody(text: str) -> bool:
    """Whether a text has what names of persons are told by, or a number or an address of mail: most have nothing."""
    return bool(_SIGN_OF_SOMEBODY.search(text)) or any(
        is_given_name(word) or is_title(word) for word in folded_words(text)
    )


def is_named_only(phrase: str) -> bool:
    """Whether a phrase is surely a person's name, though nothing before it says so: `Karla Moor`, `Prof. Dr. Moor`."""
    if " " not in phrase or not (_TITLED.match(phrase) or any(map(is_given_name, folded_words(phrase)))):
        return False  # most are neither, and are looked at no further
    are_names = all(word[:1].isupper() or is_particle(folded(word)) or word.endswith(".") for word in phrase.split())
    return are_names and likeness(phrase) == "certain" and _HOLY.isdisjoint(folded(phrase).split())


def _person(phrase: str, *, is_inside: bool) -> PersonBeside | None:
    when = _WHEN.match(phrase)
    said = phrase[when.end() :] if when else phrase
    found = _person_now(said, is_inside=is_inside or bool(when))
    if found is None or when is None:
        return found
    return PersonBeside(found.name, ", ".join(filter(None, (found.function, when[1].rstrip(":")))))


def _person_now(phrase: str, *, is_inside: bool) -> PersonBeside | None:
    if _is_addressed(phrase):
        return PersonBeside(phrase)
    if found := _FOR_WHOM.fullmatch(phrase):
        return person_for(found[1], found[2]) if _may_be_name(found[2]) else None
    if (found := _FUNCTION_BEFORE.fullmatch(phrase)) and _says_who(found, is_inside=is_inside):
        return PersonBeside(found[3], found[1].strip())
    found = _FUNCTION_AND_NAME.fullmatch(phrase)
    if found and is_work(found[1]) and (is_named_only(found[2]) or _has_initial(found[2], is_office)):
        return PersonBeside(found[2], found[1].strip())
    if is_inside and (is_named_only(phrase) or _has_initial(phrase, is_ordinary)):
        return PersonBeside(phrase)
    return None


def _says_who(found: re.Match[str], *, is_inside: bool) -> bool:
    """Whether words before a form of address belong to the person: what they do, or small words in brackets."""
    is_aside = is_inside and all(word[:1].islower() for word in found[1].split())
    return found[2].startswith(":") or is_aside or is_work(found[1])


def _has_initial(text: str, is_other: Callable[[str], bool]) -> bool:
    """Whether the first letter of a given name stands before a family name, and before no other word."""
    found = _INITIAL.fullmatch(text)
    return found is not None and not is_other(folded(found[1]))


def person_for(what: str, name: str) -> PersonBeside:
    """A person behind such a word, with the function that it says."""
    function = _SAYS_FUNCTION.match(what)
    return PersonBeside(name, function[0] if function else "")


def _may_be_name(text: str) -> bool:
    """Whether whoever speaks for an organisation is a person: `vertreten durch Stadt Elm` names none."""
    return _is_addressed(text) or likeness(text) != "no"


def _is_addressed(text: str) -> bool:
    """Whether a form of address stands before a name, and not before what is called so: `Frau Luna Theater`."""
    found = _ADDRESSED_PERSON.fullmatch(text)
    return found is not None and likeness(f"Frau {found[1]}") != "no"


@lru_cache(maxsize=10_000)
def is_work(text: str) -> bool:
    """Whether words say what somebody does: `Schulleiterin`, `stellv. Leitung`, `Ansprechp.`."""
    words = [word.strip("():") for word in text.split()] or [""]
    *before, last = words[:-1] if len(words) > 1 and words[-1] in _BETWEEN_BOTH else words
    is_post = is_leading(folded(last)) and not is_title(folded(last))
    is_known = is_post or is_function(last) or bool(_WORK.search(folded(last))) or _is_cut(last)
    return is_known and all(word[:1].islower() or is_leading(folded(word)) or word.endswith(".") for word in before)


def _is_cut(word: str) -> bool:
    """Whether a function is cut short with a full stop: `Ansprechp.`, `Stellv.`, `Vors.`."""
    stem = folded(word)
    is_short = word.endswith(".") and len(stem) >= _SHORTEST_CUT
    return is_short and any(one.startswith(stem) for one in words_of("leading"))
