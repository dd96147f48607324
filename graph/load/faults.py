"""What is wrong with a text of statements, in words and with its place, whoever found it."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.errors import DataError, Wording

MAX_DEPTH = 200

_POSITION = re.compile(r"^Parser error (?:at|between) line .*?: (?=\D)", re.DOTALL)
_LONGEST_WORD = 60


class TextFault(NamedTuple):
    """What is wrong with a text, and where; line and column count from 1 and are None where nobody knows."""

    detail: Wording | str
    line: int | None = None
    column: int | None = None


class TextFaultError(Exception):
    """A text that cannot be read."""

    def __init__(self, fault: TextFault) -> None:
        super().__init__(str(fault.detail))
        self.fault = fault


def too_deep() -> TextFault:
    """The fault of a text that the engine's parser might not survive."""
    return TextFault(Wording("it is nested more than %(limit)s levels deep", limit=MAX_DEPTH))


def fault_of_parser(error: SyntaxError) -> TextFault:
    """What the engine's parser says, in a sentence of ours without its line."""
    said = _POSITION.sub("", error.msg or "").rstrip(".")
    return TextFault(_in_our_words(said), error.lineno, error.offset)


def data_error(fault: TextFault) -> DataError:
    """The error for statements that came with a request."""
    if fault.line is None:
        return DataError("The statements cannot be read: %(detail)s.", hint="Nothing was stored.", detail=fault.detail)
    return DataError(
        "The statements cannot be read (line %(line)s, column %(column)s): %(detail)s.",
        hint="Nothing was stored. Look at this place; a mistake may also be just before it.",
        line=fault.line,
        column=fault.column,
        detail=fault.detail,
    )


def _in_our_words(said: str) -> Wording | str:
    for pattern, wording in _SAID:
        if found := re.search(pattern, said, re.DOTALL):
            return Wording(wording.template, word=found[1][:_LONGEST_WORD]) if found.groups() else wording
    return said


_SAID: tuple[tuple[str, Wording], ...] = (
    (r"^The prefix (\S*:) has not been declared", Wording("the prefix %(word)s is not declared")),
    (r"^\ufeff", Wording("a sign that cannot be seen (a byte order mark) stands amid the text")),
    (
        r"^(SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE) is not a valid subject",
        Wording("%(word)s begins a query or an update, and no statement"),
    ),
    (
        r"^(.*) is not a valid subject or graph name$",
        Wording("%(word)s cannot begin a statement; is a dot missing, or one too many?"),
    ),
    (r"^(.*) is not a valid predicate$", Wording("%(word)s is no property")),
    (
        r"^(.*) is not a valid RDF object$",
        Wording("%(word)s is no value: an IRI, a text in quotation marks or a number"),
    ),
    (
        r"^Unexpected end of file$|^Unexpected end$",
        Wording("the text ends too early; something that was begun is not closed"),
    ),
    (r"A dot is expected at the end of statements", Wording("a dot is missing at the end of a statement")),
    (
        r"PREFIX (?:keyword|declaration) should be followed",
        Wording("a prefix is declared like this: @prefix ex: <http://example.org/> ."),
    ),
    (r"BASE keyword should be followed", Wording("BASE needs an IRI in angle brackets")),
    (r"^Expecting a datatype IRI after \^\^", Wording("after ^^ the IRI of a datatype is missing")),
    (
        r"^A language code should|^Unexpected character '(?:.*)'$|language tag",
        Wording("this is no language tag; they are written @de or @de-AT"),
    ),
    (
        r"^Line jumps are not allowed",
        Wording("a text in single quotation marks goes over a line; three on each side allow that"),
    ),
    (r"^Invalid IRI code point '(.*)'$", Wording("an IRI may not hold the sign “%(word)s”")),
    (r"^Invalid IRI percent encoding '(.*)'", Wording("%(word)s is no percent-encoded sign")),
    (r"should be % followed by two hexadecimal", Wording("% must be followed by two hexadecimal digits")),
    (
        r"No scheme found in an absolute IRI|^Invalid IRI|error while parsing IRI",
        Wording("this is no IRI: one begins like https://"),
    ),
    (r"^Unexpected escape character '(.*)'", Wording("%(word)s is no escape sign of a text")),
    (r"^The escape sequence '(.*)' is encoding", Wording("%(word)s stands for no character")),
    (
        r"^'(.*)' is not allowed at the beginning of a prefix name",
        Wording("“%(word)s” cannot stand here; texts stand in straight quotation marks"),
    ),
    (
        r"property lists should end with|collections? should end|should end with a '\]'",
        Wording("a closing bracket is missing"),
    ),
    (r"No LoadDocumentCallback", Wording("it names a remote @context, and nothing is fetched from elsewhere")),
    (r"invalid utf-?8|UTF-8", Wording("it is not UTF-8")),
)
"""What the parser says of the mistakes that people make, as a sentence for them; the rest is said as it is."""
