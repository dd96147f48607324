"""`?s :p* <o>` and `?s :p? <o>` have the solution ?s = <o> always, also where no triple has <o> (SPARQL 1.1, 18.4).

For the engine (0.5.13) they have none there. Where no triple has <o> it is the only one.
Upstream: https://github.com/oxigraph/oxigraph/pull/1815, merged for a later release.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from graph.sparql.lexer import Lexeme, closing
from graph.sparql.rewrite.edits import Edit

NULLABLE = re.compile(r"[>\w:)]\s*[*?]\s*(?:[?$<]|[\w.-]*:)")
"""A text that has none of this has no such path."""

_CONSTANTS = frozenset({"iri", "name"})
_ENDS = ("FILTER", "OPTIONAL", "MINUS", "BIND", "VALUES", "GRAPH", "UNION")


def give_absent_ends(found: Sequence[Lexeme], is_there: Callable[[str], bool]) -> Iterator[Edit]:
    """Each such path to an end that is nowhere as that end; `is_there` tells whether a pattern has a solution.

    Patterns inside GRAPH and texts with labelled blank nodes, which must not be in two patterns, stay as they are.
    """
    if any(token.kind == "blank" for token in found):
        return
    for at, last in _nullable_patterns(found):
        start, end = found[at], found[last]
        variable, constant = (start, end) if start.kind == "variable" else (end, start)
        if not is_there(f"{{ {constant.text} ?p ?o }} UNION {{ ?s ?p {constant.text} }}"):
            yield start.start, end.end, f"VALUES {variable.text} {{ {constant.text} }}"


def _nullable_patterns(found: Sequence[Lexeme]) -> Iterator[tuple[int, int]]:
    """First and last token of each triple pattern outside GRAPH with a path `x*` or `x?` and a constant at one end."""
    at = rounds = 0
    while at < len(found) - 3:
        rounds += (found[at].text == "(") - (found[at].text == ")")
        if found[at].is_word("GRAPH") and found[at + 2].text == "{":
            at = closing(found, at + 2)
        elif rounds == 0 and (at == 0 or found[at - 1].text in "{.})"):
            last = _end_of_path(found, at + 1)
            if last is not None and _is_one_pattern(found, at, last):
                yield at, last
        at += 1


def _end_of_path(found: Sequence[Lexeme], at: int) -> int | None:
    """What follows a path `x*` or `x?` that begins at `at`; None for another path."""
    if found[at].text == "^":
        at += 1
    if found[at].text == "(":
        at = closing(found, at)
    elif found[at].kind not in _CONSTANTS and found[at].text != "a":
        return None
    return at + 2 if at + 3 < len(found) and found[at + 1].text in {"*", "?"} else None


def _is_one_pattern(found: Sequence[Lexeme], first: int, last: int) -> bool:
    kinds = {found[first].kind, found[last].kind}
    is_ended = found[last + 1].text in {".", "}"} or found[last + 1].is_word(*_ENDS)
    return is_ended and "variable" in kinds and bool(kinds & _CONSTANTS)
