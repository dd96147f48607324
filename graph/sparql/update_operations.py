"""The operations of an update as texts of their own: what a pattern is asked for, what it deletes and inserts.

Only those that change single statements; CLEAR, DROP, CREATE, COPY, MOVE and ADD are about whole graphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.sparql.lexer import Lexeme, closing, has_one_reading, tokens

VARIABLE = "urn:akteursnetz:variable:"
_END = Lexeme("end", "", -1)


class Template(NamedTuple):
    """Statements with variables, as `INSERT DATA` that has an IRI for each variable: VARIABLE and its name."""

    text: str
    variables: tuple[str, ...]


class Operation(NamedTuple):
    """One operation. `head`: PREFIX and BASE before it; `home`: the graph of WITH as it is written, or "".

    `pattern`: the clauses that name its dataset, as a query has them, and the group after WHERE; None for mere data.
    """

    head: str
    home: str
    deleted: Template | None
    inserted: Template | None
    pattern: str | None
    names_dataset: bool = False


def operations_of(update: str) -> tuple[Operation, ...] | None:
    """The operations in their order; None where one of them is of another kind, or the text can be read in two ways."""
    if not has_one_reading(update):
        return None
    try:
        return tuple(_Operations(update).read())
    except _OtherError:
        return None


class _OtherError(Exception):
    """An operation of another kind."""


class _Operations:
    def __init__(self, update: str) -> None:
        self._text, self._found, self._at = update, tokens(update), 0
        self._head = ""

    def read(self) -> Iterator[Operation]:
        """One after the other."""
        self._read_head()
        while self._next is not _END:
            yield self._operation()
            if self._next is not _END:
                self._take(";")
            self._read_head()

    @property
    def _next(self) -> Lexeme:
        return self._found[self._at] if self._at < len(self._found) else _END

    def _is(self, *words: str) -> bool:
        """Whether one of these keywords comes next, which is passed then."""
        is_next = self._next.is_word(*words)
        self._at += is_next
        return is_next

    def _take(self, *texts: str) -> Lexeme:
        token = self._next
        if token.text not in texts and token.kind not in texts:
            raise _OtherError
        self._at += 1
        return token

    def _read_head(self) -> None:
        while self._next.is_word("PREFIX", "BASE"):
            start, is_prefix = self._next.start, self._is("PREFIX")
            if is_prefix:
                self._take("name")
            else:
                self._at += 1
            self._head += self._text[start : self._take("iri").end] + "\n"

    def _operation(self) -> Operation:
        home = self._take("iri", "name").text if self._is("WITH") else ""
        start = self._at
        deleted = inserted = None
        if self._is("DELETE"):
            if self._next.is_word("WHERE"):
                self._at += 1
                group = self._group()
                return Operation(self._head, home, self._template(group), None, f"WHERE {self._cut(group)}")
            is_data, deleted = self._is("DATA"), self._template(self._group())
            if is_data:
                return Operation(self._head, home, deleted, None, None)
        if self._is("INSERT"):
            is_data, inserted = self._is("DATA"), self._template(self._group())
            if is_data:
                return Operation(self._head, home, None, inserted, None)
        if self._at == start:
            raise _OtherError
        clauses = "".join(self._clauses())
        if not self._is("WHERE"):
            raise _OtherError
        pattern = f"{clauses}WHERE {self._cut(self._group())}"
        return Operation(self._head, home, deleted, inserted, pattern, names_dataset=bool(clauses))

    def _clauses(self) -> Iterator[str]:
        while self._is("USING"):
            named = "NAMED " if self._is("NAMED") else ""
            yield f"FROM {named}{self._take('iri', 'name').text} "

    def _group(self) -> Sequence[Lexeme]:
        """What stands between two braces, with them."""
        start, end = self._at, closing(self._found, self._at)
        if self._next.text != "{" or end == len(self._found):
            raise _OtherError
        self._at = end + 1
        return self._found[start : end + 1]

    def _cut(self, group: Sequence[Lexeme]) -> str:
        return self._text[group[0].start : group[-1].end]

    def _template(self, group: Sequence[Lexeme]) -> Template:
        pieces, start = list[str](), group[0].start
        variables = [token for token in group if token.kind == "variable"]
        for token in variables:
            pieces += self._text[start : token.start], f"<{VARIABLE}{token.text[1:]}>"
            start = token.end
        text = f"{self._head}INSERT DATA {''.join(pieces)}{self._text[start : group[-1].end]}"
        return Template(text, tuple(dict.fromkeys(token.text[1:] for token in variables)))
