"""The contact persons of an organisation on its page, for who may see persons: nobody else is told of any.

Who may see and keep them in some networks sees those of whom nothing is said in any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import Unauthorized
from graph.period import today
from graph.store.keeper import keeper_of_persons
from graph.upkeep.contact_persons import ContactPerson, contact_persons, networks_of_person
from webapp.accounts.identity import who_asks
from webapp.accounts.roles import EVERY_NETWORK
from webapp.ui.context import get_model, get_store, looked_back_at
from webapp.ui.links import network_code
from webapp.ui.person_keys import person_key


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One person as the page shows them; `key` is what addresses name them by, `is_due`: their last day is over.

    `has_record`: this reader may ask for all that is said of them, and erase them, which goes over all networks.
    """

    person: ContactPerson
    key: str
    is_due: bool
    has_record: bool


def contact_lines(organisation: str) -> list[ContactLine] | None:
    """Who can be asked about an organisation; None for who may not see persons, or looks back at a former day."""
    if looked_back_at() or keeper_of_persons(get_store()) is None or not _may_see(organisation):
        return None
    day, everywhere = today().isoformat(), who_asks().may("persons")
    return [
        ContactLine(one, person_key(one.iri), bool(one.keep_until) and one.keep_until < day, everywhere)
        for one in contact_persons(get_store(), organisation)
        if everywhere or who_asks().may_keep_persons(networks_of_person(get_store(), one.iri))
    ]


def _may_see(organisation: str) -> bool:
    try:
        asking = who_asks()
    except Unauthorized:
        return False  # a token that is none of ours changes no page
    if not asking.may_somewhere("persons") or asking.may("persons"):
        return asking.may("persons")
    actor = get_model().actors.get(organisation) or get_model().groups.get(organisation)
    return asking.may_keep_persons(list(map(network_code, actor.networks)) or [EVERY_NETWORK]) if actor else False
