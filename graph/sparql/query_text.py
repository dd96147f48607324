"""A query's text in its two parts, as another query takes it in."""

from __future__ import annotations

import re

from graph.sparql.lexer import tokens

_OPEN_PARAMETERS = re.compile(
    r"^\s*VALUES\s*\([^)]*\)\s*\{\s*\((?:\s*UNDEF)+\s*\)\s*\}\s*#\s*parameters\s*$", re.MULTILINE
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def split_query(text: str) -> tuple[str, str]:
    """What stands before the form of a query (BASE and PREFIX), and all from its form on. O(length)."""
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() in _FORMS:
            return text[: token.start], text[token.start :]
    return "", text


def form_of(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" for a text that is none of them."""
    _, body = split_query(text)
    return next((form for form in _FORMS if body[: len(form)].upper() == form), "")


def without_undef(text: str) -> str:
    """A shipped query without its line of parameters when all of them are open: some servers join UNDEF wrongly."""
    return _OPEN_PARAMETERS.sub("", text)
