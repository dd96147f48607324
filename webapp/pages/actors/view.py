"""What the table of actors and an actor's profile show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Actor, Finding, Gap, Ref
from graph.terms import local_name
from webapp.ui.language import say
from webapp.ui.links import slug_of
from webapp.ui.memo import memo
from webapp.ui.nearness import nearest
from webapp.ui.roles_in_words import say_role
from webapp.ui.sorting import both_spellings, fold_texts, fold_words, sort_key
from webapp.ui.tie_lines import TieSection, sections_of

NEAREST = 5


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One line of the table of actors, with its key for the order of names and what a search looks through."""

    actor: Actor
    label: str
    sector: str
    kind: str
    groups: tuple[Ref, ...]
    partners: int
    gaps: int
    order: tuple[str, str] = ("", "")
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, with the number of rows it would leave."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything an actor's page says."""

    actor: Actor
    slug: str
    role: tuple[str, ...]
    groups: tuple[Ref, ...]
    sections: tuple[TieSection, ...]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    parts: tuple[Ref, ...]
    networks: tuple[Ref, ...]


@memo
def list_rows(analysis: Analysis) -> list[ActorRow]:
    """A row for each actor, groups excepted, in German order of names."""
    gaps = analysis.gaps_by_party
    rows = [
        _make_row(analysis, actor, analysis.groups_of.get(iri, ()), len(gaps.get(iri, ())))
        for iri, actor in analysis.actors.items()
    ]
    return sorted(rows, key=lambda row: row.order)


def _make_row(analysis: Analysis, actor: Actor, groups: Sequence[Ref], gaps: int) -> ActorRow:
    label, kind = say(actor.label), say(actor.kind.label) if actor.kind else ""
    return ActorRow(
        actor=actor,
        label=label,
        sector=say(actor.sector.label) if actor.sector else "",
        kind=kind,
        groups=tuple(sorted(groups, key=lambda ref: sort_key(say(ref.label)))),
        partners=analysis.partners(actor.iri),
        gaps=gaps,
        order=sort_key(label),
        folded=fold_texts(text for text in (label, *actor.aliases, kind) if text),
    )


def filter_rows(rows: Sequence[ActorRow], *, text: str = "", sector: str = "", group: str = "") -> list[ActorRow]:
    """Rows that meet all filters; an empty filter lets everything through."""
    found = list(rows)
    for long, short in fold_words(text):
        found = [row for row in found if long in row.folded or short in row.folded]
    if sector:
        found = [row for row in found if row.actor.sector and local_name(row.actor.sector.iri) == sector]
    if group:
        found = [row for row in found if any(slug_of(ref.iri) == group for ref in row.groups)]
    return found


def sort_rows(rows: Sequence[ActorRow], column: str, *, descending: bool) -> list[ActorRow]:
    """Rows by one column, names in German order; equal rows stay in the order of names."""
    return sorted(rows, key=lambda row: _column_key(row, column), reverse=descending)


def _column_key(row: ActorRow, column: str) -> tuple[int, tuple[str, str]]:
    numbers = {"verbindungen": row.partners, "luecken": row.gaps, "gruppen": len(row.groups)}
    if column in numbers:
        return numbers[column], ("", "")
    words = {"sektor": row.sector, "art": row.kind}
    return 0, sort_key(words[column]) if column in words else row.order


def sector_choices(rows: Sequence[ActorRow], chosen: str) -> list[Choice]:
    """The sectors of these actors."""
    numbers = Counter(row.actor.sector.iri for row in rows if row.actor.sector)
    labels = {row.actor.sector.iri: row.sector for row in rows if row.actor.sector}
    values = {iri: local_name(iri) for iri in labels}
    return choices({values[iri]: labels[iri] for iri in labels}, {values[iri]: n for iri, n in numbers.items()}, chosen)


def group_choices(rows: Sequence[ActorRow], chosen: str) -> list[Choice]:
    """The groups of these actors."""
    groups = {ref.iri: ref for row in rows for ref in row.groups}
    numbers = Counter(ref.iri for row in rows for ref in row.groups)
    labels = {slug_of(iri): say(ref.label) for iri, ref in groups.items()}
    return choices(labels, {slug_of(iri): numbers[iri] for iri in groups}, chosen)


def choices(labels: Mapping[str, str], numbers: Mapping[str, int], chosen: str) -> list[Choice]:
    """The values of one filter in German order."""
    ordered = sorted(labels, key=lambda value: sort_key(labels[value]))
    return [Choice(value, labels[value], numbers[value], value == chosen) for value in ordered]


def make_profile(analysis: Analysis, actor: Actor, networks: Sequence[Ref]) -> Profile:
    """The profile of one actor."""
    own = analysis.ties_by_party.get(actor.iri, ())
    return Profile(
        actor=actor,
        slug=slug_of(actor.iri),
        role=say_role(analysis, actor.iri),
        groups=analysis.groups_of.get(actor.iri, ()),
        sections=tuple(sections_of(own, actor.iri)),
        gaps=gaps_of(analysis, actor.iri),
        findings=analysis.findings_about.get(actor.iri, ()),
        parts=parts_of(analysis, actor.iri),
        networks=tuple(network for network in networks if network.iri in actor.networks),
    )


def gaps_of(analysis: Analysis, iri: str) -> tuple[Gap, ...]:
    """Gaps with this party or subject, those somebody demanded first."""
    concerned = analysis.gaps_about.get(iri, ())
    return tuple(sorted(concerned, key=lambda gap: (gap.kind != "demanded", -gap.score, gap.id)))


def parts_of(analysis: Analysis, iri: str) -> tuple[Ref, ...]:
    """Actors that are part of this one."""
    parts = [Ref(part.iri, part.label) for part in analysis.parts.get(iri, ())]
    return tuple(sorted(parts, key=lambda ref: sort_key(say(ref.label))))


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
