"""A story as it is read: each step with the address of its map, its table and its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from graph.saved.views import Kept, Story, StoryStep
from graph.text import natural_number
from webapp.ui.form_pages import data_address, map_address


@dataclass(frozen=True, slots=True)
class StepView:
    """One step; without a view (`is_gone`) it has words only."""

    number: int
    step: StoryStep
    is_gone: bool
    query: str = ""
    page: str = ""
    map: str = ""
    table: str = ""
    picture: str = ""
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        """What the script of the reading page needs."""
        return {
            "title": self.step.title,
            "text": self.step.text,
            "gone": self.is_gone,
            "query": self.query,
            "page": self.page,
            "map": self.map,
            "table": self.table,
            "source": self.source,
        }


def view_steps(kept: Kept, story: Story) -> list[StepView]:
    """The steps of a story in their order."""
    return [_view_step(kept, story, step, number) for number, step in enumerate(story.steps, start=1)]


def step_in_address(text: str, steps: list[StepView]) -> tuple[int, bool]:
    """The number of the step to be shown, and whether that is what was asked for."""
    if not text:
        return 1, True
    number = natural_number(text) or 0
    return (number, True) if 1 <= number <= len(steps) else (1, False)


def _view_step(kept: Kept, story: Story, step: StoryStep, number: int) -> StepView:
    page = url_for("stories.show", slug=story.slug, schritt=number)
    view = kept.views.get(step.view)
    if view is None:
        return StepView(number, step, is_gone=True, page=page)
    address = map_address(view.address)
    query = address.partition("?")[2]
    return StepView(
        number,
        step,
        is_gone=False,
        query=query,
        page=page,
        map=address,
        table=map_address(view.address, ansicht="tabelle"),
        picture=url_for("map.export", form="svg", netz=None) + "?" + query,
        source=data_address(query),
    )
