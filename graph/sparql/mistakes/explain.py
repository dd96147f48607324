"""The error for a text that the engine refuses: what is wrong, where its first wrong word stands, and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from graph.errors import QueryError, Wording
from graph.sparql.lexer import line_column
from graph.sparql.mistakes.grammar import END, QUERY, UPDATE, keywords
from graph.sparql.mistakes.meaning import Mistake, mistake_in_meaning, undeclared_prefix
from graph.sparql.mistakes.recognise import Misfit, Word, find_misfit, words_of

LONGEST = 200_000
"""Longer texts are not looked at word by word."""
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_VERBS = frozenset({"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_OTHER_WORDS: Mapping[str, str] = {
    "AND": "&&", "OR": "||", "==": "=", "<>": "!=", "LIKE": "CONTAINS", "NULL": "!BOUND", "JOIN": "{ }", "IS": "=",
}  # fmt: skip
"""Words of other languages, and what says the same here."""
_CURLY = "„“”‚‘’«»"
_LIKE_AN_IRI = re.compile(r"<[^<>\n]*>")
_OTHER_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")
_STRINGS = re.compile(r""""[^"\n]*"|'[^'\n]*'|<[^>\s]*>|\#[^\n]*""")
_PLACE = re.compile(r"error at (\d+):(\d+):")
_LONGEST_WORD, _NEAR, _VERY_NEAR, _FEW = 40, 0.7, 0.8, 3
_KINDS = {
    "VARIABLE": Wording("a variable, such as ?name"),
    "STRING": Wording("a text in quotation marks"),
    "NUMBER": Wording("a number"),
    "IRIREF": Wording("an IRI in angle brackets"),
    "PNAME": Wording("a prefix with its colon, such as ex:"),
    END: Wording("the end"),
}


def explain(text: str, said: str, *, is_update: bool) -> QueryError:
    """What is wrong with a text of which the engine said this."""
    if len(text) > LONGEST:
        return _by_the_engine(text, said)
    words = words_of(text)
    mistake = _find(text, words, said, is_update=is_update)
    return _error(text, mistake) if mistake else _by_the_engine(text, said)


def _find(text: str, words: Sequence[Word], said: str, *, is_update: bool) -> Mistake | None:
    if len(words) == 1:
        return Mistake(
            Wording("The update is empty") if is_update else Wording("The query is empty"),
            0,
            Wording("Write one, or choose a ready question."),
        )
    misfit = find_misfit(words, UPDATE if is_update else QUERY)
    unknown = undeclared_prefix(words)
    if misfit is not None and (unknown is None or words[misfit.number].start < unknown.start):
        return _first_wrong_word(text, words, misfit, is_update=is_update)
    return unknown or mistake_in_meaning(words, said) or _odd_space(text)


def _first_wrong_word(text: str, words: Sequence[Word], misfit: Misfit, *, is_update: bool) -> Mistake:
    word = words[misfit.number]
    for mistake in (
        _of_the_other_kind(word, is_update=is_update) if _FORMS & misfit.expected or is_update else None,
        _unclosed_text(word),
        _not_an_iri(text, word),
        _in_select(words, misfit),
        _without_brackets(words, misfit),
        _another_word(word, misfit),
        _brackets(text, words, misfit),
    ):
        if mistake is not None:
            return mistake
    if word.kind == END:
        return Mistake(Wording("It ends too early"), word.start, _what_fits(misfit.expected))
    shown = word.text[:_LONGEST_WORD]
    return Mistake(Wording("“%(word)s” cannot stand here", word=shown), word.start, _what_fits(misfit.expected))


def _of_the_other_kind(word: Word, *, is_update: bool) -> Mistake | None:
    """An update where a query is wanted, the other way round, or Turtle."""
    if word.text.lower() in {"@prefix", "@base"}:
        return Mistake(
            Wording("%(word)s is Turtle; here it is written without @ and without a dot at the end", word=word.text),
            word.start,
            Wording("Write PREFIX ex: <https://example.org/>."),
        )
    if not is_update and word.text.upper() in _VERBS:
        return Mistake(
            Wording("This is an update; it belongs at /sparql/update"),
            word.start,
            Wording("Send it there by POST, with a token; queries begin with SELECT, ASK, CONSTRUCT or DESCRIBE."),
        )
    if is_update and word.text.upper() in _FORMS:
        return Mistake(
            Wording("This is a query; it belongs at /sparql"),
            word.start,
            Wording("Updates begin with INSERT, DELETE, WITH, CLEAR, DROP or CREATE."),
        )
    return None


def _unclosed_text(word: Word) -> Mistake | None:
    if word.text and word.text in _CURLY:
        return Mistake(
            Wording("“%(word)s” is no quotation mark of SPARQL", word=word.text),
            word.start,
            Wording('Texts stand in straight quotation marks: "Amt".'),
        )
    if word.text in {'"', "'"}:
        return Mistake(
            Wording("The text that begins here has no end"),
            word.start,
            Wording("A quotation mark is missing; a text over several lines needs three of them on each side."),
        )
    return None


def _not_an_iri(text: str, word: Word) -> Mistake | None:
    found = _LIKE_AN_IRI.match(text, word.start) if word.text == "<" else None
    if found is None:
        return None
    return Mistake(
        Wording("%(iri)s is no address: it holds a blank or a sign that none may hold", iri=found[0][:_LONGEST_WORD]),
        word.start,
        Wording("Write %(sign)s for a blank.", sign="%20"),
    )


def _in_select(words: Sequence[Word], misfit: Misfit) -> Mistake | None:
    """What people write in SELECT who know other languages."""
    word, before = words[misfit.number], words[misfit.number - 1] if misfit.number else words[misfit.number]
    is_in_select = "VARIABLE" in misfit.expected and (
        "WHERE" in misfit.expected or before.kind in {"SELECT", "DISTINCT"}
    )
    if is_in_select and word.text == ",":
        return Mistake(
            Wording("Variables in SELECT are parted by blanks, not by commas"),
            word.start,
            Wording("Leave the comma out."),
        )
    if is_in_select and word.kind in keywords() and words[misfit.number + 1].text[:1] == "(":
        return Mistake(
            Wording("What SELECT computes stands in brackets and has a name"),
            word.start,
            Wording("Write (%(word)s(?x) AS ?number).", word=word.text),
        )
    if "VARIABLE" in misfit.expected and word.kind == "WORD" and (is_in_select or before.kind in {"AS", "BY"}):
        return Mistake(
            Wording("“%(word)s” is no variable: those begin with a question mark", word=word.text),
            word.start,
            Wording("Write ?%(word)s.", word=word.text),
        )
    return None


def _without_brackets(words: Sequence[Word], misfit: Misfit) -> Mistake | None:
    word, before = words[misfit.number], words[misfit.number - 1] if misfit.number else words[misfit.number]
    if before.kind not in {"FILTER", "HAVING"}:
        return None
    return Mistake(
        Wording("After %(word)s a condition stands in brackets", word=before.kind),
        word.start,
        Wording("Write for example %(word)s(?x > 3).", word=before.kind),
    )


def _another_word(word: Word, misfit: Misfit) -> Mistake | None:
    """A word of another language, or one with a slip."""
    other = _OTHER_WORDS.get(word.text.upper())
    if other is not None:
        return Mistake(
            Wording("“%(word)s” is no word of SPARQL", word=word.text),
            word.start,
            Wording("Write %(other)s.", other=other),
        )
    if word.kind != "WORD":
        return None
    for known, least in ((misfit.expected & keywords(), _NEAR), (keywords(), _VERY_NEAR)):
        near = difflib.get_close_matches(word.text.upper(), sorted(known), n=1, cutoff=least)
        if near:
            return Mistake(
                Wording("“%(word)s” is no word of SPARQL", word=word.text),
                word.start,
                Wording("Did you mean %(near)s?", near=near[0]),
            )
    return None


def _brackets(text: str, words: Sequence[Word], misfit: Misfit) -> Mistake | None:
    """A bracket that is not closed, or one too many."""
    opened = list[Word]()
    for word in words[: misfit.number]:
        if word.text in {"(", "{", "["}:
            opened.append(word)
        elif word.text in {")", "}", "]"} and opened:
            opened.pop()
    word = words[misfit.number]
    if word.text in {")", "}", "]"} and not opened:
        return Mistake(
            Wording("The bracket %(bracket)s closes nothing", bracket=word.text), word.start, Wording("Leave it out.")
        )
    wanted = {"(": ")", "{": "}", "[": "]"}[opened[-1].text] if opened else ""
    is_open = word.kind == END or (word.text in {")", "}", "]"} and word.text != wanted)
    if not is_open or wanted not in misfit.expected:
        return None
    line, column = line_column(text, opened[-1].start)
    return Mistake(
        Wording(
            "The bracket %(bracket)s of line %(opened_line)s, column %(opened_column)s is not closed",
            bracket=opened[-1].text,
            opened_line=line,
            opened_column=column,
        ),
        word.start,
        Wording("%(bracket)s is missing.", bracket=wanted),
    )


_BEGINS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def _of_a_clause(expected: frozenset[str]) -> Wording | None:
    """What belongs at the beginning, behind SELECT, behind what is computed, or behind PREFIX and FROM."""
    if expected >= _BEGINS:
        return Wording("A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE; PREFIX and BASE stand before.")
    if {"VARIABLE", "(", "*"} <= expected and "STRING" not in expected:
        return Wording("Here stand variables such as ?name, * for all of them, or (COUNT(?x) AS ?number).")
    if "AS" in expected:
        return Wording("What is computed needs a name: (… AS ?name).")
    if expected == {"PNAME"}:
        return Wording("Here stands %(what)s.", what=_KINDS["PNAME"])
    if "IRIREF" in expected and not expected & {"VARIABLE", "STRING"}:
        return Wording("Here stands %(what)s.", what=_KINDS["IRIREF"])
    return None


def _what_fits(expected: frozenset[str]) -> Wording:
    """What could stand there, when it is little."""
    return _of_a_clause(expected) or _of_a_pattern(expected)


def _of_a_pattern(expected: frozenset[str]) -> Wording:
    """The same within the braces."""
    if {"IRIREF", "NAME", "VARIABLE"} <= expected and not expected & {"SELECT", "FILTER"}:
        if "STRING" in expected:
            return Wording("Here stands a variable, an IRI, a text or a number.")
        return Wording("Here stands a variable or an IRI.")
    known = [_KINDS[name] for name in sorted(expected) if name in _KINDS and name != "PNAME"]
    words = sorted(name for name in expected if name not in _KINDS and name not in {"NAME", "BLANK", "NIL", "PNAME"})
    if not words and len(known) == 1:
        return Wording("Here stands %(what)s.", what=known[0])
    if not known and 0 < len(words) <= _FEW:
        return Wording("Here stands one of these: %(words)s", words=" ".join(words))
    if "." in expected and "}" in expected:
        return Wording("Often a dot is missing at the end of the statement before, or a bracket.")
    return Wording("Look at what stands just before it as well.")


def _odd_space(text: str) -> Mistake | None:
    """A blank that looks like one and is none, outside of texts and addresses."""
    found = _OTHER_SPACES.search(_STRINGS.sub(lambda one: "x" * len(one[0]), text))
    if found is None:
        return None
    return Mistake(
        Wording("There is a blank that is none for SPARQL, as word processors write it"),
        found.start(),
        Wording("Type it anew."),
    )


def _by_the_engine(text: str, said: str) -> QueryError:
    """The place alone, which is near the mistake: what the engine expected helps nobody."""
    found = _PLACE.search(said)
    lines = text.splitlines() or [""]
    line = min(int(found[1]), len(lines)) if found else 1
    column = min(int(found[2]), len(lines[line - 1]) + 1) if found else 1
    return _at(Mistake(Wording("Something is wrong at this place or before it"), 0), line, column)


def _error(text: str, mistake: Mistake) -> QueryError:
    return _at(mistake, *line_column(text, mistake.start))


def _at(mistake: Mistake, line: int, column: int) -> QueryError:
    return QueryError(
        "%(detail)s (line %(line)s, column %(column)s).",
        hint="%(advice)s",
        line=line,
        column=column,
        detail=mistake.what,
        advice=mistake.hint if mistake.hint.template else Wording("Look at the words around it."),
    )
