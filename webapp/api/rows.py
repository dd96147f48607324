"""Domain objects as the API gives them: plain JSON values in the language of the request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.model import Actor, Finding, Passage, Ref, Tie
from webapp.pages.actors.view import ActorRow, Profile
from webapp.pages.groups.view import GroupRow
from webapp.ui.language import language, say
from webapp.ui.links import slug_of

Json = dict[str, Any]


def ref(found: Ref) -> Json:
    """A resource by IRI and label."""
    return {"iri": found.iri, "label": say(found.label)}


def _refs(found: Sequence[Ref]) -> list[Json]:
    return [ref(each) for each in found]


def _optional(found: Ref | None) -> Json | None:
    return None if found is None else ref(found)


def _passage(found: Passage) -> Json:
    return {
        "iri": found.iri,
        "quote": found.quote,
        "start": found.start,
        "end": found.end,
        "document": ref(found.document),
    }


def _actor(found: Actor) -> Json:
    return {
        "iri": found.iri,
        "slug": slug_of(found.iri),
        "label": say(found.label),
        "short": found.short,
        "sector": _optional(found.sector),
        "kind": _optional(found.kind),
        "collective": found.is_collective,
        "state": found.state,
        "confidence": found.confidence,
    }


def actor_row(row: ActorRow) -> Json:
    """An actor as a line of the list."""
    return {**_actor(row.actor), "groups": _refs(row.groups), "degree": row.partners, "gaps": row.gaps}


def group_row(row: GroupRow) -> Json:
    """A group as a line of the list."""
    numbers = {"members": row.members, "demanded": row.demanded, "findings": row.findings, "gaps": row.gaps}
    return {**_actor(row.group), **numbers}


def tie_row(tie: Tie) -> Json:
    """A tie with both ends and its evidence."""
    return {
        "iri": tie.iri,
        "kind": tie.kind,
        "label": say(tie.label),
        "state": tie.state,
        "confidence": tie.confidence,
        "sources": _refs(tie.sources),
        "targets": _refs(tie.targets),
        "directed": tie.directed,
        "weight": tie.weight,
        "detail": _optional(tie.detail),
        "topics": _refs(tie.topics),
        "start": tie.start,
        "end": tie.end,
        "perspective": _optional(tie.perspective),
        "evidence": [_passage(passage) for passage in tie.evidence],
    }


def _finding_row(finding: Finding) -> Json:
    return {
        "iri": finding.iri,
        "label": say(finding.label),
        "kind": _optional(finding.kind),
        "demand": finding.is_demand,
        "confidence": finding.confidence,
        "raisedBy": _refs(finding.raised_by),
        "topics": _refs(finding.topics),
        "perspective": _optional(finding.perspective),
        "evidence": [_passage(passage) for passage in finding.evidence],
    }


def profile(found: Profile) -> Json:
    """Everything an actor's page says."""
    from graph.gaps.search import gap_as_row  # noqa: PLC0415 - analysis loads with the first request for it

    return {
        **_actor(found.actor),
        "note": found.actor.note,
        "partOf": _refs(found.actor.part_of),
        "parts": _refs(found.parts),
        "networks": _refs(found.networks),
        "groups": _refs(found.groups),
        "role": list(found.role),
        "ties": [tie_row(line.tie) for section in found.sections for line in section.lines],
        "gaps": [gap_as_row(gap, language()) for gap in found.gaps],
        "findings": [_finding_row(finding) for finding in found.findings],
        "evidence": [_passage(passage) for passage in found.actor.evidence],
    }
