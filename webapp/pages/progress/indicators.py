"""The indicators as the page shows them: by field, where each stands, its course as a chart and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.matters.indicators import Indicator, IndicatorValue
from graph.model import Ref, State
from graph.progress.indicators import IndicatorOfField, Reached
from webapp.pages.progress.chart import SmallChart, make_chart
from webapp.pages.progress.words import CHIPS, REACHED
from webapp.pages.topics.plan import with_unit
from webapp.ui.language import gettext, say
from webapp.ui.links import network_code, slug_of
from webapp.ui.wording import say_date


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value of an indicator: its day, the number, and the entry that says so, "" where it was counted."""

    day: str
    number: str
    entry: str


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """An indicator: where it stands in words, its target, and all its values, the latest first."""

    ref: Ref
    slug: str
    state: State
    network: str
    stands: str
    target: str
    reached: Reached
    reached_words: str
    chip: str
    counted: str
    note: str
    chart: SmallChart | None
    values: tuple[ValueLine, ...]


@dataclass(frozen=True, slots=True)
class FieldSection:
    """The indicators of one field of action; None for those without a topic."""

    field: Ref | None
    cards: tuple[IndicatorCard, ...]


def field_sections(found: Sequence[IndicatorOfField], day: str) -> list[FieldSection]:
    """The indicators by field, on an ISO day."""
    return [
        FieldSection(field, tuple(_card(one, day) for one in those))
        for field, those in groupby(found, key=lambda one: one.field)
    ]


def _card(found: IndicatorOfField, day: str) -> IndicatorCard:
    one, reached = found.indicator, found.reached(day)
    return IndicatorCard(
        ref=one.ref,
        slug=slug_of(one.ref.iri),
        state=one.state,
        network=network_code(one.network) if one.network else "",
        stands=_stands(one),
        target=_target(one),
        reached=reached,
        reached_words=str(REACHED[reached]) if reached != "unknown" else "",
        chip=CHIPS[reached],
        counted=say(one.counted.label) if one.counted else "",
        note=_note(one),
        chart=make_chart(one),
        values=tuple(_values(one, reversed(one.values))),
    )


def _stands(one: Indicator) -> str:
    value = with_unit(one.value, one)
    if not value:
        return gettext("kein Wert eingetragen") if not one.counted else ""
    return f"{value} ({say_date(one.day)})" if one.day else value


def _target(one: Indicator) -> str:
    target = with_unit(one.target, one)
    if target and one.due:
        return gettext("%(target)s bis %(day)s", target=target, day=say_date(one.due))
    return target or gettext("kein Ziel eingetragen")


def _note(one: Indicator) -> str:
    if one.is_pending:
        return gettext("Der Wert wird gerade gezählt.")
    if one.uncounted:
        return gettext("Die Frage dazu ergibt hier keine einzelne Zahl. Bitte ändern Sie, was gezählt wird.")
    return ""


def _values(one: Indicator, values: Iterable[IndicatorValue]) -> Iterable[ValueLine]:
    for value in values:
        yield ValueLine(say_date(value.day) or gettext("ohne Tag"), with_unit(value.value, one), value.entry)
