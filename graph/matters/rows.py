"""A matter as programs read it: the contract's JSON form, worded in one language."""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import asdict

from graph.gaps.decisions import GapState
from graph.gaps.rows import GapJson, PassageJson, ReasonJson, RefJson, conversions, gap_as_json
from graph.json_rows import Conversions, fill
from graph.matters.matter import Audience, Convenor, Matter, MatterKind
from graph.model import Confidence


class ConvenorJson(Struct):
    """Who could take a matter up, and why: a suggestion from what is recorded, nobody said it."""

    actor: RefJson
    reason: str


class MatterJson(Struct, kw_only=True):
    """One cause with the gaps that follow from it. `question`: what is to be decided, in a sentence.

    `audience`: a steering group decides (group), or the coordination enters and clears (office). `recorded` are the
    existing ties among its parties. The scores of `reasons` add up to `score`, by which matters are ranked: `rank`
    counts those that are open, what a group is asked before all else. `pinned` is the place that the coordination of
    its network gave it on top of the list, null without one.
    """

    id: str
    kind: MatterKind
    audience: Audience
    title: str
    question: str
    subject: RefJson
    topic: RefJson | None
    parties: list[RefJson]
    demands: list[RefJson]
    problems: list[RefJson]
    demanded_by: list[RefJson]
    named_by: list[RefJson]
    events: list[RefJson]
    since: str
    confidence: Confidence
    evidence: list[PassageJson]
    recorded: list[RefJson]
    options: list[str]
    convenor: ConvenorJson | None
    score: float
    reasons: list[ReasonJson]
    network: str
    state: GapState
    rank: int | None
    pinned: int | None
    gaps: list[str]


class MatterWithGapsJson(MatterJson, kw_only=True):
    """A matter, and its gaps in full."""

    open_gaps: list[GapJson]


def matter_as_json(matter: Matter, language: str = "de") -> MatterJson:
    """A matter in the contract's form, its gaps by their ids."""
    return fill(MatterJson, matter, _conversions(language), gaps=[gap.id for gap in matter.gaps])


def matter_with_gaps(matter: Matter, language: str = "de") -> MatterWithGapsJson:
    """The same with the gaps themselves."""
    fields = asdict(matter_as_json(matter, language))
    return MatterWithGapsJson(**fields, open_gaps=[gap_as_json(gap, language) for gap in matter.gaps])


@cache
def _conversions(language: str) -> Conversions:
    return {**conversions(language), Convenor: lambda one: fill(ConvenorJson, one, conversions(language))}
