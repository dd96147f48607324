"""What a paper is made of: the network, what a person chose, how much room there is, and where its links lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urljoin

from graph.analysis import Analysis
from graph.matters.matter import Matter
from graph.matters.sections import MatterSections, sections_of
from graph.period import today
from graph.report.demands import DemandNumbers, demand_numbers
from graph.report.solidity import Solidity, solidity_of
from graph.upkeep.meetings import Meeting, last_meeting
from webapp.pages.changes.since import SinceGroup, groups_of
from webapp.pages.gaps.between import BetweenTable, count_between
from webapp.pages.gaps.filter import GapFilter, find_rows, name_values
from webapp.pages.gaps.resolutions import put_off_to
from webapp.pages.matters.agenda_view import meeting_ahead
from webapp.pages.report.limits import MOST_MATTERS, PaperLimits, cut
from webapp.ui.language import gettext as _


@dataclass(frozen=True, slots=True)
class MatterWords:
    """What a person wrote for a matter in place of what the data propose; "" keeps that."""

    proposal: str = ""
    responsible: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What a person chose. `matters` are ids in their order, none for what the meeting has to decide.

    `sections`: names in their order, none for all. `own_texts` stand in the section of this name. `meeting` is the IRI
    of the meeting that it is for, "" for the next one; `since` the day from which changes are told, None for the last.
    `revision` is that of the data when it was put together, 0 where that is not known. `signer`: who wrote the own
    texts and may write in this network now; "" where nobody vouches for them.
    """

    title: str = ""
    meeting: str = ""
    since: date | None = None
    matters: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    own_texts: Mapping[str, str] = field(default_factory=dict)
    matter_words: Mapping[str, MatterWords] = field(default_factory=dict)
    revision: int = 0
    signer: str = ""

    @property
    def is_vouched_for(self) -> bool:
        """Whether somebody who may write in this network wrote the own texts."""
        return bool(self.signer)


@dataclass(frozen=True)
class PaperSubject:
    """What one paper is about, looked up once, however much of it has to be cut until it fits.

    `address` is that of the service, "" where nobody can follow links; `tells_changes`: the reader may know what was
    changed.
    """

    analysis: Analysis
    choice: PaperChoice
    address: str
    meetings: tuple[Meeting, ...]
    tells_changes: bool

    @cached_property
    def meeting(self) -> Meeting | None:
        """The meeting that somebody chose, over or not, None where it is gone: no other one; else the one ahead."""
        if self.choice.meeting:
            return next((one for one in self.meetings if one.ref.iri == self.choice.meeting), None)
        return meeting_ahead(self.analysis, self.meetings)

    @cached_property
    def sections(self) -> MatterSections:
        """All matters of the network."""
        return sections_of(self.analysis.matters)

    @cached_property
    def put_off(self) -> frozenset[str]:
        """The ids of the matters that were put off to the meeting."""
        return put_off_to(self.analysis, self.meeting.ref.iri) if self.meeting else frozenset()

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """Those that somebody chose, in their order, as far as they are still there; else those of the meeting."""
        if self.choice.matters:
            known = {matter.id: matter for matter in self.analysis.matters}
            found = tuple(known[one] for one in self.choice.matters if one in known)
        else:
            found = self.sections.with_put_off(self.put_off)
        return found[:MOST_MATTERS]

    @cached_property
    def demands(self) -> DemandNumbers:
        """Where demands stand."""
        return demand_numbers(self.analysis)

    @cached_property
    def solidity(self) -> Solidity:
        """How solid the data are."""
        return solidity_of(self.analysis)

    @cached_property
    def since(self) -> date | None:
        """The day from which changes are told: the chosen one, else that of the meeting before; None for neither."""
        now = today().isoformat()
        last = last_meeting(list(self.meetings), min(now, self.meeting.day) if self.meeting else now)
        return self.choice.since or (date.fromisoformat(last.day) if last else None)

    @cached_property
    def changed(self) -> list[SinceGroup]:
        """What became different since that day."""
        return groups_of(self.analysis, self.since) if self.since and self.tells_changes else []

    @cached_property
    def between(self) -> tuple[BetweenTable, BetweenTable]:
        """Between whom something is missing, by sector and by group."""
        analysis = self.analysis
        return count_between(analysis, find_rows(analysis, ""), GapFilter(), name_values(analysis))


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper to be made within these limits."""

    subject: PaperSubject
    limits: PaperLimits

    @property
    def analysis(self) -> Analysis:
        """The network that it is about."""
        return self.subject.analysis

    @property
    def choice(self) -> PaperChoice:
        """What a person chose."""
        return self.subject.choice

    def full(self, path: str) -> str:
        """The whole address of a page, "" without a service or a page."""
        return urljoin(self.subject.address, path) if self.subject.address and path else ""

    def own(self, text: str, longest: int) -> str:
        """A text of the paper's author, cut; where nobody vouches for it, with the mark that says so; "" for none."""
        said = cut(text, longest)
        if not said or self.choice.is_vouched_for:
            return said
        return _("Nicht geprüfter Text aus der Adresse: %(text)s", text=said)
