"""By which rules, and on which day, the derived graph of a store follows: whoever opens one of others derives it anew.

The difference is a change in the log, which has the whole truth: what is made of the log, and whoever remembers a
revision, follow. It is nobody's change of the data, so lists of changes leave it out.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.period import is_day
from graph.rdf import derived_links, party_rules, tie_conclusions, whole_day

if TYPE_CHECKING:
    from graph.protocol import ChangeKind, Head
    from graph.store.change_log import ChangeLog

DERIVED: ChangeKind = "derived"
DERIVED_ANEW = "What follows from the ties, by the rules of this version"
DAY_HAS_COME = "What has ended since, by the days that are entered"
_DIGITS = 16


def derivation(day: str) -> str:
    """What is noted of a derived graph: the fingerprint of the rules, and the day on which it was right."""
    return f"{_rules()}@{day}"


def day_of_derivation(noted: str) -> str | None:
    """The day of a derived graph that follows by the rules of this version; None for any other."""
    rules, _, day = noted.partition("@")
    return day if rules == _rules() and is_day(day) else None


@cache
def _rules() -> str:
    """The fingerprint of the rules: of what the ontology says of ties, and of the code that draws the conclusions.

    It is another one as well where only a comment changed: then a start compares for nothing, which does no harm.
    """
    said = hashlib.sha256(party_rules.shipped_rules_text().encode())
    for module in (derived_links, party_rules, tie_conclusions, whole_day):
        said.update(Path(str(module.__file__)).read_bytes())
    return said.hexdigest()[:_DIGITS]


def heads_without_derived(log: ChangeLog, most: int, before: int | None) -> list[Head]:
    """The last changes that somebody made, the newest first; of those before a number. O(most)."""
    found: list[Head] = []
    while len(found) < most and (heads := log.heads(most, before=before)):
        found += [head for head in heads if head.entry.kind != DERIVED]
        before = heads[-1].entry.revision
    return found[:most]
