"""Texts rewritten where the engine departs from SPARQL 1.1, so that its answer is the standard's.

Each rule is general and leaves every text alone to which it does not apply; none changes what a text means. Rules
look at tokens, not at a parse tree: where tokens cannot tell, the text stays as it is. What remains is listed in
docs/konformitaet.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.sparql.lexer import BRACKETS, Token, closing, tokens

BNODE = "urn:akteursnetz:bnode"

_NEEDED = re.compile(r"GROUP_CONCAT|BNODE|GRAPH|TRUE|FALSE", re.IGNORECASE)
_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_CLAUSES = ("OPTIONAL", "MINUS", "LATERAL", "FILTER", "BIND", "VALUES", "GRAPH")

Edit = tuple[int, int, str]


def mend(text: str) -> str:
    """The text with each rule applied that needs to know nothing of the data."""
    if not _NEEDED.search(text) or not is_balanced(found := tokens(text)):
        return text
    for rule in (_lower_booleans, _plain_concatenations, _new_blank_nodes, _drop_void_minus, _bind_graphs):
        edits = list(rule(found))
        if edits:
            text = edited(text, edits)
            found = tokens(text)
    return text


def with_using(text: str, clauses: str) -> str:
    """The update with USING clauses before each WHERE; `DELETE WHERE`, which can have none, is written out."""
    found, edits, depth = tokens(text), list[Edit](), 0
    for at, token in enumerate(found[:-1] if clauses and is_balanced(found) else []):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.is_word("WHERE") and found[at + 1].text == "{":
            group = text[found[at + 1].start : found[closing(found, at + 1)].end]
            template = f"{group} " if found[at - 1].is_word("DELETE") else ""
            edits.append(_before(token, template + clauses))
    return edited(text, edits)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with pieces (start, end, new text) replaced; of two that overlap, the one that begins first counts."""
    parts, position = list[str](), 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        if start >= position:
            parts += [text[position:start], new]
            position = end
    return "".join([*parts, text[position:]])


def is_balanced(found: Sequence[Token]) -> bool:
    """Whether each bracket is closed by one of its kind."""
    open_ones: list[str] = []
    for kind, text, _ in found:
        if kind == "sign" and text in BRACKETS:
            open_ones.append(BRACKETS[text])
        elif kind == "sign" and text in BRACKETS.values() and (not open_ones or open_ones.pop() != text):
            return False
    return not open_ones


def graph_groups(found: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Where GRAPH, the opening and the closing brace of each `GRAPH ?variable { }` stand."""
    for at in range(len(found) - 2):
        if found[at].is_word("GRAPH") and found[at + 1].kind == "variable" and found[at + 2].text == "{":
            yield at, at + 2, closing(found, at + 2)


def _lower_booleans(found: Sequence[Token]) -> Iterator[Edit]:
    """`TRUE` is as good as `true` (19.8, note 1); the engine knows only the latter."""
    return ((token.start, token.end, token.text.lower()) for token in found if token.is_word("TRUE", "FALSE"))


def _plain_concatenations(found: Sequence[Token]) -> Iterator[Edit]:
    """GROUP_CONCAT gives a simple literal (18.5.1.7); the engine keeps a language that all its parts share."""
    for at in _calls(found, "GROUP_CONCAT"):
        yield _before(found[at], "STR(")
        yield _after(found[closing(found, at + 1)], ")")


def _new_blank_nodes(found: Sequence[Token]) -> Iterator[Edit]:
    """BNODE("x") makes a new node for each solution (17.4.2.9); the engine makes one that is called `_:x`.

    In the clause of a SELECT without groups each solution gets a number for it. Elsewhere, where tokens do not
    tell what a solution is, the node is new for each request only.
    """
    calls = [at for at in _calls(found, "BNODE") if found[at + 2].text != ")"]
    row = "?row"
    while row in {token.text for token in found}:
        row += "_"
    for at in calls:
        yield found[at].start, found[at].end, f"<{BNODE}>"
    for select in (at for at in range(len(found)) if found[at].is_word("SELECT")):
        begin = _first_brace(found, select)
        inside = [at for at in calls if select < at < begin]
        if inside and found[begin].text == "{" and not _has_groups(found, select, begin):
            yield from (_before(found[closing(found, at + 1)], f", {row}") for at in inside)
            yield _after(found[begin], " {")
            yield _before(found[closing(found, begin)], f"}} BIND(STRUUID() AS {row}) ")


def _drop_void_minus(found: Sequence[Token]) -> Iterator[Edit]:
    """MINUS takes nothing away when the sides share no variable (8.3.3); to the engine, ?g of GRAPH ?g is shared."""
    for _, begin, end in graph_groups(found):
        for at in range(begin + 1, end):
            if found[at].is_word("MINUS") and found[at + 1].text == "{":
                last = closing(found, at + 1)
                beside = _variables(found[begin:at]) | _variables(found[last:end])
                if not beside & _variables(found[at:last]):
                    yield found[at].start, found[last].end, ""


def _bind_graphs(found: Sequence[Token]) -> Iterator[Edit]:
    """?g of `GRAPH ?g { }` is each graph in turn (18.6); to the engine it is only where a triple pattern has it.

    So each group that has none is begun with `GRAPH ?g {}`, and each in which OPTIONAL or MINUS comes before.
    """
    for at, begin, end in graph_groups(found):
        if any(token.is_word("SELECT") for token in found[begin:end]):
            continue  # see `mending_by_data`
        if end > begin + 1 and _lacks_graph(found, begin, is_outermost=True):
            yield _after(found[begin], f" GRAPH {found[at + 1].text} {{}}")
        for inner in _inner_groups(found, begin):
            if _lacks_graph(found, inner, is_outermost=False):
                yield _after(found[inner], f" GRAPH {found[at + 1].text} {{}}")


def _inner_groups(found: Sequence[Token], begin: int) -> Iterator[int]:
    """The opening braces of the groups in a group whose solutions are joined to it, of those in them too."""
    at, end = begin + 1, closing(found, begin)
    while at < end:
        after = _end_of_element(found, at)
        opening = at if found[at].text == "{" else at + found[at].is_word("OPTIONAL", "LATERAL")
        if found[at].is_word("FILTER") and found[after - 1].text == "}":
            opening = next(index for index in range(at, after) if found[index].text == "{")
        for group, _ in _union(found, opening)[0] if found[opening].text == "{" else []:
            yield group
            yield from _inner_groups(found, group)
        at = after


def _lacks_graph(found: Sequence[Token], begin: int, *, is_outermost: bool) -> bool:
    """Whether a group has something that depends on the graph before a triple pattern, or without one."""
    at, end, depends = begin + 1, closing(found, begin), is_outermost
    while at < end:
        token, here = found[at], at
        at = _end_of_element(found, at)
        if token.is_word("OPTIONAL", "MINUS", "LATERAL"):
            return True
        depends = depends or token.is_word("FILTER")
        if _is_pattern(found, here):
            return False
    return depends


def _is_pattern(found: Sequence[Token], at: int) -> bool:
    """Whether each solution of a group's element comes from a triple pattern, its own or one of a group in it."""
    if found[at].text == "{":
        return all(_has_pattern(found, begin + 1, last) for begin, last in _union(found, at)[0])
    return found[at].text != "." and not found[at].is_word(*_CLAUSES)


def _has_pattern(found: Sequence[Token], at: int, end: int) -> bool:
    while at < end:
        here, at = at, _end_of_element(found, at)
        if _is_pattern(found, here):
            return True
    return False


def _end_of_element(found: Sequence[Token], at: int) -> int:
    """What follows the element of a group that begins here; tokens of triples are taken one by one."""
    if found[at].text == "{":
        return _union(found, at)[1]
    return _end_of_clause(found, at) if found[at].is_word(*_CLAUSES) else at + 1


def _union(found: Sequence[Token], at: int) -> tuple[list[tuple[int, int]], int]:
    """The braces of a group and of those joined to it by UNION, and what follows them."""
    branches = [(at, closing(found, at))]
    after = branches[0][1] + 1
    while found[after].is_word("UNION") and found[after + 1].text == "{":
        branches.append((after + 1, closing(found, after + 1)))
        after = branches[-1][1] + 1
    return branches, after


def _end_of_clause(found: Sequence[Token], at: int) -> int:
    """What follows FILTER, BIND, VALUES, GRAPH, OPTIONAL, MINUS and what belongs to them."""
    wanted = "{" if found[at].is_word("VALUES") else "{("
    while at < len(found) - 1 and found[at].text not in wanted:
        at += 1
    return closing(found, at) + 1 if found[at].text in wanted else len(found)


def _calls(found: Sequence[Token], word: str) -> list[int]:
    return [at for at in range(len(found) - 2) if found[at].is_word(word) and found[at + 1].text == "("]


def _first_brace(found: Sequence[Token], at: int) -> int:
    """The brace that opens the WHERE of a SELECT; those inside its expressions stand in round brackets."""
    while at < len(found) - 1 and found[at].text != "{":
        at = closing(found, at) + 1 if found[at].text == "(" else at + 1
    return at


def _has_groups(found: Sequence[Token], select: int, begin: int) -> bool:
    last = closing(found, begin)
    is_grouped = last + 1 < len(found) and found[last + 1].is_word("GROUP", "HAVING")
    return is_grouped or any(found[at].is_word(*_AGGREGATES) for at in range(select, begin))


def _variables(found: Sequence[Token]) -> set[str]:
    return {token.text[1:] for token in found if token.kind == "variable"}


def _before(token: Token, new: str) -> Edit:
    return token.start, token.start, new


def _after(token: Token, new: str) -> Edit:
    return token.end, token.end, new
