"""What a steering group answers to gaps and matters: respected by every run, lapsed when the evidence is another.

What was put off is open again from the day on that it was put off to. How answers lie in the data: `answers.py`.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal, Protocol

import pyoxigraph as ox

from graph.cache.fingerprints import is_same
from graph.errors import Conflict, DataInvalid
from graph.gaps.answers import ANSWERS, TO_BE_DONE, Answer, Decision, Decisions, decisions, statements_of
from graph.model import Gap, Ref, Text
from graph.period import day_of, is_day
from graph.protocol import Applied, Change, Store
from graph.terms import BASE, network_slug
from graph.text import is_blank, without_unseen

GapState = Literal["open", "lapsed", Answer]
GAP_STATES: tuple[GapState, ...] = ("open", "lapsed", *ANSWERS)
LONGEST_LINE, LONGEST_NOTE = 200, 2_000

_OPEN = frozenset({"open", "lapsed"})
_SHARED_SLUG = "gemeinsam"
ASKED: Mapping[Answer, tuple[str, ...]] = {
    "decided": ("day", "responsible", "due"),
    "postponed": ("until",),
    "referred": ("referred_to",),
    "exists": (),
    "in_progress": ("responsible", "due"),
    "no_need": ("note",),
}
"""What an answer has to say, by the names of fields of `Decision`, besides who gives it."""
_REASON = re.compile(r"Decision on (gap|matter) [^\s:]+(?:: (\w+))?")
_OF_SOME = frozenset({"responsible", "due", "until", "referred_to"})
_DAYS = ("due", "day", "until")
_MISSING: Mapping[str, tuple[str, str]] = {
    "author": ("The answer does not say who gives it.", "Enter initials or a function."),
    "day": ("What was decided was decided on a day.", "Choose the meeting, or enter the day."),
    "responsible": ("What is taken care of needs somebody who does it.", "Enter who does it."),
    "due": ("What is taken care of needs a day.", "Enter until when it is done."),
    "until": ("What is put off needs a day to which it is put off.", "Choose the meeting to come, or enter the day."),
    "referred_to": ("What is passed on is passed on to somebody.", "Enter to whom."),
    "note": ("Whoever sees no need says why.", "Enter a reason."),
}


class Decidable(Protocol):
    """What a steering group can answer: a gap, or a matter that bundles gaps."""

    @property
    def id(self) -> str:
        """The same in every run."""
        ...

    @property
    def network(self) -> str:
        """The IRI of its network; "" for none."""
        ...

    @property
    def title(self) -> Text:
        """What it is called, still when it is gone."""
        ...

    @property
    def subject(self) -> Ref:
        """What it is about."""
        ...

    @property
    def fingerprint(self) -> str:
        """What it rests on, as `graph.cache.fingerprints.fingerprint_of` writes it."""
        ...


def with_decisions(gaps: Iterable[Gap], answered: Decisions, today: date) -> list[Gap]:
    """The same gaps in the same order, each in the state of its last answer: see `state_of`."""
    return [
        replace(gap, state=state_of(gap, answered[gap.id][-1], today)) if gap.id in answered else gap for gap in gaps
    ]


def as_answered(gaps: Iterable[Gap], answered: Decisions, today: date) -> list[Gap]:
    """Gaps in the state of these answers, whatever answers they were found with."""
    known = list(gaps)
    if all(gap.id not in answered and gap.state == "open" for gap in known):
        return known
    whole = (gap if gap.state == "open" else replace(gap, state="open") for gap in known)
    return with_decisions(whole, answered, today)


def state_of(decidable: Decidable, decision: Decision, today: date) -> GapState:
    """The answer; `lapsed` when it no longer rests on what it rested on then, `open` when it was put off until today.

    An answer that put off to a day that cannot be read leaves it open.
    """
    if decision.fingerprint and not is_same(decision.fingerprint, decidable.fingerprint):
        return "lapsed"
    if decision.answer == "postponed" and decision.until <= today.isoformat():
        return "open"
    return decision.answer


def graph_of_decisions(decidable: Decidable) -> str:
    """The graph that answers to what lies in this network are kept in."""
    return decisions_graph(decidable.network)


def decisions_graph(network: str) -> str:
    """The same for a network by its IRI, "" for what lies in none."""
    return f"{BASE}{_slug(network)}/graph/decisions"


class Answered(Protocol):
    """What is in the state of its last answer."""

    @property
    def state(self) -> str:
        """One of `GAP_STATES`."""
        ...


def is_open(gap: Answered) -> bool:
    """Whether somebody still has to say something about it: nobody did, or what was said no longer counts."""
    return gap.state in _OPEN


def is_overdue(gap: Answered, decision: Decision | None, today: date) -> bool:
    """Whether somebody was to take care of it by a day that is over."""
    return gap.state in TO_BE_DONE and decision is not None and is_past_due(decision, today)


def is_past_due(decision: Decision, today: date) -> bool:
    """Whether an answer names a day by which something was to be done, and that day is over."""
    return decision.answer in TO_BE_DONE and "" < decision.due < today.isoformat()


def make_decision(
    decidable: Decidable,
    answer: str,
    *,
    author: str,
    note: str = "",
    responsible: str = "",
    due: str = "",
    day: str = "",
    until: str = "",
    referred_to: str = "",
    meeting: str = "",
) -> Decision:
    """An answer to a gap or matter as it is now. `meeting`: the IRI of an event of the data, on that `day`.

    What belongs to another answer is left out. Raises DataInvalid (422) for one that lacks what it needs or cannot be
    read, with the name of the `field` among its values.
    """
    code = next((one for one in ANSWERS if one == answer), None)
    if code is None:
        known = ", ".join(ANSWERS)
        raise DataInvalid("An answer is one of: %(known)s.", hint="Choose one of them.", known=known, field="answer")
    said = {"author": author, "responsible": responsible, "due": due, "day": day, "until": until}
    said = {
        field: " ".join(without_unseen(text).split()) for field, text in (said | {"referred_to": referred_to}).items()
    }
    said = {field: text for field, text in said.items() if field not in _OF_SOME or field in ASKED[code]}
    said["note"] = "\n".join(" ".join(line.split()) for line in without_unseen(note).strip().splitlines())
    time = datetime.now(UTC).isoformat(timespec="microseconds")
    _check(code, said, day_of(time))
    return Decision(
        iri=f"{BASE}{_slug(decidable.network)}/entscheidung/{uuid.uuid4()}",
        gap_id=decidable.id,
        answer=code,
        time=time,
        fingerprint=decidable.fingerprint,
        meeting=meeting,
        title=decidable.title,
        subject=decidable.subject.iri,
        **said,
    )


def still_last(store: Store, decidable: Decidable, last: str | None) -> Callable[[], None]:
    """What refuses an answer once somebody else has answered: `last` is the answer that was seen (an IRI, "" for none).

    None: nobody looked. Raises Conflict (409).
    """

    def check() -> None:
        given = decisions(store).get(decidable.id, ())
        if last is not None and (given[-1].iri if given else "") != last:
            raise Conflict("Somebody else has answered meanwhile.", hint="Read what is new, then answer again.")

    return check


def record(store: Store, decidable: Decidable, decision: Decision, *, last: str | None = None) -> Applied:
    """Keep an answer in the network's graph of decisions, checked against the shapes, as a change of the log.

    `last`: see `still_last`.
    """
    graph = ox.NamedNode(graph_of_decisions(decidable))
    return store.apply(
        Change(
            add=statements_of(decision, graph),
            author=decision.author,
            reason=reason_of(decision),
            checked=True,
            only_if=still_last(store, decidable, last),
            kind="decision",
            about=decidable.id,
        )
    )


def reason_of(decision: Decision, what: Literal["gap", "matter"] = "gap") -> str:
    """What the log says of an answer, for `answer_in` to read."""
    return f"Decision on {what} {decision.gap_id}: {decision.answer}"


def answer_in(reason: str) -> tuple[str, str]:
    """Whether a change of the log answered a gap or a matter, and the answer; "" for what an older version logged."""
    found = _REASON.fullmatch(reason)
    return (found[1], found[2] or "") if found else ("", "")


def _check(answer: Answer, said: Mapping[str, str], today: str) -> None:
    for field in ("author", *ASKED[answer]):
        if is_blank(said[field]):
            what, hint = _MISSING[field]
            raise DataInvalid(what, hint=hint, field=field)
    for field in _DAYS:
        if said.get(field) and not is_day(said[field]):
            raise DataInvalid("%(day)s is no day.", hint="Write it as 2026-12-31.", day=said[field], field=field)
    if said["day"] > today:
        raise DataInvalid("What was decided was not decided after today.", hint="Enter the day again.", field="day")
    if answer == "postponed" and said["until"] <= (said["day"] or today):
        raise DataInvalid(
            "What is put off is put off to a later day.", hint="Enter a day that is still to come.", field="until"
        )
    _check_length(said)


def _check_length(said: Mapping[str, str]) -> None:
    for field, text in said.items():
        if len(text) > (LONGEST_NOTE if field == "note" else LONGEST_LINE):
            raise DataInvalid(
                "The answer is too long.",
                hint="A name has at most %(line)s characters, a reason %(note)s.",
                line=LONGEST_LINE,
                note=LONGEST_NOTE,
                field=field,
            )


def _slug(network: str) -> str:
    return network_slug(network) or _SHARED_SLUG
