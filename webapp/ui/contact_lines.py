"""The contact persons of an organisation on its page, for who may see persons: nobody else is told of any."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import Unauthorized
from graph.period import today
from graph.store.keeper import keeper_of_persons
from graph.upkeep.contact_persons import ContactPerson, contact_persons
from webapp.accounts.identity import who_asks
from webapp.ui.context import get_store, looked_back_at
from webapp.ui.person_keys import person_key


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One person as the page shows them; `key` is what addresses name them by, `is_due`: their last day is over."""

    person: ContactPerson
    key: str
    is_due: bool


def contact_lines(organisation: str) -> list[ContactLine] | None:
    """Who can be asked about an organisation; None for who may not see persons, or looks back at a former day."""
    if looked_back_at() or not _may_see() or keeper_of_persons(get_store()) is None:
        return None
    day = today().isoformat()
    return [
        ContactLine(one, person_key(one.iri), bool(one.keep_until) and one.keep_until < day)
        for one in contact_persons(get_store(), organisation)
    ]


def _may_see() -> bool:
    try:
        return who_asks().may("persons")
    except Unauthorized:
        return False  # a token that is none of ours changes no page
