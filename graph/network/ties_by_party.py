"""The ties of each party: after a change only those of the parties that it names are put together anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.model import Tie
from graph.network.changed import changed_keys


@dataclass(frozen=True, slots=True)
class TiesByParty:
    """Ties by their IRIs, and by the IRI of each resource that takes part in them, in the order of the ties' IRIs."""

    ties: Mapping[str, Tie]
    of: Mapping[str, tuple[Tie, ...]]


def ties_by_party(ties: Mapping[str, Tie], former: TiesByParty | None = None) -> TiesByParty:
    """The ties of each party; where those of a former state are given, O(ties) for comparing them and no more."""
    if former is None:
        found: defaultdict[str, list[Tie]] = defaultdict(list)
        for tie in ties.values():
            for party in tie.parties:
                found[party.iri].append(tie)
        return TiesByParty(ties, {iri: tuple(sorted(those, key=_iri)) for iri, those in found.items()})
    changed = changed_keys(former.ties, ties)
    return TiesByParty(ties, _renewed(former, ties, changed)) if changed else former


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
