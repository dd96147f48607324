"""A matter (Sache): the unit that people decide on, with everything a meeting needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from graph.cache.fingerprints import fingerprint_of_set
from graph.gaps.decisions import is_open
from graph.model import Confidence, Gap, Passage, Reason, Ref, Text

MatterKind = Literal["demand", "topic", "single", "access", "weak_spot", "link", "entry"]
"""Demands that belong together; the topmost topic nobody owns; one thing that a rule found; who is not tied in yet;
an actor on whom much depends; who works on the same and is not tied; what the coordination enters or clears."""
Audience = Literal["group", "office"]
"""Who acts on it: the steering group decides, or the coordination enters and clears."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@dataclass(frozen=True, slots=True)
class Convenor:
    """Who could take a matter up, and why just they: a suggestion from what is recorded, nobody said it."""

    actor: Ref
    reason: Text


@dataclass(frozen=True, slots=True)
class Matter:
    """One cause and all the gaps that follow from it, the gap that says most first.

    `id` stays the same while its first demand (or subject) is there, whatever else joins it. `question` says in one
    sentence what is to be decided. `demands` are the findings that ask for it, `problems` those that only name what is
    wrong or open, `demanded_by` who raised the demands, `named_by` who else named something, `events` where; `since` is
    the day of the first, "" for unknown.
    `confidence` is "inferred" where all that was demanded or said is, "external" where its demands stand in no source.
    `recorded` are the existing ties among its parties, `options` what could be done, each once: what the question asks
    for first. The points of `reasons` add up to `score`, by which matters are ranked.
    `state` is that of its last answer; without one it is open as long as one of its gaps is. Of those that are open,
    `rank` counts from 1 in the order in which they are read, and `pinned` among those that the coordination of its
    network pinned (`agenda.py`); None for all others.
    """

    id: str
    kind: MatterKind
    audience: Audience
    subject: Ref
    title: Text
    question: Text
    gaps: tuple[Gap, ...]
    demands: tuple[Ref, ...] = ()
    problems: tuple[Ref, ...] = ()
    demanded_by: tuple[Ref, ...] = ()
    named_by: tuple[Ref, ...] = ()
    events: tuple[Ref, ...] = ()
    since: str = ""
    confidence: Confidence = "stated"
    parties: tuple[Ref, ...] = ()
    topic: Ref | None = None
    evidence: tuple[Passage, ...] = ()
    recorded: tuple[Ref, ...] = ()
    options: tuple[Text, ...] = ()
    convenor: Convenor | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = field(default=())
    network: str = ""
    state: str = "open"
    rank: int | None = None
    pinned: int | None = None

    @property
    def is_asked(self) -> bool:
        """Whether it is for the group: somebody demanded it in so many words, or named more than one thing."""
        if self.kind == "demand":
            return self.audience == "group" and self.confidence != "inferred"
        is_topic = self.kind == "topic" and self.audience == "group"
        return is_topic and (bool(self.demands) or len(self.problems) > 1)

    @property
    def is_demanded(self) -> bool:
        """Whether somebody demanded it, or what is missing is recorded as demanded, whoever it was."""
        return bool(self.demands) or any(gap.kind == "demanded" for gap in self.gaps)

    @property
    def quoted(self) -> Passage | None:
        """What is quoted where there is room for one: the first of a document that says something of the matter itself.

        What somebody only said on a day is quoted nowhere; the row of a list that names a party says nothing of it.
        """
        said = {ref.iri for ref in (*self.demands, *self.problems)}
        telling = [gap for gap in self.gaps if gap.kind == "demanded" or gap.subject.iri in said]
        inside = {passage.iri for gap in telling for passage in gap.evidence}
        found = (one for one in self.evidence if not one.is_spoken and (not telling or one.iri in inside))
        return next(found, None)

    @property
    def is_open(self) -> bool:
        """Whether a group still has to say something: nobody did, or what was said no longer counts."""
        return is_open(self)

    @property
    def fingerprint(self) -> str:
        """What it rests on: what is asked for and named, and where that stands; what is done takes nothing away."""
        said = {ref.iri for ref in (*self.demands, *self.problems)}
        telling = [gap for gap in self.gaps if gap.kind == "demanded" or gap.subject.iri in said]
        asked = (gap.id for gap in telling if gap.kind == "demanded")
        quoted = (f"{passage.iri} {passage.quote}" for gap in telling for passage in gap.evidence)
        return fingerprint_of_set([self.id, *said, *asked, *quoted])
