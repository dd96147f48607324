"""BNODE("x") makes a new node for each solution (SPARQL 1.1, 17.4.2.9), the same for the same text within one.

The engine (0.5.13) makes one called `_:x`: the same for all solutions and requests, and equal to a stored `_:x`.
Upstream: no issue found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from graph.sparql.lexer import Lexeme, closing
from graph.sparql.rewrite.edits import Edit, after, before, calls

BNODE = "urn:akteursnetz:bnode"

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def new_blank_nodes(found: Sequence[Lexeme]) -> Iterator[Edit]:
    """Each BNODE with text as a function of ours, and where tokens tell what a solution is with a number of that.

    In the clause of a SELECT without groups each solution gets such a number; elsewhere the node is new for each
    request only.
    """
    marked = [at for at in calls(found, "BNODE") if found[at + 2].text != ")"]
    row = "?row"
    while row in {token.text for token in found}:
        row += "_"
    for at in marked:
        yield found[at].start, found[at].end, f"<{BNODE}>"
    for select in (at for at in range(len(found)) if found[at].is_word("SELECT")):
        begin = _first_brace(found, select)
        inside = [at for at in marked if select < at < begin]
        if inside and found[begin].text == "{" and not _has_groups(found, select, begin):
            yield from (before(found[closing(found, at + 1)], f", {row}") for at in inside)
            yield after(found[begin], " {")
            yield before(found[closing(found, begin)], f"}} BIND(STRUUID() AS {row}) ")


def blank_node(salt: bytes, label: object, row: object = None) -> ox.BlankNode | None:
    """The same node for the same label in the same row; no value for what is no simple literal."""
    if not isinstance(label, ox.Literal) or label.datatype.value != _XSD_STRING:
        return None
    return ox.BlankNode(hashlib.blake2s(f"{row} {label}".encode(), key=salt, digest_size=16).hexdigest())


def _first_brace(found: Sequence[Lexeme], at: int) -> int:
    """The brace that opens the WHERE of a SELECT; those inside its expressions stand in round brackets."""
    while at < len(found) - 1 and found[at].text != "{":
        at = closing(found, at) + 1 if found[at].text == "(" else at + 1
    return at


def _has_groups(found: Sequence[Lexeme], select: int, begin: int) -> bool:
    last = closing(found, begin)
    is_grouped = last + 1 < len(found) and found[last + 1].is_word("GROUP", "HAVING")
    return is_grouped or any(found[at].is_word(*_AGGREGATES) for at in range(select, begin))
