"""The matters as they are read: what was asked for first, then what else stands out, then what the office clears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import request

from graph.analysis import Analysis
from graph.errors import NotFound
from graph.matters.matter import Matter
from graph.model import Gap
from graph.terms import network_slug
from webapp.ui.language import say
from webapp.ui.memo import memo

ASKED = frozenset({"demand", "topic"})
CHOSEN = "sache"
"""The parameter that names the matters of a sheet or a file; it may come several times."""
FOR_A_MEETING = 5


@dataclass(frozen=True, slots=True)
class MatterSections:
    """`asked`: demands and named problems, for the group; `noticed`: what follows from the data; `office`: homework.

    `answered` are those of all of them that somebody has answered.
    """

    asked: tuple[Matter, ...]
    noticed: tuple[Matter, ...]
    office: tuple[Matter, ...]
    answered: tuple[Matter, ...] = ()

    @property
    def gaps(self) -> int:
        """How many gaps all that are open hold together."""
        return sum(len(matter.gaps) for matter in (*self.asked, *self.noticed, *self.office))


def sections_of(matters: Iterable[Matter]) -> MatterSections:
    """The matters in their order, parted by who acts on them and whether anybody asked."""
    everything = list(matters)
    listed = [matter for matter in everything if matter.is_open]
    group = [matter for matter in listed if matter.audience == "group"]
    return MatterSections(
        tuple(matter for matter in group if matter.kind in ASKED),
        tuple(matter for matter in group if matter.kind not in ASKED),
        tuple(matter for matter in listed if matter.audience == "office"),
        tuple(matter for matter in everything if not matter.is_open),
    )


def most_important(analysis: Analysis, number: int) -> tuple[Matter, ...]:
    """The first open matters of the list, those that were asked for before those that only stand out."""
    sections = sections_of(analysis.matters)
    return (*sections.asked, *sections.noticed)[:number]


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
    """Those that ?sache= names, in the order of the list; the first five where none is named."""
    named = set(request.args.getlist(CHOSEN))
    if not named:
        return most_important(analysis, FOR_A_MEETING)
    return tuple(matter for matter in analysis.matters if matter.id in named)


@memo
def matters_by_gap(analysis: Analysis) -> dict[str, Matter]:
    """The matter that each gap belongs to, by the gap's id."""
    return {gap.id: matter for matter in analysis.matters for gap in matter.gaps}


def demanded_first(matter: Matter) -> Sequence[Gap]:
    """The gaps of a matter, what is demanded before what follows from it."""
    return sorted(matter.gaps, key=lambda gap: gap.kind != "demanded")


def networks_of(matter: Matter, analysis: Analysis) -> str:
    """The name of the network that a matter belongs to, "" where it is of none or there is only one."""
    networks = analysis.model.networks
    return say(networks[matter.network].label) if len(networks) > 1 and matter.network in networks else ""


def network_code_of(matter: Matter) -> str:
    """What the network is called in addresses."""
    return network_slug(matter.network)
