"""The fields of action as a table: measure, indicator, who is responsible, until when; empty cells say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from graph.analysis import Analysis
from graph.export.spreadsheets import Cell, as_csv, as_xlsx
from graph.matters.action_fields import ActionFields, PlanRow
from graph.matters.convenor import Convenors
from graph.matters.indicators import Indicator
from graph.model import Ref
from graph.text import JOINT
from webapp.pages.topics.view import list_topics
from webapp.ui.language import gettext, say
from webapp.ui.links import link_to
from webapp.ui.memo import memo_without_words
from webapp.ui.page import say_number
from webapp.ui.wording import say_date, state_label


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the table, its cells as they are shown; "" for what nobody has said."""

    field: Markup
    measure: Markup
    indicators: tuple[Markup, ...]
    responsible: Markup
    due: str


def plan_rows(analysis: Analysis) -> list[PlanRow]:
    """The lines of all fields: of the topics in use those without a broader one, in the order of names."""
    store, model = analysis.store, analysis.model
    convenors, answers = _convenors(analysis), analysis.decisions
    fields = ActionFields(store, model, analysis.ties, convenors, answers=answers, network=analysis.network_iri)
    return fields.rows(row.topic for row in list_topics(analysis) if not row.depth)


@memo_without_words
def _convenors(analysis: Analysis) -> Convenors:
    return Convenors(analysis.model, analysis.ties, analysis.ties_by_party, None)


def plan_lines(rows: list[PlanRow]) -> list[PlanLine]:
    """The same as a page shows them."""
    return [
        PlanLine(
            _field(row),
            _named(row.measure, row.state if row.measure else "exists"),
            tuple(Markup("{}: {}").format(_named(one.ref, one.state), _figures(one)) for one in row.indicators),
            Markup(", ").join(map(_linked, _in_charge(row))),
            say_date(row.due),
        )
        for row in rows
    ]


def _field(row: PlanRow) -> Markup:
    """The field, and the topic below it that the line is about."""
    if row.topic == row.field:
        return link_to(row.field)
    return Markup('{}<br><span class="small">{}</span>').format(link_to(row.field), link_to(row.topic))


def write_plan(form: str, rows: list[PlanRow], *, names_networks: bool = False) -> bytes:
    """The file of this form; `names_networks`: with the network of each line, where there are several."""
    return _WRITERS[form](_table(rows, names_networks=names_networks))


def _table(rows: list[PlanRow], *, names_networks: bool) -> list[list[Cell]]:
    head = (gettext("Handlungsfeld"), gettext("Thema"), gettext("Maßnahme"), gettext("Stand der Maßnahme"))
    behind = (gettext("Indikator"), gettext("verantwortlich"), gettext("bis"))
    if not names_networks:
        return [[*head, *behind], *map(_cells, rows)]
    lines = ([*_cells(row), JOINT.join(say(one.label) for one in row.networks)] for row in rows)
    return [[*head, *behind, gettext("Netzwerk")], *lines]


def _cells(row: PlanRow) -> list[Cell]:
    indicators = JOINT.join(map(_indicator_in_words, row.indicators))
    return [
        say(row.field.label),
        say(row.topic.label),
        say(row.measure.label) if row.measure else gettext("keine Maßnahme eingetragen"),
        state_label(row.state) if row.measure else "",
        indicators or gettext("kein Indikator eingetragen"),
        JOINT.join(map(_plain, _in_charge(row))) or gettext("niemand eingetragen"),
        row.due or gettext("kein Tag eingetragen"),
    ]


def _indicator_in_words(one: Indicator) -> str:
    state = "" if one.state == "exists" else f" ({state_label(one.state)})"
    return f"{say(one.ref.label)}{state}: {_figures(one)}"


def _named(ref: Ref | None, state: str) -> Markup:
    """A measure or indicator with its state where that is not plainly there; nothing for none."""
    if ref is None:
        return Markup()
    behind = Markup(' <span class="muted">({})</span>').format(state_label(state)) if state != "exists" else ""
    return link_to(ref) + behind


def _figures(one: Indicator) -> str:
    """What an indicator stands at, and what it is to reach: "120 Plätze (1. Mai 2026), Ziel 150 Plätze"."""
    value = with_unit(one.value, one) or gettext("kein Wert eingetragen")
    said = f"{value} ({say_date(one.day)})" if one.day and one.value is not None else value
    target = with_unit(one.target, one)
    return gettext("%(value)s, Ziel %(target)s", value=said, target=target) if target else said


def with_unit(number: float | None, one: Indicator) -> str:
    """A number of an indicator in its unit; "" for none."""
    return "" if number is None else f"{say_number(number)} {one.unit}".strip()


def _in_charge(row: PlanRow) -> tuple[Ref | str, ...]:
    """Who was named when it was decided, else who carries it or is in charge of the topic."""
    return (row.decided.responsible,) if row.decided else row.responsible


def _linked(whom: Ref | str) -> Markup:
    return escape(whom) if isinstance(whom, str) else link_to(whom)


def _plain(whom: Ref | str) -> str:
    return whom if isinstance(whom, str) else say(whom.label)


_WRITERS: Mapping[str, Callable[[list[list[Cell]]], bytes]] = {
    "csv": as_csv,
    "xlsx": lambda table: as_xlsx({gettext("Handlungsfelder"): table}),
}
FORMS = tuple(_WRITERS)
"""The forms that the table can be saved in, by the ending of the file."""
