"""Domain objects as the API gives them, in the language of the request; the types are in `schemas.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.gaps.rows import RefJson, conversions, gap_as_json, ref_as_json, refs_as_json
from graph.json_rows import Row, fill
from graph.measures.tie_quality import quality_of
from graph.model import Actor, Finding, Ref, Tie
from webapp.api.schemas import ActorJson, FindingJson, GroupJson, ProfileJson, TieJson, UnreadableJson
from webapp.pages.actors.columns import GAPS, GROUPS, PARTNERS
from webapp.pages.actors.view import ActorRow, Profile
from webapp.pages.data.view import UnreadableLine
from webapp.pages.groups.view import GroupRow
from webapp.ui.language import language
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
    return _party(ActorJson, row.actor, groups=refs(groups), degree=row.value(PARTNERS), gaps=row.value(GAPS))


def group_row(row: GroupRow) -> GroupJson:
    """A group as a line of the list."""
    return _party(
        GroupJson, row.group, members=row.members, demanded=row.demanded, findings=row.findings, gaps=row.gaps
    )


def unreadable_row(line: UnreadableLine) -> UnreadableJson:
    """A statement whose value could not be read."""
    return UnreadableJson(ref(line.resource), line.property, line.value, line.reason, line.advice)


def tie_row(tie: Tie) -> TieJson:
    """A tie with both ends and its evidence."""
    return fill(TieJson, tie, conversions(language()), qualities=quality_of(tie))


def profile(found: Profile, revision: int) -> ProfileJson:
    """Everything an actor's page says."""
    return _party(
        ProfileJson,
        found.actor,
        parts=refs(found.parts),
        networks=refs(found.networks),
        groups=refs(found.groups),
        topics=refs(found.topics),
        role=list(found.role),
        ties=[tie_row(line.tie) for section in found.sections for line in section.lines],
        gaps=[gap_as_json(gap, language()) for gap in found.gaps or ()],  # programs wait for them
        findings=[_finding_row(finding) for finding in found.findings],
        revision=revision,
    )


def _party(row_type: type[Row], found: Actor, **computed: Any) -> Row:
    named = {"slug": slug_of(found.iri), "collective": found.is_collective}
    return fill(row_type, found, conversions(language()), **named, **computed)


def _finding_row(finding: Finding) -> FindingJson:
    return fill(FindingJson, finding, conversions(language()), demand=finding.is_demand)
