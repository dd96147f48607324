"""What somebody is, written where their name should be: "Schulleitung" in the column of who is asked."""

from __future__ import annotations

import re

_BEFORE = r"(?:(?:die|der|stellv(?:ertretende[rn]?)?|stv|kommissarische[rn]?|kom|komm|erste[rn]?|zweite[rn]?)[\s.]+)*"
_FUNCTION = re.compile(
    rf"{_BEFORE}\w*(?:leitung|leiter(?:in)?|geschäftsführung|geschäftsführer(?:in)?|betriebsführung|vorstand|vorsitz"
    r"|vorsitzende[rn]?|sekretariat|koordination|koordinator(?:in)?|koordinierungsstelle|verwaltung|beauftragte[rn]?"
    r"|referent(?:in)?|sprecher(?:in)?|sprecherrat|direktor(?:in)?|direktion|rektor(?:in)?|rektorat|dezernent(?:in)?"
    r"|bürgermeister(?:in)?|ansprechpartner(?:in)?|ansprechperson|sachbearbeiter(?:in)?|sachbearbeitung"
    r"|geschäftsstelle|empfang|zentrale|vorzimmer|hausmeister(?:in)?|schriftführer(?:in)?|kassenwart(?:in)?"
    r"|manager(?:in)?|management|director|head|office|secretary|chair|chairman|chairwoman|coordinator|principal)"
    r"(?:[/ ]*-?in(?:nen)?)?(?:\s+(?:der|des)\s+[\w-]+)?",
    re.IGNORECASE,
)


def is_function(text: str) -> bool:
    """Whether a cell says what somebody is and not what they are called: "stellv. Schulleitung", "Pressesprecherin"."""
    return _FUNCTION.fullmatch(text.strip(" .:")) is not None
