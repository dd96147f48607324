"""What the list says of the agenda: which matters this reader may pin, and for which meeting they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.errors import NetworkError
from graph.matters.agenda import agenda_of
from graph.model import Ref
from graph.period import today
from graph.terms import network_slug
from graph.upkeep.meetings import Meeting, meetings
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.form_pages import FormEntry
from webapp.ui.language import translate


@dataclass(frozen=True, slots=True)
class AgendaView:
    """What may be pinned, and for which meeting.

    `marks`: by the IRI of each network in which this reader may pin, what its form says of the order they see; `last`:
    the ids of matters that no other of their network is pinned behind. `network` is the one that a meeting can be
    chosen for, "" where several are shown or nothing may be changed; `meetings` are those to choose from, `meeting` the
    IRI of the chosen one, "" for none.
    """

    marks: Mapping[str, str]
    last: Collection[str]
    network: str
    meetings: tuple[Meeting, ...]
    meeting: str

    @property
    def is_writable(self) -> bool:
        """Whether there is a form for anything."""
        return bool(self.marks)


def make_agenda(analysis: Analysis, about: Sequence[Ref]) -> AgendaView:
    """The agendas of the networks that the list is about."""
    shown = {matter.network for matter in analysis.matters if matter.is_open}
    pinned = sorted((one for one in analysis.matters if one.pinned), key=lambda one: one.pinned)
    last = {one.network: one.id for one in pinned}.values()
    known = analysis.agendas
    marks = {one: agenda_of(one, known).mark for one in shown if forms.may_write(networks=(network_slug(one),))}
    network = about[0].iri if len(about) == 1 and about[0].iri in marks else ""
    if not network:
        return AgendaView(marks, last, "", (), "")
    meetings_to_come = tuple(reversed(_to_come(network)))
    return AgendaView(marks, last, network, meetings_to_come, agenda_of(network, known).meeting)


def next_meeting(analysis: Analysis, about: Sequence[Ref]) -> Meeting | None:
    """The meeting that the agenda of the one network is for, while it is to come."""
    chosen = agenda_of(about[0].iri, analysis.agendas).meeting if len(about) == 1 else ""
    return next((one for one in _to_come(about[0].iri) if one.ref.iri == chosen), None) if chosen else None


def meeting_ahead(analysis: Analysis, known: Sequence[Meeting]) -> Meeting | None:
    """Of these meetings that of the pinned matters, while it is to come, else the next; None where none is planned."""
    now, pinned_for = today().isoformat(), agenda_of(analysis.network_iri or "", analysis.agendas).meeting
    to_come = sorted((one for one in known if one.day >= now), key=lambda one: one.day)
    return next((one for one in to_come if one.ref.iri == pinned_for), next(iter(to_come), None))


def said_of(refused: NetworkError | None) -> FormEntry:
    """Why a step was not taken, in the reader's words."""
    if refused is None:
        return FormEntry()
    said = translate(refused.template, refused.values), translate(refused.hint_template, refused.values)
    return FormEntry(problem=said[0], hint=said[1])


def _to_come(network: str) -> list[Meeting]:
    return [one for one in meetings(get_store(), network) if one.day >= today().isoformat()]
