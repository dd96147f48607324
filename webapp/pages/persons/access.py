"""Who may see persons: whoever has the right `persons` in every network, and of one person in theirs; and whom."""

from __future__ import annotations

from graph.errors import Forbidden, NotFound
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import PersonLine, list_persons
from graph.upkeep.contact_persons import networks_of_person
from graph.upkeep.persons import persons_of
from webapp.accounts.identity import require, who_asks
from webapp.ui.context import get_store
from webapp.ui.forms import check_sender
from webapp.ui.person_keys import person_key


def require_persons() -> None:
    """Raise Unauthorized (401) or Forbidden (403) for a reader who may not see persons."""
    asking = who_asks()
    if asking.may_somewhere("persons") and not asking.may("persons"):
        raise Forbidden(
            "Contact persons belong to no network alone: this page is for who coordinates all of them.",
            hint="Somebody with the role verwalten can give you the role for all networks.",
        )
    require("persons")


def require_person(iri: str) -> None:
    """The same for one person: the right in every network where something is said of them is enough."""
    if not who_asks().may_keep_persons(networks_of_person(get_store(), iri)):
        require_persons()


def check_persons_form() -> None:
    """Raise what `require_persons` does, and Forbidden (403) for a form that no page of ours sent."""
    require_persons()
    check_sender()


def persons_store() -> EmbeddedStore:
    """The store with the persons. Raises ConfigError for one on a server."""
    return persons_of(get_store())


def line_of(key: str) -> PersonLine:
    """The person that an address names. Raises NotFound (404)."""
    line = next((one for one in list_persons(persons_store()) if person_key(one.whom) == key), None)
    if line is None:
        raise NotFound("There is no such person.", hint="Open the list of persons again.")
    return line
