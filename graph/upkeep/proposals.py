"""Changes of who may not write everywhere: made, kept as a proposal, or refused, by the networks that they touch."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NoReturn, Protocol, cast

import pyoxigraph as ox

from graph.errors import Forbidden, Proposed
from graph.persons.writers import approved_by
from graph.protocol import Applied, Change, ChangeKind, Store
from graph.rdf.quad_text import parsed, written
from graph.store.keeper import keeper_of_persons
from graph.upkeep.proposal_basis import basis_of, check_basis
from graph.upkeep.touched_networks import Networks, networks_of_change, networks_of_entry, networks_of_persons


@dataclass(frozen=True, slots=True)
class DescribedChange:
    """What a change is, as the list of changes will say it: its reason, its kind, and what it is about."""

    reason: str = ""
    kind: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """A change to be kept as a proposal: what it is, what it adds and removes as N-Quads, and what it was made on.

    `basis`: fingerprint of all that was said of what it touches, "" where nobody noted that.
    """

    what: DescribedChange
    added: bytes = b""
    removed: bytes = b""
    basis: str = ""


_MOVING = frozenset({"merge", "part"})
Keep = Callable[[Networks, ProposedChange], int]
"""Keeps a proposal that touches these networks; its number."""


class Powers(Protocol):
    """What somebody may do in all of these networks; without any, in at least one."""

    def may_write(self, networks: Networks) -> bool:
        """Whether they may change something there."""
        ...

    def may_propose(self, networks: Networks) -> bool:
        """Whether they may propose something there."""
        ...

    def may_keep_persons(self, networks: Networks) -> bool:
        """Whether they may see and keep persons there."""
        ...


class BoundedStore:
    """A store to read from as it is, for somebody who may not write everywhere.

    What a change touches is looked up in `whole`, of which they may see a part only. A change is made where they may
    write in all that it touches, and keep persons there if it says something of some; it is kept as a proposal where
    they may propose there.
    """

    def __init__(self, store: Store, whole: Store, powers: Powers, keep: Keep) -> None:
        self._store, self._whole, self._powers, self._keep = store, whole, powers, keep

    @property
    def whole(self) -> Store:
        """The store with all networks and with the persons: what a change does to them is looked up there."""
        return self._whole

    def apply(self, change: Change) -> Applied:
        """Make the change. Raises Proposed (202) when it is kept as a proposal, Forbidden (403) when it is neither."""
        touched = networks_of_change(self._whole, change)
        if self._powers.may_write(touched) and self._may_keep(change, touched):
            return self._store.apply(change)
        if not self._powers.may_propose(touched):
            _refuse_reach()
        if change.clear or change.drop:
            _refuse()
        what = DescribedChange(change.reason, change.kind, change.about)
        basis = basis_of(self._whole, change)
        number = self._keep(touched, ProposedChange(what, written(change.add), written(change.remove), basis))
        raise Proposed(
            "Your change is proposed (no. %(number)s).",
            hint="It holds as soon as somebody who coordinates the network approves it.",
            number=number,
        )

    def _may_keep(self, change: Change, touched: Networks) -> bool:
        return not says_of_persons(self._whole, change) or self._powers.may_keep_persons(touched)

    def undo(self, revision: int, *, author: str = "", keep: Collection[ox.Quad] = ()) -> Applied:
        """Take a change back. Raises Forbidden (403) for one that touches more than they may write.

        What a change said about persons goes with it, so that needs the right to persons where it was said.
        """
        entry = self._store.entry(revision)
        if entry is not None:
            touched = networks_of_entry(self._whole, entry)
            if not self._powers.may_write(touched):
                _refuse() if self._powers.may_propose(touched) else _refuse_reach()
            about_persons = networks_of_persons(self._whole, revision)
            if about_persons and not self._powers.may_keep_persons(about_persons):
                raise Forbidden(
                    "This change says something about persons, too.",
                    hint="Ask somebody who may see and keep persons in these networks.",
                )
        return self._store.undo(revision, author=author, keep=keep)

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse: what an update will touch is not known before it is made."""
        _refuse()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def says_of_persons(store: Store, change: Change) -> bool:
    """Whether a change itself says something of persons. To merge two entries, and to part them, only moves it."""
    keeper = keeper_of_persons(store) if change.kind not in _MOVING else None
    return bool(keeper and keeper.of_persons(change))


def as_change(store: Store, proposed: ProposedChange, proposer: str, approver: str) -> Change:
    """A proposal as the change that is made in a whole store when it is approved; its shapes are checked then.

    It refuses itself where something else is said by now of what it touches: Conflict (409).
    """
    what = proposed.what
    change = Change(
        add=list(parsed(proposed.added)),
        remove=list(parsed(proposed.removed)),
        author=approved_by(proposer, approver),
        reason=what.reason,
        kind=cast("ChangeKind", what.kind),
        about=what.about,
        checked=True,
    )
    return replace(change, only_if=partial(check_basis, store, change, proposed.basis))


def _refuse_reach() -> NoReturn:
    raise Forbidden(
        "This reaches beyond the networks in which you may change something.",
        hint="Ask somebody who may write in all networks that it touches.",
    )


def _refuse() -> NoReturn:
    raise Forbidden(
        "This cannot be proposed, only done.", hint="Ask somebody who coordinates the network to do it for you."
    )
