"""What the page of networks side by side shows, cell by cell; every link leads into the network of its column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from flask import url_for

from graph.cache.beside import unless_it_takes_long
from graph.matters.matter import Matter
from graph.model import Ref
from graph.side_by_side.alike_actors import AlikeActors
from graph.side_by_side.common_ground import CommonKind, SolvedElsewhere
from graph.side_by_side.comparability import Doubt
from graph.side_by_side.comparison import ComparedNetwork, SideBySide, compare_networks
from graph.side_by_side.coverage import CoveredTopic, TopicCoverage
from graph.terms import NK
from webapp.pages.side_by_side.choice import NetworkChoice
from webapp.pages.side_by_side.words import LABELS, SECTIONS, meaning_of, say_doubt, say_size
from webapp.ui.context import get_store
from webapp.ui.data_day import data_day
from webapp.ui.language import gettext, ngettext, say
from webapp.ui.links import network_code, slug_of
from webapp.ui.page import say_number
from webapp.ui.sorting import label_key

Standing = Literal["unowned", "raised", "demanded", "covered", "nobody", "unknown", "no_topic", "pending"]
"""Demanded, or only raised, while nobody is in charge; demanded; covered; nobody is recorded; not to be told."""
NAMES, MATTERS = 12, 3
"""Names that a cell opens, and matters of a network on a topic; the page of the topic has all."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A name, and the page that says more."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class NetworkColumn:
    """One network: its name, its start page, the day of its data, and what to know before its topics are read.

    `day` is None while it is looked for.
    """

    iri: str
    code: str
    name: str
    address: str
    day: str | None
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SizeLine:
    """One figure: its name, what it means, and its value and doubt in each network, one of them ""."""

    label: str
    meaning: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TopicCell:
    """One topic in one network, worded. `names` are those it opens, `more` are left; `own` are its topics there."""

    standing: Standing
    word: str
    covered: str
    kinds: tuple[str, ...] = ()
    names: tuple[PageLink, ...] = ()
    own: tuple[PageLink, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in common with its cells in the order of the columns."""

    topic: Ref
    depth: int
    cells: tuple[TopicCell, ...]


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of gap or partner in common: how many in each network, and where that is listed ("" for nowhere)."""

    label: str
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class MatterCell:
    """The open matters of one network on a topic: the first, and how many more."""

    matters: tuple[PageLink, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class SolvedLine:
    """What one network seeks, on which topic, and who has it elsewhere."""

    network: str
    matter: PageLink
    topic: Ref
    elsewhere: tuple[tuple[str, tuple[PageLink, ...], int], ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """All of the page."""

    columns: tuple[NetworkColumn, ...]
    sizes: tuple[tuple[str, tuple[SizeLine, ...]], ...]
    topics: tuple[TopicLine, ...]
    only_in: tuple[tuple[str, tuple[PageLink, ...]], ...]
    alike: tuple[tuple[tuple[str, PageLink], ...], ...]
    common_topics: tuple[tuple[Ref, tuple[MatterCell, ...]], ...]
    partners: tuple[KindLine, ...]
    rules: tuple[KindLine, ...]
    solved: tuple[SolvedLine, ...]
    actors: tuple[tuple[Ref, tuple[PageLink, ...]], ...]
    alike_actors: tuple[tuple[tuple[tuple[str, PageLink], ...], str], ...]
    """Each group of one name, with the page where its first two are compared."""
    is_pending: bool


def compare(choice: NetworkChoice) -> SideBySide:
    """The networks of this choice side by side."""
    return compare_networks(get_store(), choice.shown, label_key)


def make_page(found: SideBySide, choice: NetworkChoice) -> ComparisonPage:
    """The page of these networks. O(topics in common x networks)."""
    name = choice.name
    return ComparisonPage(
        columns=tuple(_column(side, name(side.network.iri)) for side in found.sides),
        sizes=tuple((str(title), tuple(_size_line(found.sides, one) for one in those)) for title, those in SECTIONS),
        topics=tuple(_topic_line(found.sides, row) for row in found.topics),
        only_in=tuple((name(iri), _topics(iri, those)) for iri, those in found.only_in.items() if those),
        alike=tuple(tuple((name(iri), _topic(iri, one)) for iri, one in group.topics) for group in found.alike),
        common_topics=tuple(
            (row.shared.topic, tuple(_matter_cell(side.network.iri, row) for side in found.sides))
            for row in found.common_topics
        ),
        partners=tuple(_kind_line(found.sides, one) for one in found.common_partners),
        rules=tuple(_kind_line(found.sides, one, is_rule=True) for one in found.common_rules),
        solved=tuple(_solved_line(one, choice) for one in found.solved_elsewhere),
        actors=tuple(
            (
                one.actor,
                tuple(
                    PageLink(name(iri), _in(iri, "actors.show", slug=slug_of(one.actor.iri))) for iri in one.networks
                ),
            )
            for one in found.shared_actors
        ),
        alike_actors=tuple(_alike_actors(group, choice) for group in found.alike_actors),
        is_pending=found.is_pending,
    )


def _alike_actors(group: AlikeActors, choice: NetworkChoice) -> tuple[tuple[tuple[str, PageLink], ...], str]:
    links = tuple((choice.name(iri), _party(iri, "actors.show", one)) for iri, one in group.actors)
    first, second = (slug_of(one.iri) for _, one in group.actors[:2])
    return links, url_for("merging.show", eins=first, zwei=second, netz=None)


def standing_of(cell: TopicCoverage | None, doubt: Doubt | None) -> Standing:
    """How a topic stands in a network; `doubt` is why its empty cells tell nothing."""
    if cell is None:
        return "no_topic"
    if cell.matters is None:
        return "pending"
    if cell.unowned:
        return "unowned" if cell.demands else "raised"
    if cell.demands:
        return "demanded"
    if cell.is_covered:
        return "covered"
    return "unknown" if doubt else "nobody"


def say_standing(standing: Standing, cell: TopicCoverage | None) -> str:
    """The words of a standing; each has its own, so that no colour needs to tell it."""
    if cell is not None and standing == "demanded":
        return ngettext("eine Forderung offen", "%(num)d Forderungen offen", len(cell.demands))
    return {
        "unowned": gettext("gefordert, niemand zuständig"),
        "raised": gettext("angesprochen, niemand zuständig"),
        "covered": gettext("gedeckt"),
        "nobody": gettext("niemand erfasst"),
        "unknown": gettext("nicht erfasst"),
        "no_topic": gettext("kein Thema dafür"),
        "pending": gettext("wird berechnet"),
    }.get(standing, "")


def say_covered(cell: TopicCoverage) -> str:
    """How many cover a topic: "5 Akteure, 1 Gruppe"; "" for nobody."""
    actors = ngettext("%(num)d Akteur", "%(num)d Akteure", len(cell.actors)) if cell.actors else ""
    groups = ngettext("%(num)d Gruppe", "%(num)d Gruppen", len(cell.groups)) if cell.groups else ""
    return ", ".join(filter(None, (actors, groups)))


def say_kinds(cell: TopicCoverage) -> tuple[str, ...]:
    """By which kind of actor, the most first: "Kammer (2)"."""
    return tuple(f"{say(kind.label) if kind else gettext('Art unbekannt')} ({say_number(n)})" for kind, n in cell.kinds)


def _column(side: ComparedNetwork, name: str) -> NetworkColumn:
    doubts: dict[Doubt | None, None] = dict.fromkeys((side.doubt_of_topics, side.doubt_of_kinds))
    iri, analysis = side.network.iri, side.analysis
    return NetworkColumn(
        iri=iri,
        code=network_code(iri),
        name=name,
        address=_in(iri, "start.show"),
        day=unless_it_takes_long(lambda: data_day(analysis)) if analysis.actors else "",
        cautions=tuple(say_doubt(one) for one in doubts if one not in (None, "no_actors")),
    )


def _size_line(sides: Iterable[ComparedNetwork], name: str) -> SizeLine:
    sizes = [side.sizes[name] for side in sides]  # type: ignore[index]  # the names of `SECTIONS` are those of `SIZES`
    cells = (("", say_doubt(one.doubt)) if one.doubt else (say_size(one), "") for one in sizes)
    return SizeLine(str(LABELS[sizes[0].name]), meaning_of(sizes[0].name), tuple(cells))


def _topic_line(sides: Iterable[ComparedNetwork], row: CoveredTopic) -> TopicLine:
    return TopicLine(
        row.shared.topic, row.shared.depth, tuple(_topic_cell(side, row.cells.get(side.network.iri)) for side in sides)
    )


def _topic_cell(side: ComparedNetwork, cell: TopicCoverage | None) -> TopicCell:
    standing = standing_of(cell, side.doubt_of_topics)
    word = say_standing(standing, cell)
    if cell is None:
        return TopicCell(standing, word, "")
    iri, named = side.network.iri, (*cell.actors, *cell.groups)
    actor, group = (partial(_party, iri, endpoint) for endpoint in ("actors.show", "groups.show"))
    names = [*map(actor, _in_order(cell.actors)), *map(group, _in_order(cell.groups))][:NAMES]
    kinds = () if side.doubt_of_kinds else say_kinds(cell)
    return TopicCell(
        standing, word, say_covered(cell), kinds, tuple(names), _topics(iri, cell.own), len(named) - len(names)
    )


def _kind_line(sides: Iterable[ComparedNetwork], one: CommonKind, *, is_rule: bool = False) -> KindLine:
    cells = []
    for side in sides:
        iri, number = side.network.iri, one.numbers.get(side.network.iri, 0)
        asked = {"art": "demanded"} if one.kind.iri.startswith(NK) else {"regel": one.kind.iri}
        cells.append((number, _in(iri, "gaps.index", **asked) if number and is_rule else ""))
    return KindLine(say(one.kind.label), tuple(cells))


def _matter_cell(network: str, row: CoveredTopic) -> MatterCell:
    cell = row.cells.get(network)
    matters = (cell.matters if cell else None) or ()
    return MatterCell(tuple(_matter(network, one) for one in matters[:MATTERS]), len(matters[MATTERS:]))


def _solved_line(one: SolvedElsewhere, choice: NetworkChoice) -> SolvedLine:
    others = []
    for iri, cell in one.elsewhere.items():
        groups = {ref.iri for ref in cell.groups}
        links = [_party(iri, "groups.show" if ref.iri in groups else "actors.show", ref) for ref in cell.names]
        others.append((choice.name(iri), tuple(links[:NAMES]), len(links[NAMES:])))
    return SolvedLine(choice.name(one.network), _matter(one.network, one.matter), one.topic, tuple(others))


def _matter(network: str, matter: Matter) -> PageLink:
    return PageLink(say(matter.title), _in(network, "matters.show", matter_id=matter.id))


def _topics(network: str, topics: Iterable[Ref]) -> tuple[PageLink, ...]:
    return tuple(_topic(network, one) for one in _in_order(topics))


def _topic(network: str, topic: Ref) -> PageLink:
    return PageLink(say(topic.label), _in(network, "topics.show", slug=slug_of(topic.iri)))


def _party(network: str, endpoint: str, ref: Ref) -> PageLink:
    return PageLink(say(ref.label), _in(network, endpoint, slug=slug_of(ref.iri)))


def _in_order(refs: Iterable[Ref]) -> Sequence[Ref]:
    return sorted(refs, key=label_key)


def _in(network: str, endpoint: str, **values: str) -> str:
    """A page in this network, whatever network the reader chose before."""
    return url_for(endpoint, netz=network_code(network), **values)  # type: ignore[arg-type]  # of strings alone
