"""What belongs together without a tie: a part and its whole, a board and whose it is, what a group is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.libraries import Flags, np, sp
from graph.model import Actor, Group, Tie
from graph.network.edges import pairs_of
from graph.network.matrices import matrix_of

Places = Mapping[str, int]
FROM_OUTSIDE = frozenset({"Funding", "Mandate"})
"""Ties by which one gives to, steers or supervises another without taking part."""
ABOUT_OF_MEMBERS = 2
"""Members who work on a field, from whom it is taken for the group's: one alone may have a hundred others."""


def upwards(above: Mapping[str, Sequence[str]], start: str) -> list[str]:
    """What it starts with, then what is above, level by level and by IRI; a circle ends where it began."""
    seen, level = [start], [start]
    while level:
        level = sorted({one for below in level for one in above.get(below, ())} - set(seen))
        seen += level
    return seen


def downwards(above: Mapping[str, Sequence[str]], start: str) -> list[str]:
    """What it starts with, then what is below, in the order of `upwards`. O(everything that has something above)."""
    below: dict[str, list[str]] = {}
    for one, those in above.items():
        for whole in those:
            below.setdefault(whole, []).append(one)
    return upwards(below, start)


def wholes_of_parts(actors: Mapping[str, Actor], rows: Places) -> sp.csr_array | None:
    """Actors x actors, 1 where one is a part of the other, however many levels between; symmetric. None for none."""
    above = {iri: [whole.iri for whole in actors[iri].part_of] for iri in rows if actors[iri].part_of}
    found = {(rows[part], rows[whole]) for part in above for whole in upwards(above, part)[1:] if whole in rows}
    return matrix_of(found | {(whole, part) for part, whole in found}, (len(rows), len(rows))) if found else None


def boards_of(groups: Mapping[str, Group], rows: Places, columns: Places) -> sp.csr_array | None:
    """Actors x groups, 1 where the group is a part of the actor: its board or council. None for none."""
    found = {
        (rows[whole.iri], columns[iri]) for iri, group in groups.items() for whole in group.part_of if whole.iri in rows
    }
    return matrix_of(found, (len(rows), len(columns))) if found else None


def outsiders(ties: Iterable[Tie], rows: Places, members: sp.csr_array, wholes: sp.csr_array | None) -> Flags:
    """Whether an actor with one contact and no group is not cut off without that contact.

    It only gives to, steers or supervises the other, and stands outside; or it is a part or a whole, which no tie has
    to say. O(pairs of the ties).
    """
    contacts: defaultdict[str, set[str]] = defaultdict(set)
    inside = set[str]()
    for tie in ties:
        for one, other in pairs_of(tie):
            contacts[one].add(other)
            contacts[other].add(one)
        inside.update(party.iri for party in (tie.targets if tie.kind in FROM_OUTSIDE else tie.parties))
    lone = [iri for iri, those in contacts.items() if len(those) == 1 and those <= rows.keys() and iri in rows]
    has_a_whole = np.zeros(len(rows), np.bool_) if wholes is None else np.diff(wholes.indptr) > 0
    found = np.zeros(len(rows), np.bool_)
    found[[rows[iri] for iri in lone if iri not in inside or has_a_whole[rows[iri]]]] = True
    found[np.diff(members.indptr) > 0] = False
    return found


def fields_of(topics: Places, broader: Mapping[str, Sequence[str]]) -> sp.csr_array:
    """Topics x fields, 1 for the topmost broader topics of each; a topic without a broader one is its own field."""
    fields: dict[str, int] = {}
    cells = set[tuple[int, int]]()
    for topic, place in topics.items():
        reached = upwards(broader, topic)
        topmost = [one for one in reached if not broader.get(one)] or reached[-1:]
        cells.update((place, fields.setdefault(one, len(fields))) for one in topmost)
    return matrix_of(cells, (len(topics), len(fields)))


def fields_of_groups(
    own: sp.csr_array, of_members: sp.csr_array, members: sp.csr_array, fields: sp.csr_array
) -> sp.csr_array:
    """Groups x fields: 1 where a topic of the group's own lies in one, or topics of two of its members do.

    `own` is groups x topics, `of_members` actors x topics.
    """
    worked_on = sp.csr_array(of_members @ fields)
    worked_on.data = np.ones_like(worked_on.data)
    shared = sp.csr_array(members.T @ worked_on)
    shared.data = (shared.data >= ABOUT_OF_MEMBERS).astype(np.int64)
    found = sp.csr_array(own @ fields + shared)
    found.eliminate_zeros()
    found.sort_indices()
    found.data = np.ones_like(found.data)
    return found


def seats_of(
    topics_of: sp.csr_array, sitting: sp.csr_array, group_fields: sp.csr_array, fields: sp.csr_array
) -> sp.csr_array:
    """Actors x topics: 1 where an actor works on a topic and has a seat in a group that is about its field.

    `sitting` is actors x groups. O(topics of actors).
    """
    found = topics_of.tocoo()
    at_the_table = sp.csr_array(sitting @ group_fields)[found.row].multiply(fields[found.col]).sum(axis=1)
    has_a_seat = np.asarray(at_the_table).ravel() > 0
    cells = (np.ones(int(has_a_seat.sum()), np.int64), (found.row[has_a_seat], found.col[has_a_seat]))
    return sp.csr_array(cells, shape=topics_of.shape)
