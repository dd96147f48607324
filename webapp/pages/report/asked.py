"""What a paper is made of: the network, what a person chose, how much room there is, and where its links lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

from graph.analysis import Analysis
from graph.upkeep.meetings import Meeting
from webapp.pages.report.limits import PaperLimits


@dataclass(frozen=True, slots=True)
class MatterWords:
    """What a person wrote for a matter in place of what the data propose; "" keeps that."""

    proposal: str = ""
    responsible: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What a person chose. `matters` are ids in their order, none for what is pinned, else the first five.

    `sections`: names in their order, none for all. `own_texts` stand in the section of this name. `meeting` is the IRI
    of the meeting that it is for, "" for the next one; `since` the day from which changes are told, None for the last.
    `revision` is that of the data when it was put together, 0 where that is not known.
    """

    title: str = ""
    meeting: str = ""
    since: date | None = None
    matters: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    own_texts: Mapping[str, str] = field(default_factory=dict)
    matter_words: Mapping[str, MatterWords] = field(default_factory=dict)
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper to be made.

    `address` is that of the service, "" where nobody can follow links; `tells_changes`: the reader may know what was
    changed.
    """

    analysis: Analysis
    choice: PaperChoice
    limits: PaperLimits
    address: str
    meetings: tuple[Meeting, ...]
    tells_changes: bool

    def full(self, path: str) -> str:
        """The whole address of a page, "" without a service or a page."""
        return urljoin(self.address, path) if self.address and path else ""
