"""What is to be decided on a matter, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.gaps.wording import say
from graph.matters.causes import Cause
from graph.matters.pairs import in_every_pair, two_of
from graph.model import Gap, Ref, Text

_LISTED, _PAIR = 4, 2
UNASSIGNED = "topic-unassigned"
"""The rule by which a topic is raised and nobody is in charge of it."""
CONFLICT = "demands-conflict"
"""The rule by which two are demanded for one task."""


def question_of(cause: Cause, title: Text) -> Text:
    """One sentence: what is to be decided. Of one gap it is what the gap recommends."""
    number, first = len(cause.gaps), cause.gaps[0]
    if cause.kind == "demand":
        return _question_of_demands(cause, title)
    if cause.kind == "topic":
        return _question_of_topic(cause, title)
    if cause.kind == "entry":
        return _question_of_entry(first)
    if cause.kind == "link":
        return _question_of_link(cause, title)
    if cause.kind == "single":
        return first.recommendation
    return say("matter", f"question.{cause.kind}", title=title, number=number)


def _question_of_demands(cause: Cause, title: Text) -> Text:
    """Of several things which of them; of one what it takes, or whether it is to be put into practice."""
    conflict = conflict_of(cause.gaps)
    if conflict is not None:
        return conflict.recommendation
    asked = [gap for gap in cause.gaps if gap.kind == "demanded"]
    things = list(dict.fromkeys(gap.subject for gap in asked)) or [Ref(one.iri, one.label) for one in cause.demands]
    if len(things) > 1:
        return say("matter", "question.demands", things=_listed(things))
    if asked:
        return asked[0].recommendation
    return say("matter", "question.demand", title=things[0].label if things else title)


def conflict_of(gaps: Iterable[Gap]) -> Gap | None:
    """What says that the two things demanded exclude each other, where these two are all that is demanded."""
    several = list(gaps)
    asked = {gap.subject.iri for gap in several if gap.kind == "demanded"}
    return next((gap for gap in several if gap.rule == CONFLICT and len(asked) == _PAIR), None)


def _question_of_topic(cause: Cause, title: Text) -> Text:
    """Who takes care of it, where nobody is in charge; else what happens to what was said."""
    said = [gap.subject.label for gap in cause.gaps if gap.subject.iri != cause.subject]
    points = len(said)
    if any(gap.rule == UNASSIGNED for gap in cause.gaps):
        return say("matter", "question.topic-points" if points > 1 else "question.topic", title=title, number=points)
    if points > 1:
        return say("matter", "question.points", title=title, number=points)
    return say("matter", "question.point", point=said[0]) if said else cause.gaps[0].recommendation


def _question_of_entry(gap: Gap) -> Text:
    if gap.is_unrecorded:
        return say("matter", "question.unrecorded", why=gap.reasons[0].text, advice=gap.recommendation)
    return say("matter", "question.guess") if gap.kind == "predicted" else gap.recommendation


def _question_of_link(cause: Cause, title: Text) -> Text:
    """Whether those who lack a tie are to have one: of one pair by name, of many who is in all of them."""
    lacking = [gap for gap in cause.gaps if gap.kind == "fit" or len(gap.parties) > 1]
    pairs = list({frozenset(pair): pair for gap in lacking if gap.rule != "silo" for pair in [two_of(gap)]}.values())
    if len(pairs) < _PAIR:
        return min(lacking or cause.gaps, key=lambda gap: gap.kind != "fit").recommendation
    hubs = in_every_pair(pairs)
    if hubs:
        return say("matter", "question.link-of", names=_quoted(hubs), title=title, number=len(pairs))
    return say("matter", "question.link", title=title, number=len(pairs))


def _listed(things: Sequence[Ref]) -> Text:
    """What is asked for, by name, the first few."""
    named = [ref.label for ref in things[:_LISTED]]
    first = Text.in_each(lambda language: "; ".join(label.in_language(language) for label in named))
    left = len(things) - len(named)
    return say("matter", "question.more", things=first, number=left) if left else first


def _quoted(refs: Sequence[Ref]) -> Text:
    """One or two names, each in quotation marks."""
    if len(refs) == 1:
        return say("matter", "question.one", name=refs[0].label)
    return say("matter", "question.both", name=refs[0].label, other=refs[1].label)
