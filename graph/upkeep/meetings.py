"""The meetings of a network, whose days people set: what changed since one of them is what the next one is told.

A meeting is an event of the data (schema:Event) with its day, like any other event that minutes name: it is seen,
changed, exported and taken back as they are. A planned one has a day to come.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import DataInvalid
from graph.model import DEFAULT_LANGUAGE, Ref
from graph.network.model_reader import read_model
from graph.network.property_index import PropertyIndex
from graph.network.who import IN_NETWORK
from graph.protocol import Change, Store
from graph.terms import NETZ, SCHEMA, local_name
from graph.upkeep.forms.dates import read_typed, write_typed
from graph.upkeep.forms.draft import draft_of_new
from graph.upkeep.forms.form_for import form_for
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.sources import Source

EVENT = SCHEMA + "Event"
_NO_MEETINGS = frozenset({NETZ + "AgendaItem", SCHEMA + "EventSeries"})
_START, _PRECISION = SCHEMA + "startDate", NETZ + "startPrecision"
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting by its entry, its ISO day and the IRI of its network, "" for none."""

    ref: Ref
    day: str
    network: str


def meetings(store: Store, network: str | None = None) -> list[Meeting]:
    """The meetings of a network, or of all, whose day is known exactly; the latest first. O(events)."""
    index = read_model(store).index
    events = index.of_type({EVENT}) - index.of_type(_NO_MEETINGS)
    found = (
        Meeting(index.ref(iri), day, next(iter(index.objects(iri, IN_NETWORK)), "") or index.home_network(iri))
        for iri in events
        if (day := _exact_day(index, iri))
    )
    chosen = [one for one in found if network is None or one.network == network]
    return sorted(chosen, key=lambda one: (one.day, one.ref.iri), reverse=True)


def day_of_meeting(store: Store, network: str, iri: str, day: str) -> str:
    """The day of a meeting of a network that something was decided at; without one, the day that somebody named.

    Raises DataInvalid (422) for what is no meeting there.
    """
    found = next((one.day for one in meetings(store, network or None) if one.ref.iri == iri), "") if iri else day
    if iri and not found:
        hint = "Choose one of the meetings, or enter the day."
        raise DataInvalid("There is no meeting %(name)s.", hint=hint, name=iri, field="meeting")
    return found


def last_meeting(found: list[Meeting], today: str) -> Meeting | None:
    """The last of these meetings that was before today, so that something can have changed since; None for none."""
    return next((one for one in found if one.day < today), None)


def change_of_meeting(
    store: Store, network: str, source: Source, *, typed: str, title: str, plain_title: str
) -> Change:
    """The change that enters a meeting. `typed`: its day as somebody typed it.

    `plain_title`: what it is called without a name of its own, with its day as `%(day)s`. Raises DataInvalid (422) for
    what is no exact day, and for a second meeting of the same name on one day.
    """
    day = read_typed(typed)
    if day is None or day.precision != "day":
        raise DataInvalid(
            "Please enter the day of the meeting, for example 2026-11-12; “%(text)s” is none.",
            text=" ".join(typed.split())[:60],
        )
    written = write_typed(day.day, day.precision)
    name = " ".join(title.split())[:_LONGEST] or plain_title % {"day": written}
    _refuse_second(store, network, day.day, name, is_named=bool(title.strip()))
    values = {f"skos:prefLabel@{DEFAULT_LANGUAGE}": [name], "schema:startDate": [written]}
    draft = draft_of_new(store, form_for(store, EVENT), values, network)
    return change_of(store, draft, source, said=name)


def _refuse_second(store: Store, network: str, day: str, name: str, *, is_named: bool) -> None:
    on_day = [one for one in meetings(store, network or None) if one.day == day]
    if any(not is_named or one.ref.label.in_language(DEFAULT_LANGUAGE).casefold() == name.casefold() for one in on_day):
        raise DataInvalid(
            "On this day there is “%(name)s” already.",
            hint="Give the second meeting of a day a name of its own.",
            name=on_day[0].ref.label.in_language(DEFAULT_LANGUAGE),
        )


def _exact_day(index: PropertyIndex, iri: str) -> str:
    """The day on which an event begins; "" where only its month or year is known."""
    day, shown = index.day(iri, _START)
    said = {local_name(code) for code in index.objects(iri, _PRECISION)}
    return "" if shown or said - {"day"} else day
