"""All rules in their order: those that look at the text alone, and those that have to ask the data.

Each is general, leaves every text alone to which it does not apply, and changes nothing of what a text means. What
remains is listed in docs/konformitaet.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from graph.sparql.lexer import Lexeme, tokens
from graph.sparql.rewrite.absent_path_ends import NULLABLE, give_absent_ends
from graph.sparql.rewrite.blank_nodes import new_blank_nodes
from graph.sparql.rewrite.booleans import lower_booleans
from graph.sparql.rewrite.concatenations import drop_languages
from graph.sparql.rewrite.edits import Edit, edited, is_balanced
from graph.sparql.rewrite.graph_subqueries import take_graphs_apart
from graph.sparql.rewrite.graph_variable import bind_graphs
from graph.sparql.rewrite.language_tags import A_TAG, lower_language_tags
from graph.sparql.rewrite.void_minus import drop_void_minus

_BY_TEXT: dict[Callable[[Sequence[Lexeme]], Iterable[Edit]], str] = {
    lower_booleans: "TRUE|FALSE",
    lower_language_tags: A_TAG,
    drop_languages: "GROUP_CONCAT",
    new_blank_nodes: "BNODE",
    drop_void_minus: "GRAPH",
    bind_graphs: "GRAPH",
}
"""The rules by text, with the words without which they do not apply."""

_NEEDED = re.compile("|".join(_BY_TEXT.values()), re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def mend_by_text(text: str) -> str:
    """The text with each rule applied that needs to know nothing of the data."""
    if not _NEEDED.search(text) or not is_balanced(found := tokens(text)):
        return text
    for rule in _BY_TEXT:
        edits = list(rule(found))
        if edits:
            text = edited(text, edits)
            found = tokens(text)
    return text


def mend_by_data(text: str, is_there: Callable[[str], bool], graph_names: Callable[[], Sequence[str]]) -> str:
    """The query with each rule applied that asks the data; the text must be what `mend_by_text` gave.

    `is_there` tells whether a pattern has a solution, `graph_names` gives the named graphs as `<iri>`; both are
    only asked when a rule applies. Raises TooManyGraphs.
    """
    if NULLABLE.search(text) and is_balanced(found := tokens(text)):
        text = edited(text, give_absent_ends(found, is_there))
    return _apart(text, graph_names)


def _apart(text: str, graph_names: Callable[[], Sequence[str]]) -> str:
    _, _, after = text.upper().partition("GRAPH")
    if "SELECT" not in after or not is_balanced(found := tokens(text)):
        return text
    parted = edited(text, take_graphs_apart(text, found, graph_names))
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
