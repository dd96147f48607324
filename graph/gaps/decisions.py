"""What the coordination answered to gaps: kept as RDF, respected by every run, lapsed when the evidence is another.

An answer is a netz:GapDecision. A new one does not take the place of the one before: the last one counts, and all
of them can be read. Each keeps a fingerprint of what the gap rested on when it was answered.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal, get_args

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.model import Gap, GapKind
from graph.period import is_day
from graph.protocol import Applied, Change, Row, Store, Term
from graph.query.memory_copy import Selects
from graph.rdf.values import UnreadableError, read_day
from graph.terms import BASE, DCT, NETZ, NK, RDF, SKOS, XSD, network_slug, prefix_lines
from graph.text import name

Answer = Literal["exists", "in_progress", "no_need"]
GapState = Literal["open", "lapsed", "exists", "in_progress", "no_need"]

ANSWERS: tuple[Answer, ...] = get_args(Answer)
GAP_STATES: tuple[GapState, ...] = get_args(GapState)
LONGEST_LINE, LONGEST_NOTE = 200, 2_000

_CODES: Mapping[Answer, str] = {
    "exists": NK + "alreadyExists",
    "in_progress": NK + "inProgress",
    "no_need": NK + "noNeed",
}
_OPEN = frozenset({"open", "lapsed"})
_STATISTICAL: frozenset[GapKind] = frozenset({"fit", "fragile", "predicted"})
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SHARED_SLUG = "gemeinsam"
_DIGITS = 16
_QUERY = (
    prefix_lines()
    + """
SELECT ?decision ?gap ?answer ?author ?time ?note ?responsible ?due ?fingerprint WHERE {
  ?decision a netz:GapDecision ; netz:gapId ?gap ; netz:answer ?answer ; dct:created ?time .
  OPTIONAL { ?decision dct:creator ?author }
  OPTIONAL { ?decision skos:note ?note }
  OPTIONAL { ?decision netz:responsible ?responsible }
  OPTIONAL { ?decision netz:dueDate ?due }
  OPTIONAL { ?decision netz:evidenceFingerprint ?fingerprint }
}
"""
)
_COLUMNS: Mapping[str, str] = {
    NETZ + "gapId": "gap",
    NETZ + "answer": "answer",
    DCT + "creator": "author",
    DCT + "created": "time",
    SKOS + "note": "note",
    NETZ + "responsible": "responsible",
    NETZ + "dueDate": "due",
    NETZ + "evidenceFingerprint": "fingerprint",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer to one gap: by whom (initials or a function) and when (ISO), and why (`note`).

    `time` and `due` are "" where the data say no day that can be read; such an answer counts as the oldest.
    `author` is "" where it is somebody who is kept apart as a person: coordinators often are contact persons.

    `responsible` and `due` (an ISO date) say who takes care of it until when. `fingerprint` is that of the gap's
    evidence at that time, "" for an answer that was not given here and does not lapse.
    """

    iri: str
    gap_id: str
    answer: Answer
    author: str
    time: str
    note: str = ""
    responsible: str = ""
    due: str = ""
    fingerprint: str = ""


Decisions = Mapping[str, tuple[Decision, ...]]


def decisions(store: Selects) -> dict[str, tuple[Decision, ...]]:
    """All answers by the id of their gap, the oldest first. One query; O(answers)."""
    by_iri = {decision.iri: decision for decision in map(_decision, store.select(_QUERY)) if decision}
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in sorted(by_iri.values(), key=lambda decision: (decision.time, decision.iri)):
        found[decision.gap_id].append(decision)
    return {gap_id: tuple(those) for gap_id, those in found.items()}


def proposed_decision(quads: Iterable[ox.Quad]) -> Decision | None:
    """The first answer among statements that are in no store yet; "" for what they lack. O(statements)."""
    rows: defaultdict[str, dict[str, Term | None]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate.value in _COLUMNS:
            rows[name(quad.subject)][_COLUMNS[quad.predicate.value]] = quad.object
    for iri, row in rows.items():
        if "gap" in row and "answer" in row:
            blank = {"author": ox.Literal(""), "time": ox.Literal("")}
            return _decision({**blank, **row, "decision": ox.NamedNode(iri)})
    return None


def with_decisions(gaps: Iterable[Gap], answered: Decisions) -> list[Gap]:
    """The same gaps in the same order, each in the state of its last answer: see `state_of`."""
    return [replace(gap, state=state_of(gap, answered[gap.id][-1])) if gap.id in answered else gap for gap in gaps]


def as_answered(gaps: Iterable[Gap], answered: Decisions) -> list[Gap]:
    """Gaps in the state of these answers, whatever answers they were found with."""
    known = list(gaps)
    if all(gap.id not in answered and gap.state == "open" for gap in known):
        return known
    return with_decisions((gap if gap.state == "open" else replace(gap, state="open") for gap in known), answered)


def state_of(gap: Gap, decision: Decision) -> GapState:
    """The answer, or `lapsed` when the gap no longer rests on what it rested on when it was answered."""
    if decision.fingerprint and decision.fingerprint != fingerprint(gap):
        return "lapsed"
    return decision.answer


def is_open(gap: Gap) -> bool:
    """Whether somebody still has to say something about it: nobody did, or the answer has lapsed."""
    return gap.state in _OPEN


def is_overdue(gap: Gap, decision: Decision | None, today: date) -> bool:
    """Whether somebody wanted to take care of it by a day that is over."""
    return gap.state == "in_progress" and decision is not None and "" < decision.due < today.isoformat()


def fingerprint(gap: Gap) -> str:
    """Sixteen hexadecimal digits of what a gap rests on: subject, topic, parties, passages, reasons.

    Figures in the reasons of the statistical kinds are left out: each new tie anywhere moves them a little, and no
    answer would live. What is counted by a rule is counted about this gap, and belongs to it.
    """
    reasons = [[reason.text.de, reason.text.en] for reason in gap.reasons]  # a further language lets no answer lapse
    if gap.kind in _STATISTICAL:
        reasons = [[_FIGURE.sub("#", text) for text in texts] for texts in reasons]
    parts = [
        gap.subject.iri,
        gap.topic.iri if gap.topic else "",
        sorted(party.iri for party in gap.parties),
        sorted([passage.iri, passage.quote] for passage in gap.evidence),
        sorted(reasons),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def make_decision(
    gap: Gap, answer: str, *, author: str, note: str = "", responsible: str = "", due: str = ""
) -> Decision:
    """An answer to a gap as it is now. Raises DataInvalid (422) for one that lacks what it needs or cannot be read."""
    author, responsible, due = (" ".join(text.split()) for text in (author, responsible, due))
    note = "\n".join(" ".join(line.split()) for line in note.strip().splitlines())
    if answer not in ANSWERS:
        raise DataInvalid("An answer is one of: %(known)s.", hint="Choose one of them.", known=", ".join(ANSWERS))
    _check(answer, author, note, responsible, due)
    return Decision(
        iri=f"{BASE}{_slug(gap)}/entscheidung/{uuid.uuid4()}",
        gap_id=gap.id,
        answer=answer,
        author=author,
        time=datetime.now(UTC).isoformat(timespec="microseconds"),
        note=note,
        responsible=responsible if answer == "in_progress" else "",
        due=due if answer == "in_progress" else "",
        fingerprint=fingerprint(gap),
    )


def record(store: Store, gap: Gap, decision: Decision) -> Applied:
    """Keep an answer in the network's graph of decisions, checked against the shapes, as a change of the log."""
    graph = ox.NamedNode(f"{BASE}{_slug(gap)}/graph/decisions")
    return store.apply(
        Change(
            add=_quads(decision, graph),
            author=decision.author,
            reason=f"Decision on gap {gap.id}",
            checked=True,
            kind="decision",
            about=gap.id,
        )
    )


def _check(answer: str, author: str, note: str, responsible: str, due: str) -> None:
    if not author:
        raise DataInvalid("The answer does not say who gives it.", hint="Enter initials or a function.")
    if answer == "no_need" and not note:
        raise DataInvalid("Whoever sees no need says why.", hint="Enter a reason.")
    if answer == "in_progress" and not (responsible and due):
        raise DataInvalid(
            "What is taken care of needs somebody who does it, and a day.", hint="Enter who does it until when."
        )
    if answer == "in_progress" and not is_day(due):
        raise DataInvalid("%(day)s is no day.", hint="Write it as 2026-12-31.", day=due)
    if max(len(author), len(responsible)) > LONGEST_LINE or len(note) > LONGEST_NOTE:
        raise DataInvalid(
            "The answer is too long.",
            hint="A name has at most %(line)s characters, a reason %(note)s.",
            line=LONGEST_LINE,
            note=LONGEST_NOTE,
        )


def _slug(gap: Gap) -> str:
    return network_slug(gap.network) or _SHARED_SLUG


def _quads(decision: Decision, graph: ox.NamedNode) -> Sequence[ox.Quad]:
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(NETZ + "GapDecision")),
        (NETZ + "gapId", ox.Literal(decision.gap_id)),
        (NETZ + "answer", ox.NamedNode(_CODES[decision.answer])),
        (DCT + "creator", ox.Literal(decision.author)),
        (DCT + "created", ox.Literal(decision.time, datatype=ox.NamedNode(XSD + "dateTime"))),
        (NETZ + "evidenceFingerprint", ox.Literal(decision.fingerprint)),
        (SKOS + "note", ox.Literal(decision.note)),
        (NETZ + "responsible", ox.Literal(decision.responsible)),
        (NETZ + "dueDate", ox.Literal(decision.due, datatype=ox.NamedNode(XSD + "date"))),
    ]
    subject = ox.NamedNode(decision.iri)
    return [ox.Quad(subject, ox.NamedNode(predicate), value, graph) for predicate, value in values if value.value]


def _decision(row: Row) -> Decision | None:
    """None for an answer that is none of ours: unchecked data may say anything."""
    texts = {column: name(term) for column, term in row.items() if term is not None}
    answer = next((answer for answer, code in _CODES.items() if code == texts["answer"]), None)
    if answer is None:
        return None
    optional = {column: texts.get(column, "") for column in ("author", "note", "responsible", "fingerprint")}
    due, time = row.get("due"), row.get("time")
    return Decision(
        texts["decision"],
        texts["gap"],
        answer,
        time=texts["time"].strip() if time is not None and _readable_day(time) else "",
        due=_readable_day(due) if due is not None else "",
        **optional,
    )


def _readable_day(term: Term) -> str:
    """The ISO day that a term names, of a year or a month the last; "" for what is no day, which is named elsewhere."""
    try:
        return read_day(term, last=True)[0]
    except UnreadableError:
        return ""
