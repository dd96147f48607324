"""What a query reads, derived from its text: each pattern of its WHERE with those that must hold where it does.

It knows the part of SPARQL that rules are written in. Of everything else it is not known what it reads: GRAPH with a
variable, negated properties, blank nodes, LIMIT, what is another each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.query.term_reader import END, NotKnownError, Path, TermReader
from graph.sparql.lexer import Lexeme, has_one_reading, tokens
from graph.sparql.outline import is_repeatable

_NOT_KNOWN = (
    *("BASE", "FROM", "REDUCED", "LIMIT", "OFFSET", "SERVICE", "LATERAL"),
    *("SAMPLE", "CONSTRUCT", "DESCRIBE", "ASK"),
)
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Two ends (`?name`, an IRI, or LITERAL) and the way between.

    `beside`: lists of patterns. A statement that fulfils this one, while one of those can not be fulfilled with the
    same values, changes no row.
    """

    subject: str
    path: Path
    object: str
    beside: tuple[Sequence[Pattern], ...]

    @property
    def ends(self) -> set[str]:
        """The variables among its ends."""
        return {end for end in (self.subject, self.object) if end.startswith("?")}

    @property
    def variables(self) -> set[str]:
        """All its variables."""
        return self.ends | ({self.path.variable} if self.path.variable else set())


Beside = tuple[Sequence[Pattern], ...]


@lru_cache(maxsize=1024)
def patterns_of(query: str) -> tuple[Pattern, ...] | None:
    """All that decides on the rows of a SELECT over the union of all graphs; None when that is not known. O(length)."""
    if not has_one_reading(query) or not is_repeatable(query):
        return None
    found = tokens(query)
    if any(token.is_word(*_NOT_KNOWN) or token.kind == "blank" for token in found):
        return None
    try:
        return tuple(_Reader(found).query())
    except (NotKnownError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class _Demands:
    """What each solution of a group demands: variables bound to something in the data, patterns fulfilled."""

    certain: frozenset[str]
    patterns: tuple[Pattern, ...]

    def told_as(self, given: set[str], number: str) -> _Demands:
        """The same as others see it: variables that are not given are called otherwise, with this number."""
        names = {name: name if name in given else f"{name} {number}" for one in self.patterns for name in one.variables}
        patterns = (
            Pattern(
                names.get(one.subject, one.subject),
                replace(one.path, variable=names.get(one.path.variable, "")),
                names.get(one.object, one.object),
                (),
            )
            for one in self.patterns
        )
        return _Demands(self.certain & given, tuple(patterns))


class _Reader(TermReader):
    """The groups of a query."""

    def __init__(self, found: Sequence[Lexeme]) -> None:
        super().__init__(found)
        self.patterns: list[Pattern] = []

    def query(self) -> list[Pattern]:
        """The patterns of the whole."""
        while self.comes("PREFIX"):
            self.at += 1
            prefix, iri = self.take("name"), self.take("iri")
            self.prefixes[prefix.text] = iri.text[1:-1]
        self.select()
        if self.next is not END:
            raise NotKnownError
        return self.patterns

    def select(self) -> _Demands:
        """A SELECT with its patterns; what each of its rows demands of the data, in the variables that it gives."""
        if not self.comes("SELECT"):
            raise NotKnownError
        self.at += 1
        given, is_all = set[str](), False
        while not self.comes("WHERE") and self.next.text != "{":
            if self.next.kind == "variable":
                given.add(self.variable(self.next))
                self.at += 1
            elif self.next.text == "(":
                self.expression(())
            else:
                is_all = is_all or self.next.text == "*"
                self.take("word", "sign")
        self.at += self.comes("WHERE")
        demands = self.group((), _NOTHING)
        while self.next is not END and self.next.text != "}":
            if self.next.text in {"(", "{"}:
                self.expression(())
            else:
                self.take("word", "variable", "name", "iri", "sign")
        return demands if is_all else demands.told_as(given, str(self.at))

    def group(self, beside: Beside, known: frozenset[str]) -> _Demands:
        """A group; what each of its solutions demands.

        `beside`: what must hold as well where a solution of the group counts; `known`: what is bound there.
        """
        self.expect("{")
        if self.comes("SELECT"):
            given = self.select()
            self.expect("}")
            return given
        return _Group(self, beside, known).read()

    def expression(self, beside: Beside, known: frozenset[str] = _NOTHING) -> None:
        """What stands in round brackets, with the groups that EXISTS asks for."""
        self.expect("(")
        while not self.sign(")"):
            if self.comes("EXISTS"):
                self.exists(beside, known)
            elif self.next.text == "(" and self.next.kind == "sign":
                self.expression(beside, known)
            elif self.next is END or self.next.text in {"{", "}"}:
                raise NotKnownError
            else:
                self.at += 1

    def exists(self, beside: Beside, known: frozenset[str]) -> None:
        """EXISTS and its group."""
        self.at += 1
        self.group(beside, known)

    def constraint(self, beside: Beside, known: frozenset[str]) -> None:
        """What follows FILTER."""
        self.at += self.comes("NOT")
        if self.comes("EXISTS"):
            self.exists(beside, known)
            return
        if self.next.text != "(":
            self.take("word", "name", "iri")
        self.expression(beside, known)

    def values(self) -> None:
        """What follows VALUES."""
        if self.next.kind == "variable":
            self.at += 1
        else:
            self.skip()
        self.skip()


class _Group:
    """What stands between two braces, its opening one passed.

    `_own` are the patterns that each of its solutions demands, those of a SELECT within as well; `_stated` those that
    stand in it.
    """

    def __init__(self, reader: _Reader, beside: Beside, known: frozenset[str]) -> None:
        self._reader, self._known = reader, known
        self._own: list[Pattern] = []
        self._stated: list[Pattern] = []
        self._beside = (self._own, *beside)
        self._certain: set[str] = set()

    def read(self) -> _Demands:
        """Up to the closing brace."""
        reader = self._reader
        while not reader.sign("}"):
            self._element(reader)
            while reader.sign("."):
                pass
        bound = self._certain | self._known
        if any(one.path.may_be_empty and bound.isdisjoint(one.ends) for one in self._stated):
            raise NotKnownError  # from each resource to itself: whatever comes anew is a row
        return _Demands(frozenset(self._certain), tuple(self._own))

    def _take_up(self, demands: _Demands) -> None:
        self._certain |= demands.certain
        self._own += demands.patterns

    def _element(self, reader: _Reader) -> None:
        if reader.next.text == "{":
            self._union(reader)
        elif reader.comes("OPTIONAL", "MINUS"):
            reader.at += 1
            reader.group((list(self._own),), frozenset(self._certain))
        elif reader.comes("FILTER"):
            reader.at += 1
            reader.constraint((self._own,), frozenset(self._certain))
        elif reader.comes("BIND"):
            reader.at += 1
            reader.expression((list(self._own),), frozenset(self._certain))
        elif reader.comes("VALUES"):
            reader.at += 1
            reader.values()
        elif reader.comes("GRAPH"):
            reader.at += 1
            reader.iri(reader.take("iri", "name"))
            in_graph = reader.group(self._beside, _NOTHING)
            if not in_graph.certain:
                raise NotKnownError
            self._take_up(in_graph)
        else:
            self._triples(reader)

    def _union(self, reader: _Reader) -> None:
        branches = [reader.group(self._beside, _NOTHING)]
        while reader.comes("UNION"):
            reader.at += 1
            branches.append(reader.group(self._beside, _NOTHING))
        if len(branches) == 1:
            self._take_up(branches[0])
        self._certain |= frozenset.intersection(*(branch.certain for branch in branches))

    def _triples(self, reader: _Reader) -> None:
        subject = reader.end()
        while True:
            path = reader.verb()
            self._note(subject, path, reader.end())
            while reader.sign(","):
                self._note(subject, path, reader.end())
            if not reader.sign(";"):
                return
            while reader.sign(";"):
                pass
            if reader.next.text in {".", "}"}:
                return

    def _note(self, subject: str, path: Path, value: str) -> None:
        pattern = Pattern(subject, path, value, self._beside)
        self._own.append(pattern)
        self._stated.append(pattern)
        self._reader.patterns.append(pattern)
        if not path.may_be_empty or not pattern.ends.isdisjoint(self._certain | self._known):
            self._certain |= pattern.ends  # of an empty way with one end in the data both ends are
