"""A name of an organisation taken apart: its words without legal forms, its numbers, its abbreviations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.load.lists.folded import folded_name
from graph.load.lists.word_files import lines_of

GENERAL = frozenset(map(folded_name, lines_of("names")["general"]))
"""Words of a level or a form that may be missing."""
CUT = "~"
"""Stands behind a word that was cut short with a full stop."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_NUMBER = re.compile(r"\d+|\b(?:i{1,3}|iv|vi{0,3}|ix)\b")
_SHORT = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü.&-]{0,9}")
_CAPITALS = re.compile(r"\b(?:[A-ZÄÖÜ]{2,4}|(?=\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zäöü]{1,6})\b")
_WITH_E = re.compile(r"\b[B-DF-Z]*[AOU]E[A-Z]{1,5}\b|\b[A-Z]{1,4}[AOU]E\b")
_SLOGAN = re.compile(r"\s[-–—]\s(?:Die|Der|Das|Ihre?|Dein|Wir|Gemeinsam|Hilfe|The|Your)\s.*$")
_OWNER = re.compile(r"(?<![\s,])[\s,]+(?:Inh(?:aber(?:in)?)?\b\.?|Eigentümer(?:in)?):?\s.*$")
_SHORT_BEHIND = re.compile(r"\s[-–—]\s([A-ZÄÖÜ]{2,7})$")
_DIGITS_BEHIND = re.compile(r"(?<=[^\W\d_]{2})(?=\d)")
_CUT_SHORT = re.compile(r"\b(\w{4,})\.(?=[\s,)]|$)")
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,}")
_OF_DENOMINATION = re.compile(r"(?<=[(\[])\s*ev\.?\s*(?=[)\]])")
"""`FBS (ev.)`: a church in brackets, and no club."""
_SUSPENDED = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,})-\s*(?:/|und\b|u\.|&|,)", re.IGNORECASE)
_EITHER = re.compile(r"^([^()/]{4,}?)\s+/\s+([^()/]{4,})$")
_UNIT = re.compile(
    r"\s?(?:,|\(|\s[-–/])\s?(?:Abt\.|Abteilung|Sachgebiet|SG\s|Fachbereich|FB\s|Fachdienst|FD\s|Fachgebiet|Referat|Ref\."
    r"|Dezernat|Dez\.|Stabsstelle|Team\s|Geschäftsstelle|Institut|Lehrstuhl|Bereich\s|Department|Unit\s|Dept\.)"
)
_FOUNDED = re.compile(r"1[5-9]\d\d")
_OF_UNIVERSITY = re.compile(r"^uni(?=klini|bibliothek|frauenklini|kinderklini|verwaltung|sport)")
_OF_BOOKS = re.compile(r"(?<=\w)bucherei$")
_COMPANY, _LETTERS, _OF_MANY = 2, 5, 2
_ROMAN = dict(zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"), "123456789", strict=True))


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameForm:
    """`words` in alphabetical order, `joined` in theirs without a space; `numbers` tell two of a name apart.

    `shorts`: abbreviations in brackets or the whole name. `last`: the last of several words, often a town.
    `spoken`: the words in the order in which they are said. `capitals`: short ones in capitals: the unknown, and those
    of two letters, which may stand for several things.
    `bare`: the words without what stands in brackets, () where nothing does. `said`: all words in their order.
    `suspended`: words whose end stands behind another one only: `Drogen- und Suchtberatung`.
    """

    name: str
    words: tuple[str, ...]
    joined: str
    numbers: frozenset[str]
    shorts: frozenset[str]
    initials: str
    last: str
    spoken: tuple[str, ...]
    capitals: frozenset[str]
    bare: tuple[str, ...]
    said: tuple[str, ...]
    suspended: frozenset[str]

    @property
    def unspaced(self) -> str:
        """All words as they stand there, in one: `Diakonie-Verein` is the Diakonieverein."""
        return "".join(word for word in self.said if not (word in _filling() or _is_number(word)))

    @property
    def undated(self) -> frozenset[str]:
        """The numbers without a year of foundation: `Heimatverein 1921`."""
        return frozenset(one for one in self.numbers if not _FOUNDED.fullmatch(one)) if self.numbers else self.numbers


def form_of(name: str, taught: Mapping[str, tuple[str, ...]] | None = None) -> NameForm:
    """The form of a name; `taught` are abbreviations that the list itself explains, by the folded one."""
    brackets, outside = _parted(_without_slogan(name))
    shorts = {_folded_short(one) for one in brackets if is_short(one)}
    kept = [one for one in brackets if not is_short(one) and not _is_form(folded_name(one))]
    kept += [one for one in brackets if is_short(one) and _says_more(one, outside)]
    if outside.isupper() and " " not in outside.strip() and 1 < len(outside) <= 8:  # noqa: PLR2004 - DITIB, KVHS
        shorts.add(_folded_short(outside.strip()))
    shorts -= _abbreviations().keys()  # what is known stands for nothing else
    cut = {folded_name(word) for word in _CUT_SHORT.findall(outside)}
    plain = _without_forms(folded_name(_DIGITS_BEHIND.sub(" ", " ".join([outside, *kept]))))
    spelled = {folded_name(word): word.lower() for word in _WITH_E.findall(outside)}
    spoken = [spelled.get(word, word) for word in _without_company(plain.split(), outside)]
    words = list(dict.fromkeys(word for one in spoken for word in _written_out(one, taught or {}, cut)))
    telling = _once_joined([word for word in words if word not in _filling()] or words)
    numbers = _set_of(_ROMAN.get(word, word.lstrip("0") or word) for word in telling if _is_number(word))
    rest = [word for word in telling if not _is_number(word)]
    initials = "".join(word[0] for word in spoken if word not in _filling() and word[0].isalpha())
    added = set(folded_name(" ".join(kept)).split())
    bare = tuple(sorted(word for word in rest if word not in added)) if kept else ()
    short = frozenset(map(_folded_short, _CAPITALS.findall(outside)))
    capitals = _set_of(short.intersection([*rest, *(word for word in spoken if len(word) == _OF_MANY)]))
    last = rest[-1] if len(rest) > 1 else ""
    return NameForm(
        name=name,
        words=tuple(sorted(rest)),
        joined="".join(rest),
        numbers=numbers,
        shorts=_set_of(shorts),
        initials=initials,
        last=last,
        spoken=tuple(rest),
        capitals=capitals,
        bare=bare,
        said=tuple(spoken),
        suspended=_set_of(map(folded_name, _SUSPENDED.findall(name))) if "-" in name else _NONE,
    )


def _without_slogan(name: str) -> str:
    """A name without a slogan or its owner behind it; a short form behind a dash stands as if in brackets."""
    if " " not in name:
        return name
    plain = _OWNER.sub("", _SLOGAN.sub("", name)) or name
    return _SHORT_BEHIND.sub(r" (\1)", plain)


def _folded_short(text: str) -> str:
    """A short form as it is compared: the E of AELF is a letter of its own, and no sign for an umlaut."""
    return text.lower() if _WITH_E.fullmatch(text) else folded_name(text)


def _set_of(words: Iterable[str]) -> frozenset[str]:
    """The words as a set; all that are empty are one, for a list may have 100,000 names."""
    return frozenset(words) or _NONE


def _parted(name: str) -> tuple[list[str], str]:
    """What stands in brackets, and the rest: the long name is the rest, in `SWE (Stadtwerke Elm)` too.

    Of two names with a stroke between them the first is as if it stood in brackets.
    """
    if "(" not in name and "[" not in name:
        either = _EITHER.match(name)
        return ([either[1]], either[2].strip()) if either else ([], name.strip() or name)
    plain = _OF_DENOMINATION.sub("evangelisch", name)
    brackets = [found.strip() for found in _BRACKETS.findall(plain)]
    outside = _BRACKETS.sub(" ", plain).strip() or name
    is_turned = len(brackets) == 1 and is_short(outside) and " " in brackets[0] and not is_known_short(outside)
    return ([outside], brackets[0]) if is_turned else (brackets, outside)


def _says_more(short: str, outside: str) -> bool:
    """Whether a known short form in brackets is no abbreviation of the name before it: `Seniorenhaus Nord (AWO)`."""
    plain = folded_name(short)
    words = folded_name(outside).split()
    if plain not in _abbreviations() or not words or words[0][0] == plain[0]:
        return False
    return {one for word in words for one in _written_out(word, {}, ())}.isdisjoint(_abbreviations()[plain])


@lru_cache(maxsize=1 << 14)
def form_alone(name: str) -> NameForm:
    """The form of a name by what everybody knows of abbreviations."""
    return form_of(name)


@lru_cache(maxsize=1 << 16)
def telling_words(name: str) -> frozenset[str]:
    """The words that tell a name from others, as they stand there: no legal forms, no articles."""
    return frozenset(word for word in _without_forms(folded_name(name)).split() if word not in _filling())


def whole_of(name: str) -> str:
    """What a name says before the department that it names behind a comma, a dash or in brackets; "" for none."""
    found = _UNIT.search(name) if " " in name else None
    return name[: found.start()].strip() if found and found.start() >= _LETTERS else ""


def is_short(text: str) -> bool:
    """Whether what stands in brackets is an abbreviation: VHS, DaMigra, e. V. is none."""
    return bool(_SHORT.fullmatch(text)) and sum(sign.isupper() for sign in text) > 1 and not _is_form(folded_name(text))


def is_known_short(text: str) -> bool:
    """Whether a text is an abbreviation that everybody knows: VHS, AWO."""
    return folded_name(text) in _abbreviations()


def taught_by(name: str) -> tuple[str, tuple[str, ...]] | None:
    """An abbreviation that a name explains in brackets, folded, and the words it stands for: `Volkshochschule (VHS)`.

    The words that the abbreviation's letters begin; where they begin none, all of them.
    """
    found = _BRACKETS.search(name)
    if not found or not is_short(found[1].strip()):
        return None
    words = _without_forms(folded_name(name[: found.start()])).split()
    telling = [word for word in words if word not in _filling()]
    short = folded_name(found[1]).replace(" ", "")
    for end in range(len(telling), 0, -1):
        if "".join(word[0] for word in telling[:end]) == short:
            return short, tuple(telling[:end])
    return (short, tuple(telling)) if telling and telling[0][0] == short[:1] else None


def _once_joined(words: list[str]) -> list[str]:
    """The words without two that stand there as one too: `Johanniter`, written out, and `Unfall-Hilfe`."""
    twice = next((at for at in range(len(words) - 1) if words[at] + words[at + 1] in words), None)
    return words if twice is None else [*words[:twice], *words[twice + 2 :]]


def written_out(word: str) -> tuple[str, ...]:
    """What everybody knows a folded word to be short for; itself for any other."""
    return _written_out(word, {}, ())


def _written_out(word: str, taught: Mapping[str, tuple[str, ...]], cut: Collection[str]) -> tuple[str, ...]:
    found = taught.get(word) or _abbreviations().get(word)
    return found or (
        word + CUT if word in cut else _OF_BOOKS.sub("bibliothek", _OF_UNIVERSITY.sub("universitats", word)),
    )


def is_filling(word: str) -> bool:
    """Whether a folded word may be missing in a name: für, und, der."""
    return word in _filling()


@cache
def stands_alone() -> frozenset[str]:
    """What there is once in a town or district, so that its name is often said without the place."""
    names = (folded_name(one).split() for one in lines_of("names")["alone"])
    return frozenset(map(_spelled, names))


def _spelled(words: Sequence[str]) -> str:
    """Words written out, each once: the Malteser are the Malteser Hilfsdienst."""
    return " ".join(dict.fromkeys(one for word in words for one in _written_out(word, {}, ())))


def begins_as_usual(name: str) -> bool:
    """Whether a name begins with what most towns have, or with an abbreviation: `DRK Elm`, `Weißer Ring Elm`."""
    words, first = folded_name(name).split(), name.split(maxsplit=1)[0]
    if sum(map(str.isupper, first)) > 1 and (is_known_short(first) or _NO_VOWEL.fullmatch(first)):
        return True
    return any(_spelled(words[: end + 1]) in stands_alone() for end in range(len(words)))


def _without_company(words: list[str], name: str) -> list[str]:
    """The words without the AG of a company, which stands behind its name; in front of it AG is a working group."""
    return words[:-1] if len(words) > _COMPANY and words[-1] == "ag" and name.rstrip().endswith("AG") else words


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word)) or (len(word) == 1 and word.isalnum())


def _is_form(plain: str) -> bool:
    return plain in _forms()


def _without_forms(plain: str) -> str:
    """A folded name without its legal form, wherever that stands but at the beginning: `Ev. Kita`."""
    found = f"{plain} "
    for form in _longest_forms():
        if f" {form} " in found:
            found = found.replace(f" {form} ", " ")
    return found.strip() or plain


@cache
def _forms() -> frozenset[str]:
    """The legal forms, folded; those of letters also with a space between them: `e. G.`."""
    forms = {folded_name(one) for one in lines_of("names")["forms"]} - {""}
    return frozenset(forms | {" ".join(one) for one in forms if " " not in one and len(one) <= _LETTERS})


@cache
def _longest_forms() -> tuple[str, ...]:
    return tuple(sorted(_forms(), key=len, reverse=True))


@cache
def _filling() -> frozenset[str]:
    return frozenset(folded_name(one) for one in lines_of("names")["filling"])


@cache
def _abbreviations() -> Mapping[str, tuple[str, ...]]:
    """What abbreviations stand for, themselves without any."""
    found = {
        folded_name(short): tuple(title.removeprefix("short/").split())
        for title, shorts in lines_of("names").items()
        if title.startswith("short/")
        for short in shorts
    }
    return {short: tuple(one for word in words for one in found.get(word, (word,))) for short, words in found.items()}
