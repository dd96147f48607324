"""What the address asks of the map of areas, and the overview that it is asked of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from graph.areas.areas import CUTS, Cut
from graph.areas.known_overviews import overview_for, size_for
from graph.areas.overview import Overview
from graph.errors import NotFound
from webapp.ui.context import get_store, list_networks, network_iri, network_slug
from webapp.ui.links import slug_of

STEPS_MOST = 2


@dataclass(frozen=True, slots=True)
class WantedAreas:
    """What the address asks for: how to cut, which areas are open, and whose surroundings."""

    cut: str
    opened: tuple[str, ...]
    actor: str
    steps: int


def read_wanted() -> WantedAreas:
    """The choice in the address of this request."""
    depth = request.args.get("tiefe", "")
    steps = min(max(int(depth), 1), STEPS_MOST) if depth.isdecimal() and len(depth) == 1 else 1
    opened = tuple(dict.fromkeys(filter(None, request.args.getlist("offen"))))
    return WantedAreas(request.args.get("gebiet", ""), opened, request.args.get("akteur", ""), steps)


def get_overview() -> Overview:
    """The overview of the chosen network. Raises NotFound (404) for an unknown one."""
    return overview_for(get_store(), _chosen_network())


def actors_shown() -> int:
    """How many actors the chosen network has. Raises NotFound (404) for an unknown one."""
    return size_for(get_store(), _chosen_network())


def _chosen_network() -> str | None:
    known, slug = list_networks(), network_slug()
    iri = network_iri(known, slug)
    if slug and iri is None:
        raise NotFound(
            "There is no network called %(name)s.",
            hint="The networks here are: %(known)s.",
            name=slug,
            known=", ".join(slug_of(one.iri).partition("/")[0] for one in known) or "none",
        )
    return iri


def cuts_of(overview: Overview) -> tuple[Cut, ...]:
    """How this network can be cut: districts only where actors name one."""
    return tuple(cut for cut in CUTS if cut != "bezirk" or len(overview.districts) > 1)


def choice(opened: list[str], **changes: str) -> dict[str, Any]:
    """The parameters of this page with these areas open."""
    asked = {name: request.args.get(name) for name in ("netz", "lang", "gebiet", "ansicht", "akteur", "tiefe")}
    return asked | {"offen": opened} | changes
