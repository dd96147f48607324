"""A gap and the answers to it as programs read them: the contract's JSON form, worded in one language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from graph.gaps.answers import Answer, Decision
from graph.gaps.decisions import GapState
from graph.json_rows import Conversions, fill
from graph.model import Gap, GapConfidence, GapKind, Passage, Reason, Ref, Strength, Text


class RefJson(Struct):
    """A resource by its IRI and its name in one language."""

    iri: str
    label: str


class PassageJson(Struct):
    """A quoted place in a document; `start` and `end` count its characters from 0, the end exclusive."""

    iri: str
    quote: str
    start: int
    end: int
    document: RefJson


class ReasonJson(Struct):
    """One part of why a gap is a gap; the scores of the reasons add up to that of the gap."""

    text: str
    score: float


class GapJson(Struct):
    """Something the network lacks; `topic` is null where there is none, `figures` are the counts it follows from.

    `recommendation` says what is to be decided, `enter` what is entered afterwards ("" where that says nothing).
    `confidence`: whether what the gap rests on is stated in a source or was read into one; `doubt`: what whoever read
    it was in doubt about, in their words, "" for nothing.
    """

    id: str
    kind: GapKind
    rule: str
    title: str
    subject: RefJson
    parties: list[RefJson]
    topic: RefJson | None
    score: float
    strength: Strength
    reasons: list[ReasonJson]
    recommendation: str
    enter: str
    confidence: GapConfidence
    doubt: str
    evidence: list[PassageJson]
    demanded_by: list[RefJson]
    since: str
    network: str
    state: GapState
    figures: dict[str, float]


class DecisionJson(Struct):
    """An answer to a gap: by whom and when, why, and who takes care of it until when ("" where nobody does).

    `day` and `meeting` (an IRI, "" for none) say where it was decided, `until` to which day it was put off,
    `referred_to` to whom it was passed on.
    """

    iri: str
    answer: Answer
    author: str
    time: str
    note: str
    responsible: str
    due: str
    fingerprint: str
    day: str
    until: str
    referred_to: str
    meeting: str


def ref_as_json(ref: Ref, language: str) -> RefJson:
    """A resource by IRI and name."""
    return RefJson(ref.iri, ref.label.in_language(language))


def refs_as_json(refs: Iterable[Ref], language: str) -> list[RefJson]:
    """Several of them, in their order."""
    return [ref_as_json(ref, language) for ref in refs]


def passage_as_json(passage: Passage, language: str) -> PassageJson:
    """A passage with its document."""
    document = ref_as_json(passage.document, language)
    return PassageJson(passage.iri, passage.quote, passage.start, passage.end, document)


@cache
def conversions(language: str) -> Conversions:
    """Values of the model as programs read them."""
    return {
        Text: lambda text: text.in_language(language),
        Ref: lambda ref: ref_as_json(ref, language),
        Passage: lambda passage: passage_as_json(passage, language),
        Reason: lambda reason: ReasonJson(reason.text.in_language(language), reason.score),
    }


def gap_as_json(gap: Gap, language: str = "de") -> GapJson:
    """A gap in the contract's form."""
    return fill(GapJson, gap, conversions(language), figures=dict(gap.figures))


def decision_as_json(decision: Decision) -> DecisionJson:
    """An answer without the id of its gap, which it stands beside."""
    return fill(DecisionJson, decision, {})
