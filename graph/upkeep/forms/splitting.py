"""A group parts: a new one is made, and some of its members go over from a day on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from graph.errors import DataInvalid, NotFound
from graph.model import DEFAULT_LANGUAGE
from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.terms import NETZ, ORG
from graph.upkeep.forms.draft import FormDraft, NewThing, draft_of_new
from graph.upkeep.forms.ending import Transition, change_of_steps, is_over, read_end
from graph.upkeep.forms.entry import blank_values, check_unchanged, read_entry, values_of
from graph.upkeep.forms.form_for import class_of, form_for
from graph.upkeep.forms.memberships import (
    GROUP,
    SINCE,
    as_one_change,
    check_group_name,
    joining,
    memberships_of,
)
from graph.upkeep.forms.names import known_things, labels_of
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.sources import Source

NAME = "skos:prefLabel@de"
_CARRIED = frozenset({ORG + "classification", ORG + "subOrganizationOf", NETZ + "inNetwork"})
"""What a new group has of the one that it comes from: its kind, what it is a part of, its network."""
_OF_A_MEMBER = frozenset({ORG + "role"})


@dataclass(frozen=True, slots=True)
class Split:
    """How a group parts: the new one is `called` so and has the members of the memberships `ties`.

    `since`: the day as it was typed; `leaving`: on that day they end in the former group.
    """

    group: str
    called: str
    ties: Sequence[str]
    since: str
    leaving: bool = True


def members_of(store: Store, group: str, today: str) -> dict[str, str]:
    """The memberships in a group that can go over today, and whose each is.

    Raises NotFound (404) for what is no group.
    """
    if group not in read_model(store).groups:
        raise NotFound("There is no group at this address.", hint="It may have been deleted; search for its name.")
    return memberships_of(store, group, today)


def change_of_split(
    store: Store, split: Split, source: Source, *, today: str, fingerprint: str = "", said: str = ""
) -> tuple[str, Change]:
    """The new group, by its IRI, and the change that makes it with its members.

    Raises DataInvalid (422) for a name that is taken, for nobody who goes over, for what is no date.
    """
    members = members_of(store, split.group, today)
    _check(store, split, members)
    made = _new_group(store, split)
    new = NewThing(made.iri, split.called, made.form, "")
    drafts = [made]
    for tie in dict.fromkeys(split.ties):
        drafts.append(_going_over(store, tie, members[tie], new, split.since, taken={one.iri for one in drafts}))
    changes = [change_of(store, one, source, said=said) for one in drafts]
    if split.leaving:
        end = read_end(split.since)
        state = "ended" if is_over(end, today) else ""
        steps = [Transition(tie, state, end=end) for tie in split.ties]
        changes.append(change_of_steps(store, steps, source, kind="entry-split", said=said))
    about = labels_of(store, [split.group])[split.group].in_language(DEFAULT_LANGUAGE)
    change = as_one_change(changes, source, "entry-split", said, about=about)
    return made.iri, replace(change, only_if=partial(check_unchanged, store, split.group, fingerprint))


def _check(store: Store, split: Split, members: Mapping[str, str]) -> None:
    check_group_name(split.called)
    if known_things(store, [GROUP]).called(split.called):
        raise DataInvalid("There is a group called %(name)s already.", hint="Take another name.", name=split.called)
    if not split.ties or not members.keys() >= set(split.ties):
        raise DataInvalid("Please tick who goes over to the new group.")
    read_end(split.since)


def _new_group(store: Store, split: Split) -> FormDraft:
    entry = read_entry(store, split.group)
    form = form_for(store, class_of(store, entry.types))
    held = values_of(store, form, entry)
    given = {one.key: held[one.key] for one in form.fields if one.path in _CARRIED}
    values = blank_values(form, {**given, NAME: [split.called], SINCE: [split.since]})
    return draft_of_new(store, form, values, next(iter(entry.networks), ""))


def _going_over(store: Store, tie: str, who: str, new: NewThing, since: str, *, taken: Collection[str]) -> FormDraft:
    """The membership in the new group, in the same role."""
    entry = read_entry(store, tie)
    form = form_for(store, class_of(store, entry.types))
    held = values_of(store, form, entry)
    given = {one.key: held[one.key] for one in form.fields if one.path in _OF_A_MEMBER}
    values = blank_values(form, {**given, **joining(store, form, who, new.label), SINCE: [since]})
    return draft_of_new(store, form, values, next(iter(entry.networks), ""), beside=[new], taken=taken)
