"""What the map, its table and its export consist of, as plain values in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.layout.positions import POSITIONED_MOST
from graph.model import Passage
from graph.period import Period
from webapp.ui.palette import SectorStyle

HUES = 6
"""Colours of areas."""
DRAWN_MOST = POSITIONED_MOST
"""Nodes up to which the map is drawn; a larger network is shown by areas."""
SMALL_MOST = 300
"""Actors up to which a small picture of the map says something."""


@dataclass(frozen=True, slots=True)
class MapSector:
    """A sector with its look and the number of its actors."""

    id: str
    label: str
    style: SectorStyle
    number: int


@dataclass(frozen=True, slots=True)
class MapGroup:
    """A working group, drawn as an area around its members of today; `hue` is the number of the area's colour."""

    id: str
    iri: str
    label: str
    members: tuple[str, ...]
    state: str
    hue: int = 0


@dataclass(frozen=True, slots=True)
class MapNode:
    """An actor or a group; `degree` counts partners by existing ties, `groups` are those it belongs to.

    `measures` are those that `graph/measures/centrality.py` has of each actor, by name. `is_pinned` says that a
    coordinator chose its position; `aliases` are the other names it is found by, `names` the ways to write its own on
    the map, the fullest first. `is_alone`: no tie of any state and no group connects it with anybody of the picture.
    `districts` are slugs; `topics` those it works on, with all above them, of which no tie of the picture tells.
    """

    id: str
    iri: str
    label: str
    short: str
    sector: str
    kind: str
    kind_label: str
    is_collective: bool
    is_group: bool
    x: float
    y: float
    degree: int
    measures: Mapping[str, float]
    groups: tuple[str, ...]
    url: str
    gaps: int
    confidence: str
    state: str
    reach: int = 0
    is_pinned: bool = False
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    until: str = ""
    is_alone: bool = False
    districts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def is_former(self) -> bool:
        """Whether it is an organisation that has ended; groups keep their place, with their state."""
        return self.state == "ended" and not self.is_group

    def is_there(self, day: str, against: str) -> bool:
        """Whether somebody is there: an organisation that has ended is on a former day, if anybody knows until when."""
        return not self.is_former or bool(day and self.until and min(day, against or day) <= self.until)


@dataclass(frozen=True, slots=True)
class MapEdge:
    """One pair of parties of a tie; `tie` names the tie, which may have more parties than two.

    `topics` are labels, `topic_ids` and `documents` slugs, `within_topics` those of its topics and of all above them.
    `perspective` is the code of who says so, "" for unknown.
    `start` and `end` are ISO dates, "" when open; `period` says both in words, `holds` answers for a day.
    `weight` is how strong it is drawn; `qualities` say how well it carries. A line that stands for gaps
    has their `gap_kinds`.
    """

    id: str
    tie: str
    source: str
    target: str
    kind: str
    state: str
    label: str
    detail: str
    topics: tuple[str, ...]
    is_directed: bool
    confidence: str
    evidence: tuple[Passage, ...]
    topic_ids: tuple[str, ...] = ()
    within_topics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    perspective: str = ""
    start: str = ""
    end: str = ""
    start_precision: str = ""
    end_precision: str = ""
    period: str = ""
    note: str = ""
    weight: float = 1.0
    qualities: tuple[str, ...] = ()
    gap_kinds: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, str]:
        """Both parties, from and to."""
        return self.source, self.target

    @property
    def holds(self) -> Period:
        """When it holds, as far as the data say."""
        return Period(self.start, self.end, self.start_precision, self.end_precision)


@dataclass(frozen=True, slots=True)
class MapFacet:
    """A filter by its name in the address, with a heading, and the codes that occur with their labels.

    `depths`: how far in a code stands that belongs to another, where the codes are a tree.
    """

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    depths: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MapMoment:
    """A day on which ties begin or end, as exactly as it is known."""

    day: str
    label: str


@dataclass(frozen=True, slots=True)
class MapGap:
    """A gap in words, with those parties that a reader can look for on the map; or a matter that bundles gaps."""

    id: str
    title: str
    rule: str
    kind: str
    about: str
    parties: tuple[str, ...]
    reason: str
    evidence: tuple[Passage, ...]
    url: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything the map shows, before any filter; `data_day` says in words when somebody last said any of it."""

    sectors: tuple[MapSector, ...]
    groups: tuple[MapGroup, ...]
    kinds: tuple[tuple[str, str, int], ...]
    states: tuple[tuple[str, str, int], ...]
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    gaps: tuple[MapGap, ...]
    facets: tuple[MapFacet, ...] = ()
    moments: tuple[MapMoment, ...] = ()
    matters: tuple[MapGap, ...] = ()
    data_day: str = ""

    @property
    def choices(self) -> tuple[MapGap, ...]:
        """What ?luecke= can name: what is to be decided, and each gap."""
        return (*self.matters, *self.gaps)

    @property
    def actor_count(self) -> int:
        """Actors of today without groups."""
        return self.count_on("", "")

    def count_on(self, day: str, against: str) -> int:
        """Actors without groups on a day, or of two days, or today: the total of the status line."""
        return sum(not node.is_group and node.is_there(day, against) for node in self.nodes)

    @property
    def is_drawn(self) -> bool:
        """Whether a browser can draw it and a reader can read it; a larger one is shown as a table."""
        return self.actor_count <= DRAWN_MOST
