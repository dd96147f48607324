"""The terms and property paths of a query, token by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from graph.sparql.lexer import BRACKETS, Lexeme, closing
from graph.terms import RDF

END = Lexeme("end", "", -1)
LITERAL = ""
"""Any literal, where a pattern names one: the engine takes two spellings of a number for the same."""
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Path:
    """The properties on the way from one end to the other, followed `forward` and `backward`.

    `is_step`: one statement with any of them is a way; otherwise each of them may be on one. `may_be_empty`: from each
    resource to itself. `variable`: one statement is a way, with whatever property; then there are no others.
    """

    forward: frozenset[str]
    backward: frozenset[str] = _NOTHING
    is_step: bool = True
    may_be_empty: bool = False
    variable: str = ""

    @property
    def properties(self) -> frozenset[str]:
        """All of them."""
        return self.forward | self.backward

    def turned(self) -> Path:
        """The way back."""
        return Path(self.backward, self.forward, self.is_step, self.may_be_empty)


class NotKnownError(Exception):
    """What stands here may read anything."""


class TermReader:
    """One pass over the tokens of a query."""

    def __init__(self, found: Sequence[Lexeme]) -> None:
        self._found, self.at = found, 0
        self.prefixes: dict[str, str] = {}

    @property
    def next(self) -> Lexeme:
        """The next token, END after the last."""
        return self._found[self.at] if self.at < len(self._found) else END

    def comes(self, *words: str) -> bool:
        """Whether one of these keywords comes next."""
        return self.next.is_word(*words)

    def take(self, *kinds: str) -> Lexeme:
        """The next token, which must be of one of these kinds, and is passed."""
        token = self.next
        if token.kind not in kinds:
            raise NotKnownError
        self.at += 1
        return token

    def sign(self, text: str) -> bool:
        """Whether this sign comes next, which is passed then."""
        is_next = self.next.kind == "sign" and self.next.text == text
        self.at += is_next
        return is_next

    def expect(self, *texts: str) -> None:
        """Pass one of these signs."""
        if not any(self.sign(text) for text in texts):
            raise NotKnownError

    def skip(self) -> None:
        """Past the closing bracket of the one that comes next. What is between them may hold no pattern."""
        end = closing(self._found, self.at)
        if self.next.text not in BRACKETS or end == len(self._found):
            raise NotKnownError
        self.at = end + 1

    def iri(self, token: Lexeme) -> str:
        """The absolute IRI of a token."""
        if token.kind == "iri":
            iri = token.text[1:-1]
        else:
            prefix, _, local = token.text.partition(":")
            if prefix + ":" not in self.prefixes:
                raise NotKnownError
            iri = self.prefixes[prefix + ":"] + local.replace("\\", "")
        if ":" not in iri:
            raise NotKnownError
        return iri

    def variable(self, token: Lexeme) -> str:
        """The name of a variable, with `?` whichever sign it is written with."""
        return "?" + token.text[1:]

    def end(self) -> str:
        """An end of a pattern."""
        token = self.next
        if token.kind == "variable":
            self.at += 1
            return self.variable(token)
        if token.kind in {"iri", "name"}:
            self.at += 1
            return self.iri(token)
        if token.is_word("TRUE", "FALSE"):
            self.at += 1
            return LITERAL
        if token.kind == "number" or token.text in {"+", "-"}:
            self.at += token.kind != "number"
            self.take("number")
            return LITERAL
        self.take("string")
        if self.next.kind == "language":
            self.at += 1
        elif self.sign("^"):
            self.expect("^")
            self.take("iri", "name")
        return LITERAL

    def verb(self) -> Path:
        """What stands between two ends."""
        if self.next.kind != "variable":
            return self.path()
        return Path(_NOTHING, variable=self.variable(self.take("variable")))

    def path(self) -> Path:
        """The way between two ends: alternatives."""
        ways = [self.sequence()]
        while self.sign("|"):
            ways.append(self.sequence())
        return reduce(
            lambda one, other: Path(
                one.forward | other.forward,
                one.backward | other.backward,
                one.is_step and other.is_step,
                one.may_be_empty or other.may_be_empty,
            ),
            ways,
        )

    def sequence(self) -> Path:
        """Steps one after the other."""
        steps = [self.step()]
        while self.sign("/"):
            steps.append(self.step())
        if len(steps) == 1:
            return steps[0]
        passed = frozenset(one for step in steps for one in step.properties)
        return Path(passed, is_step=False, may_be_empty=all(step.may_be_empty for step in steps))

    def step(self) -> Path:
        """One step, turned or repeated."""
        is_back = self.sign("^")
        if self.sign("("):
            path = self.path()
            self.expect(")")
        elif self.next.kind == "word" and self.next.text == "a":
            self.at += 1
            path = Path(frozenset({RDF + "type"}))
        else:
            path = Path(frozenset({self.iri(self.take("iri", "name"))}))
        if self.next.kind == "sign" and self.next.text in {"*", "+", "?"}:
            may_be_empty = self.next.text != "+" or path.may_be_empty
            self.at += 1
            path = Path(path.properties, is_step=False, may_be_empty=may_be_empty)
        return path.turned() if is_back else path
