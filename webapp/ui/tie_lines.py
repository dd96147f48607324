"""Ties as an actor's or a group's page tells them: who with whom, in which role, in which state, on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Passage, Ref, Tie
from webapp.ui.context import get_tie_kinds
from webapp.ui.language import gettext, say
from webapp.ui.sorting import label_key, sort_key
from webapp.ui.wording import STATES, kind_codes, kind_plural, say_period, state_label


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie seen from one of its parties."""

    tie: Tie
    relation: str
    others: tuple[Ref, ...]
    period: str

    @property
    def evidence(self) -> tuple[Passage, ...]:
        """Where the source says so."""
        return self.tie.evidence


@dataclass(frozen=True, slots=True)
class TieSection:
    """All ties of one kind in one state."""

    kind: str
    state: str
    title: str
    state_label: str
    lines: tuple[TieLine, ...]


def sections_of(ties: Sequence[Tie], iri: str, *, without: Sequence[str] = ()) -> list[TieSection]:
    """The ties of one party in sections: by kind, what exists before what is demanded."""
    order = [(kind, state) for kind in kind_codes() for state in STATES if kind not in without]
    grouped: dict[tuple[str, str], list[TieLine]] = {}
    for tie in ties:
        grouped.setdefault((tie.kind, tie.state), []).append(line_of(tie, iri))
    return [
        TieSection(
            kind, state, kind_plural(kind), state_label(state), tuple(sorted(grouped[kind, state], key=_line_order))
        )
        for kind, state in order
        if (kind, state) in grouped
    ]


def line_of(tie: Tie, iri: str) -> TieLine:
    """A tie seen from this party."""
    others = tuple(party for party in tie.parties if party.iri != iri)
    return TieLine(
        tie=tie,
        relation=relation_of(tie, iri),
        others=tuple(sorted(others, key=label_key)),
        period=say_period(tie.start, tie.end, tie.start_precision, tie.end_precision),
    )


def _line_order(line: TieLine) -> tuple[str, tuple[str, str]]:
    first = line.others[0].label if line.others else line.tie.label
    return line.relation, sort_key(say(first))


def relation_of(tie: Tie, iri: str) -> str:
    """How this party stands in the tie, in words that read on with the others' names."""
    kind = get_tie_kinds().get(tie.kind)
    if kind is None or not tie.directed:
        return gettext("mit")
    is_source = any(party.iri == iri for party in tie.sources)
    if kind.detail == "verb" and tie.detail is not None:
        verb = say(tie.detail.label)
        return verb if is_source else gettext("%(mandate)s (durch)", mandate=verb)
    words = say(kind.forward if is_source else kind.inverse) or gettext("mit")
    if kind.detail == "role" and tie.detail is not None and is_source:
        return gettext("als %(role)s %(words)s", role=say(tie.detail.label), words=words)
    return words
