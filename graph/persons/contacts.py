"""Telephone numbers and addresses of mail that belong to persons, as other texts may mention them.

A number counts in every way of writing it, with and without the code of the country, or of the town where it was
entered apart from it; an address of mail as a whole. What an organisation has for its own as well is nobody's, nor
is a box of an office ("info@").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

import pyoxigraph as ox

from graph.persons.folding import decoded, folded_words
from graph.persons.recognition import OLD_SCHEMA, iri_of
from graph.persons.word_lists import is_office
from graph.rdf.skolem import is_skolem
from graph.terms import FOAF, SCHEMA, VCARD

_SCHEMES = ("tel:", "mailto:", "sip:", "xmpp:", "callto:", "sms:")
CONTACTS = frozenset(
    {
        *(namespace + name for namespace in (SCHEMA, OLD_SCHEMA) for name in ("telephone", "faxNumber", "email")),
        *(FOAF + name for name in ("phone", "mbox")),
        *(VCARD + name for name in ("hasTelephone", "tel", "hasValue", "value", "hasEmail", "email")),
    }
)
_SHORTEST_NUMBER = 6
_SHORTEST_WITHIN = 8
_RUN = re.compile(r"\+?\(?\d[\d\s/().\u2010-\u2015+-]{3,}\d")
_MAIL = re.compile(
    r"(?<![\w.+'-])([\w.+'-]{1,64})\s?(?:@|\(at\)|\[at\]|%40)\s?([\w.-]{1,200}\.\w{2,20})", re.IGNORECASE
)
_COUNTRY = re.compile(r"^(?:00|\+)?49(?:\(0\)|0)?")


@dataclass(slots=True)
class NumbersAndMails:
    """Numbers in digits without the codes before them, and addresses of mail in small letters."""

    numbers: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.numbers or self.mails)

    def add(self, text: str) -> None:
        """Take in a value as it was entered: a number, or an address."""
        plain = unquote(text.partition(":")[2] if text.lower().startswith(_SCHEMES) else text).partition("?")[0]
        mails = set(_mails_in(plain))
        self.mails |= {mail for mail in mails if not _is_of_an_office(mail)}
        if not mails:
            self.numbers |= set(_numbers_of(plain.partition(";")[0]))

    def mentions(self, text: str) -> bool:
        """Whether a text has one of them. O(letters)."""
        if not self:
            return False
        return any(self._are_in(one) for one in (decoded(text) if "%" in text or "&" in text else [text]))

    def without(self, others: NumbersAndMails) -> NumbersAndMails:
        """These but for those that others have too."""
        return NumbersAndMails(self.numbers - others.numbers, self.mails - others.mails)

    def _are_in(self, text: str) -> bool:
        if self.mails and not self.mails.isdisjoint(_mails_in(text)):
            return True
        return bool(self.numbers) and any(self._is_in_run(run[0]) for run in _RUN.finditer(text))

    def _is_in_run(self, run: str) -> bool:
        """Whether a run of digits is a number of theirs, or has one within that is long enough to be no chance."""
        if _national(run) in self.numbers:
            return True
        digits = _digits(run)
        return any(len(number) >= _SHORTEST_WITHIN and number in digits for number in self.numbers)


def contacts_of(quads: Iterable[ox.Quad], nodes: set[str]) -> Iterator[str]:
    """The values that these statements have for some nodes, and for nameless ones that they lead to."""
    held, reached = list(quads), set(nodes)
    while True:
        about = [quad for quad in held if iri_of(quad.subject) in reached]
        nameless = {
            iri_of(quad.object)
            for quad in about
            if isinstance(quad.object, ox.BlankNode) or is_skolem(iri_of(quad.object))
        }
        if nameless <= reached:
            break
        reached |= nameless
    for quad in about:
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.lower().startswith(_SCHEMES):
            yield quad.object.value
        if isinstance(quad.object, ox.Literal) and quad.predicate.value in CONTACTS:
            yield quad.object.value


def _mails_in(text: str) -> Iterator[str]:
    for box, host in _MAIL.findall(text):
        yield f"{box}@{host}".casefold()


def _is_of_an_office(mail: str) -> bool:
    return all(map(is_office, folded_words(mail.partition("@")[0])))


def _numbers_of(text: str) -> Iterator[str]:
    """A number without the codes before it, and without that of the town where that stands apart."""
    whole = _national(text)
    if len(whole) >= _SHORTEST_NUMBER:
        yield whole
    town, apart, rest = _COUNTRY.sub("", text.strip()).strip(" /-()").partition(_gap_in(text))
    local = _digits(rest)
    if apart and _digits(town) and len(local) >= _SHORTEST_NUMBER:
        yield local


def _gap_in(text: str) -> str:
    """What parts the code of the town from the number: the first sign that is no digit."""
    behind = _COUNTRY.sub("", text.strip()).strip(" /-()")
    return next((sign for sign in behind if not sign.isdigit()), "\0")


def _national(text: str) -> str:
    digits = _digits(text)
    if text.strip().startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00").removeprefix("49")
    elif digits.startswith("49") and len(digits) > 10:  # noqa: PLR2004 - no code of a town begins so
        digits = digits.removeprefix("49")
    return digits.removeprefix("0")


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())
