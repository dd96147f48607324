"""Which matters an address names, and what a page says of one beside the matter itself."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from graph.analysis import Analysis
from graph.errors import NotFound
from graph.matters.matter import Matter
from graph.matters.sections import sections_of
from graph.model import Gap
from webapp.ui.language import say

CHOSEN = "sache"
"""The parameter that names the matters of a sheet or a file; it may come several times."""


def find_matter(analysis: Analysis, matter_id: str) -> Matter:
    """The matter of this id. Raises NotFound: it may be settled since."""
    matters: list[Matter] = analysis.matters
    for matter in matters:
        if matter.id == matter_id:
            return matter
    raise NotFound(
        "There is no matter %(name)s.", hint="It may be settled since; the list shows what is open.", name=matter_id
    )


def chosen_matters(analysis: Analysis) -> tuple[Matter, ...]:
    """Those that ?sache= names, in the order of the list; where none is named, what is pinned, else the first five."""
    sections, named = sections_of(analysis.matters), set(request.args.getlist(CHOSEN))
    return tuple(one for one in sections.in_order if one.id in named) if named else sections.for_a_meeting


def demanded_first(matter: Matter) -> Sequence[Gap]:
    """The gaps of a matter, what is demanded before what follows from it."""
    return sorted(matter.gaps, key=lambda gap: gap.kind != "demanded")


def networks_of(matter: Matter, analysis: Analysis) -> str:
    """The name of the network that a matter belongs to, "" where it is of none or there is only one."""
    networks = analysis.model.networks
    return say(networks[matter.network].label) if len(networks) > 1 and matter.network in networks else ""
