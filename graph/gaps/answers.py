"""What was answered to gaps and matters, and by which statements: read from the data, written as them.

An answer is a netz:GapDecision. A new one does not take the place of the one before: the last one counts, and all
of them can be read. Each keeps what it was about (title, subject), and a fingerprint of what that rested on then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import pyoxigraph as ox

from graph.model import LANGUAGES, Text
from graph.protocol import Term
from graph.query.memory_copy import Selects
from graph.rdf.values import UnreadableError, read_day
from graph.terms import DCT, NETZ, NK, RDF, SKOS, XSD, prefix_lines
from graph.text import name, wording

Answer = Literal["decided", "postponed", "referred", "exists", "in_progress", "no_need"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
TO_BE_DONE: frozenset[str] = frozenset({"decided", "in_progress"})
"""The answers by which something is to be done and is not there yet."""

_CODES: Mapping[Answer, str] = {
    "decided": NK + "decided",
    "postponed": NK + "postponed",
    "referred": NK + "referred",
    "exists": NK + "alreadyExists",
    "in_progress": NK + "inProgress",
    "no_need": NK + "noNeed",
}
_QUERY = prefix_lines() + "SELECT ?decision ?property ?value WHERE { ?decision a netz:GapDecision ; ?property ?value }"
_TEXTS = {
    "author": DCT + "creator",
    "note": SKOS + "note",
    "responsible": NETZ + "responsible",
    "referred_to": NETZ + "referredTo",
    "fingerprint": NETZ + "evidenceFingerprint",
}
_DAYS: Mapping[str, str] = {
    "due": NETZ + "dueDate",
    "day": NETZ + "decidedOn",
    "until": NETZ + "postponedUntil",
}
_NODES = {"meeting": NETZ + "decidedAt", "subject": NETZ + "gapSubject", "along_with": NETZ + "answeredWith"}
_GAP, _ANSWER, _CREATED, _TITLE = NETZ + "gapId", NETZ + "answer", DCT + "created", DCT + "title"

Said = Mapping[str, Sequence[Term]]
"""What is said of one answer, by property."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer to one gap or matter (`gap_id`): by whom (initials or a function) and when (ISO), and why (`note`).

    Days are ISO dates, "" where there is none or the data say no day that can be read; an answer without a `time`
    counts as the oldest. `author` is "" where it is somebody who is kept apart as a person: coordinators often are
    contact persons.

    `responsible` and `due` say who takes care of it until when. `day` and `meeting` (the IRI of an event) say where it
    was decided, `until` to which day it was put off, `referred_to` who is to see to it instead. `title` and `subject`
    (an IRI) are what it was about, which may be gone by now. `fingerprint` is that of the evidence at that time, "" for
    an answer that was not given here and does not lapse. `along_with` is the answer to a whole matter (an IRI)
    that this one to a gap of it was given with: it is not counted once more.
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
    day: str = ""
    until: str = ""
    referred_to: str = ""
    meeting: str = ""
    title: Text = field(default_factory=Text)
    subject: str = ""
    along_with: str = ""


Decisions = Mapping[str, tuple[Decision, ...]]


def decisions(store: Selects) -> dict[str, tuple[Decision, ...]]:
    """All answers by the id of what they answer, the oldest first. One query; O(answers)."""
    rows = ((row["decision"], row["property"], row["value"]) for row in store.select(_QUERY))
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in sorted(_read(rows), key=lambda decision: (decision.time, decision.iri)):
        found[decision.gap_id].append(decision)
    return {gap_id: tuple(those) for gap_id, those in found.items()}


def proposed_decision(quads: Iterable[ox.Quad]) -> Decision | None:
    """The first answer among statements that are in no store yet; "" for what they lack. O(statements)."""
    statements = ((quad.subject, quad.predicate, quad.object) for quad in quads)
    return next(iter(_read(statements)), None)


def statements_of(decision: Decision, graph: ox.NamedNode) -> list[ox.Quad]:
    """What a graph is to say of an answer."""
    subject = ox.NamedNode(decision.iri)
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(NETZ + "GapDecision")),
        (_GAP, ox.Literal(decision.gap_id)),
        (_ANSWER, ox.NamedNode(_CODES[decision.answer])),
        (_CREATED, _typed(decision.time, "dateTime")),
        *((_TITLE, ox.Literal(decision.title.only_in(one), language=one)) for one in LANGUAGES),
        *((iri, ox.Literal(getattr(decision, column))) for column, iri in _TEXTS.items()),
        *((iri, _typed(getattr(decision, column), "date")) for column, iri in _DAYS.items()),
        *((iri, ox.NamedNode(getattr(decision, c))) for c, iri in _NODES.items() if getattr(decision, c)),
    ]
    return [ox.Quad(subject, ox.NamedNode(predicate), value, graph) for predicate, value in values if value.value]


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def _read(statements: Iterable[tuple[Term | None, Term | None, Term | None]]) -> list[Decision]:
    """The answers in these statements, in the order in which they come."""
    said: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in statements:
        if value is not None:
            said[name(subject)][name(predicate)].append(value)
    found = (_decision(iri, values) for iri, values in said.items() if _GAP in values and _ANSWER in values)
    return [decision for decision in found if decision is not None]


def _decision(iri: str, said: Said) -> Decision | None:
    """None for an answer that is none of ours: unchecked data may say anything."""
    codes = set(map(name, said[_ANSWER]))
    answer = next((answer for answer, code in _CODES.items() if code in codes), None)
    if answer is None:
        return None
    titles = wording(term for term in said.get(_TITLE, ()) if isinstance(term, ox.Literal))
    return Decision(
        iri,
        _text(said, _GAP),
        answer,
        time=_text(said, _CREATED).strip() if _day(said, _CREATED) else "",
        title=titles or Text(),
        **{column: _text(said, iri) for column, iri in (_TEXTS | _NODES).items()},
        **{column: _day(said, iri) for column, iri in _DAYS.items()},
    )


def _term(said: Said, iri: str) -> Term | None:
    """The same one of several, in whatever order the store gives them."""
    return min(said.get(iri, ()), key=name, default=None)


def _text(said: Said, iri: str) -> str:
    term = _term(said, iri)
    return name(term) if term is not None else ""


def _day(said: Said, iri: str) -> str:
    """The ISO day that a term names, of a year or a month the last; "" for what is no day, which is named elsewhere."""
    term = _term(said, iri)
    try:
        return read_day(term, last=True)[0] if term is not None else ""
    except UnreadableError:
        return ""
