"""What the network consists of, as plain values: the types that pass between store, analysis and pages.

Every IRI is a full string. Every label is a `Text` (any of its languages may be empty). A field that holds what
the data state by one property says so (`stated`): it is read, renewed and checked by that, without another line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from graph.cache.fingerprints import fingerprint_of
from graph.period import Period
from graph.stated import stated
from graph.terms import DCT, NETZ, SCHEMA, SKOS

State = Literal["exists", "planned", "demanded", "ended", "unclear"]
Confidence = Literal["stated", "inferred", "external", "unresolved"]
GapKind = Literal["rule", "demanded", "fit", "fragile", "predicted"]
Strength = Literal["strong", "medium", "weak"]
GapConfidence = Literal["stated", "inferred"]
UnreadableReason = Literal[
    "resource_expected",
    "text_expected",
    "no_day",
    "no_such_day",
    "year_out_of_range",
    "no_number",
    "no_whole_number",
    "number_out_of_range",
    "no_truth",
    "second_network",
]

STATES: tuple[State, ...] = ("exists", "planned", "demanded", "ended", "unclear")
EXISTING: tuple[State, ...] = ("exists",)
CONFIDENCES: tuple[Confidence, ...] = ("stated", "inferred", "external", "unresolved")
GAP_KINDS: tuple[GapKind, ...] = ("rule", "demanded", "fit", "fragile", "predicted")
STATISTICAL: tuple[GapKind, ...] = ("fit", "fragile", "predicted")
"""The kinds that are computed from the whole network; the others are recorded."""
_PAIR = 2
_ONCE = {"einmal": "1-mal", "once": "1 times"}
"""A figure in a word (`graph.gaps.wording.times`), as the sentence has it of two and more."""
_IN_A_WORD = re.compile(r"\beinmal(?= zwischen)|\bonce(?= between)")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

SPOKEN = "/quelle/angabe-"
"""In the address of a document that stands for what somebody said on a day."""
MEMBERSHIP = "Membership"
INTERFACE = "Interface"
"""The two kinds that mean more than a line: who belongs to a group, and what gaps and plans suggest."""


def _language(name: str) -> Any:
    """A language of the service, by what those who speak it call it."""
    return field(default="", metadata={"name": name})


@dataclass(frozen=True, slots=True)
class Text:
    """A wording in each language of the service, "" where there is none. A language is one field, by its code.

    The first one is that of the interface, and what is said in another where nothing else is.
    """

    de: str = _language("Deutsch")
    en: str = _language("English")

    def in_language(self, language: str) -> str:
        """The wording in a language; where there is none, in the first that has one."""
        found: str = getattr(self, language, "")
        return found or next(filter(None, self.wordings), "")

    def only_in(self, language: str) -> str:
        """The wording in a language, "" for none."""
        found: str = getattr(self, language)
        return found

    @property
    def wordings(self) -> tuple[str, ...]:
        """The wordings in the order of the languages."""
        return tuple(getattr(self, language) for language in LANGUAGES)

    @classmethod
    def in_each(cls, word: Callable[[str], str]) -> Text:
        """What is said in each language, by its code."""
        return cls(*map(word, LANGUAGES))


LANGUAGES: Mapping[str, str] = {one.name: one.metadata["name"] for one in fields(Text)}
"""The languages of the service by their codes, with their names; the first is that of the interface."""
DEFAULT_LANGUAGE = next(iter(LANGUAGES))


@dataclass(frozen=True, slots=True)
class Ref:
    """A resource by IRI and label: what a page needs to name it and link to it."""

    iri: str
    label: Text

    def __hash__(self) -> int:
        """Of the address alone, which tells nearly all apart: a matter gathers thousands, and labels are long."""
        return hash(self.iri)


def _without_figures(text: str) -> str:
    return _FIGURE.sub("#", _IN_A_WORD.sub(lambda found: _ONCE[found[0]], text))


def row_of_passage(iri: str) -> int | None:
    """The row of the table that was read in, as the spreadsheet counts; None where a passage is of no table."""
    _, found, number = iri.rpartition("-zeile-")
    return int(number) if found and "/beleg/" in iri and number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted place in a source document; `start`/`end` count characters from 0, end exclusive."""

    iri: str
    quote: str
    start: int
    end: int
    document: Ref

    @property
    def row(self) -> int | None:
        """The row of the table that was read in, as the spreadsheet counts; None for any other document."""
        return row_of_passage(self.iri)

    @property
    def is_spoken(self) -> bool:
        """Whether it is what somebody said on a day, and stands in no document at all."""
        return SPOKEN in self.document.iri


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A statement whose value stands for nothing the model could take: left out there, and named instead.

    `resource` and `property` are IRIs; `value` is what stands there, a resource by its IRI.
    """

    resource: str
    property: str
    value: str
    reason: UnreadableReason


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, unit, programme or actor group: whoever can be party to a tie.

    `kind` and `sector` are codes of the scheme nk:actorKinds; sector is the top concept of kind.
    `is_collective` marks a netz:ActorGroup, a placeholder for actors not named one by one. `topics` and `districts` are
    those that its own entry names. `aliases` are all other names, `short` the shortest of them that abbreviates.
    `same_as` are its entries in registers such as GND and Wikidata (`graph/rdf/authorities.py`). `state` is that of
    today; `end` is the day on which it ended or will, "" for none.
    """

    iri: str
    label: Text
    kind: Ref | None = None
    sector: Ref | None = None
    short: str = ""
    note: str = ""
    state: State = "exists"
    confidence: Confidence = "stated"
    is_collective: bool = False
    part_of: tuple[Ref, ...] = ()
    networks: tuple[str, ...] = ()
    evidence: tuple[Passage, ...] = ()
    topics: tuple[Ref, ...] = stated(NETZ + "topic", "resource", ())
    districts: tuple[Ref, ...] = stated(DCT + "spatial", "resource", ())
    aliases: tuple[str, ...] = stated(SKOS + "altLabel", "text", ())
    same_as: tuple[Ref, ...] = stated(SCHEMA + "sameAs", "resource", ())
    end: str = stated(SCHEMA + "endDate", "last day", "")

    @property
    def period(self) -> Period:
        """Until when it is there, as far as the data say."""
        return Period(end=self.end)


@dataclass(frozen=True, slots=True)
class Group(Actor):
    """A working group, steering group, advisory round or workshop of a network."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A connection as the data state it: one node in RDF, two or more parties here.

    `kind` is the code of its class, such as Interface or Membership (`graph/network/tie_kinds.py` lists them);
    `sources` and `targets` hold the directed ends, for an undirected tie both hold all parties.
    `start`/`end` are ISO dates or "" when open; their precision is a code (day, month, year, approximate). `state` is
    that of today: what was to last until a day that is past has ended (decision 41).
    `ratings` are the answers to questions on how well it carries (`graph/rdf/tie_ratings.py`), each with its level.
    `target_groups` are codes of those it is for, who are no party to it. `networks` are those it counts in: the one
    that it says, or all those of a plain statement of W3C ORG data, which says none itself.
    """

    iri: str
    kind: str
    label: Text
    state: State
    confidence: Confidence
    sources: tuple[Ref, ...]
    targets: tuple[Ref, ...]
    directed: bool
    weight: float = 1.0
    detail: Ref | None = None
    topics: tuple[Ref, ...] = stated(NETZ + "topic", "resource", ())
    start: str = ""
    end: str = ""
    start_precision: str = ""
    end_precision: str = ""
    networks: tuple[str, ...] = ()
    perspective: Ref | None = stated(NETZ + "perspective", "resource", None)
    note: str = ""
    evidence: tuple[Passage, ...] = ()
    target_groups: tuple[Ref, ...] = stated(NETZ + "targetGroup", "resource", ())
    ratings: tuple[tuple[str, int], ...] = ()

    @property
    def network(self) -> str:
        """The first of its networks, "" for none."""
        return next(iter(self.networks), "")

    @property
    def parties(self) -> tuple[Ref, ...]:
        """All who take part, each once, in the order of their IRIs."""
        both = self.sources if self.sources is self.targets else self.sources + self.targets
        if len(both) == _PAIR:  # nearly all ties, and whatever counts asks all of them: a third of the time
            one, other = both
            return (one, other) if one.iri < other.iri else (other, one) if other.iri < one.iri else (other,)
        found = {ref.iri: ref for ref in both}
        return tuple(found[iri] for iri in sorted(found))

    @property
    def period(self) -> Period:
        """When it holds, as far as the data say."""
        return Period(self.start, self.end, self.start_precision, self.end_precision)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a group recorded: a challenge, demand, criticism, praise, guiding question, situation."""

    iri: str
    label: Text
    is_demand: bool
    confidence: Confidence
    kind: Ref | None = stated(NETZ + "kind", "resource", None)
    raised_by: tuple[Ref, ...] = stated(NETZ + "raisedBy", "resource", ())
    raised_at: tuple[Ref, ...] = stated(NETZ + "raisedAt", "resource", ())
    topics: tuple[Ref, ...] = stated(NETZ + "topic", "resource", ())
    concerns: tuple[Ref, ...] = stated(NETZ + "concerns", "resource", ())
    calls_for: tuple[Ref, ...] = stated(NETZ + "callsFor", "resource", ())
    because_of: tuple[Ref, ...] = stated(NETZ + "becauseOf", "resource", ())
    perspective: Ref | None = stated(NETZ + "perspective", "resource", None)
    note: str = ""
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of why a gap is a gap; the scores of a gap's reasons add up to its own exactly."""

    text: Text
    score: float


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Gap:
    """Something the network lacks, as one of five kinds that are never mixed.

    `id` is stable over runs: it depends on kind, rule, subject, parties and topic only.
    `subject` is the resource the rule points at (a tie, finding, group, topic, actor).
    `recommendation` says what is to be decided, `enter` what is entered afterwards. `confidence`: whether what it rests
    on is stated in a source or was read into one; `doubt` is what whoever read it was in doubt about.
    `figures` are the raw counts that a statistical kind computed it from, by name, for whoever checks them by hand.
    `is_unrecorded`: it stands for all things of which the network records nothing of the kind, and is homework.
    """

    id: str
    kind: GapKind
    rule: str
    title: Text
    subject: Ref
    parties: tuple[Ref, ...]
    topic: Ref | None
    score: float
    strength: Strength
    reasons: tuple[Reason, ...]
    recommendation: Text = field(default_factory=Text)
    enter: Text = field(default_factory=Text)
    confidence: GapConfidence = "stated"
    doubt: str = ""
    evidence: tuple[Passage, ...] = ()
    demanded_by: tuple[Ref, ...] = ()
    since: str = ""
    network: str = ""
    state: str = "open"
    figures: Mapping[str, float] = field(default_factory=dict, hash=False)
    is_unrecorded: bool = False

    @property
    def fingerprint(self) -> str:
        """What it rests on: subject, topic, parties, passages, reasons (`graph/cache/fingerprints.py`).

        Figures in the reasons of the statistical kinds are left out: each new tie anywhere moves them a little, and no
        answer would live. What is counted by a rule is counted about this gap, and belongs to it.
        """
        reasons = [[reason.text.de, reason.text.en] for reason in self.reasons]  # a further language changes nothing
        if self.kind in STATISTICAL:
            reasons = [[_without_figures(text) for text in texts] for texts in reasons]
        return fingerprint_of(
            {
                "subject": self.subject.iri,
                "topic": self.topic.iri if self.topic else "",
                "parties": sorted(party.iri for party in self.parties),
                "evidence": sorted([passage.iri, passage.quote] for passage in self.evidence),
                "reasons": sorted(reasons),
            }
        )
