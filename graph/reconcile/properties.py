"""What can be asked of an actor by name: for matching with more than names, and to extend a list by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Actor, Ref, Text
from graph.rdf.authorities import REGISTERS, Register, read_entry

Answer = Ref | str
Values = Callable[[Analysis, Actor], Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its code, its name, and the values that somebody has of it."""

    code: str
    name: Text
    values: Values


def _number_in(register: Register) -> Values:
    def numbers(_analysis: Analysis, actor: Actor) -> list[str]:
        entries = (read_entry(one.iri) for one in actor.same_as)
        return [entry.number for entry in entries if entry and entry.register == register]

    return numbers


PROPERTIES: tuple[Property, ...] = (
    Property("kind", Text("Akteursart", "Kind of actor"), lambda _, actor: [actor.kind] if actor.kind else []),
    Property("sector", Text("Sektor", "Sector"), lambda _, actor: [actor.sector] if actor.sector else []),
    Property("group", Text("Gruppe", "Group"), lambda analysis, actor: analysis.groups_of.get(actor.iri, ())),
    Property("topic", Text("Thema", "Topic"), lambda _, actor: actor.topics),
    Property("district", Text("Ort", "Place"), lambda _, actor: actor.districts),
    Property("part_of", Text("Teil von", "Part of"), lambda _, actor: actor.part_of),
    Property("short", Text("Kurzname", "Short name"), lambda _, actor: [actor.short] if actor.short else []),
    Property("alias", Text("andere Namen", "Other names"), lambda _, actor: actor.aliases),
    Property("iri", Text("IRI", "IRI"), lambda _, actor: [actor.iri]),
    *(Property(register.code, register.name, _number_in(register)) for register in REGISTERS),
)
BY_CODE = {one.code: one for one in PROPERTIES}
