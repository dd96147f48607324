"""What a proposal is about, read out of its statements: an answer, a kept view or story, the things that it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from graph.gaps.answers import Decision, proposed_decision
from graph.rdf.quad_text import parsed
from graph.terms import DCT, NETZ
from graph.text import name


@dataclass(frozen=True, slots=True)
class ProposedThings:
    """`decision`: the answer to a gap; `title`, `text`, `address`: of a view or a story, "" where there is none.

    `named`: the IRIs of all things that the statements name, in the order in which they do.
    """

    decision: Decision | None
    title: str
    text: str
    address: str
    named: tuple[str, ...]


def proposed_things(lines: Iterable[str]) -> ProposedThings:
    """What these lines of N-Quads say, what is added before what goes. O(lines)."""
    quads = list(parsed("".join(f"{line}\n" for line in lines).encode()))
    return ProposedThings(
        decision=proposed_decision(quads),
        title=_first(quads, DCT + "title"),
        text=_first(quads, DCT + "description"),
        address=_first(quads, NETZ + "address"),
        named=tuple(dict.fromkeys(iri for quad in quads for iri in _nodes(quad))),
    )


def _first(quads: Iterable[ox.Quad], predicate: str) -> str:
    return next((name(quad.object) for quad in quads if quad.predicate.value == predicate), "")


def _nodes(quad: ox.Quad) -> list[str]:
    return [term.value for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)]
