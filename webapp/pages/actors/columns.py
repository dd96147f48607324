"""The columns of the table of actors, each said once: page, order and filters take them from here.

A new one is an `ActorColumn` in `COLUMNS`, and the translation of its heading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from graph.analysis import Analysis
from graph.model import Actor, Ref
from graph.terms import local_name
from webapp.ui.breaking import breakable
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.language import ngettext, say
from webapp.ui.links import actor_url, link_to
from webapp.ui.page import say_number
from webapp.ui.palette import sector_mark
from webapp.ui.sorting import label_key, sort_key

V = TypeVar("V")
GROUPS_SHOWN = 2
"""Of the groups of somebody in the table, so that a line of it stays one."""
Order = tuple[float, tuple[str, str]]
"""Numbers by their size, words in German order."""


@dataclass(frozen=True, slots=True, eq=False)
class ActorColumn(Generic[V]):
    """One column, by its name in ?sortierung=.

    `of` gives what tells the value of each actor in an analysis; it is asked once for a table. `show` makes of a value
    what stands in the cell, `order` what it is sorted by. Numbers stand to the right, and begin with the largest.
    """

    name: str
    heading: LazyString
    of: Callable[[Analysis], Callable[[Actor], V]]
    show: Callable[[V], str | Markup]
    order: Callable[[V], Order]
    is_number: bool = False


def _show_name(actor: Actor) -> Markup:
    """Its name as a link to its profile, and the short name behind it; formatting would take twice the time."""
    label, short = say(actor.label), actor.short
    link = f'<a href="{escape(actor_url(actor.iri))}">{breakable(label)}</a>'
    behind = f' <span class="muted">{escape(short)}</span>' if short and short != label else ""
    return Markup(link + behind)  # noqa: S704 - every part is escaped


def _show_sector(sector: Ref | None) -> str:
    return sector_mark(local_name(sector.iri)) + " " + say(sector.label) if sector else ""


def _say_ref(ref: Ref | None) -> str:
    return say(ref.label) if ref else ""


def _show_groups(groups: tuple[Ref, ...]) -> Markup:
    """The first ones as links; who is in many has them all on its profile."""
    shown = groups if len(groups) <= GROUPS_SHOWN + 1 else groups[:GROUPS_SHOWN]
    more = len(groups) - len(shown)
    listed = Markup(", ").join(map(link_to, shown))
    return listed + " " + ngettext("und eine weitere", "und %(num)d weitere", more) if more else listed


def _order_word(word: str) -> Order:
    return 0, sort_key(word)


def _order_ref(ref: Ref | None) -> Order:
    return _order_word(_say_ref(ref))


def _order_number(number: float) -> Order:
    return number, ("", "")


def _groups_of(analysis: Analysis) -> Callable[[Actor], tuple[Ref, ...]]:
    groups, order = analysis.groups_of, cache(label_key)  # of each group once, not of each member
    return lambda actor: tuple(sorted(groups.get(actor.iri, ()), key=order))


def _gaps_of(analysis: Analysis) -> Callable[[Actor], int]:
    gaps = analysis.gaps_by_party
    return lambda actor: len(gaps.get(actor.iri, ()))


NAME = ActorColumn(
    "name", _l("Name"), lambda _: lambda actor: actor, _show_name, lambda actor: _order_word(say(actor.label))
)
SECTOR = ActorColumn("sektor", _l("Sektor"), lambda _: lambda actor: actor.sector, _show_sector, _order_ref)
KIND = ActorColumn("art", _l("Art"), lambda _: lambda actor: actor.kind, _say_ref, _order_ref)
GROUPS: ActorColumn[tuple[Ref, ...]] = ActorColumn(
    "gruppen",
    _l("Gruppen"),
    _groups_of,
    _show_groups,
    lambda groups: _order_number(len(groups)),
)
PARTNERS = ActorColumn(
    "verbindungen",
    _l("Verbunden mit"),
    lambda analysis: lambda actor: analysis.partners(actor.iri),
    say_number,
    _order_number,
    is_number=True,
)
GAPS = ActorColumn("luecken", _l("Lücken"), _gaps_of, say_number, _order_number, is_number=True)

COLUMNS: tuple[ActorColumn[Any], ...] = (NAME, SECTOR, KIND, GROUPS, PARTNERS, GAPS)
"""In the order of the page; the first one names the line."""


def find_column(name: str) -> ActorColumn[Any]:
    """The column of this name, or the first one for a name that there is not."""
    return next((column for column in COLUMNS if column.name == name), COLUMNS[0])
