"""How a change that is worked out becomes one: logged first, then made, then told."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import chain

from graph.persons.public_side import PublicSide
from graph.processes.headway import note
from graph.protocol import Applied, Change, Step
from graph.rdf.quad_text import written_in_parts
from graph.store.difference import Difference
from graph.store.local.parts import StoreParts
from graph.store.logged_store import Ledger
from graph.store.model_revision import touches_model


class Committing(StoreParts):
    """Logs and makes what is different, in public and with the persons."""

    def _write(self, public: Difference, private: Difference, change: Change, *, is_note: bool = False) -> Applied:
        """Log both parts, then make both: whatever fails before the public part is made, nothing was changed.

        `is_note`: it is logged although it changes no statement.
        """
        note("storing")
        with ExitStack() as on_failure:
            if private:
                self._log(
                    self.persons.ledger, private, change, on_failure, self.revision + 1 if public or is_note else 0
                )
            if public or is_note:
                self._log(self._public, public, change, on_failure)
                touched = touches_model(chain(public.add, public.remove), self._public.quads.quads_for_pattern)
                self._models.note(self.revision + 1, touched=touched)
                self._recent.note(Step(self.revision + 1, public.add, public.remove, public.create, public.drop))
                self._public.make(public)
            on_failure.pop_all()
        try:
            if private:
                self.persons.ledger.make(private)
                self._seen.learn(list(private.add), PublicSide(self._public.quads))
                if self.persons.ledger.revision == 1:
                    self._public.note_beside()
        finally:  # the public part is made: whoever answers from a copy must be told of it
            if public or is_note:
                add, remove = written_in_parts(public.add), written_in_parts(public.remove)
                number = len(public.add) + len(public.remove)
                self._sandbox.follow(self.revision, add, remove, public.create, public.drop, number=number)
        return Applied(self.revision, len(public.add), len(public.remove), len(private.add))

    def _log(
        self, ledger: Ledger, difference: Difference, change: Change, on_failure: ExitStack, part_of: int = 0
    ) -> None:
        start = ledger.write_log(
            difference,
            author=change.author,
            reason=change.reason,
            part_of=part_of,
            kind=change.kind,
            about=change.about,
        )
        on_failure.callback(ledger.log.take_back, start)
