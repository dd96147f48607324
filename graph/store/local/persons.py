"""Who is a person, what a change would keep apart, and who turns out to be none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph.persons.candidates import private_in
from graph.persons.directory import Directory
from graph.persons.erasable import nobody_known
from graph.persons.public_side import PublicSide
from graph.persons.recognition import iri_of, may_make_known, persons_in
from graph.persons.writers import writers_of
from graph.protocol import Applied, Change
from graph.rdf.quad_text import QuadText
from graph.store.local.deriving import Deriving
from graph.store.no_person import NO_PERSON, Release, release_of

NOT_A_PERSON = "An entry was no person"


class KnowingPersons(Deriving):
    """Says who is known, and releases who is no person."""

    def names_somebody(self, text: str) -> bool:
        """Whether a text contains the name of a known person, or is surely the name of one."""
        return self._intake.directory.names_somebody(text)

    def naming_nobody(self, quads: Sequence[ox.Quad]) -> Sequence[ox.Quad]:
        """Those of these quads that are about nobody whom the store has ever known; a text stays one. O(quads)."""
        if isinstance(quads, QuadText):
            return quads.without(private_in(self._seen, quads))
        return self._seen.split(quads).public

    def known_persons(self) -> Directory:
        """Whoever is known now."""
        with self._writing:
            return self._directory()

    def would_keep_apart(self, change: Change) -> list[ox.Quad]:
        """What is public now and would be no longer, as a change makes somebody known. Nothing is changed.

        O(what the change adds), and O(statements) for one that tells of somebody.
        """
        with self._writing:
            known, public = self._intake.directory, self._public.quads
            if not may_make_known(change.add, known.persons):
                return []
            return self._intake.displaced_by(self._directory(), public, change.add, writers_of(change.author))

    def of_persons(self, change: Change) -> list[ox.Quad]:
        """What a change itself says of persons, or no longer says: of those who are known, and of those it brings."""
        quads = [*change.add, *change.remove]
        persons = self._intake.directory.persons
        persons = persons | persons_in(quads, persons, PublicSide(self._public.quads).types_of)
        return [quad for quad in quads if iri_of(quad.subject) in persons or iri_of(quad.object) in persons]

    def releasing(self, iri: str) -> Release:
        """What would become of an entry that is no person's, before it is done."""
        with self._writing:
            return release_of(iri, self.persons.ledger.quads, self.persons.ever(), PublicSide(self._public.quads))

    def release(self, iri: str, *, author: str = "") -> Applied:
        """Take back that something is a person: what its entry alone moved apart is public again.

        `kept_apart`: how much stays with the persons, as it names others. Raises NotFound for who is no person.
        """
        with self._writing:
            if iri not in self._directory().persons:
                raise nobody_known(iri)
            release = self.releasing(iri)
            self._intake.directory = release.others
            change = Change(author=author, reason=NOT_A_PERSON, kind=NO_PERSON, about=iri)
            try:
                parted = self._intake.part(self._public.quads, release.back, [], day=self._day, back=True)
                apart = set(parted.keep)
                public = self._public.difference(parted.add, parted.remove)
                gone = [quad for quad in (*release.gone, *release.back) if quad not in apart]
                applied = self._write(public, self.persons.ledger.difference(parted.keep, gone), change, is_note=True)
            finally:
                self._know_anew()
            return replace(applied, kept_apart=len(apart))
