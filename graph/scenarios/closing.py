"""What would no longer be missing if what is demanded were there: asked of the trial, as the sandbox does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from graph.analysis import Analysis
from graph.cache.revisions import RevisionCache
from graph.gaps.search import RECORDED
from graph.matters.matter import Matter
from graph.matters.questions import CONFLICT
from graph.model import Gap
from graph.period import today
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.scenarios.scenario import scenario_of
from graph.scenarios.trial import tried

MOST_WAYS = 8
"""Each is a trial of its own."""
_Asked = tuple[str | None, str | None, frozenset[str]]


class Closing(NamedTuple):
    """Ids of gaps of the rules and the demands: those that close, and those that come up; whatever their answer."""

    closed: frozenset[str]
    opened: frozenset[str]


class MatterClosing(NamedTuple):
    """The same if a matter is done. `done` are the demanded things (IRIs) that are there then.

    `is_choice`: some of what it demands exclude each other, so that there are several ways: this one closes least.
    """

    closed: frozenset[str]
    opened: frozenset[str]
    done: frozenset[str]
    is_choice: bool


def closing_of(analysis: Analysis, matter: Matter) -> MatterClosing | None:
    """What closes, in this matter and elsewhere, if it is done; None where it demands nothing or is answered."""
    ways = _ways(matter.gaps) if matter.is_open else []
    if not ways:
        return None
    found = [MatterClosing(*closed_by(analysis, way), way, len(ways) > 1) for way in ways]
    return min(found, key=lambda one: (len(one.closed), sorted(one.done)))


def closed_if_done(analysis: Analysis, matter: Matter) -> frozenset[str]:
    """The ids of the gaps that close if a matter is done; none where it demands nothing."""
    closing = closing_of(analysis, matter)
    return closing.closed if closing else frozenset()


def _ways(gaps: Sequence[Gap]) -> list[frozenset[str]]:
    """What can be there at once of all that is demanded: of mandates that compete for one task, one."""
    asked = {gap.subject.iri: {party.iri for party in gap.parties} for gap in gaps if gap.kind == "demanded"}
    ways = [frozenset(asked)] if asked else []
    for conflict in (gap for gap in gaps if gap.rule == CONFLICT):
        about = {party.iri for party in conflict.parties}
        rivals = {iri for iri, parties in asked.items() if conflict.subject.iri in parties <= about}
        if len(rivals) > 1:
            ways = [way - (rivals - {one}) for way in ways for one in sorted(rivals & way)][:MOST_WAYS]
    return list(dict.fromkeys(ways))


def closed_by(analysis: Analysis, demanded: Collection[str]) -> Closing:
    """What closes and what comes up if these demanded ties, memberships and groups (IRIs) existed, all of them at once.

    What is none of these closes nothing. Kept for the same ones until the model or the day changes.
    """
    asked = (analysis.network_iri, analysis.at, frozenset(demanded))
    return _CLOSINGS.get(analysis.store, asked, lambda: _ask(analysis, asked[2]))


def tell_apart(before: Iterable[Gap], after: Iterable[Gap]) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """The gaps that are only before, and those that are only after.

    A demand is the same one as long as it is about the same tie or group, whoever is party to it by then.
    """
    known, left = ({_same(gap): gap for gap in gaps} for gaps in (before, after))
    return (
        tuple(gap for key, gap in known.items() if key not in left),
        tuple(gap for key, gap in left.items() if key not in known),
    )


def _same(gap: Gap) -> tuple[str, ...]:
    return (gap.rule, gap.subject.iri) if gap.kind == "demanded" else (gap.id,)


def _ask(analysis: Analysis, demanded: Collection[str]) -> Closing:
    scenario = scenario_of(demanded, analysis.model, analysis.network_iri or "")
    if scenario.is_empty:
        return Closing(frozenset(), frozenset())
    with tried(analysis, scenario) as changed:
        closed, opened = tell_apart(_present(analysis), changed.find_gaps(RECORDED))
    return Closing(frozenset(gap.id for gap in closed), frozenset(gap.id for gap in opened))


def _present(analysis: Analysis) -> tuple[Gap, ...]:
    """Those of this revision, where a page may still show former ones."""
    asked = (analysis.network_iri, analysis.at)
    return _PRESENT.get(analysis.store, asked, lambda: tuple(analysis.find_gaps(RECORDED)))


def _version(store: Store, _key: object) -> tuple[int, date]:
    return model_revision(store), today()


_CLOSINGS: RevisionCache[Store, _Asked, Closing] = RevisionCache(_version, most=256)
_PRESENT: RevisionCache[Store, tuple[str | None, str | None], tuple[Gap, ...]] = RevisionCache(_version, most=8)
