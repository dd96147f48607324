"""The upkeep list as a page shows it: each list with its number, its lines, and the form that each line waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from graph.analysis import Analysis
from graph.model import Ref, Unreadable
from graph.terms import RDF
from graph.upkeep.forms.form_for import class_of
from graph.upkeep.merging.likely import LikelyPair
from graph.upkeep.open_work.lists import USUAL_AGE, OpenEntry, OpenList, OpenWork, entry_of, open_work
from webapp.pages.data.open_words import heading_of, meaning_of, said_on
from webapp.pages.data.view import unreadable_line
from webapp.ui.context import get_analysis
from webapp.ui.language import gettext, translate
from webapp.ui.links import slug_of
from webapp.ui.page import may_edit
from webapp.ui.wording import kind_label

ORDER: tuple[OpenList, ...] = ("unreadable", "name_only", "alike", "no_sector", "no_group", "no_evidence", "old")
"""What is quickly done, and what hides most, first."""
SHOWN = 5
TICKED: Mapping[OpenList, str] = {"old": "confirm", "no_evidence": "confirm", "no_sector": "several"}
"""The lists whose lines can be ticked, and what is done with all of them at once."""


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Where somebody does what a line waits for, and what that is called."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One entry that waits: `other` is the second of a pair, `kind` what it is, `note` what is known of its waiting.

    `day` is when it was last said, "" where that is not known.
    """

    ref: Ref
    kind: str = ""
    note: str = ""
    other: Ref | None = None
    actions: tuple[OpenAction, ...] = ()
    day: str = ""


@dataclass(frozen=True, slots=True)
class OpenSection:
    """One list: its number, None as long as it is being counted, and some of its lines."""

    name: OpenList
    heading: str
    meaning: str
    number: int | None
    lines: tuple[OpenLine, ...]


def sections_of(work: OpenWork, analysis: Analysis, age: int = USUAL_AGE) -> list[OpenSection]:
    """All lists in the order of the page, of each the first lines."""
    return [section_of(work, analysis, one, age, rows_of(work, one)[:SHOWN]) for one in ORDER]


def section_of(work: OpenWork, analysis: Analysis, name: OpenList, age: int, rows: Iterable[object]) -> OpenSection:
    """One list with these rows of it."""
    make = _lines(analysis, name)
    number = work.sums[name]
    return OpenSection(name, heading_of(name), meaning_of(name, age), number, tuple(map(make, rows)))


def rows_of(work: OpenWork, name: OpenList) -> Sequence[object]:
    """What waits in a list; nothing as long as it is being looked for."""
    found: Sequence[object] | None = getattr(work, name)
    return found or ()


def work_here(age: int = USUAL_AGE) -> tuple[Analysis, OpenWork]:
    """What waits in the chosen network."""
    analysis = get_analysis()
    return analysis, open_work(analysis, age)


def _lines(analysis: Analysis, name: OpenList) -> Callable[[object], OpenLine]:
    def line(row: object) -> OpenLine:
        if isinstance(row, LikelyPair):
            return _pair(analysis, row)
        if isinstance(row, Unreadable):
            return _unreadable(analysis, row)
        assert isinstance(row, OpenEntry)  # noqa: S101 - there are no others
        return _entry(analysis, name, row)

    return line


def _entry(analysis: Analysis, name: OpenList, entry: OpenEntry) -> OpenLine:
    note = said_on(entry.day) if name == "old" else ""
    actions = _ACTIONS[name](analysis, entry.ref.iri) if may_edit(entry.networks) else ()
    return OpenLine(entry.ref, _kind(analysis, entry.ref.iri), note, actions=tuple(actions), day=entry.day)


def _pair(analysis: Analysis, pair: LikelyPair) -> OpenLine:
    model = analysis.model
    compare = OpenAction(gettext("Vergleichen"), url_for("merging.show", eins=pair.one, zwei=pair.other))
    why = " ".join(translate(one, {}) for one in pair.why)
    return OpenLine(model.ref(pair.one), note=why, other=model.ref(pair.other), actions=(compare,))


def _unreadable(analysis: Analysis, one: Unreadable) -> OpenLine:
    line = unreadable_line(analysis.model, one)
    return OpenLine(line.resource, note=f"{line.property_name}: {line.advice}", actions=form_of(analysis, one.resource))


def form_of(analysis: Analysis, iri: str) -> tuple[OpenAction, ...]:
    """The form of an entry, where there is one and this reader may use it."""
    model = analysis.model
    types = model.index.values_of(RDF + "type").get(iri, ())
    if not class_of(analysis.store, types) or not may_edit(entry_of(model, iri).networks):
        return ()
    return (_change(iri),)


def _change(iri: str, label: str = "", anchor: str = "") -> OpenAction:
    address = url_for("edit.ask_change", iri=slug_of(iri), _anchor=anchor or None)
    return OpenAction(label or gettext("Ändern"), address)


def _for_old(_analysis: Analysis, iri: str) -> list[OpenAction]:
    return [
        OpenAction(gettext("Stimmt noch"), url_for("edit.ask_confirmation", iri=slug_of(iri))),
        _change(iri),
        OpenAction(gettext("Beenden"), url_for("edit.ask_end", iri=slug_of(iri))),
    ]


def _for_unproven(_analysis: Analysis, iri: str) -> list[OpenAction]:
    return [OpenAction(gettext("Belegen"), url_for("edit.ask_confirmation", iri=slug_of(iri)))]


def _for_no_sector(analysis: Analysis, iri: str) -> list[OpenAction]:
    actor = analysis.model.actors.get(iri)
    field = "f-netz-standsFor" if actor and actor.is_collective else "f-org-classification"
    return [_change(iri, gettext("Art eintragen"), field)]


def _for_no_group(_analysis: Analysis, iri: str) -> list[OpenAction]:
    address = url_for("edit.ask_new", kind="mitgliedschaft", von=slug_of(iri))
    return [OpenAction(gettext("In eine Gruppe eintragen"), address)]


def _for_name_only(_analysis: Analysis, iri: str) -> list[OpenAction]:
    return [_change(iri, gettext("Ergänzen"))]


_ACTIONS: Mapping[OpenList, Callable[[Analysis, str], list[OpenAction]]] = {
    "old": _for_old,
    "no_evidence": _for_unproven,
    "no_sector": _for_no_sector,
    "no_group": _for_no_group,
    "name_only": _for_name_only,
}


def _kind(analysis: Analysis, iri: str) -> str:
    model = analysis.model
    if iri in model.ties:
        return kind_label(model.ties[iri].kind)
    if iri in model.groups:
        return gettext("Gruppe")
    return gettext("Akteur") if iri in model.actors else ""
