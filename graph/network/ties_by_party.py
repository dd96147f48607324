"""The ties of each party: after a change only those of the parties that it names are put together anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from graph.model import Tie
from graph.network.changed import changed_keys


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One of its own: a class of data, as what is kept beside a store is read back as such alone."""


@dataclass(frozen=True, slots=True)
class TiesByParty:
    """Ties by their IRIs, and by the IRI of each resource that takes part in them, in the order of the ties' IRIs.

    `mark` tells these from any others; `since` says what differs from those with that mark.
    """

    ties: Mapping[str, Tie]
    of: Mapping[str, tuple[Tie, ...]]
    mark: Mark = field(default_factory=Mark, compare=False, repr=False)
    since: tuple[Mark, AbstractSet[str]] | None = field(default=None, compare=False, repr=False)


def changed_ties(former: TiesByParty, present: TiesByParty) -> AbstractSet[str]:
    """The IRIs of the ties that differ between two states; known where one was made from the other, else O(ties)."""
    if former is present:
        return frozenset()
    if present.since is not None and present.since[0] is former.mark:
        return present.since[1]
    return changed_keys(former.ties, present.ties)


def ties_by_party(
    ties: Mapping[str, Tie], former: TiesByParty | None = None, changed: Collection[str] | None = None
) -> TiesByParty:
    """The ties of each party; where those of a former state are given, O(ties) for comparing them and no more.

    `changed`: the keys whose ties differ from the former ones, where that is known; None to find out.
    """
    if former is None:
        found: defaultdict[str, list[Tie]] = defaultdict(list)
        for tie in ties.values():
            for party in tie.parties:
                found[party.iri].append(tie)
        return TiesByParty(ties, {iri: tuple(sorted(those, key=_iri)) for iri, those in found.items()})
    changed = changed_keys(former.ties, ties) if changed is None else changed
    if not changed:
        return former
    return TiesByParty(ties, _renewed(former, ties, changed), since=(former.mark, frozenset(changed)))


def _renewed(former: TiesByParty, ties: Mapping[str, Tie], changed: Collection[str]) -> dict[str, tuple[Tie, ...]]:
    of = dict(former.of)
    came: defaultdict[str, list[Tie]] = defaultdict(list)
    touched = {party.iri for iri in changed if (tie := former.ties.get(iri)) for party in tie.parties}
    for tie in (ties[iri] for iri in changed if iri in ties):
        for party in tie.parties:
            came[party.iri].append(tie)
    for party_iri in touched | came.keys():
        stay = (tie for tie in of.pop(party_iri, ()) if tie.iri not in changed)
        if those := sorted((*stay, *came[party_iri]), key=_iri):
            of[party_iri] = tuple(those)
    return of


def _iri(tie: Tie) -> str:
    return tie.iri
