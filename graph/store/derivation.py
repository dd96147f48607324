"""By which rules the derived graph of a store follows: whoever opens one that knows others derives it anew, once.

The difference is a change in the log, which has the whole truth: what is made of the log, and whoever remembers a
revision, follow. It is nobody's change of the data, so lists of changes leave it out.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.rdf import derived_links, party_rules

if TYPE_CHECKING:
    from graph.protocol import ChangeKind, Head
    from graph.store.change_log import ChangeLog

DERIVED: ChangeKind = "derived"
DERIVED_ANEW = "What follows from the ties, by the rules of this version"
_DIGITS = 16


@cache
def derivation() -> str:
    """The fingerprint of the rules: of what the ontology says of ties, and of the code that draws the conclusions.

    It is another one as well where only a comment changed: then a start compares for nothing, which does no harm.
    """
    said = hashlib.sha256(party_rules.shipped_rules_text().encode())
    for module in (derived_links, party_rules):
        said.update(Path(str(module.__file__)).read_bytes())
    return said.hexdigest()[:_DIGITS]


def heads_without_derived(log: ChangeLog, most: int, before: int | None) -> list[Head]:
    """The last changes that somebody made, the newest first; of those before a number. O(most)."""
    found: list[Head] = []
    while len(found) < most and (heads := log.heads(most, before=before)):
        found += [head for head in heads if head.entry.kind != DERIVED]
        before = heads[-1].entry.revision
    return found[:most]
