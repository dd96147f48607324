"""Memberships, several in one change: who is in a group, and who comes into one that is there or is made with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from graph.errors import Conflict, DataInvalid
from graph.protocol import Change, ChangeKind, Store
from graph.terms import NETZ, ORG
from graph.text import name
from graph.upkeep.forms.dates import read_typed
from graph.upkeep.forms.draft import FormDraft, draft_of_new
from graph.upkeep.forms.ending import existing_ties
from graph.upkeep.forms.entry import blank_values, only_if_free, read_entry, written_things
from graph.upkeep.forms.fields import Form
from graph.upkeep.forms.form_for import form_for
from graph.upkeep.forms.names import known_things
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.sources import Source

GROUP, MEMBERSHIP = NETZ + "WorkingGroup", NETZ + "Membership"
MEMBER, GROUP_OF = ORG + "member", ORG + "organization"
SINCE = "schema:startDate"
_LONGEST = 300


def memberships_of(store: Store, group: str, day: str = "") -> dict[str, str]:
    """The memberships in a group that go on, not ended before a day either, and whose each is. O(ties of the group)."""
    entries = (read_entry(store, one) for one in existing_ties(store, group, day))
    return {
        entry.iri: name(quad.object)
        for entry in entries
        if group in {name(quad.object) for quad in entry.of(GROUP_OF)}
        for quad in entry.of(MEMBER)[:1]
    }


def change_of_joining(
    store: Store, iris: Sequence[str], group: str, source: Source, *, since: str = "", said: str = "", today: str = ""
) -> Change:
    """Several actors become members of the group of this name, a new one where none is called so.

    Who is a member today is left out. Raises DataInvalid (422) where nobody is left, or for what is no date. It refuses
    itself where somebody was faster: Conflict (409).
    """
    check_group_name(group)
    check_since(since)
    new_in, form = _not_in(store, iris, group, today), form_for(store, MEMBERSHIP)
    network = next(chain.from_iterable(read_entry(store, one).networks for one in iris), "")
    drafts: list[FormDraft] = []
    for iri in new_in:
        given = blank_values(form, {**joining(store, form, iri, group), SINCE: [since] if since else []})
        beside, taken = drafts[0].new if drafts else (), {one.iri for one in drafts}
        drafts.append(draft_of_new(store, form, given, network, beside=beside, taken=taken))
    if not drafts:
        raise DataInvalid("All of these are members of this group already.", hint="Choose others, or another group.")
    parts = [change_of(store, one, source, said=said) for one in drafts]
    change = as_one_change(parts, source, "entries-joined", said, about=group)
    is_free = only_if_free(
        store, [*(draft.iri for draft in drafts), *(one.iri for draft in drafts for one in draft.new)]
    )

    def check() -> None:
        is_free()
        if _not_in(store, iris, group, today) != new_in:
            raise Conflict("Somebody has just changed who is in this group.", hint="Look once more who is to join.")

    return replace(change, only_if=check)


def joining(store: Store, form: Form, iri: str, group: str) -> dict[str, list[str]]:
    """What stands in the form of a membership: who, and in the group of which name."""
    member, worked_in = form.field(MEMBER), form.field(GROUP_OF)
    if member is None or worked_in is None:
        raise DataInvalid("Nothing says which fields %(name)s has.", name=form.class_iri)
    return {member.key: written_things(store, member, [iri]), worked_in.key: [group]}


def check_group_name(text: str) -> None:
    """Raise DataInvalid (422) for what no group can be called."""
    if not text.strip() or len(text) > _LONGEST:
        raise DataInvalid("Please say in a few words what the group is called.")


def check_since(text: str) -> None:
    """Raise DataInvalid (422) for what is no date; nothing is one that nobody knows."""
    if text and read_typed(text) is None:
        raise DataInvalid(
            "“%(text)s” is no date. Please write it as 2026, 2026-05 or 2026-05-31.", text=" ".join(text.split())[:60]
        )


def as_one_change(changes: Iterable[Change], source: Source, kind: ChangeKind, said: str, *, about: str = "") -> Change:
    """Several changes of one author as one that is made and taken back as a whole."""
    parts = list(changes)
    return Change(
        add=list(dict.fromkeys(chain.from_iterable(one.add for one in parts))),
        remove=list(dict.fromkeys(chain.from_iterable(one.remove for one in parts))),
        author=source.author,
        reason=source.reason or said,
        checked=True,
        kind=kind,
        about=about,
    )


def _not_in(store: Store, iris: Sequence[str], group: str, today: str) -> list[str]:
    """Which of these are there and no members of the group of this name."""
    groups = known_things(store, [GROUP]).called(group)
    members = {who for iri in groups for who in memberships_of(store, iri, today).values()}
    return [one for one in dict.fromkeys(iris) if one not in members and read_entry(store, one).is_there]
