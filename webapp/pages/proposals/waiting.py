"""How many proposals wait for a reader: those that they may decide on, or else their own."""

from __future__ import annotations

from collections.abc import Collection

from webapp.accounts.identity import get_accounts
from webapp.accounts.reading import hidden_networks, reader
from webapp.ui.context import list_networks
from webapp.ui.links import network_code


def number_waiting(network: str = "") -> int:
    """How many wait that touch a network, by its code, or any; 0 for who may see none."""
    asking = reader()
    if not asking.may_somewhere("propose"):
        return 0
    decides = asking.may_somewhere("write")
    waiting = get_accounts().proposals.waiting("" if decides else asking.name)
    meant = [one for one in waiting if not network or network in one]
    return sum(asking.may_write(one) and may_read(one) for one in meant) if decides else len(meant)


def may_read(networks: Collection[str]) -> bool:
    """Whether this reader may read a proposal that touches these; one that touches none may be about all of them."""
    if not hidden_networks():
        return True
    return bool(networks) and set(networks) <= {network_code(one.iri) for one in list_networks()}
