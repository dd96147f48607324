"""Whom an erasure may be about: somebody who is or was known as a person, or a name that could be one's; no thing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyoxigraph as ox

from graph.errors import Conflict, DataInvalid, NotFound
from graph.persons.directory import Directory
from graph.persons.likeness import likeness
from graph.persons.public_side import PublicSide
from graph.persons.recognition import CALLED, iri_of, literal_persons


def nodes_to_erase(
    whom: str, of_persons: Sequence[ox.Quad], public: PublicSide, authors: Collection[str] = ()
) -> set[str]:
    """The node of whoever is to be erased, by an IRI or a name; none for one who is named in texts only.

    `of_persons`: all that was ever known of persons; `authors`: who made changes, for accounts have odd names.
    Raises NotFound for an IRI that was never a person's, DataInvalid (422) for a thing and for what no person is
    called, Conflict (409) for a name that several have.
    """
    everybody = Directory()
    everybody.learn(of_persons, public)
    if is_iri(whom):
        _refuse_thing(whom, public)
        if whom not in everybody.persons:
            raise nobody_known(whom)
        return {whom}
    called = _called(whom, of_persons, everybody.persons)
    if not called and whom not in set(literal_persons(of_persons)):
        _refuse_thing(whom, public)
        if likeness(whom) == "no" and whom not in authors:
            raise DataInvalid(
                "No person is called %(whom)s.",
                hint="Give the full name or the IRI: akteursnetz persons list names everybody.",
                whom=whom,
            )
    return called


def nobody_known(whom: str) -> NotFound:
    """Why nothing is erased."""
    return NotFound(
        "Nobody is known as %(whom)s.",
        hint="akteursnetz persons list names everybody, akteursnetz user list all accounts.",
        whom=whom,
    )


def is_iri(whom: str) -> bool:
    """Whether somebody is asked for by an IRI."""
    return ":" in whom and " " not in whom


def _called(name: str, quads: Sequence[ox.Quad], persons: set[str]) -> set[str]:
    """The one person of this name. Raises Conflict for several."""
    called = {iri_of(quad.subject) for quad in quads if quad.predicate.value in CALLED and _is(quad, name)} & persons
    if len(called) > 1:
        raise Conflict(
            "%(number)s persons are called so.",
            hint="Name one by their IRI: %(iris)s.",
            number=len(called),
            iris=", ".join(sorted(called)),
        )
    return called


def _refuse_thing(whom: str, public: PublicSide) -> None:
    thing = public.thing_called(whom)
    if thing:
        raise DataInvalid(
            "%(whom)s is no person: so a network, an actor or a topic is called.",
            hint="Only persons are erased. Its entry is %(iri)s.",
            whom=whom,
            iri=thing,
        )


def _is(quad: ox.Quad, name: str) -> bool:
    return isinstance(quad.object, ox.Literal) and quad.object.value == name
