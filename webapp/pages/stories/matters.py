"""What is to be decided among those whom a step of a story shows: for its handout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from graph.analysis import analysis_for
from graph.errors import NotFound
from graph.matters.matter import Matter
from graph.matters.sections import FOR_A_MEETING, sections_of
from webapp.pages.map.model import DRAWN_MOST
from webapp.pages.map.routes import picture_of
from webapp.pages.map.selection import keep_known, read_selection, select
from webapp.pages.stories.view import StepView
from webapp.ui.context import get_store


@dataclass(frozen=True, slots=True)
class StepMatters:
    """The first matters of a step, and how many more there are."""

    shown: tuple[Matter, ...]
    left: int


def matters_of_steps(steps: Iterable[StepView]) -> dict[int, StepMatters]:
    """By the number of each step the matters of which it shows two parties, or the only one; each stands once."""
    said: set[str] = set()
    found: dict[int, StepMatters] = {}
    for step in steps:
        new = [] if step.is_gone else [matter for matter in _matters_of(step.query) if matter.id not in said]
        said.update(matter.id for matter in new)
        found[step.number] = StepMatters(tuple(new[:FOR_A_MEETING]), len(new[FOR_A_MEETING:]))
    return found


def _matters_of(query: str) -> Iterator[Matter]:
    """Those of a kept address; none of a map of areas, of a query's answer, and of a network that is gone."""
    named = MultiDict(parse_qsl(query))
    try:
        analysis = analysis_for(get_store(), named.get("netz"))
    except NotFound:
        return
    if named.get("abfrage") or len(analysis.actors) > DRAWN_MOST:
        return
    picture = picture_of(analysis)
    selection = keep_known(picture, read_selection(named))
    drawn, shown = {node.iri for node in picture.nodes}, {node.iri for node in select(picture, selection)[0]}
    for matter in sections_of(analysis.matters).asked:
        parties = drawn.intersection(party.iri for party in matter.parties)
        if _is_about(selection.gap, matter) if selection.gap else _is_among(parties, shown):
            yield matter


def _is_about(gap: str, matter: Matter) -> bool:
    return gap in {matter.id, *(one.id for one in matter.gaps)}


def _is_among(parties: set[str], shown: set[str]) -> bool:
    """Whether two of its parties are shown, or the only one that it has."""
    return len(parties & shown) >= min(2, len(parties) or 1)
