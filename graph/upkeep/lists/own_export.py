"""Of which network a list is an export: told by the addresses of its actors and ties, which each row of ours has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.load.spreadsheet.table import Table
from graph.protocol import Store
from graph.terms import network_slug
from graph.upkeep.lists.present import IN_NETWORK, Present, read_present

_MOSTLY = 0.5


def network_of_export(store: Store, tables: Mapping[str, Table]) -> str:
    """The code of the network of which most rows of a list name an actor or tie by address; "" for none, or several.

    What two networks share tells nothing where as much of the other one stands there. O(cells).
    """
    present, counted, rows = read_present(store), Counter[str](), 0
    for table in tables.values():
        told = [{network for cell in row for network in _networks_of(cell, present)} for row in table[1:]]
        if any(told):  # a cover, and a sheet of remarks, name nobody
            rows += len(told)
            counted.update(network for one in told for network in one)
    first, second = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    is_told = first[1] > max(second[1], _MOSTLY * rows)
    return network_slug(first[0]) or first[0] if is_told else ""


def _networks_of(cell: str, present: Present) -> Iterable[str]:
    if cell not in present.statements:
        return ()
    return present.everyone[cell] if cell in present.everyone else present.iris(cell, IN_NETWORK)
