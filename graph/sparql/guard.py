"""What a query or an update may contain: checked on its tokens, before any engine sees it.

The engine would fetch from elsewhere for SERVICE and LOAD, whatever way they are spelt: a text is read in each way
it can be read (`lexer.readings`), and refused when one of them reaches outside. What is merely too much for the
engine runs in a process of its own that is ended in time; here it is refused early, with a sentence that helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice, zip_longest
from threading import BoundedSemaphore

from graph.errors import QueryError, QueryForbidden, StoreUnavailable, TooLarge
from graph.sparql.lexer import BETWEEN, IRI, STRING, Lexeme, closing, line_column, readings, tokens, unescape
from graph.sparql.outline import Outline, outline_of

MAX_BYTES = 1_000_000
MAX_UPDATE_BYTES = 16_000_000
MAX_WHERE_BYTES = 2_000_000
MAX_DEPTH = 100
MAX_STEPS = 100
MAX_OPTIONALS = 100
MAX_OPERATORS = 1000
"""Of all that the engine takes together one after the other, a call of itself for each: 2,500 of the costliest, and
besides 690 levels of nesting, were more than the stack of a child holds."""
_LONG = 100_000
_PATIENCE_S = 5.0
_LONG_ONES = BoundedSemaphore(2)

_OPERATORS = frozenset({"UNION", "OPTIONAL", "MINUS", "AS", "FILTER", "LATERAL", "||", "&&", "!", "|", "~"})
_CALCULATING = frozenset("+-*/")
_NO_OPERAND = frozenset("(,=<>!|&") | _CALCULATING
_LISTING = frozenset({"DESCRIBE", "GROUP", "HAVING", "ORDER"})
_LISTED = frozenset({"{", "}", "WHERE", "FROM", "LIMIT", "OFFSET"})
_GIVING = frozenset({"CONSTRUCT", "INSERT", "DELETE", "DATA"})
_END = Lexeme("end", "", -1)
_OPENING, _CLOSING = frozenset({"(", "{", "[", "<<"}), frozenset({")", "}", "]", ">>"})

_REACHING = re.compile(r"service|load|\\u", re.IGNORECASE)
_LOAD = re.compile(r"LOAD (?:SILENT )?iri(?: INTO GRAPH iri)?")
_BRACKET = re.compile(rf"{STRING}|{IRI}|\#[^\n\r]*+|\\.|(?P<bracket>[(){{}}\[\]]|<<|>>)", re.VERBOSE | re.DOTALL)
_INSIDE = rf"(?>(?:[^{{}}\"'<\#\\]++|{STRING}|{IRI}|\#[^\n\r]*+|\\.)*)"
_HEAD = rf"(?>(?:{BETWEEN}(?i:PREFIX{BETWEEN}[\w.·-]*+:|BASE){BETWEEN}{IRI})*){BETWEEN}"
_DATA = (
    rf"(?i:INSERT|DELETE)(?=[\s\#]){BETWEEN}(?i:DATA){BETWEEN}"
    rf"\{{{_INSIDE}(?>(?:\{{{_INSIDE}\}}{_INSIDE})*)\}}{BETWEEN}"
)
_ONLY_DATA = re.compile(rf"{_HEAD}(?>(?:{_DATA}(?:;{_HEAD}|\Z))+)", re.VERBOSE | re.DOTALL)


def check_query(text: str, *, base: str = "", max_bytes: int = MAX_BYTES) -> Outline:
    """The outline of a query that may run; `base` is what its relative IRIs stand under.

    Raises TooLarge over `max_bytes`, QueryForbidden for SERVICE in any spelling, QueryError (with line and column)
    for a text nested or chained so far that the engine would not survive it, StoreUnavailable for a long one among
    many. About 0.2 ms for 1 kB.
    """
    _refuse_size(text, max_bytes)
    return _check(text, ("SERVICE",), base)


def check_update(text: str, *, base: str = "", max_bytes: int = MAX_UPDATE_BYTES) -> Outline:
    """The outline of an update that may run: LOAD is refused as well; as many triples as fit may be given.

    Raises what `check_query` raises, QueryError also for a LOAD that is incomplete or where none can stand. An
    update of mere data is known by one pattern, without a look at each token: some 20 ms for 1 MB.
    """
    _refuse_size(text, max_bytes)
    if all(_ONLY_DATA.fullmatch(reading) for reading in {text, unescape(text)}):
        _refuse_deep_nesting(text, _brackets(text))
        return Outline(names_dataset=False, only_data=True)
    _refuse_broken_load(text)
    _refuse_size(text, MAX_WHERE_BYTES, "An update that is not only valid data may have no more than %(limit)s bytes.")
    return _check(text, ("SERVICE", "LOAD"), base)


def _check(text: str, forbidden: tuple[str, ...], base: str) -> Outline:
    with _turn(text):
        if _REACHING.search(text):
            _refuse_in_every_way(text, forbidden)
        found = tokens(unescape(text))
        _refuse_deep_nesting(text, _signs(found))
        _refuse_long_chains(text, found)
        return outline_of(found, base)


@contextmanager
def _turn(text: str) -> Iterator[None]:
    """The tokens of a megabyte take 150 MB: few long texts are looked at at once. Raises StoreUnavailable (503)."""
    is_long = len(text) > _LONG
    if is_long and not _LONG_ONES.acquire(timeout=_PATIENCE_S):
        raise StoreUnavailable("Many long queries came at this moment.", hint="Try again in a few seconds.")
    try:
        yield
    finally:
        if is_long:
            _LONG_ONES.release()


def _refuse_in_every_way(text: str, forbidden: tuple[str, ...]) -> None:
    ways = readings(text)
    first = list(islice(ways, 2))
    for way in chain(first, ways):
        _refuse_reaching_out(way, forbidden, is_one_of_many=len(first) > 1)


def _refuse_size(text: str, limit: int, message: str = "The query is longer than %(limit)s bytes.") -> None:
    if len(text) * 4 > limit and len(text.encode("utf-8", "surrogatepass")) > limit:
        raise TooLarge(message, hint="Ask for less in one query.", limit=f"{limit:,}")


def _refuse_broken_load(text: str) -> None:
    """A LOAD that is no SPARQL is a mistake in the text; only one that could run would fetch something."""
    found = tokens(unescape(text)) if _REACHING.search(text) else []
    load = next((token for token in found if token.is_word("LOAD")), None)
    if load is not None and not _has_sound_order(found):
        line, column = line_column(text, load.start)
        raise QueryError(
            "The update is not valid SPARQL (line %(line)s, column %(column)s): LOAD is incomplete or out of place.",
            hint="Operations are parted by one semicolon. LOAD is not done here: send the data instead.",
            line=line,
            column=column,
        )


def _has_sound_order(found: Sequence[Lexeme]) -> bool:
    """Whether one semicolon parts the operations, and LOAD is one of its own (SPARQL 1.1, grammar rules 29 to 31)."""
    depth, shape = 0, list[str]()
    for kind, text, _ in found:
        depth += (text == "{") - (text == "}")
        if depth == 0:
            shape.append("iri" if kind in {"iri", "name"} else text.upper())
    *done, last = re.sub(r"(?:PREFIX iri|BASE) iri ?", "", " ".join(shape)).split(";")
    return all(map(str.strip, done)) and all(
        _LOAD.fullmatch(one.strip()) for one in [*done, last] if "LOAD" in one.split()
    )


def _refuse_reaching_out(found: Sequence[Lexeme], forbidden: tuple[str, ...], *, is_one_of_many: bool) -> None:
    """Brackets are counted where there is one way only to read them."""
    depth = 0
    for position, token in enumerate(found):
        depth += 0 if is_one_of_many else (token.text == "{") - (token.text == "}")
        for word in forbidden:
            if _calls(word, found, position, depth):
                raise QueryForbidden(
                    "%(word)s would fetch data from elsewhere, which this service never does.",
                    hint="Load the other data into the store first, then ask without %(word)s.",
                    word=word,
                    text=token.text,
                )


def _calls(word: str, found: Sequence[Lexeme], position: int, depth: int) -> bool:
    """Whether a token is this keyword, alone or grown together with what stands beside it."""
    kind, text, _ = found[position]
    if kind == "word":
        return word in text.upper()
    if kind != "name" or word not in text.partition(":")[0].upper():
        return False
    before = found[position - 1].text.upper() if position else ""
    if word == "LOAD":
        return depth == 0 and (before in {"", ";"} or found[position - 1].kind == "iri")
    after = found[position + 1].text if position + 1 < len(found) else ""
    return after == "{" and before not in {"GRAPH", "WITH", "FROM", "NAMED", "DESCRIBE"}


def _brackets(text: str) -> Iterator[tuple[str, int]]:
    """The brackets outside of strings, IRIs and comments; none when there are too few of them to matter."""
    if sum(map(text.count, _OPENING)) > MAX_DEPTH:
        for bracket in _BRACKET.finditer(text):
            if bracket["bracket"]:
                yield bracket[0], bracket.start()


def _signs(found: Sequence[Lexeme]) -> Iterator[tuple[str, int]]:
    """The signs; two that open or close a triple term as one."""
    end = -1
    for (kind, sign, start), after in zip_longest(found, found[1:], fillvalue=_END):
        if kind == "sign" and start >= end:
            is_double = sign in "<>" and (after.text, after.start) == (sign, start + 1)
            end = start + 1 + is_double
            yield sign * (1 + is_double), start


def _refuse_deep_nesting(text: str, signs: Iterable[tuple[str, int]]) -> None:
    depth = 0
    for sign, start in signs:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth > MAX_DEPTH:
            line, column = line_column(text, start)
            raise QueryError(
                "The query is nested more than %(limit)s levels deep (line %(line)s, column %(column)s).",
                hint="Write it with fewer brackets inside one another.",
                limit=MAX_DEPTH,
                line=line,
                column=column,
            )


def _refuse_long_chains(text: str, found: Sequence[Lexeme]) -> None:
    end = _end_of_steps(found)
    if end is not None:
        line, column = line_column(text, end)
        raise QueryError(
            "The query has more than %(limit)s steps in one pattern (line %(line)s, column %(column)s).",
            hint="Split it into several queries, or use VALUES for lists of things.",
            limit=MAX_STEPS,
            line=line,
            column=column,
        )
    words = [token.text.upper() for token in found if token.kind in {"word", "sign"}]
    if words.count("OPTIONAL") > MAX_OPTIONALS:
        raise QueryError(
            "The query has more than %(limit)s times OPTIONAL.",
            hint="Split it into several queries.",
            limit=MAX_OPTIONALS,
        )
    if _operators(found) > MAX_OPERATORS:
        raise QueryError(
            "The query has more than %(limit)s operators.", hint="Split it into several queries.", limit=MAX_OPERATORS
        )


def _operators(found: Sequence[Lexeme]) -> int:
    """How many there are, with the signs that calculate and the things that are described, grouped or ordered by.

    `-1` counts where it may be a subtraction, not where it stands alone: first in its brackets, or behind a comma.
    """
    number = rounds = 0
    is_listed, before = False, ""
    for kind, text, _ in _without_data(found):
        word = text.upper() if kind in {"word", "sign"} else ""
        rounds += (word == "(") - (word == ")")
        is_listed = (is_listed or word in _LISTING) and word not in _LISTED
        calculates = word in _CALCULATING and before not in _NO_OPERAND
        number += word in _OPERATORS or (calculates if rounds else is_listed)
        before = word
    return number


def _end_of_steps(found: Sequence[Lexeme]) -> int | None:
    """Where a pattern gets more triples and path steps than the engine can plan; None when none does.

    What is between two braces is one pattern. Lists in round brackets count nothing, nor do the types of literals.
    """
    steps = rounds = 0
    hats = {start for kind, text, start in found if (kind, text) == ("sign", "^")}
    for kind, text, start in _without_data(found):
        if kind == "sign" and not (text == "^" and hats & {start - 1, start + 1}):
            rounds += (text == "(") - (text == ")")
            steps = 0 if text in "{}" else steps + _is_step(text, rounds)
            if steps > MAX_STEPS:
                return start
    return None


def _without_data(found: Sequence[Lexeme]) -> Iterator[Lexeme]:
    """The tokens but for those inside of templates, data and VALUES, of which there may be as many as fit."""
    position, is_values = 0, False
    while position < len(found):
        token = found[position]
        yield token
        is_values = is_values or token.is_word("VALUES")
        if token.text == "{" and (is_values or (position and found[position - 1].is_word(*_GIVING))):
            position, is_values = closing(found, position), False
        position += 1


def _is_step(sign: str, rounds: int) -> bool:
    return sign in "/^" or (rounds == 0 and sign in ".;,")
