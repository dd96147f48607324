"""What a fact sheet shows, section by section, and how much of each stands on the one page that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from markupsafe import Markup

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.model import MEMBERSHIP, Actor, Finding, Group, Ref
from graph.network.demands import in_no_demand
from graph.network.edges import counting_ties
from webapp.pages.groups.view import GroupPage, missing_sectors_of
from webapp.pages.groups.view import make_page as make_group_page
from webapp.ui.language import gettext, say
from webapp.ui.links import link_to, matter_url, slug_of
from webapp.ui.one_sheet import lines_of, shared_out, shown_on_paper
from webapp.ui.sorting import label_key
from webapp.ui.tie_lines import TieLine, sections_of

_LINES, _LETTERS, _LETTERS_OF_A_NAME, _LETTERS_OF_THE_HEADING = 46, 88, 36, 44
"""Of the sheet, below one line of heading: names stand two beside each other."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """One section: its lines, how many of them are printed (`shown`), and what is said where there is none.

    `lines` is None while what it shows is being computed. `least`: so many lines of paper it has at least, where it
    needs them. `is_short`: its lines are names, two beside each other.
    """

    name: str
    title: str
    lines: Sequence[Markup] | None
    least: int
    empty: str
    is_short: bool = False
    shown: int = 0

    @property
    def needs(self) -> int:
        """How many lines of paper all of it would take."""
        total = sum(lines_of(self._texts, self._letters))
        return ceil(total / 2) if self.is_short else total

    def on_paper(self, lines: int) -> SheetSection:
        """The same, printed on so many lines of paper."""
        room = lines * 2 if self.is_short else lines
        return replace(self, shown=shown_on_paper(self._texts, lines=room, letters=self._letters))

    @property
    def _texts(self) -> list[str]:
        return [one.striptags() for one in self.lines or ()]

    @property
    def _letters(self) -> int:
        return _LETTERS_OF_A_NAME if self.is_short else _LETTERS

    @property
    def more(self) -> int:
        """How many are left out on paper."""
        return len(self.lines or ()) - self.shown


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A group or an actor on one page."""

    who: Actor
    slug: str
    is_group: bool
    sections: tuple[SheetSection, ...]


def make_sheet(analysis: Analysis, who: Actor) -> FactSheet:
    """The sheet of one group or actor. O(its ties, findings and gaps)."""
    is_group = isinstance(who, Group)
    own = _sections_of_group(analysis, who) if isinstance(who, Group) else _sections_of_actor(analysis, who)
    common = (_interfaces(analysis, who), _demands(analysis, who))
    sectors = (_sectors(analysis, who),) if is_group else ()
    sections = (*own, *common, *sectors, _open(analysis, who))
    heading = sum(lines_of([say(who.label)], _LETTERS_OF_THE_HEADING)) - 1
    room = _LINES - 2 * heading
    lines = shared_out([one.needs for one in sections], [one.least for one in sections], room)
    shown = (one.on_paper(number) for one, number in zip(sections, lines, strict=True))
    return FactSheet(who, slug_of(who.iri), is_group, tuple(shown))


def _sections_of_group(analysis: Analysis, group: Group) -> Iterator[SheetSection]:
    page = make_group_page(analysis, group)
    members = [_member(line) for line in page.members]
    nothing = gettext("In den Daten sind keine Mitglieder erfasst.")
    yield SheetSection("mitglieder", gettext("Mitglieder"), members, 9, nothing, is_short=True)
    yield _topics(page.topics)


def _sections_of_actor(analysis: Analysis, actor: Actor) -> Iterator[SheetSection]:
    groups = [link_to(ref) for ref in _in_order(analysis.groups_of.get(actor.iri, ()))]
    topics = analysis.topics_of_actor(actor.iri) or actor.topics  # as on the profile
    yield SheetSection(
        "gruppen", gettext("Gruppen"), groups, 9, gettext("In den Daten ist keine Gruppe erfasst."), is_short=True
    )
    yield _topics(_in_order(topics))


def _topics(topics: Sequence[Ref]) -> SheetSection:
    nothing = gettext("In den Daten ist kein Thema erfasst.")
    return SheetSection("themen", gettext("Themen"), [link_to(topic) for topic in topics], 5, nothing, is_short=True)


def _interfaces(analysis: Analysis, who: Actor) -> SheetSection:
    """What exists beside membership, as it counts on every page."""
    ties = counting_ties(analysis.ties_by_party.get(who.iri, ()), at=analysis.at)
    sections = sections_of(ties, who.iri, without=[MEMBERSHIP])
    lines = [_tie(section.title, line) for section in sections for line in section.lines]
    nothing = gettext("In den Daten ist keine Verbindung erfasst.")
    return SheetSection("schnittstellen", gettext("Schnittstellen und Zuständigkeiten"), lines, 12, nothing)


def _demands(analysis: Analysis, who: Actor) -> SheetSection:
    """What somebody demands of them or they demand, then what else is demanded and stands in no demand."""
    findings = [one for one in analysis.findings_about.get(who.iri, ()) if one.is_demand]
    sections = sections_of(in_no_demand(analysis.ties_by_party.get(who.iri, ()), findings), who.iri)
    lines = [*map(_demand, findings), *(_tie(one.title, line) for one in sections for line in one.lines)]
    return SheetSection("forderungen", gettext("Forderungen"), lines, 9, gettext("Es ist keine Forderung erfasst."))


def _sectors(analysis: Analysis, who: Actor) -> SheetSection:
    """The sectors by name, as on the page of the group; where nobody can tell, that instead of none."""
    found = missing_sectors_of(analysis, who.iri)
    nothing = gettext("Keine Lücke nennt einen Sektor, der fehlt.")
    if found is None:
        return SheetSection("sektoren", gettext("Fehlende Sektoren"), None, 4, nothing)
    hardly = (Markup("{} ({})").format(link_to(one), gettext("kaum vertreten")) for one in found.hardly)
    lines = [*map(link_to, found.absent), *hardly]
    said = say(found.doubt) if found.doubt else nothing
    return SheetSection("sektoren", gettext("Fehlende Sektoren"), lines, 4, said, is_short=True)


def _open(analysis: Analysis, who: Actor) -> SheetSection:
    matters = unless_it_takes_long(lambda: analysis.matters)
    named = [one for one in matters or () if one.is_open and any(ref.iri == who.iri for ref in one.parties)]
    lines = [Markup('<a href="{}">{}</a>').format(matter_url(one.id), say(one.title)) for one in named]
    nothing = gettext("Keine offene Sache gehört hierher.")
    return SheetSection("offen", gettext("Was zu entscheiden ist"), None if matters is None else lines, 7, nothing)


def _member(line: TieLine) -> Markup:
    role = GroupPage.role_of(line.tie)
    named = Markup(", ").join(map(link_to, line.others)) if line.others else Markup("{}").format(say(line.tie.label))
    return Markup("{} ({})").format(named, say(role.label)) if role else named


def _tie(kind: str, line: TieLine) -> Markup:
    """What kind of tie with whom, on which topics; one that names nobody else by its own name."""
    others = Markup(", ").join(map(link_to, line.others))
    said = Markup("{} {}").format(line.relation, others) if others else Markup("{}").format(say(line.tie.label))
    about = ", ".join(say(topic.label) for topic in line.tie.topics)
    return Markup("{}: {} · {}").format(kind, said, about) if about else Markup("{}: {}").format(kind, said)


def _demand(finding: Finding) -> Markup:
    by = ", ".join(say(ref.label) for ref in finding.raised_by)
    return Markup("{} ({})").format(say(finding.label), by) if by else Markup("{}").format(say(finding.label))


def _in_order(refs: Iterable[Ref]) -> list[Ref]:
    return sorted(refs, key=label_key)
