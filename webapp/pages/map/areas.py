"""Routes of the map of areas; what computes loads with the first of them, not at start."""

from __future__ import annotations

from flask import Response


def areas_data() -> Response:
    """The picture of areas as JSON, in the form of `/api/v1/karte.json`; the browser keeps it until the data change."""
    from webapp.pages.map.aggregate.pages import answer_picture  # noqa: PLC0415 - scipy loads with the first page

    return answer_picture()


def find_in_areas() -> Response:
    """Actors of the chosen network whose name contains ?text=, those it begins with first, at most 20."""
    from webapp.pages.map.aggregate.pages import answer_search  # noqa: PLC0415 - scipy loads with the first page

    return answer_search()


def page_of_areas() -> str | None:
    """The page, where the address asks for areas or the network is too large for less; None where it is not."""
    from webapp.pages.map.aggregate.pages import asks_for_areas, show_areas  # noqa: PLC0415 - scipy loads with the first page

    return show_areas() if asks_for_areas() else None
