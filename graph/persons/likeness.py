"""Whether a name is a person's, as far as the name alone can say: import and forms ask where it cannot.

A name that no list can settle is uncertain, never guessed: somebody is asked "Is this a person?". What a list writes
into the same cell (a telephone number, an address of mail, an office in brackets or behind a comma, a second name)
makes a name no less a person's: each part is judged by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from graph.persons.folding import folded_words
from graph.persons.spoken_names import name_in_order
from graph.persons.word_lists import is_given_name, is_office, is_ordinary, is_particle, is_title, words_of

Likeness = Literal["certain", "uncertain", "no"]

_MOST_WORDS = 6
_LONGEST_FAMILY_NAME = 10
_MOST_WORDS_WITH_OFFICE = 15
_NOT_IN_NAMES = re.compile(r"[\d/&:;()+§%@_<>\"„“]|\b(?:e\. ?V|gGmbH|GmbH|AG|mbH|KG|OHG|eG|SE|AöR|KdöR|gUG|UG)\b")
_TITLE = re.compile(
    r"^\W*(?:Frau|Herrn?|Fr\.|Hr\.|Dr\.|Prof\.|Professorin|Professor|Dipl\.|Mrs?\.?|Ms\.?)(?:[\s-]|$)", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"(?:haus|hauser|heim|heime|schule|schulen|stiftung|verein|vereine|verband|verbande|bund|werk|werke|amt|amter|stadt"
    r"|kreis|kreise|gruppe|gruppen|dienst|dienste|stelle|stellen|zentrum|zentren|kirche|hochschule|universitat|institut"
    r"|ministerium|gesellschaft|genossenschaft|agentur|behorde|kammer|klinik|klinikum|projekt|netzwerk|buro|rat"
    r"|ausschuss|initiative|forum|prasidium|strasse|platz|weg|kita|praxis|apotheke|verwaltung|fachbereich|trager"
    r"|center|centrum|revier|polizei|feuerwehr|bucherei|bibliothek|museum|theater|club|bundestag|landtag|kreistag"
    r"|regierung|organisation|anstalt|akademie|kommission|konferenz|gewerkschaft|gemeinschaft|rundfunk|fernsehen|betrieb|betriebe|innung|direktion|fraktion|bauhof"
    r"|zentrale|zentralen|gymnasium|gymnasien)$"
)
_SELDOM_A_NAME = re.compile(
    r"(?:gericht|schaft|kasse|bank|forderung|vertretung|beratung|vermittlung|betreuung|unterstutzung|begegnung|bildung"
    r"|pflege|hilfe|gemeinde|hospiz|stutzpunkt|borse|gilde|statte|bezirk|stadtteil|ortsteil|viertel|partei|union|weihe"
    r"|lotsen|mission|marketing|werkstatt|dernegi|camii|vakfi|merkezi|cemiyeti|network|council|trust|association"
    r"|foundation|university|college|community|society|charity|alliance|partnership|committee|authority)$"
)
"""What no family is called, or hardly one: judged after given names, so that Anna Bank stays a person."""
_ABBREVIATED = re.compile(
    r"\b(?:IHK|HWK|DGB|NABU|BUND|AWO|DRK|ASB|AOK|VdK|SoVD|ADFC|VCD|VHS|KVHS|CVJM|DLRG|THW|JUH|MHD|DITIB|BAMF|KSB|SSB|LSB"
    r"|KJR|SJR|LJR|CJD|GEW|DKSB|SkF|SKM|EUTB|KJFE|ALFF|LAG|SPD|CDU|CSU|FDP|AfD|BSW|NGO|NHS|YMCA|YWCA)\b"
)
_DECLINED = re.compile(r"(?:ische|liche|same|deutsche)s?$")
"""Adjectives as they stand before what they describe; those in -er are family names too: Fischer, Deutscher."""


_FIRM = re.compile(r"(?:\b(?:e\. ?V|gGmbH|GmbH|AG|mbH|KG|OHG|eG|SE|AöR|KdöR|gUG|UG)\b)")
_QUOTED = re.compile('[„“”"»«][^„“”"»«]*[„“”"»«]')
_NUMBER = re.compile(
    r"(?:\b(?:Tel(?:efon)?|Mobil|Handy|Fax|Durchwahl)\b[.:]?\s*)?(?<![\d.])\(?(?:\+|0)\d(?:[\s/()-]*\d){4,}"
    r"|\b(?:Tel(?:efon)?|Mobil|Handy|Fax|Durchwahl)\b[.:]?(?:[\s/()+-]*\d)+",
    re.IGNORECASE,
)
_MAIL = re.compile(r"([\w.+'-]{1,64})\s?(?:@|\(at\)|\[at\])\s?[\w.-]+\.\w{2,20}", re.IGNORECASE)
_PARTING = re.compile(r"[,;:/&()\[\]|]|\s[-–—+]\s|\s(?:und|u\.)\s")

_OFFICE_BEHIND = re.compile(r"^[^,;()]+(?:[,;] |\s\()")
_SEVERAL = re.compile(r"[&/]|\s(?:und|u\.)\s")


def likeness(name: str) -> Likeness:
    """How surely a name is a person's: `certain` by a title or a given name, `no` for what no person is called.

    "Dr. Ada Brandt", "Brandt, Ada": certain. "Stadtwerke", "Caritas e. V.", "AG Soziales": no. "Zwirnnysen",
    "Lore Ipsum", "Ada Brandt, Jugendamt", "Ada Brandt 0561 123456", "ada.brandt@stadt.example": uncertain.
    """
    text = " ".join(name.split())
    alone = _likeness_alone(text)
    return _likeness_of_parts(text) if alone == "no" else alone


def _likeness_alone(text: str) -> Likeness:
    """The same for a name without anything in its cell."""
    words = folded_words(name_in_order(text))
    if not words or len(words) > _MOST_WORDS or _NOT_IN_NAMES.search(text):
        return "no"
    if any(map(_NOT_A_NAME.search, words)):
        return _called_like_a_thing(text, words)
    if _TITLE.match(text):
        return "certain" if len(words) > 1 else "no"
    spoken = name_in_order(text).split()
    if not all(_has_capital(word) or is_particle("".join(folded_words(word))) for word in spoken):
        return "no"
    if len(words) > 1 and is_given_name(words[0]) and words[-1] not in words_of("functions"):
        return "certain"
    return "no" if _is_thing(text, words) else "uncertain"


def _is_thing(text: str, words: Sequence[str]) -> bool:
    """Whether a name without a given name is an organisation's or a thing's by a word of it."""
    if _ABBREVIATED.search(text) or any(map(_SELDOM_A_NAME.search, words)):
        return True
    if len(words) == 1:
        return is_ordinary(words[0]) or text.isupper()
    return not is_title(words[0]) and any(map(_describes_a_thing, words[:-1]))


def _called_like_a_thing(text: str, words: Sequence[str]) -> Likeness:
    """A family name behind a given name or a title may end as houses and towns do: `Anna Neuhaus`, `Dr. Bornheim`."""
    *before, last = words
    found = _NOT_A_NAME.search(last)
    is_family_name = found is not None and found.start() > 0 and len(last) <= _LONGEST_FAMILY_NAME
    if not is_family_name or not before or any(map(_NOT_A_NAME.search, before)):
        return "no"
    if _TITLE.match(text):
        return "certain"
    return "uncertain" if len(before) == 1 and is_given_name(before[0]) else "no"


def _describes_a_thing(word: str) -> bool:
    return not is_given_name(word) and (is_ordinary(word) or bool(_DECLINED.search(word)))


def _likeness_of_parts(text: str) -> Likeness:
    """What is left of a name without numbers and addresses, each part by itself; `certain` only by a title."""
    if len(text.split()) > _MOST_WORDS_WITH_OFFICE or _FIRM.search(text):
        return "no"
    rest = _MAIL.sub(",", _NUMBER.sub(",", text))
    has_contact = rest != text
    plain = _QUOTED.sub(" ", rest)
    parts = [part for part in (" ".join(part.split()) for part in _PARTING.split(plain)) if folded_words(part)]
    if not has_contact and parts == [text]:
        return "no"
    if len(parts) > 1 and parts[1].isalpha() and is_given_name(" ".join(folded_words(parts[1]))):
        parts = [f"{parts[1]} {parts[0]}", *parts[2:]]  # "Müller, Anna (AWO)"
    found = [_likeness_alone(part) for part in parts]
    if found[:1] == ["certain"] and _TITLE.match(parts[0]):
        return "certain"
    perhaps = found[:1] == ["uncertain"] and _is_of_an_office(plain, parts)
    is_asked = "certain" in found or perhaps or (has_contact and _may_be_reached(text, parts))
    return "uncertain" if is_asked else "no"


def _is_of_an_office(text: str, parts: Sequence[str]) -> bool:
    """Whether an office stands in brackets or behind a comma, and no second thing is named: `Ipsum (Jugendamt)`."""
    if not _OFFICE_BEHIND.search(text) or _SEVERAL.search(text):
        return False
    behind = [part for part in parts[1:] if _has_capital(part)]
    return any(
        (bool(_ABBREVIATED.search(part)) and not _is_short_for(part, parts[0]))
        or any(map(_NOT_A_NAME.search, folded_words(part)))
        for part in behind
    )


def _is_short_for(short: str, name: str) -> bool:
    """Whether the letters of one stand in the other in their order: AWO in Arbeiterwohlfahrt."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in short.casefold())


def _may_be_reached(text: str, parts: Sequence[str]) -> bool:
    """Whether a number or an address may be a person's: neither the name nor the box before the @ is an office's."""
    boxes = [found[1] for found in _MAIL.finditer(text)]
    words = [word for part in (*parts, *boxes) for word in folded_words(part)]
    return bool(words) and not any(_NOT_A_NAME.search(word) or is_office(word) for word in words)


def _has_capital(word: str) -> bool:
    return next((sign.isupper() for sign in word if sign.isalpha()), False)
