"""Queries rewritten where the engine departs from SPARQL 1.1 and only the data tell how (see `by_text.py`).

What is in the data is asked of the engine itself, with the dataset that the query sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from graph.sparql.lexer import Token, closing, tokens
from graph.sparql.rewrite.by_text import Edit, edited, graph_groups, is_balanced

MOST_GRAPHS = 200
MOST_CHARACTERS = 1_000_000

_NULLABLE = re.compile(r"[>\w:)]\s*[*?]\s*(?:[?$<]|[\w.-]*:)")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CONSTANTS = frozenset({"iri", "name"})
_ENDS = ("FILTER", "OPTIONAL", "MINUS", "BIND", "VALUES", "GRAPH", "UNION")


class TooManyGraphs(Exception):
    """A subquery inside GRAPH ?g would have to be answered for more graphs than `limit`."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def mend_by_data(text: str, is_there: Callable[[str], bool], graph_names: Callable[[], Sequence[str]]) -> str:
    """The query with each rule applied; the text must be what `mending.mend` gave.

    `is_there` tells whether a pattern has a solution, `graph_names` gives the named graphs as `<iri>`; both are
    only asked when a rule applies. Raises TooManyGraphs.
    """
    if _NULLABLE.search(text) and is_balanced(found := tokens(text)):
        text = edited(text, _absent_ends(found, is_there))
    return _apart(text, graph_names)


def _apart(text: str, graph_names: Callable[[], Sequence[str]]) -> str:
    _, _, after = text.upper().partition("GRAPH")
    if "SELECT" not in after or not is_balanced(found := tokens(text)):
        return text
    parted = edited(text, _graphs_apart(text, found, graph_names))
    return text if parted == text else _apart(parted, graph_names)


def head(text: str) -> tuple[str, str]:
    """What stands before the form of a query (BASE, PREFIX), and its FROM clauses."""
    found = tokens(text)
    start = next((token.start for token in found if token.is_word(*_FORMS)), 0)
    clauses = [
        " ".join(token.text for token in found[at : at + 3 if found[at + 1].is_word("NAMED") else at + 2])
        for at in range(len(found) - 1)
        if found[at].is_word("FROM")
    ]
    return text[:start], " ".join(clauses)


def _absent_ends(found: Sequence[Token], is_there: Callable[[str], bool]) -> Iterator[Edit]:
    """`?s path* <o>` has the solution ?s = <o> always, also where no triple has <o> (18.4); for the engine it has none.

    Where no triple has <o> it is the only one. Patterns inside GRAPH and texts with labelled blank nodes, which
    must not be in two patterns, stay as they are.
    """
    if any(token.kind == "blank" for token in found):
        return
    for at, last in _nullable_patterns(found):
        start, end = found[at], found[last]
        variable, constant = (start, end) if start.kind == "variable" else (end, start)
        if not is_there(f"{{ {constant.text} ?p ?o }} UNION {{ ?s ?p {constant.text} }}"):
            yield start.start, end.end, f"VALUES {variable.text} {{ {constant.text} }}"


def _nullable_patterns(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
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


def _end_of_path(found: Sequence[Token], at: int) -> int | None:
    """What follows a path `x*` or `x?` that begins at `at`; None for another path."""
    if found[at].text == "^":
        at += 1
    if found[at].text == "(":
        at = closing(found, at)
    elif found[at].kind not in _CONSTANTS and found[at].text != "a":
        return None
    return at + 2 if at + 3 < len(found) and found[at + 1].text in {"*", "?"} else None


def _is_one_pattern(found: Sequence[Token], first: int, last: int) -> bool:
    kinds = {found[first].kind, found[last].kind}
    is_ended = found[last + 1].text in {".", "}"} or found[last + 1].is_word(*_ENDS)
    return is_ended and "variable" in kinds and bool(kinds & _CONSTANTS)


def _graphs_apart(text: str, found: Sequence[Token], graph_names: Callable[[], Sequence[str]]) -> Iterator[Edit]:
    """A subquery inside GRAPH ?g is answered for each graph alone (18.6); the engine answers it for all at once."""
    for at, begin, end in graph_groups(found):
        inside = found[begin:end]
        if any(token.is_word("SELECT") for token in inside) and not any(token.kind == "blank" for token in inside):
            names, group, variable = graph_names(), text[found[begin].start : found[end].end], found[at + 1].text
            if len(names) > MOST_GRAPHS or len(names) * len(group) > MOST_CHARACTERS:
                raise TooManyGraphs(MOST_GRAPHS)
            branches = [f"{{ GRAPH {name} {group} VALUES {variable} {{ {name} }} }}" for name in names]
            nothing = f"{{ GRAPH <urn:x> {group} VALUES {variable} {{}} }}"
            yield found[at].start, found[end].end, f"{{ {' UNION '.join(branches or [nothing])} }}"
