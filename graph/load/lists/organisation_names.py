"""Names of which nobody need be asked whether they are a person's: one word alone, or words that organisations have.

Lists and forms ask alike.
"""

from __future__ import annotations

import re
from functools import cache

from graph.load.lists.folded import folded
from graph.load.lists.name_forms import begins_as_usual
from graph.load.lists.word_files import lines_of
from graph.persons.word_lists import is_given_name, words_of

_PARTING = re.compile(r"[,;:/&()\[\]|@\d]")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_IN_CAPITALS = re.compile(r"[A-ZÄÖÜ]{3,5}\s")
"""Two may be what somebody is called by: "KH Zwirn"."""
_END = re.compile(
    r"(?:bibliothek|bucherei|archiv|seelsorge|revier|center|centrum|forderung|markt|mensa|gemeinde|beratung|club|klub|treff"
    r"|hilfe|laden|cafe|werkstatt|akademie|theater|museum|orchester|chor|kreuz|wacht|wehr|polizei|kasse|versicherung"
    r"|management|arbeit|betreuung|pflege|hospiz|tafel|union|partei|fraktion|bundnis|allianz|rad|bad|halle|park|garten"
    r"|krippe|hort|campus|college|school|service|services|office|mission|caritas|diakonie|kolleg|lotsen|paten|frauen"
    r"|manner|kinder|jugend|senioren|eltern|sport|musik|kultur|bildung|gesundheit|wirtschaft|umwelt|work|point|lab"
    r"|hebammen|beauftragte|armee|gilde|kirchengemeinde|verlag|zeitung|funk|radio|presse|bank|post|bahn|wohnen|leben|werke|dienste|anstalt|heime|stift|kloster|pfarrei"
    r"|netz|netzwerk|verbund|anstalten|inspektion|dekanat|bistum|synagoge|moschee|tempel|siedlung|quartier|burg|unterkunft|church|clinic|hospital|university|foundation|council|coalition|alliance)$"
)
_TRADE = re.compile(r"(?:\w{2}erei|\w{2}kuche|(?:tief|hoch|garten|holz|metall|landschafts)bau)$")
"""How the first word ends that says what a company does: Bäckerei, Großküche. Family names in -bau there are."""
_OF_ONE_FAMILY = frozenset({"familie", "nachlass", "tagesmutter", "tagesvater"})
_LAST = frozenset({"dept", "department", "inc", "llc", "ltd"})
"""What ends no person's name: Adams County Health Dept."""
_BEGINNING = frozenset(
    {"ev", "evang", "kath", "sankt", "st", "sg", "sv", "fc", "tsv", "tv", "vfl", "vfb", "bsv", "esv"}
)


def is_like_an_organisation(name: str) -> bool:
    """Whether a name that could be a person's is more like an organisation's: "Jobcenter", "SG Motor Süd", "DRK Elm".

    One word alone is hardly ever a person among organisations. Of several the last one tells, or the first ones.
    """
    name = _BRACKETS.sub("", name)
    if _PARTING.search(name):
        return False
    words = folded(name).split()
    if len(words) < 2:  # noqa: PLR2004 - one word
        return bool(words)
    is_short = _IN_CAPITALS.match(name) and not name.isupper()  # the OSZ of a school, the JVA of a prison
    if is_short or words[-1] in _LAST:
        return True
    if is_given_name(words[0]):
        return False
    if not any(map(is_given_name, words[1:])) and _is_trade(words[0]):
        return True
    return words[0] in _BEGINNING or begins_as_usual(name) or any(_END.search(word) for word in (words[0], words[-1]))


def _is_trade(word: str) -> bool:
    """Whether a folded word is what a company or a shop is called before its place or its owner: `Bäckerei Kruste`."""
    return word in _companies() or bool(_TRADE.search(word))


@cache
def _companies() -> frozenset[str]:
    named = {folded(one) for one in lines_of("names")["companies"]}
    return frozenset(named | set(map(folded, words_of("firms")))) - _OF_ONE_FAMILY
