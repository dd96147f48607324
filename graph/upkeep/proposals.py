"""Changes that wait: somebody who may not write proposes, somebody who may approves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from graph.errors import Forbidden, Proposed
from graph.protocol import Applied, Change, ChangeKind, Store
from graph.rdf.quad_text import parsed, written


@dataclass(frozen=True, slots=True)
class DescribedChange:
    """What a change is, as the list of changes will say it: its reason, its kind, and what it is about."""

    reason: str = ""
    kind: str = ""
    about: str = ""


Keep = Callable[[DescribedChange, bytes, bytes], int]
"""Keeps a proposal: what it is, what it adds and what it removes as N-Quads; gives its number."""


class ProposingStore:
    """A store to read from as it is; what would be written is kept as a proposal instead.

    It stands for the store itself wherever something is remembered by store.
    """

    def __init__(self, store: Store, keep: Keep) -> None:
        self._store, self._keep = store, keep

    def apply(self, change: Change) -> Applied:
        """Keep the change and raise Proposed (202). Raises Forbidden (403) for one that empties whole graphs."""
        if change.clear or change.drop:
            _refuse()
        number = self._keep(
            DescribedChange(change.reason, change.kind, change.about), written(change.add), written(change.remove)
        )
        raise Proposed(
            "Your change is proposed (no. %(number)s).",
            hint="It holds as soon as somebody who coordinates the network approves it.",
            number=number,
        )

    def undo(self, *_: object, **__: object) -> NoReturn:
        """Refuse: taking back is for those who may write."""
        _refuse()

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse: updates are for those who may write."""
        _refuse()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def __hash__(self) -> int:
        return hash(self._store)

    def __eq__(self, other: object) -> bool:
        return self._store == (other._store if isinstance(other, ProposingStore) else other)


def as_change(proposer: str, what: DescribedChange, added: bytes, removed: bytes, approver: str) -> Change:
    """A proposal as the change that is made when it is approved; its shapes are checked then."""
    return Change(
        add=list(parsed(added)),
        remove=list(parsed(removed)),
        author=f"{proposer} ({approver})",
        reason=what.reason,
        kind=cast("ChangeKind", what.kind),
        about=what.about,
        checked=True,
    )


def _refuse() -> NoReturn:
    raise Forbidden(
        "This cannot be proposed, only done.", hint="Ask somebody who coordinates the network to do it for you."
    )
