"""The matters of a network, the weightiest first: what its gaps come to when each cause is named once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from graph.gaps.answers import Decisions
from graph.gaps.decisions import as_answered, is_open, state_of
from graph.gaps.rule_heads import RuleHead
from graph.gaps.wording import say
from graph.matters.agenda import Agendas, with_places
from graph.matters.causes import Cause, causes_of, is_said, is_stated
from graph.matters.convenor import Convenors
from graph.matters.kept_matters import KeptMatters
from graph.matters.matter import AUDIENCES, Matter
from graph.matters.pairs import two_of
from graph.matters.questions import conflict_of, question_of
from graph.matters.ranking import is_problem, rank
from graph.model import Confidence, Finding, Gap, Passage, Ref, Text, Tie
from graph.network.edges import counting_ties
from graph.network.reading import Model

_DIGITS, _NAMED = 10, 2
_PAIR = 2


def make_matters(
    gaps: Sequence[Gap],
    model: Model,
    heads: Mapping[str, RuleHead],
    *,
    ties: Sequence[Tie],
    by_party: Mapping[str, Sequence[Tie]],
    at: str | None,
    day: date,
    former: KeptMatters | None = None,
) -> tuple[list[Matter], KeptMatters]:
    """One matter for each cause behind these gaps, whatever was answered, in the order in which they are read.

    First what the group is asked, then what else stands out for it, then what the office enters, the weightiest of each
    first. `ties` are those of the network, `by_party` the same by who takes part, `at` the day on which they count
    (None: as recorded), `day` today. No gap is lost and none stands twice. O(gaps and their parties, ties).

    The second value is the `former` of the next time: what was made of the same is given again.
    """
    convenors = Convenors(model, ties, by_party, at)
    makers = _Makers(model, heads, convenors, _Existing(by_party, at), day)
    of_all = (convenors.who_can_act(), model.broader, frozenset(model.networks), dict(heads), at, day)
    kept = KeptMatters(model, by_party, of_all, former)
    found = sorted((kept.make(cause, makers.make) for cause in causes_of(gaps, model, heads)), key=_order)
    kept.forget_former()
    return found, kept


def in_state(
    matters: Sequence[Matter], answers: Decisions, day: date, pinned: Agendas = MappingProxyType({})
) -> list[Matter]:
    """Matters and their gaps in the state of these answers, and with the places that somebody gave them. O(gaps)."""
    return with_places([_in_state(matter, answers, day) for matter in matters], pinned)


def _in_state(matter: Matter, answers: Decisions, day: date) -> Matter:
    gaps = tuple(as_answered(matter.gaps, answers, day))
    return _with_state(matter if gaps == matter.gaps else replace(matter, gaps=gaps), answers, day)


def _with_state(matter: Matter, answers: Decisions, day: date) -> Matter:
    """The state of the last answer; where nobody answered it as a whole, the one that its gaps have in common.

    That something exists says nothing of what cannot exist: criticism and questions beside it stay open.
    """
    if matter.id in answers:
        state = state_of(matter, answers[matter.id][-1], day)
        is_left = state == "exists" and any(is_open(gap) for gap in matter.gaps)
        return _of_state(matter, "open" if is_left else state)
    states = {gap.state for gap in matter.gaps}
    return _of_state(matter, next(iter(states)) if len(states) == 1 else "open")


def _of_state(matter: Matter, state: str) -> Matter:
    """The matter itself where it has that state already, as nearly all have."""
    return matter if matter.state == state else replace(matter, state=state)


def _order(matter: Matter) -> tuple[int, bool, float, str, str]:
    title = matter.title.in_language("de").casefold()
    return AUDIENCES.index(matter.audience), not matter.is_asked, -matter.score, title, matter.id


class _Existing:
    """The existing ties of those whom a matter names."""

    def __init__(self, by_party: Mapping[str, Sequence[Tie]], at: str | None) -> None:
        self._by_party, self._at = by_party, at
        self._found: dict[str, list[Tie]] = {}

    def of(self, party: str) -> list[Tie]:
        """Those that somebody takes part in, by IRI."""
        if party not in self._found:
            self._found[party] = counting_ties(self._by_party.get(party, ()), at=self._at)
        return self._found[party]


class _Makers:
    def __init__(
        self, model: Model, heads: Mapping[str, RuleHead], convenors: Convenors, existing: _Existing, day: date
    ) -> None:
        self._model, self._heads, self._convenors, self._existing, self._day = model, heads, convenors, existing, day

    def make(self, cause: Cause) -> Matter:
        """The matter of a cause. Everything it says follows from its gaps and from what is recorded."""
        model, gaps = self._model, cause.gaps
        said_demands = [demand for demand in cause.demands if is_said(demand)]
        demanded_by = _unique(ref for demand in said_demands for ref in demand.raised_by)
        named_by = _unique(ref for gap in gaps for ref in gap.demanded_by if ref not in demanded_by)
        events = _unique(ref for demand in cause.demands for ref in demand.raised_at)
        parties = _unique(ref for gap in gaps for ref in gap.parties if ref.iri not in model.ties)
        since = min((gap.since for gap in gaps if gap.since), default="")
        topic = model.ref(cause.subject) if cause.kind == "topic" else _topic(gaps)
        title = self._title(cause, parties, topic)
        reasons = rank(
            cause,
            model,
            demanded_by=demanded_by,
            events=events,
            parties=parties,
            since=since,
            demands=len(said_demands),
            day=self._day,
        )
        is_asked = cause.audience == "group"
        question = question_of(cause, title)
        return Matter(
            id=f"sache-{cause.kind}-{hashlib.sha256(cause.anchor.encode()).hexdigest()[:_DIGITS]}",
            kind=cause.kind,
            audience=cause.audience,
            subject=model.ref(cause.subject),
            title=title,
            question=question,
            gaps=gaps,
            demands=tuple(model.ref(demand.iri) for demand in cause.demands),
            problems=tuple(dict.fromkeys(gap.subject for gap in gaps if is_problem(gap, model))),
            demanded_by=demanded_by,
            named_by=named_by,
            events=events,
            since=since,
            confidence=_confidence(cause, model),
            parties=parties,
            topic=topic,
            evidence=_evidence(gaps, said_demands),
            recorded=self._recorded(parties) if is_asked else (),
            options=_options(gaps, model, question) if is_asked else (),
            convenor=self._convenors.suggest(parties, topic) if is_asked else None,
            score=round(sum(reason.score for reason in reasons), 2),
            reasons=reasons,
            network=gaps[0].network,
        )

    def _title(self, cause: Cause, parties: Collection[Ref], topic: Ref | None) -> Text:
        """What the matter is called: by the demand, the topic, the one thing, or all whom it concerns."""
        if cause.kind == "entry":
            rule = cause.gaps[0]
            return (
                say("matter", "title.guess")
                if rule.kind == "predicted"
                else self._many(rule, len(rule.parties) if rule.is_unrecorded else len(cause.gaps))
            )
        if cause.kind == "access":
            return say("matter", "title.access", names=_names([gap.subject for gap in cause.gaps]))
        if cause.kind == "demand":
            return self._title_of_demands(cause, topic)
        if cause.kind == "link" and topic is not None:
            return topic.label
        if cause.kind == "single" and len(cause.gaps) == 1:
            return self._title_of_one(cause.gaps[0])
        return _names(sorted(parties, key=_label)) if cause.kind == "link" else self._model.ref(cause.subject).label

    def _title_of_one(self, gap: Gap) -> Text:
        """What lacks something; of two who lack each other these two, of the network itself what it lacks."""
        if len(gap.parties) > _PAIR == len(two_of(gap)):
            return _names(sorted(two_of(gap), key=_label))
        return gap.title if gap.subject.iri in self._model.networks else gap.subject.label

    def _title_of_demands(self, cause: Cause, topic: Ref | None) -> Text:
        """One demand in its own words, what is demanded where nobody is said to demand it; several by their topic.

        Where two are demanded for one task, that task.
        """
        conflict = conflict_of(cause.gaps)
        if conflict is not None:
            return conflict.subject.label
        demanded = list(dict.fromkeys(gap.subject.label for gap in cause.gaps if gap.kind == "demanded"))
        if len(cause.demands or demanded) > 1 and topic is not None:
            return topic.label
        return cause.demands[0].label if cause.demands else [*demanded, cause.gaps[0].subject.label][0]

    def _many(self, gap: Gap, number: int) -> Text:
        head = self._heads.get(gap.rule)
        return _as_title(head.many) if head is not None and number > 1 and head.many != Text() else gap.title

    def _recorded(self, parties: Collection[Ref]) -> tuple[Ref, ...]:
        """The existing ties between at least two of the parties, by name."""
        found = {tie.iri: tie for party in parties for tie in self._existing.of(party.iri)}
        named = Counter(tie.iri for iri in {party.iri for party in parties} for tie in self._existing.of(iri))
        return tuple(Ref(iri, found[iri].label) for iri in sorted(named) if named[iri] > 1)


def _topic(gaps: Sequence[Gap]) -> Ref | None:
    """The topic of most of what is demanded, else of most gaps; of several the first by name."""
    asked = [gap.topic for gap in gaps if gap.topic and gap.kind == "demanded"]
    counted = Counter(asked or [gap.topic for gap in gaps if gap.topic])
    return min(counted, key=lambda topic: (-counted[topic], _label(topic), topic.iri), default=None)


def _options(gaps: Sequence[Gap], model: Model, question: Text) -> tuple[Text, ...]:
    """What could be done, each once: about what was demanded or said, or where nothing was, about what follows.

    Where one demand excludes the other, to choose comes first: whoever proposes one of them takes sides. Else what the
    question asks for, where it is one of them: whoever asks for one thing does not propose another.
    """
    conflict = conflict_of(gaps)
    those = (*([conflict] if conflict else []), *_said(gaps, model))
    found = dict.fromkeys(gap.recommendation for gap in those if gap.recommendation != Text())
    return tuple(sorted(found, key=lambda one: one != question))


def _said(gaps: Sequence[Gap], model: Model) -> Sequence[Gap]:
    """Those about what was demanded or said; where nothing was, all."""
    return [gap for gap in gaps if gap.kind == "demanded" or gap.subject.iri in model.findings] or gaps


def _confidence(cause: Cause, model: Model) -> Confidence:
    """Of what was demanded or said; that somebody has no tie at all is sure, and says nothing about a demand."""
    gaps = _said(cause.gaps, model)
    if not is_stated(gaps, cause.demands):
        return "inferred"
    subjects = {gap.subject.iri for gap in gaps}
    known = {one.confidence for one in (*cause.demands, *filter(None, map(model.findings.get, subjects)))}
    known = known or {model.ties[iri].confidence for iri in subjects if iri in model.ties}
    return "external" if "external" in known and "stated" not in known else "stated"


def _evidence(gaps: Sequence[Gap], demands: Sequence[Finding]) -> tuple[Passage, ...]:
    """Each passage once: first the words of what is demanded, then what most gaps rest on, in the order of the text."""
    found = {passage.iri: passage for gap in gaps for passage in gap.evidence}
    asked = {passage.iri for demand in demands for passage in demand.evidence}
    if not asked:
        asked = {passage.iri for gap in gaps if gap.kind == "demanded" for passage in gap.evidence}
    cited = Counter(passage.iri for gap in gaps for passage in gap.evidence)
    order = sorted(found.values(), key=lambda one: (-cited[one.iri], one.document.iri, one.start, one.iri))
    return tuple(sorted(order, key=lambda one: one.iri not in asked))


def _as_title(words: Text) -> Text:
    """Words of a sentence as they stand at its beginning."""
    return Text.in_each(lambda language: words.only_in(language)[:1].upper() + words.only_in(language)[1:])


def _names(refs: Sequence[Ref]) -> Text:
    """One or two by name, of more the first and how many there are besides."""
    if len(refs) > _NAMED:
        return say("matter", "title.many", first=refs[0].label, number=len(refs) - 1)
    return Text.in_each(lambda language: ", ".join(ref.label.in_language(language) for ref in refs))


def _unique(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(sorted(set(refs), key=lambda ref: ref.iri))


def _label(ref: Ref) -> str:
    return ref.label.in_language("de").casefold()
