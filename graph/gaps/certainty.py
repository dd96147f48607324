"""How sure that is which a gap rests on: what was only read into a text is never strong, and its sentence says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.gaps.wording import say
from graph.model import Confidence, Finding, GapConfidence, Strength, Text
from graph.network.read_statements import StatementReader
from graph.network.reading import Model

_WORST_FIRST: tuple[Confidence, ...] = ("unresolved", "inferred", "external", "stated")
_CAPS: dict[Confidence, tuple[float, Strength]] = {"inferred": (2.0, "medium"), "unresolved": (1.0, "weak")}


@dataclass(frozen=True, slots=True)
class Certainty:
    """The confidence of what a gap rests on, and what whoever coded it was in doubt about ("" for nothing)."""

    confidence: Confidence = "stated"
    doubt: str = ""

    @property
    def of_gap(self) -> GapConfidence:
        """What the gap says of itself: stated in a source, or read into it."""
        return "inferred" if self.confidence in _CAPS else "stated"

    def capped(self, score: float, strength: Strength) -> tuple[float, Strength]:
        """Score and strength, at most medium for what is inferred and weak for what is unresolved."""
        most = _CAPS.get(self.confidence)
        return most if most and score > most[0] else (score, strength)

    def said(self, why: Text) -> Text:
        """The sentence, with what is not sure about it."""
        if self.confidence not in _CAPS:
            return why
        addition = say("rule", f"certainty.{self.confidence}")
        return Text.in_each(lambda language: f"{why.in_language(language)} {addition.in_language(language)}")


def certainty_of(model: Model, *iris: str, on_dates: bool = False) -> Certainty:
    """The least sure of these resources, topics left out; `on_dates`: of their dates too, which may be less sure."""
    found = [*_known(model, iris)]
    if on_dates:
        reader = StatementReader(model.index)
        found += [Certainty(reader.date_confidence(iri), model.index.note(iri)) for iri in iris]
    return least_sure(found)


def certainty_of_demanded(model: Model, subject: str, demands: Sequence[Finding]) -> Certainty:
    """Of a tie or group and of the surest demand for it: one that says it is enough, but not for what it says."""
    surest = max(
        (Certainty(one.confidence, one.note) for one in demands),
        key=lambda one: _WORST_FIRST.index(one.confidence),
        default=Certainty(),
    )
    return least_sure([certainty_of(model, subject), surest])


def least_sure(certainties: Iterable[Certainty]) -> Certainty:
    """The first of those that are least sure; sure where there are none. Of what is sure no doubt is said."""
    worst = min(certainties, key=lambda one: _WORST_FIRST.index(one.confidence), default=Certainty())
    return worst if worst.confidence in _CAPS else Certainty(worst.confidence)


def _known(model: Model, iris: Iterable[str]) -> Iterable[Certainty]:
    """A topic is no statement: that it was made up from the text says nothing about what is said of it."""
    reader = StatementReader(model.index)
    for iri in iris:
        if iri not in model.topics:
            yield Certainty(reader.confidence(iri), model.index.note(iri))
