"""What is different in a network on the later of two days, by what became of each thing.

Lists, legends and drawings count by `NetworkDifference.changes`; came less went is what the figures of both days differ
by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from graph.analysis import Analysis
from graph.model import MEMBERSHIP, Actor, State, Tie
from graph.progress.former import Unknown, network_on
from graph.progress.network_of_day import WANTED, NetworkOfDay, network_held, network_recorded
from graph.protocol import Store
from graph.report.demands import DemandStanding
from graph.scenarios.comparison import compare

Change = Literal[
    "actors_came",
    "groups_came",
    "memberships_came",
    "ties_came",
    "came_true",
    "answered",
    "wanted",
    "replaced",
    "joined",
    "actors_went",
    "groups_went",
    "memberships_went",
    "ties_went",
    "dropped",
    "left",
]
CHANGES: tuple[Change, ...] = get_args(Change)
"""What can become of a thing, in the order in which it is told: what came first, then what went."""
_MISSING: frozenset[DemandStanding] = frozenset({"open"})
_ANSWERED: frozenset[DemandStanding] = frozenset({"in_progress", "decided", "answered"})


@dataclass(frozen=True, slots=True)
class NetworkDifference:
    """Two days of a network, and by what became of them the IRIs of the things that are different; all else stayed.

    came: was not there, is; went the other way round. came_true: was demanded or planned, is there. answered: a demand
    that waited or was not there yet, and has an answer. wanted: newly demanded or planned; dropped: no more, without
    being there. Where it is asked what held: replaced, in whose place another of the same kind came between the same;
    joined, left: got their first tie, lost their last. `successors` are the ties in the place of the replaced ones.
    """

    earlier: NetworkOfDay
    later: NetworkOfDay
    changes: Mapping[Change, tuple[str, ...]]
    successors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_same(self) -> bool:
        """Whether nothing is different."""
        return not any(self.changes.values())

    @property
    def actors_and_groups(self) -> dict[str, Actor]:
        """Who is there on one of the days, as on the later one if they are there then."""
        days = (self.earlier, self.later)
        return {iri: one for day in days for iri, one in (*day.actors.items(), *day.groups.items())}

    @property
    def ties(self) -> dict[str, Tie]:
        """The ties of both days; the successors of replaced ones stand for both."""
        gone = self.changes["replaced"]
        return {iri: tie for iri, tie in {**self.earlier.ties, **self.later.ties}.items() if iri not in gone}

    @property
    def change_of(self) -> dict[str, Change]:
        """What became of each thing that is different, by its IRI; of one that is in two lists, the first says it."""
        found: dict[str, Change] = {}
        for change in CHANGES:
            for iri in self.changes[change]:
                found.setdefault(self.successors.get(iri, iri), change)
        return found


def difference_recorded(
    analysis: Analysis, record: Store, days: tuple[date, date], today: date
) -> NetworkDifference | tuple[date, Unknown]:
    """What was recorded at the end of the later of two days and not at that of the earlier, and the other way round.

    `record`: the store whose changes are known. Of a day whose state is not known, the day and why.
    """
    found: list[NetworkOfDay] = []
    for day in days:
        one = network_recorded(analysis) if day >= today else network_on(record, analysis.network_iri, day)
        if isinstance(one, str):
            return day, one
        found.append(one)
    return difference(*found)


def difference_held(analysis: Analysis, earlier: str, later: str) -> NetworkDifference:
    """What held on the later of two ISO days and not on the earlier, and the other way round, by today's data.

    Its ties are those of `compare`, which has memberships among them.
    """
    told = compare(analysis, earlier, later)
    found = difference(network_held(analysis, earlier), network_held(analysis, later))
    successors = {one.iri: other.iri for one, other in told.changed}
    changes: dict[Change, tuple[str, ...]] = {
        **found.changes,
        "memberships_came": (),
        "memberships_went": (),
        "ties_came": tuple(tie.iri for tie in told.new),
        "ties_went": tuple(tie.iri for tie in told.lost),
        "replaced": tuple(successors),
        "joined": told.joined,
        "left": told.left,
    }
    return NetworkDifference(found.earlier, found.later, changes, successors)


def difference(earlier: NetworkOfDay, later: NetworkOfDay) -> NetworkDifference:
    """What is different between two states of a network. O(actors, groups, ties and demands)."""
    moves = {iri: _move(_state(earlier, iri), _state(later, iri)) for iri in sorted(_stated(earlier) | _stated(later))}
    groups, ties = {*earlier.groups, *later.groups}, {**earlier.ties, **later.ties}
    changes: dict[Change, tuple[str, ...]] = {
        **dict.fromkeys(CHANGES, ()),
        "actors_came": _only_in(later.actors, earlier.actors),
        "actors_went": _only_in(earlier.actors, later.actors),
        "groups_came": _moved(moves, "came", groups),
        "groups_went": _moved(moves, "went", groups),
        "memberships_came": _of_kind(ties, _moved(moves, "came", ties), is_membership=True),
        "memberships_went": _of_kind(ties, _moved(moves, "went", ties), is_membership=True),
        "ties_came": _of_kind(ties, _moved(moves, "came", ties), is_membership=False),
        "ties_went": _of_kind(ties, _moved(moves, "went", ties), is_membership=False),
        "came_true": _moved(moves, "came_true", moves),
        "wanted": _moved(moves, "wanted", moves),
        "dropped": _moved(moves, "dropped", moves),
        "answered": tuple(sorted(_newly_answered(earlier, later))),
    }
    return NetworkDifference(earlier, later, changes)


def _only_in(these: Collection[str], those: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(iri for iri in these if iri not in those))


def _moved(moves: Mapping[str, str], move: str, among: Collection[str]) -> tuple[str, ...]:
    return tuple(iri for iri, one in moves.items() if one == move and iri in among)


def _of_kind(ties: Mapping[str, Tie], iris: Iterable[str], *, is_membership: bool) -> tuple[str, ...]:
    return tuple(iri for iri in iris if (ties[iri].kind == MEMBERSHIP) == is_membership)


def _stated(network: NetworkOfDay) -> set[str]:
    """What has a state of its own beside actors."""
    return {*network.groups, *network.ties}


def _state(network: NetworkOfDay, iri: str) -> State | None:
    one = network.groups.get(iri) or network.ties.get(iri)
    return one.state if one else None


def _move(before: State | None, after: State | None) -> str:
    """What became of a group or a tie; "" for nothing that is told."""
    if "exists" in (before, after):
        return "" if before == after else "went" if before == "exists" else "came_true" if before in WANTED else "came"
    return "" if (before is None) == (after is None) else "wanted" if after else "dropped"


def _newly_answered(earlier: NetworkOfDay, later: NetworkOfDay) -> Iterator[str]:
    for iri, standing in later.standings.items():
        if standing in _ANSWERED and earlier.standings.get(iri, "open") in _MISSING:
            yield iri
