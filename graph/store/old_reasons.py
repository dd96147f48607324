"""What a change was that was logged before changes had a kind: read out of its reason, as the service then wrote it.

To be deleted once no log from before November 2026 is opened any more.
"""

from __future__ import annotations

import re

_REASONS = (
    (re.compile(r"Change (\d+) taken back"), "undo"),
    (re.compile(r"Saved \S+/ansichten/([^/\s]+)"), "view-saved"),
    (re.compile(r"Deleted \S+/ansichten/([^/\s]+)"), "view-deleted"),
    (re.compile(r"Saved \S+/geschichten/([^/\s]+)"), "story-saved"),
    (re.compile(r"Deleted \S+/geschichten/([^/\s]+)"), "story-deleted"),
    (re.compile(r"Decision on gap (\S+)"), "decision"),
    (re.compile(r"Gap analysis, (\d+) gaps"), "gap-run"),
    (re.compile(r"Imported from (.+)"), "import"),
    (re.compile(r"New network (.+)"), "new-network"),
    (re.compile(r"Ontology()"), "ontology"),
    (re.compile(r"Ontology and the Magdeburg network()"), "example"),
    (re.compile(r"Kept from a what-if scenario as planned()"), "plan"),
    (re.compile(r"Data that were on the server before()"), "taken-over"),
    (re.compile(r"SPARQL Update()"), "update"),
    (re.compile(r"(?:PUT|POST|DELETE) /store()"), "graph"),
)


def kind_of_reason(reason: str) -> str:
    """The kind and what it is about, parted by a blank as in the log; "" for a reason that somebody wrote."""
    for pattern, kind in _REASONS:
        if found := pattern.fullmatch(reason):
            return f"{kind} {found[1]}".rstrip()
    return ""
