"""What is wrong with an entry as a whole although each of its fields can be taken: each fault stands at a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import pyoxigraph as ox

from graph.network.tie_kinds import tie_kinds
from graph.protocol import Store
from graph.store.person_records import MAIL, NAME, PHONE
from graph.terms import DCT, FOAF, ORG, SCHEMA, SKOS, XSD
from graph.text import name
from graph.upkeep.forms.fields import Form
from graph.upkeep.forms.typed import Problem

_WHOLES = tuple(ORG + one for one in ("unitOf", "subOrganizationOf")), (SKOS + "broader",), (DCT + "isPartOf",)


class Drafted(Protocol):
    """An entry as it would be: `add` is what is new about it, `changed` the keys of its fields that are different."""

    form: Form
    iri: str
    add: list[ox.Quad]
    changed: list[str]
    problems: list[Problem]


def faults_of(store: Store, draft: Drafted, quads: Sequence[ox.Quad]) -> list[Problem]:
    """What is wrong with an entry of which these quads would be said. O(its wholes)."""
    own = [quad for quad in quads if name(quad.subject) == draft.iri]
    found = [*_circles(store, draft), *_backwards(draft, own), *_same_ends(store, draft, own)]
    return found if found or draft.problems else list(_nobody(draft, own))


def _circles(store: Store, draft: Drafted) -> Iterator[Problem]:
    """No whole is a part of its own parts."""
    for properties in _WHOLES:
        path = "|".join(f"<{one}>" for one in properties)
        for quad in draft.add:
            if quad.predicate.value in properties and isinstance(quad.object, ox.NamedNode):
                query = f"SELECT ?x WHERE {{ {quad.object} ({path})* ?x FILTER(?x = <{draft.iri}>) }} LIMIT 1"
                if quad.object.value == draft.iri or store.select(query):
                    key = next(one.key for one in draft.form.fields if one.path == quad.predicate.value)
                    yield Problem(key, template="This would be a part of itself.")


def _backwards(draft: Drafted, own: Sequence[ox.Quad]) -> Iterator[Problem]:
    days = {
        quad.predicate.value: quad.object.value
        for quad in own
        if isinstance(quad.object, ox.Literal) and quad.object.datatype.value == XSD + "date"
    }
    start, end = (days.get(SCHEMA + one, "") for one in ("startDate", "endDate"))
    until = draft.form.field(SCHEMA + "endDate")
    if start and end and start > end and until is not None:
        yield Problem(until.key, template="The end lies before the beginning.")


def _same_ends(store: Store, draft: Drafted, own: Sequence[ox.Quad]) -> Iterator[Problem]:
    """Nobody is a member of itself, nor pays itself: what has two ends is between two."""
    kind = tie_kinds(store).by_iri().get(draft.form.class_iri)
    fields = [draft.form.field(kind.source), draft.form.field(kind.target)] if kind else []
    source, target = fields or (None, None)
    if source is None or target is None or source == target or not {source.key, target.key} & set(draft.changed):
        return
    ends = [{name(quad.object) for quad in own if quad.predicate.value == one.path} for one in (source, target)]
    if ends[0] and ends[0] == ends[1]:
        yield Problem(target.key, template="Both ends are the same. A tie is between two.")


def _nobody(draft: Drafted, own: Sequence[ox.Quad]) -> Iterator[Problem]:
    """A person is somebody: by name, or by what they are reached by."""
    if draft.form.class_iri == FOAF + "Person" and {quad.predicate.value for quad in own}.isdisjoint(
        {NAME, MAIL, PHONE}
    ):
        key = next(one.key for one in draft.form.fields if one.path == NAME)
        yield Problem(key, template="Please enter a name, an e-mail address or a phone number.")
