"""RDF text by lines: statements of one resource as a block of Turtle, or as N-Quads of one graph.

Terms are given as in Turtle: `nk:exists`, `<town/actor/1>` relative to the base, literals in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TextIO

from graph.terms import BASE, PREFIXES, XSD

Statement = tuple[str, str]


class StatementWriter(Protocol):
    """Writes resources one after the other; `count` says how many statements there are so far."""

    count: int

    def write(self, subject: str, *statements: Statement) -> None:
        """One resource, by its relative IRI, with its properties and their values."""


class TurtleWriter:
    """Blocks of Turtle with relative IRIs, as the files of `data/` have them."""

    def __init__(self, out: TextIO) -> None:
        self.count = 0
        self._out = out
        out.writelines(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))

    def write(self, subject: str, *statements: Statement) -> None:
        """One resource."""
        self.count += len(statements)
        self._out.write(f"\n<{subject}> " + " ;\n  ".join([f"{name} {value}" for name, value in statements]) + " .\n")


class QuadWriter:
    """N-Quads of one graph; N-Triples where the graph has no name."""

    def __init__(self, out: TextIO, graph: str = "") -> None:
        self.count = 0
        self._out = out
        self._end = f" <{graph}> .\n" if graph else " .\n"
        self._known: dict[str, str] = {"a": f"<{PREFIXES['rdf']}type>"}

    def write(self, subject: str, *statements: Statement) -> None:
        """One resource."""
        self.count += len(statements)
        begin, end = f"<{BASE}{subject}> ", self._end
        self._out.write("".join([f"{begin}{self._term(name)} {self._term(value)}{end}" for name, value in statements]))

    def _term(self, term: str) -> str:
        if term.startswith("<"):
            return f"<{BASE}{term[1:]}"
        if term.startswith('"'):
            return term
        if term not in self._known:
            prefix, _, local = term.partition(":")
            self._known[term] = f"<{PREFIXES[prefix]}{local}>"
        return self._known[term]


def iri(path: str) -> str:
    """A resource by its path under the base."""
    return f"<{path}>"


def text(words: str, language: str = "de") -> str:
    """A text in a language, or in none; it must hold no quotes, backslashes or line breaks."""
    return f'"{words}"@{language}' if language else f'"{words}"'


def date(day: str) -> str:
    """A day, `2024-11-20`."""
    return f'"{day}"^^<{XSD}date>'


def integer(number: int) -> str:
    """A whole number."""
    return f'"{number}"^^<{XSD}integer>'


def each(name: str, values: Iterable[str]) -> list[Statement]:
    """One statement for each value."""
    return [(name, value) for value in values]
