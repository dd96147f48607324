"""Words that stand where a name is expected and name nobody in particular: "alle", "diverse", "u. a.", "siehe oben"."""

from __future__ import annotations

import re

from graph.load.lists.folded import folded

_LONGEST = 80
_SOME = (
    r"(?:diverse|verschiedene|weitere|andere|sonstige|mehrere|viele|einige|manche|unterschiedliche|wechselnde)[nrs]?"
    r"|div|versch|various|several|different|further|others?|more|many|some|miscellaneous"
)
_ALL = r"alle[ns]?|all|jede[nrs]?|samtliche[nr]?|everyone|everybody|anyone"
_OF_NO_KIND = (
    r"akteure?n?|partner(?:n|innen)?|\w+partner(?:n|innen)?|beteiligten?|mitgliedern?|organisationen|einrichtungen"
    r"|institutionen|tragern?|stellen|teilnehmern?|teilnehmenden?|genannten?|anwesenden?|ubrigen|anderen|weiteren"
    r"|ags?|(?:arbeits|unter)?gruppen|arbeitskreisen?|gremien|foren"
    r"|actors|partners|members|organi[sz]ations|institutions|participants|of them|the above|stakeholders"
)
_OF_SEVERAL_KINDS = rf"{_OF_NO_KIND}|vereinen?|schulen|kitas|amtern?|firmen|betrieben?|unternehmen|initiativen|gruppen"
_NOBODY = re.compile(
    r"(?:(?:und|sowie|and|auch|fast|noch|die|the|many|viele) ){0,3}"
    rf"(?:(?:{_ALL})(?: (?:{_SOME}))?(?: (?:{_OF_NO_KIND}))?"
    rf"|(?:{_SOME})(?: (?:{_SOME}))?(?: (?:{_OF_SEVERAL_KINDS}))?)"
    r"|(?:und |and )?(?:u a|ua|u a m|u v m|uvm|u v a|uva|usw|u s w|etc|etcpp|et al|and so on|und so weiter)"
    r"|(?:siehe|s|wie|vgl|see|as) (?:oben|unten|o|u|above|below"
    r"|(?:zeile|row|anhang|anlage|liste|tabelle|blatt|seite|annex|list|table|page|extra|separate?)\b.*)"
    r"|ditto|dito|idem|ebenso|desgl|desgleichen|s o|s u"
    r"|(?:je )?nach (?:bedarf|anlass|thema|absprache|vereinbarung|situation|fall|anfrage)|bei bedarf"
    r"|fallweise|im einzelfall|as needed|by arrangement|on request|wechselnd|unterschiedlich|verschieden|divers"
    r"|(?:noch )?(?:offen|unklar|ungeklart|nicht bekannt|nicht benannt|zu klaren|zu benennen|niemand)"
    r"|(?:noch )?(?:wird|werden) noch .{0,30}|wird (?:erganzt|nachgereicht)"
    r"|steht noch aus|folgt|tba|tbc|to be (?:confirmed|announced)|nobody|no one"
)
"""Of folded words; a kind whose actors are all meant ("alle Schulen") is a group of actors and no such word."""
_AND_MORE = re.compile(
    r"(?<=[\s,;/&])(?:(?:und|sowie|and) )?(?:(?:viele |many )?(?:weitere|andere|sonstige|others|more)"
    r"|u\. ?(?:a|v)\b\.?(?: ?[am]\.)?|usw\.?|uvm\.?|etc\.?|et al\.?)\s?$"
)
"""In small letters: "Ich und Andere" is a name."""


def names_nobody(text: str) -> bool:
    """Whether a text that stands for somebody names nobody in particular."""
    return len(text) <= _LONGEST and bool(_NOBODY.fullmatch(folded(text)))


def without_more(text: str) -> list[str]:
    """A name, and apart from it what says behind it that there are more: `Tafel u. a.`, `Caritas und andere`."""
    found = _AND_MORE.search(text)
    before = text[: found.start()].rstrip(" \n,;/&") if found else ""
    return [before, text[found.start() :]] if found and before else [text]
