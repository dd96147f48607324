"""What the table of actors and an actor's profile show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.model import Actor, Finding, Gap, Ref, Tie
from graph.network.whereabouts import Whereabouts, whereabouts_of
from graph.rdf.authorities import read_entry
from graph.terms import local_name
from graph.upkeep.forms.ending import end_of
from webapp.pages.actors.columns import COLUMNS, GROUPS, NAME, ActorColumn
from webapp.ui.language import gettext, language, say
from webapp.ui.links import safe_href, slug_of
from webapp.ui.memo import memo, of_each
from webapp.ui.nearness import nearest
from webapp.ui.roles_in_words import say_role
from webapp.ui.sorting import both_spellings, fold_texts, fold_words, label_key, sort_key
from webapp.ui.tie_lines import TieSection, sections_of

NEAREST = 5

V = TypeVar("V")


class ActorRow(NamedTuple):
    """One line of the table of actors: what tells its value in each of `COLUMNS`, and what a search looks through.

    A value is found when it is asked for: a page shows a hundred of ten thousand lines.
    """

    actor: Actor
    readers: tuple[Callable[[Actor], Any], ...]
    folded: str = ""

    def value(self, column: ActorColumn[V]) -> V:
        """What it has in a column."""
        found: V = self.readers[COLUMNS.index(column)](self.actor)
        return found


@dataclass(frozen=True, slots=True)
class FilterValue:
    """One value of a filter, with the number of rows it would leave."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An entry of an actor in a register: how that is called, the number there, and its address."""

    register: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything an actor's page says."""

    actor: Actor
    slug: str
    role: tuple[str, ...]
    groups: tuple[Ref, ...]
    topics: tuple[Ref, ...]
    ties: tuple[Tie, ...]
    gaps: tuple[Gap, ...] | None
    findings: tuple[Finding, ...]
    parts: tuple[Ref, ...]
    networks: tuple[Ref, ...]
    whereabouts: Whereabouts
    registers: tuple[RegisterLine, ...] = ()
    end: str = ""

    @property
    def sections(self) -> list[TieSection]:
        """The ties by kind and state, as they are told; put together when they are asked for."""
        return sections_of(self.ties, self.actor.iri)


@memo
def list_rows(analysis: Analysis) -> list[ActorRow]:
    """A row for each actor, groups excepted, in German order of names."""
    readers = tuple(column.of(analysis) for column in COLUMNS)
    return [ActorRow(actor, readers, searched) for (_, searched), actor in _in_order(analysis)]


def _in_order(analysis: Analysis) -> list[tuple[tuple[Any, str], Actor]]:
    """The actors in the order of their names, each with that and what is searched; as before while they are."""
    actors = analysis.actors

    def make() -> list[tuple[tuple[Any, str], Actor]]:
        words = of_each(
            analysis, "words of the table", actors.values(), lambda actor: (NAME.order(actor), _searched(actor))
        )
        return sorted(zip(words, actors.values(), strict=True), key=lambda one: one[0][0])

    return analysis.made.get(f"table in {language()}", (actors,), make)


def former_actors(analysis: Analysis) -> list[Actor]:
    """The actors who have ended, in the order of their names: no row of the table, which is of today."""
    return sorted(analysis.former.values(), key=NAME.order)


def _searched(actor: Actor) -> str:
    kind = say(actor.kind.label) if actor.kind else ""
    return fold_texts(text for text in (say(actor.label), *actor.aliases, kind) if text)


def filter_rows(
    rows: Sequence[ActorRow], *, text: str = "", sector: str = "", group: str = "", among: Collection[str] | None = None
) -> list[ActorRow]:
    """Rows that meet all filters; an empty filter lets everything through. `among`: the IRIs of these actors alone."""
    found = [row for row in rows if among is None or row.actor.iri in among]
    for long, short in fold_words(text):
        found = [row for row in found if long in row.folded or short in row.folded]
    if sector:
        found = [row for row in found if row.actor.sector and local_name(row.actor.sector.iri) == sector]
    if group:
        found = [row for row in found if any(slug_of(ref.iri) == group for ref in row.value(GROUPS))]
    return found


def sort_rows(rows: Sequence[ActorRow], column: ActorColumn[Any], *, descending: bool) -> list[ActorRow]:
    """Rows that are in the order of names by one column; equal ones stay in that order."""
    if column is NAME and not descending:
        return list(rows)
    return sorted(rows, key=lambda row: column.order(row.value(column)), reverse=descending)


def show_cells(row: ActorRow) -> list[str | Markup]:
    """What stands in each column of a line; made here, as a template would take twice the time."""
    return [column.show(row.value(column)) for column in COLUMNS]


def sector_choices(rows: Sequence[ActorRow], chosen: str) -> list[FilterValue]:
    """The sectors of these actors."""
    recorded = [row.actor.sector for row in rows if row.actor.sector]
    sectors, numbers = {sector.iri: sector for sector in recorded}, Counter(sector.iri for sector in recorded)
    labels = {local_name(iri): say(sector.label) for iri, sector in sectors.items()}
    return choices(labels, {local_name(iri): number for iri, number in numbers.items()}, chosen)


def group_choices(analysis: Analysis, rows: Sequence[ActorRow], chosen: str) -> list[FilterValue]:
    """The groups of these actors."""
    groups_of = analysis.groups_of
    numbers = Counter(ref for row in rows for ref in groups_of.get(row.actor.iri, ()))
    labels = {slug_of(ref.iri): say(ref.label) for ref in numbers}
    return choices(labels, {slug_of(ref.iri): number for ref, number in numbers.items()}, chosen)


def choices(labels: Mapping[str, str], numbers: Mapping[str, int], chosen: str) -> list[FilterValue]:
    """The values of one filter in German order."""
    ordered = sorted(labels, key=lambda value: sort_key(labels[value]))
    return [FilterValue(value, labels[value], numbers[value], value == chosen) for value in ordered]


def make_profile(analysis: Analysis, actor: Actor, networks: Sequence[Ref]) -> Profile:
    """The profile of one actor."""
    return Profile(
        actor=actor,
        slug=slug_of(actor.iri),
        role=_role_of(analysis, actor.iri),
        groups=analysis.groups_of.get(actor.iri, ()),
        topics=analysis.topics_of_actor(actor.iri) or actor.topics,
        ties=analysis.ties_by_party.get(actor.iri, ()),
        gaps=gaps_of(analysis, actor.iri),
        findings=analysis.findings_about.get(actor.iri, ()),
        parts=parts_of(analysis, actor.iri),
        networks=tuple(network for network in networks if network.iri in actor.networks),
        registers=tuple(_register_lines(actor)),
        whereabouts=whereabouts_of(analysis.store, actor.iri),
        end=end_of(analysis.store, actor.iri),
    )


def _register_lines(actor: Actor) -> Iterator[RegisterLine]:
    """Its entries in registers that are known here, by their names; others by the host of their address."""
    for one in actor.same_as:
        entry, address = read_entry(one.iri), safe_href(one.iri)
        if entry:
            yield RegisterLine(say(entry.register.name), entry.number, address)
        else:
            yield RegisterLine(urlsplit(one.iri).hostname or "", say(one.label), address)


def _role_of(analysis: Analysis, iri: str) -> tuple[str, ...]:
    sentences = unless_it_takes_long(lambda: say_role(analysis, iri))
    return (gettext("Die Kennzahlen werden gerade berechnet."),) if sentences is None else sentences


def gaps_of(analysis: Analysis, iri: str) -> tuple[Gap, ...] | None:
    """Gaps with this party or subject, those somebody demanded first; None while those of the network are computed."""
    about = unless_it_takes_long(lambda: analysis.gaps_about)
    if about is None:
        return None
    concerned = about.get(iri, ())
    return tuple(sorted(concerned, key=lambda gap: (gap.kind != "demanded", -gap.score, gap.id)))


def parts_of(analysis: Analysis, iri: str) -> tuple[Ref, ...]:
    """Actors that are part of this one."""
    parts = [Ref(part.iri, part.label) for part in analysis.parts.get(iri, ())]
    return tuple(sorted(parts, key=label_key))


def nearest_actors(analysis: Analysis, wanted: str) -> list[Ref]:
    """Actors and groups whose names come nearest to what was asked for, the nearest first."""
    everyone = {**analysis.actors, **analysis.groups}
    found = nearest(both_spellings(wanted)[0], _folded_names(analysis), NEAREST)
    return [Ref(iri, everyone[iri].label) for iri in found]


@memo
def _folded_names(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """Names and last part of the address of all actors and groups, as they are compared."""
    everyone = {**analysis.actors, **analysis.groups}.values()
    return {
        actor.iri: tuple(
            both_spellings(text)[0] for text in (say(actor.label), *actor.aliases, actor.iri.rpartition("/")[2])
        )
        for actor in everyone
    }
