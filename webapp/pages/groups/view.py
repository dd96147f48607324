"""What the list of groups and a group's page show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.gaps.missing_sectors import MissingSectors
from graph.measures.tie_quality import Rated, rate_groups
from graph.model import EXISTING, Finding, Gap, Group, Ref, State, Tie
from graph.network.members import members_by_group, memberships_in
from graph.terms import NK
from webapp.pages.actors.view import gaps_of, parts_of
from webapp.ui.language import say
from webapp.ui.links import slug_of
from webapp.ui.memo import memo, memo_without_words
from webapp.ui.sorting import label_key, sort_key
from webapp.ui.tie_lines import TieLine, TieSection, line_of, sections_of
from webapp.ui.tie_quality import say_rated

DEMANDED: tuple[State, ...] = ("demanded",)
_MEMBER = NK + "member"
_ORDER = {NK + "lead": 0, NK + "spokesperson": 0, NK + "guest": 2}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of the list of groups."""

    group: Group
    label: str
    kind: str
    members: int
    demanded: int
    findings: int
    gaps: int


@dataclass(frozen=True, slots=True)
class FindingSection:
    """The findings that were said from one perspective: self-description, study, workshop."""

    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Everything a group's page says."""

    group: Group
    slug: str
    members: tuple[TieLine, ...]
    other_members: tuple[TieLine, ...]
    sections: tuple[TieSection, ...]
    topics: tuple[Ref, ...]
    findings: tuple[FindingSection, ...]
    gaps: tuple[Gap, ...] | None
    parts: tuple[Ref, ...]
    rated: tuple[str, ...]
    sectors: MissingSectors | None

    @staticmethod
    def role_of(tie: Tie) -> Ref | None:
        """What somebody is in the group beside a mere member: lead, spokesperson, guest."""
        return tie.detail if tie.detail and tie.detail.iri != _MEMBER else None


@memo
def list_rows(analysis: Analysis) -> list[GroupRow]:
    """A row for each group: existing ones first, then in German order of names."""
    rows = [_make_row(analysis, group) for group in analysis.groups.values()]
    return sorted(rows, key=lambda row: (row.group.state != "exists", sort_key(row.label)))


def _make_row(analysis: Analysis, group: Group) -> GroupRow:
    own = analysis.ties_by_party.get(group.iri, ())
    return GroupRow(
        group=group,
        label=say(group.label),
        kind=say(group.kind.label) if group.kind else "",
        members=len(members_by_group(own, [group.iri], EXISTING, analysis.at)[group.iri]),
        demanded=len(members_by_group(own, [group.iri], DEMANDED, analysis.at)[group.iri]),
        findings=len(analysis.findings_about.get(group.iri, ())),
        gaps=len(analysis.gaps_about.get(group.iri, ())),
    )


def missing_sectors_of(analysis: Analysis, iri: str) -> MissingSectors | None:
    """The sectors that a group lacks; None while the gaps are computed, of whose rows they are."""
    found = unless_it_takes_long(lambda: analysis.missing_sectors)
    return None if found is None else found.get(iri, MissingSectors())


@memo_without_words
def rated_groups(analysis: Analysis) -> dict[str, tuple[Rated, ...]]:
    """How well the ties of each group carry that count, as its members judge them."""
    return rate_groups(analysis.members, analysis.counting_ties)


def make_page(analysis: Analysis, group: Group) -> GroupPage:
    """The page of one group."""
    own = analysis.ties_by_party.get(group.iri, ())
    memberships = memberships_in(own, group.iri)
    lines = sorted((line_of(tie, group.iri) for tie in memberships), key=_member_order)
    findings = analysis.findings_about.get(group.iri, ())
    return GroupPage(
        group=group,
        slug=slug_of(group.iri),
        members=tuple(line for line in lines if line.tie.state == "exists"),
        other_members=tuple(line for line in lines if line.tie.state != "exists"),
        sections=tuple(sections_of([tie for tie in own if tie not in memberships], group.iri)),
        topics=_topics_of(own, findings),
        findings=by_perspective(findings),
        gaps=gaps_of(analysis, group.iri),
        parts=parts_of(analysis, group.iri),
        rated=tuple(say_rated(rated_groups(analysis).get(group.iri, ()))),
        sectors=missing_sectors_of(analysis, group.iri),
    )


def _member_order(line: TieLine) -> tuple[int, tuple[str, str]]:
    """Who leads or speaks first, guests last, each in German order of names."""
    order = _ORDER.get(line.tie.detail.iri, 1) if line.tie.detail else 1
    return order, label_key(line.others[0]) if line.others else ("", "")


def _topics_of(ties: Sequence[Tie], findings: Sequence[Finding]) -> tuple[Ref, ...]:
    topics = {topic.iri: topic for tie in ties for topic in tie.topics}
    topics |= {topic.iri: topic for finding in findings for topic in finding.topics}
    return tuple(sorted(topics.values(), key=label_key))


def by_perspective(findings: Sequence[Finding]) -> tuple[FindingSection, ...]:
    """Findings by who says so; those without a perspective come last, without a title."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(say(finding.perspective.label) if finding.perspective else "", []).append(finding)
    return tuple(
        FindingSection(title, tuple(grouped[title])) for title in sorted(grouped, key=lambda name: (not name, name))
    )
