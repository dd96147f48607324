"""What a heading may mean: the roles that a column so headed can have, the likelier first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import cast

from graph.load.lists.arrangement import Role
from graph.load.lists.directions import hands_over
from graph.load.lists.folded import folded, without_hyphenation
from graph.load.lists.word_files import lines_of

_SHORTEST_CUT = 4
_LONGEST, _LONGEST_QUESTION, _LONGEST_READ = 60, 250, 1_000
"""A narrow column, what a form asked, and what of a heading is read."""
_BEHIND = re.compile(r"(?:(?<!\s)\s+|(?<![\s\d.]))[\d.]+$")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_PARTS = re.compile(r"\s*(?:/|\||\n| - | – |,|&|\bund\b|\boder\b|\bbzw\b\.?|\band\b|\bor\b)\s*")
_PRIVATE = re.compile(
    r"\bprivate?[rsnm]?\b(?! trager| stiftung| schule)|\bprivat(?:anschrift|adresse|wohnung)"
    r"|\b(?:wohn|heim)(?:anschrift|adresse)|\b(?:home|personal) address|\bgeburts(?:tag|ort)|\bgeb\b"
)
_OF_PERSONS: frozenset[Role] = frozenset({"contact", "email", "phone", "kind"})
_WISH = re.compile(
    r"\b(?:wunsch\w*|gewunscht\w*|wunschen|gerne?|mochten|kunftig\w*|zukunftig\w*|geplant\w*|wish|would like|wanted"
    r"|desired)\b"
)
_MONEY = re.compile(r"zuwendung|forder|geldgeb|antragstell|fund|donor|grant|applicant")
_LABEL = re.compile(r"(\w*[^\W_])_?Label")
_THINGS = frozenset({"item", "thing", "entity", "subject", "s", "x", "org", "orga", "organisation", "organization"})
"""What a query asks for, by the name of its variable."""
_WITHIN: tuple[tuple[str, Role], ...] = (
    (r"\bmit (?:wem|welche[mnr]?)\b.*(?:arbeite|kooper|vernetz|kontakt|austausch|verbunden)", "target"),
    (
        r"\b(?:work|collaborate|cooperate|partner)s?\b.* with\b|\bwith (?:whom|which)\b.*\b(?:work|coope|colla)",
        "target",
    ),
    (
        r"^(?:kooperation(?:en)?|kooperiert|zusammenarbeit|arbeitet zusammen|vernetzt|vernetzung) (?:\w+ )?mit\b",
        "target",
    ),
    (r"\b(?:gemeinsam|zusammen) mit$", "target"),
    (r"kooperationspartner|netzwerkpartner|wunschpartner|partnerorganisation", "target"),
    (r"^(?!unsere |alle )\w+(?:en?|er) partner$", "target"),
    (r"\bin welche[mnr]\b.*\b(?:bereich|themen|feld|arbeitsfeld|handlungsfeld)", "topics"),
    (r"\bwelche[nrs]? (?:themen|angebote|schwerpunkte|leistungen)\b|\bzu welchen themen\b", "topics"),
    (r"e ?mail|mailadresse", "email"),
    (r"telefax|\bfax", "out"),
    (r"\berreichba", "phone"),
    (r"telefon|\btel\b|handy|mobilnummer|durchwahl|\bphone|\bmobil\b", "phone"),
    (r"homepage|website|webseite|\burl\b|internet|webadresse", "website"),
    (r"\bplz\b|postleitzahl|strasse|strase|anschrift|\badresse|postcode|address", "address"),
    (r"ansprechpartner|ansprechperson|kontaktperson|contact (person|name)|vorname|nachname|surname", "contact"),
    (r"stadtteil|stadtbezirk|ortsteil|sozialraum", "district"),
    (r"wikidata|\bgnd\b|\bror\b", "authority"),
    (r"bemerkung|anmerkung|beschreibung|notiz|kommentar|comment|remark|description", "note"),
    (r"abkurzung|kurzel|kurzname|acronym|abbreviation", "short"),
    (r"\b(seit|since|from)$|^(mitglied|member|beigetreten|aufgenommen|dabei)\b.* (seit|since|am)\b", "since"),
    (r"\b(bis|until)$", "until"),
    (r"datum|\bdate\b|newsletter|datenschutz|einwilligung|dsgvo|einladung|anzahl|number of|\bzahl\b", "out"),
    (
        r"\b(mitarbeit|mitglied|mitwirkung|beteiligt|vertreten|beteiligung|member|involved) (in|im|of|an|bei|am)\b",
        "groups",
    ),
    (r"\bags?\b|\b(working groups?|committees?)$", "groups"),
    (r"arbeitsgruppen?\b|arbeitskreise?\b|\bgremi(um|en)\b|mitglied (in|im|der)", "groups"),
    (r"themenfeld|handlungsfeld|schwerpunkt|^angebote? (?:fur|an|in|im|zu|zur)\b", "topics"),
    (r"trager\b", "part_of"),
    (r"name de[rs] |bezeichnung de[rs] |name of |organisation|institution|einrichtung|verein\b", "name"),
)
"""Words by which a longer heading is known; the first that is in it counts."""


@lru_cache(maxsize=10_000)
def roles_of(heading: str) -> tuple[Role, ...]:
    """The roles a heading may stand for, () for one that is not known. `E-Mail (dienstlich)`: email.

    Where somebody lives is nobody's business: `Private Anschrift` is left out. Private numbers go with the person.
    """
    found = _roles_of(heading[:_LONGEST_READ])
    return found if not _PRIVATE.search(folded(heading)) or set(found) & _OF_PERSONS else ("out",)


def _roles_of(heading: str) -> tuple[Role, ...]:
    heading = without_hyphenation(heading)
    lines = [heading, _BRACKETS.sub("", heading), heading.partition("\n")[0]]
    for text in dict.fromkeys(lines):
        if found := _known(folded(text)):
            return found
    if labelled := _LABEL.fullmatch(heading):
        return ("name",) if names_thing(labelled[1]) else _roles_of(labelled[1])
    parts = [_known(folded(part)) for part in _PARTS.split(_BRACKETS.sub("", heading)) if folded(part)]
    shared = [role for role in (parts[0] if parts else ()) if all(role in roles for roles in parts)]
    if shared:
        return tuple(shared)
    if len(parts) > 1 and all(parts):
        several = dict.fromkeys(role for roles in parts for role in roles)
        return tuple(role for role in several if role != "out") or ("out",)  # `Rechtsform/Träger`
    return _by_words(folded(heading)) or _abbreviated(heading)


def _abbreviated(heading: str) -> tuple[Role, ...]:
    """What a heading means that is cut short with a full stop: `Ansprechp.`, where all such words mean the same."""
    word = folded(heading)
    if not heading.rstrip().endswith(".") or len(word) < _SHORTEST_CUT or " " in word:
        return ()
    found = {roles[0] for known, roles in _roles().items() if known.startswith(word) and " " not in known}
    return tuple(found) if len(found) == 1 else ()


def roles_by_word(heading: str) -> tuple[Role, ...]:
    """The same for a heading that is such a word and nothing else, with or without brackets; never by a part of it."""
    return _known(folded(heading)) or _known(folded(_BRACKETS.sub("", heading)))


def labelled_by(heading: str) -> str:
    """The column that a heading says in words: `item` of `itemLabel`, as answers to queries have it; "" for none."""
    found = _LABEL.fullmatch(heading)
    return found[1] if found else ""


def names_thing(heading: str) -> bool:
    """Whether a variable of a query stands for what a row is about: `item`."""
    return folded(heading) in _THINGS


def is_wish(heading: str) -> bool:
    """Whether what stands below is wished for and not there: `Mit wem würden Sie gern zusammenarbeiten?`."""
    return bool(_WISH.search(folded(heading)))


def gives_money(heading: str) -> bool:
    """Whether a heading speaks of grants: of who gives them, or who takes them."""
    return bool(_MONEY.search(folded(heading)))


def is_heading(text: str) -> bool:
    """Whether a cell could head a column: it means something, and is no sentence and no value, as `AG 1` is."""
    roles = roles_of(text)
    is_name = text[-1:].isdigit() and roles[:1] in (("groups",), ("group",), ("name",))
    is_short = len(text) <= (_LONGEST_QUESTION if "?" in text else _LONGEST)
    return bool(roles) and not is_name and is_short and "@" not in text


def _known(word: str) -> tuple[Role, ...]:
    roles = _roles()
    return roles.get(word) or roles.get(_BEHIND.sub("", word)) or ()


def _by_words(word: str) -> tuple[Role, ...]:
    if hands_over(word):
        return ("target",)
    found = (role for pattern, role in _WITHIN if re.search(pattern, word))
    role = next(found, None)
    return (role,) if role else ()


@cache
def _roles() -> Mapping[str, tuple[Role, ...]]:
    found: dict[str, tuple[Role, ...]] = {}
    for title, words in lines_of("headings").items():
        for word in words:
            key, role = folded(word), cast("Role", title)
            if key and role not in found.get(key, ()):
                found[key] = (*found.get(key, ()), role)
    return found
