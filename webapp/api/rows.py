"""Domain objects as the API gives them, in the language of the request; the types are in `schemas.py`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import asdict

from graph.gaps.rows import PassageJson, RefJson, gap_as_json, passage_as_json, ref_as_json, refs_as_json
from graph.model import Actor, Finding, Passage, Ref, Tie
from webapp.api.schemas import ActorJson, FindingJson, GroupJson, PartyJson, ProfileJson, TieJson, UnreadableJson
from webapp.pages.actors.columns import GAPS, GROUPS, PARTNERS
from webapp.pages.actors.view import ActorRow, Profile
from webapp.pages.data.view import UnreadableLine
from webapp.pages.groups.view import GroupRow
from webapp.ui.language import language, say
from webapp.ui.links import slug_of


def ref(found: Ref) -> RefJson:
    """A resource by IRI and label."""
    return ref_as_json(found, language())


def refs(found: Sequence[Ref]) -> list[RefJson]:
    """Several of them."""
    return refs_as_json(found, language())


def actor_row(row: ActorRow) -> ActorJson:
    """An actor as a line of the list."""
    groups = row.value(GROUPS)
    return ActorJson(**asdict(_party(row.actor)), groups=refs(groups), degree=row.value(PARTNERS), gaps=row.value(GAPS))


def group_row(row: GroupRow) -> GroupJson:
    """A group as a line of the list."""
    return GroupJson(
        **asdict(_party(row.group)), members=row.members, demanded=row.demanded, findings=row.findings, gaps=row.gaps
    )


def unreadable_row(line: UnreadableLine) -> UnreadableJson:
    """A statement whose value could not be read."""
    return UnreadableJson(ref(line.resource), line.property, line.value, line.reason, line.advice)


def tie_row(tie: Tie) -> TieJson:
    """A tie with both ends and its evidence."""
    return TieJson(
        iri=tie.iri,
        kind=tie.kind,
        label=say(tie.label),
        state=tie.state,
        confidence=tie.confidence,
        sources=refs(tie.sources),
        targets=refs(tie.targets),
        directed=tie.directed,
        weight=tie.weight,
        detail=_optional(tie.detail),
        topics=refs(tie.topics),
        start=tie.start,
        end=tie.end,
        perspective=_optional(tie.perspective),
        evidence=_passages(tie.evidence),
    )


def profile(found: Profile, revision: int) -> ProfileJson:
    """Everything an actor's page says."""
    return ProfileJson(
        **asdict(_party(found.actor)),
        note=found.actor.note,
        part_of=refs(found.actor.part_of),
        parts=refs(found.parts),
        networks=refs(found.networks),
        groups=refs(found.groups),
        role=list(found.role),
        ties=[tie_row(line.tie) for section in found.sections for line in section.lines],
        gaps=[gap_as_json(gap, language()) for gap in found.gaps],
        findings=[_finding_row(finding) for finding in found.findings],
        evidence=_passages(found.actor.evidence),
        revision=revision,
    )


def _party(found: Actor) -> PartyJson:
    return PartyJson(
        iri=found.iri,
        slug=slug_of(found.iri),
        label=say(found.label),
        short=found.short,
        sector=_optional(found.sector),
        kind=_optional(found.kind),
        collective=found.is_collective,
        state=found.state,
        confidence=found.confidence,
    )


def _finding_row(finding: Finding) -> FindingJson:
    return FindingJson(
        iri=finding.iri,
        label=say(finding.label),
        kind=_optional(finding.kind),
        demand=finding.is_demand,
        confidence=finding.confidence,
        raised_by=refs(finding.raised_by),
        topics=refs(finding.topics),
        perspective=_optional(finding.perspective),
        evidence=_passages(finding.evidence),
    )


def _optional(found: Ref | None) -> RefJson | None:
    return None if found is None else ref(found)


def _passages(found: Sequence[Passage]) -> list[PassageJson]:
    return [passage_as_json(passage, language()) for passage in found]
