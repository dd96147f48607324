"""What a change of the data is: before it is made, as the log keeps it, and what came and went by it.

Terms are pyoxigraph's (NamedNode, Literal, Quad) whatever the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain
from typing import Literal, Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term | None]
GraphName = ox.NamedNode | ox.DefaultGraph
Node = ox.NamedNode | ox.BlankNode
Subject = Node | ox.Triple
Object = Node | ox.Literal | ox.Triple
AnyGraph = Node | ox.DefaultGraph

ChangeKind = Literal[
    "",
    "ontology",
    "example",
    "import",
    "new-network",
    "files",
    "decision",
    "matter-pinned",
    "matter-moved",
    "matter-unpinned",
    "agenda-meeting",
    "gap-run",
    "plan",
    "view-saved",
    "view-deleted",
    "story-saved",
    "story-deleted",
    "update",
    "graph",
    "taken-over",
    "undo",
    "person-erased",
    "derived",
    "model-moved",
    "no-person",
    "merge",
    "part",
    "not-the-same",
    "entry-added",
    "entry-changed",
    "entry-ended",
    "entry-exists",
    "entry-deleted",
    "entries-changed",
    "entries-joined",
    "entry-split",
    "entry-confirmed",
    "entries-confirmed",
]
"""What a change is, for programs; "" where nobody says. Words for it: `webapp/ui/change_words.py`."""

WayIn = Literal["", "form", "token", "command", "survey", "import"]
"""By which way somebody came who changes something: so that a program is told from a person who signs alike."""
WAY_IN: ContextVar[WayIn] = ContextVar("WAY_IN", default="")
"""Said once by whoever takes a request or a command; each change that is logged meanwhile notes it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become different in one step, by whom and why; applied all or nothing.

    Graphs in `clear` and `drop` are emptied first, whatever is in them at that moment; then `remove`, then `add`.
    A graph in `create` exists from then on even when it is empty; one in `drop` no longer exists, unless `add`
    makes it anew. With `checked`, new violations of the shapes refuse the change. `kind` and `about`: see `Entry`.
    `only_if` is asked while nobody else can write, and raises what refuses the change where it does not fit any more.
    """

    add: Sequence[ox.Quad] = ()
    remove: Sequence[ox.Quad] = ()
    clear: Sequence[GraphName] = ()
    create: Sequence[ox.NamedNode] = ()
    drop: Sequence[GraphName] = ()
    author: str = ""
    reason: str = ""
    checked: bool = False
    kind: ChangeKind = ""
    about: str = ""
    only_if: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a change: how many public quads came and went, and how many lie with the persons.

    `kept_apart`: how many would be public again by taking a change back, and stay with the persons all the same.
    """

    revision: int
    added: int = 0
    removed: int = 0
    moved: int = 0
    kept_apart: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as the log keeps it; `time` is ISO 8601 in UTC.

    `create` and `drop` are the named graphs that began or ended with it; one that was emptied and goes on existing is
    in `create` too. `part_of` is the change of the public log that one of the persons' log belongs to, 0 for none.
    `way` is a `WayIn`, "" in a log of an older version.
    `kind` is a `ChangeKind`, or one of a later version; `about` the thing: the slug of a view or story, the id of a
    gap, the number of the change taken back, a network's name or file.
    """

    revision: int
    time: str
    author: str = ""
    reason: str = ""
    add: Sequence[ox.Quad] = ()
    remove: Sequence[ox.Quad] = ()
    create: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    part_of: int = 0
    kind: str = ""
    about: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """One change as lists show it: the entry without its statements and graphs, and how many came and went.

    An entry that is damaged in the log is not `is_readable`: it has its number and nothing else.
    """

    entry: Entry
    added: int
    removed: int
    is_readable: bool = True


class Quads(Protocol):
    """Public statements as they are before a change, to be looked up."""

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Object | None,  # noqa: A002 - the engine's word
        graph_name: AnyGraph | None = None,
        /,
    ) -> Iterable[ox.Quad]:
        """The quads that fit; None fits everything."""
        ...

    def __iter__(self) -> Iterator[ox.Quad]:
        """All of them: asked when a new name may stand in any text, and when a network is made."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """What one change did to the public statements: each quad that came or went, and the graphs that began or ended."""

    revision: int
    add: Sequence[ox.Quad] = ()
    remove: Sequence[ox.Quad] = ()
    create: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @property
    def quads(self) -> Iterator[ox.Quad]:
        """What came and what went."""
        return chain(self.add, self.remove)


@dataclass(frozen=True, slots=True)
class Delta:
    """The changes between a revision and now, in their order; `present` are all statements as they are now.

    `revision` is the one that the last step made; `begun` tells of which one the making has begun at any time.
    """

    steps: tuple[Step, ...]
    present: Quads
    revision: int
    begun: Callable[[], int]

    @property
    def is_still_now(self) -> bool:
        """Whether what was read of `present` until now is of this revision: no further change has begun."""
        return self.begun() == self.revision

    @property
    def quads(self) -> Iterator[ox.Quad]:
        """What came and what went."""
        return chain.from_iterable(step.quads for step in self.steps)

    @property
    def has_blank_nodes(self) -> bool:
        """Whether a statement names a blank node, which has another name wherever it is read."""
        return any(map(names_blank_node, self.quads))


def names_blank_node(quad: ox.Quad) -> bool:
    """Whether subject or object has no name of its own; of triple terms it is not looked into."""
    return isinstance(quad.subject, ox.BlankNode | ox.Triple) or isinstance(quad.object, ox.BlankNode | ox.Triple)
