"""What is demanded and not there: interfaces, memberships, mandates and groups, each with who demands it.

One gap per demanded tie or group, whatever number of parties: an interface of five is one demand. A demand is
met when its own state says so, or when another existing tie covers it (the rules of kind `demanded` decide).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph.gaps.certainty import Certainty, certainty_of_demanded
from graph.gaps.result import GapResult
from graph.gaps.rule_answers import RuleAnswer, value_of
from graph.gaps.rules import gap_id, gaps_of_rules, hint_of, row_values, strength
from graph.gaps.same_gaps import SameGaps
from graph.gaps.wording import filled
from graph.model import Finding, Gap, Passage, Reason, Ref, Text
from graph.network.reading import Model
from graph.protocol import Row
from graph.query.memory_copy import Selects
from graph.query.named import NamedQuery
from graph.terms import NETZ

_QUOTES = {"de": "„{}“"}
_NOBODY = re.compile(r" (?:von|by) (?=:|\()")


def find_demanded_gaps(
    store: Selects,
    model: Model,
    *,
    network: str | None = None,
    at: str | None = None,
    folders: Sequence[Path] | None = None,
) -> GapResult:
    """Gaps of kind `demanded`; what was first demanded after `at` is not open yet on that day."""
    demands = demands_by_target(model.findings.values())

    def make(answer: RuleAnswer) -> list[Gap]:
        made, by_subject = SameGaps.of(answer.rule), _rows_by_subject(answer.rows)
        found = [_found(one, rows, model, demands.get(one, ())) for one, rows in by_subject.items()]
        return [made.gap(one, partial(_gap, answer.rule, one)) for one in found if not (at and one.since > at)]

    return gaps_of_rules(store, model, "demanded", make, network=network, at=at, folders=folders)


def demands_by_target(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Which demands call for a tie or group, in the order of their IRIs."""
    demands: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for target in finding.calls_for:
            demands[target.iri].append(finding)
    return {target: tuple(sorted(found, key=lambda one: one.iri)) for target, found in demands.items()}


def _rows_by_subject(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_subject: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_subject[value_of(row, "subject")].append(row)
    return {
        subject: sorted(found, key=lambda row: [value_of(row, column) for column in ("a", "b", "topic", "network")])
        for subject, found in by_subject.items()
    }


@dataclass(frozen=True, slots=True)
class _Demanded:
    """All that the gap of a demanded tie or group is made of."""

    subject: Ref
    parties: tuple[Ref, ...]
    topics: tuple[Ref, ...]
    network: str
    values: tuple[tuple[str, Text], ...]
    open_rows: int
    is_hinted: bool
    rests_on: Certainty
    demands: tuple[Finding, ...]
    evidence: tuple[Passage, ...]
    since: str


def _found(subject: str, rows: Sequence[Row], model: Model, demands: Sequence[Finding]) -> _Demanded:
    tie = model.ties.get(subject)
    parties = tie.parties if tie else _meant(subject, demands, model)
    topics = tie.topics if tie else tuple(map(model.ref, model.index.objects(subject, NETZ + "topic")))
    return _Demanded(
        subject=model.ref(subject),
        parties=parties,
        topics=topics or _topics(demand for demand in demands if len(demand.calls_for) == 1),
        network=value_of(rows[0], "network"),
        values=tuple({**row_values(rows[0], model), **_summary(rows, model, parties)}.items()),
        open_rows=len(rows),
        is_hinted=bool(value_of(rows[0], "hint")),
        rests_on=certainty_of_demanded(model, subject, demands),
        demands=tuple(demands),
        evidence=_evidence(model, subject, demands),
        since=min((since for demand in demands if (since := model.since.get(demand.iri, ""))), default=""),
    )


def _gap(rule: NamedQuery, found: _Demanded) -> Gap:
    score, strong = found.rests_on.capped(*strength(rule))
    values, topics = dict(found.values), found.topics
    why = Reason(found.rests_on.said(filled(rule.wording("why"), values)), score)
    parties = [ref.iri for ref in found.parties]
    return Gap(
        id=gap_id("demanded", rule.name, [found.subject.iri], parties, [ref.iri for ref in topics[:1]]),
        kind="demanded",
        rule=rule.name,
        title=rule.title,
        subject=found.subject,
        parties=found.parties,
        topic=topics[0] if topics else None,
        score=score,
        strength=strong,
        reasons=(*_reasons(rule, values, found, why), *hint_of(rule, values, is_hinted=found.is_hinted)),
        recommendation=filled(rule.wording("recommendation"), values),
        enter=filled(rule.wording("enter"), values),
        confidence=found.rests_on.of_gap,
        doubt=found.rests_on.doubt,
        evidence=found.evidence,
        demanded_by=_unique(ref for demand in found.demands for ref in demand.raised_by),
        since=found.since,
        network=found.network,
    )


def _meant(subject: str, demands: Iterable[Finding], model: Model) -> tuple[Ref, ...]:
    """A demanded group itself; of a measure or indicator whom the demands concern, for it is nobody."""
    if subject in model.groups:
        return (model.ref(subject),)
    return model.parties_of(*(ref.iri for demand in demands for ref in demand.concerns))


def _reasons(rule: NamedQuery, values: Mapping[str, Text], found: _Demanded, why: Reason) -> tuple[Reason, ...]:
    """The rule's own reason, which scores; then which pairs are open and who demands it, which explain only."""
    reasons = [why]
    if found.open_rows > 1 and rule.wording("pairs") != Text():
        reasons.append(Reason(filled(rule.wording("pairs"), values), 0.0))
    for demand in found.demands:
        named = filled(rule.wording("demand"), {"demand": demand.label, "by": _by(demand)})
        reasons.append(Reason(Text(*map(_without_source, named.wordings)), 0.0))
    return tuple(reasons)


def _by(demand: Finding) -> Text:
    """Who demands it, and where in brackets."""

    def said(language: str) -> str:
        who = [_QUOTES.get(language, "“{}”").format(ref.label.in_language(language)) for ref in demand.raised_by]
        where = ", ".join(ref.label.in_language(language) for ref in demand.raised_at)
        return ", ".join(who) + (f" ({where})" if where else "")

    return Text.in_each(said)


def _without_source(sentence: str) -> str:
    """The sentence without the word for whom, where nobody is named."""
    return _NOBODY.sub("", sentence)


def _summary(rows: Sequence[Row], model: Model, parties: Sequence[Ref]) -> dict[str, Text]:
    """What the rows say together: all parties, every topic that is not covered, every pair that is open."""
    topics = _unique(model.ref(value_of(row, "topic")) for row in rows if value_of(row, "topic"))
    pairs = list(
        dict.fromkeys(
            (value_of(row, "a"), value_of(row, "b")) for row in rows if value_of(row, "a") and value_of(row, "b")
        )
    )
    labels = [tuple(model.ref(end).label for end in pair) for pair in pairs]
    return {
        "parties": _joined(parties, ", ", last=Text(" und ", " and ")),
        "topic": _joined(topics, ", "),
        "pairs": Text.in_each(
            lambda language: "; ".join(" – ".join(end.in_language(language) for end in pair) for pair in labels)
        ),
    }


def _joined(refs: Sequence[Ref], separator: str, last: Text | None = None) -> Text:
    def listed(language: str) -> str:
        labels = [ref.label.in_language(language) for ref in refs]
        if last is not None and len(labels) > 1:
            labels[-2:] = [last.in_language(language).join(labels[-2:])]
        return separator.join(labels)

    return Text.in_each(listed)


def _topics(demands: Iterable[Finding]) -> tuple[Ref, ...]:
    return _unique(topic for demand in demands for topic in demand.topics)


def _evidence(model: Model, subject: str, demands: Iterable[Finding]) -> tuple[Passage, ...]:
    """The passages of the tie or group itself and of the demands for it, each once, in the order of the text."""
    found = {passage.iri: passage for passage in model.evidence.get(subject, ())}
    found |= {passage.iri: passage for demand in demands for passage in demand.evidence}
    return tuple(sorted(found.values(), key=lambda passage: (passage.document.iri, passage.start, passage.iri)))


def _unique(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(sorted(set(refs), key=lambda ref: ref.iri))
