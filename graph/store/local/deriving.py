"""What follows from the ties, kept up to the day and to the rules of this version."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import pyoxigraph as ox

from graph.errors import WriteRefused
from graph.period import today
from graph.protocol import Change
from graph.rdf.derived_links import derive_anew, pass_days
from graph.store.derivation import DAY_HAS_COME, DERIVED, DERIVED_ANEW, day_of_derivation, derivation
from graph.store.difference import Difference
from graph.store.local.committing import Committing
from graph.store.moved_model import MOVED, WHY, said_too_much, was_moved

_LOG = logging.getLogger(__name__)


class Deriving(Committing):
    """Writes what follows anew, when a day or a version begins."""

    def begin_day(self) -> None:
        """Let what ended yesterday have ended; it waits for no writer, whose change begins the day as well."""
        if self._day != today().isoformat() and self._writing.acquire(blocking=False):
            try:
                self._begin_day()
            finally:
                self._writing.release()

    def _begin_day(self) -> None:
        before, self._day = self._day, today().isoformat()
        if before != self._day and not self._intake.is_plain(self._public.quads):
            self._write_derived(*pass_days(self._public.quads.quads_for_pattern, before, self._day), DAY_HAS_COME)

    def _derive_anew(self) -> None:
        """Bring what an older version derived up to these rules, once; where the disk refuses, the next start does."""
        if self._public.derivation == derivation(self._day) or self._intake.is_plain(self._public.quads):
            return
        since = day_of_derivation(self._public.derivation)
        if since is None:
            self._write_derived(*derive_anew(self._public.quads.quads_for_pattern, self._day), DERIVED_ANEW)
            self._move_model()
        else:
            self._write_derived(*pass_days(self._public.quads.quads_for_pattern, since, self._day), DAY_HAS_COME)

    def _move_model(self) -> None:
        """Take away once what an older version said of memberships that are to come."""
        gone = said_too_much(self._public.quads.quads_for_pattern)
        if gone and not was_moved(self._public.log):
            try:
                self._write(self._public.difference((), gone), Difference(), Change(reason=WHY, kind=MOVED))
            except (WriteRefused, OSError) as error:
                _LOG.warning("What an older version wrote could not be changed: %s", error)

    def _write_derived(self, gained: Iterable[ox.Quad], lost: Iterable[ox.Quad], reason: str) -> None:
        try:
            self._write(self._public.difference(gained, lost), Difference(), Change(reason=reason, kind=DERIVED))
            self._public.note_derivation(derivation(self._day))
        except (WriteRefused, OSError) as error:
            _LOG.warning("What follows from the ties could not be brought up to date: %s", error)
