"""Words and names as they are compared: small plain letters, one space between words, no signs."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.persons.folding import fold
from graph.text import long_form

_GENDERED = re.compile(r"\s?[*:_/(]\s?-?(?:in(?:nen)?|r|n|en)\b\)?", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zäöüß])(?!(?:und|oder|bzw|u|o|sowie|and|or)\b)")
_HYPHEN_OF_WORD = re.compile(r"-\n(?![a-zäöüß])")
_NO_LETTERS = re.compile(r"[\W_]+")
_CAPITAL_WITHIN = re.compile(r"(?<=[a-zß-ÿ])Innen\b")
NOTHING = frozenset(
    {"", "keine", "keiner", "kein", "k a", "ka", "n a", "na", "none", "nil", "null", "unbekannt", "entfallt", "nn",
     "n n", "nan", "tbd", "keine angabe", "keine angaben", "nicht bekannt", "unknown", "xx", "xxx"}
)  # fmt: skip
"""What stands in a cell that says nothing."""

MANY_NAMES = 30_000


@lru_cache(maxsize=MANY_NAMES)
def folded(text: str) -> str:
    """A text by its words alone: `Ansprechpartner:in (dienstl.)` as `ansprechpartner dienstl`."""
    plain = _GENDERED.sub("", text) if any(sign in text for sign in "*:_/(") else text
    plain = _CAPITAL_WITHIN.sub("", plain) if "Innen" in plain else plain
    return _NOT_A_WORD.sub(" ", fold(plain)).strip()


def folded_word(text: str) -> str:
    """A word of a list as answers know it (`Answers.words`): in small letters, with one space between its words."""
    return " ".join(text.casefold().split())


@lru_cache(maxsize=120_000)
def same_name(text: str) -> str:
    """What a name is known by: spelled so, two names are one without anybody being asked.

    Capitals, umlauts written in two letters, accents, spaces, dashes, quotation marks and full stops make no
    difference: `Amt für Soziales`, `AMT FUER SOZIALES`; `e.V.` and `e. V.`. Letters of any script stay.
    """
    return _joined(long_form(_with_words(text))) or text.casefold()


@lru_cache(maxsize=120_000)
def folded_name(text: str) -> str:
    """A name as it is compared by sound: umlauts and accents make no difference either, so that somebody is asked."""
    return _joined(fold(_with_words(text))) or text.casefold()


def forget_names() -> None:
    """Keep nothing of the names of a list that is over: of 100,000 rows it was 60 MB."""
    for one in (folded, same_name, folded_name):
        one.cache_clear()


def _with_words(text: str) -> str:
    return _APOSTROPHE.sub("", text.replace("&", " und ").replace("+", " und "))


def _joined(plain: str) -> str:
    """The words of a text, of whatever script; the two letters of a registered association are one word."""
    joined = " ".join(_NO_LETTERS.sub(" ", plain).split())
    return joined.replace(" e v", " ev") if joined.endswith(" e v") or " e v " in joined else joined


def one_line(text: str) -> str:
    """A name that was broken into lines, in one: `Kinder- und Jugendbüro`, `Kreis-Seniorenrat`, `Ortsverband`."""
    if "\n" not in text:
        return text
    return _HYPHEN_OF_WORD.sub("-", without_hyphenation(text)).replace("\n", " ")


def without_hyphenation(text: str) -> str:
    """A text without the hyphens at which words go on in the next line in small letters."""
    return _HYPHENATED.sub("", text)


def says_nothing(text: str) -> bool:
    """Whether a cell only says that nothing is known: empty, a dash, "k. A."; words of any script say something."""
    return not text or (folded(text) in NOTHING and (text.isascii() or bool(folded(text)) or not _says_a_word(text)))


def _says_a_word(text: str) -> bool:
    return any(map(str.isalnum, text))
