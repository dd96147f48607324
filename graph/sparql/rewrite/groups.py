"""The groups of a query, as far as tokens tell: what stands in braces, its elements, and those joined to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.sparql.lexer import Lexeme, closing

_CLAUSES = ("OPTIONAL", "MINUS", "LATERAL", "FILTER", "BIND", "VALUES", "GRAPH")


def graph_groups(found: Sequence[Lexeme]) -> Iterator[tuple[int, int, int]]:
    """Where GRAPH, the opening and the closing brace of each `GRAPH ?variable { }` stand."""
    for at in range(len(found) - 2):
        if found[at].is_word("GRAPH") and found[at + 1].kind == "variable" and found[at + 2].text == "{":
            yield at, at + 2, closing(found, at + 2)


def inner_groups(found: Sequence[Lexeme], begin: int) -> Iterator[int]:
    """The opening braces of the groups in a group whose solutions are joined to it, of those in them too."""
    at, end = begin + 1, closing(found, begin)
    while at < end:
        after = end_of_element(found, at)
        opening = at if found[at].text == "{" else at + found[at].is_word("OPTIONAL", "LATERAL")
        if found[at].is_word("FILTER") and found[after - 1].text == "}":
            opening = next(index for index in range(at, after) if found[index].text == "{")
        for group, _ in union_of(found, opening)[0] if found[opening].text == "{" else []:
            yield group
            yield from inner_groups(found, group)
        at = after


def is_pattern(found: Sequence[Lexeme], at: int) -> bool:
    """Whether each solution of a group's element comes from a triple pattern, its own or one of a group in it."""
    if found[at].text == "{":
        return all(_has_pattern(found, begin + 1, last) for begin, last in union_of(found, at)[0])
    return found[at].text != "." and not found[at].is_word(*_CLAUSES)


def _has_pattern(found: Sequence[Lexeme], at: int, end: int) -> bool:
    while at < end:
        here, at = at, end_of_element(found, at)
        if is_pattern(found, here):
            return True
    return False


def end_of_element(found: Sequence[Lexeme], at: int) -> int:
    """What follows the element of a group that begins here; tokens of triples are taken one by one."""
    if found[at].text == "{":
        return union_of(found, at)[1]
    return _end_of_clause(found, at) if found[at].is_word(*_CLAUSES) else at + 1


def union_of(found: Sequence[Lexeme], at: int) -> tuple[list[tuple[int, int]], int]:
    """The braces of a group and of those joined to it by UNION, and what follows them."""
    branches = [(at, closing(found, at))]
    after = branches[0][1] + 1
    while found[after].is_word("UNION") and found[after + 1].text == "{":
        branches.append((after + 1, closing(found, after + 1)))
        after = branches[-1][1] + 1
    return branches, after


def _end_of_clause(found: Sequence[Lexeme], at: int) -> int:
    """What follows FILTER, BIND, VALUES, GRAPH, OPTIONAL, MINUS and what belongs to them."""
    wanted = "{" if found[at].is_word("VALUES") else "{("
    while at < len(found) - 1 and found[at].text not in wanted:
        at += 1
    return closing(found, at) + 1 if found[at].text in wanted else len(found)
